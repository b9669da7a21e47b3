import type { CaseRow, Json } from './gate-case.ts';

const GAP = { kind: 'any_required_field_null' };
const BLANK_IS_GAP = { readings: { blank: 'gap' } } as const;
const BLANK_IS_ANSWER = { readings: { blank: 'answer' } } as const;

const TEXT = { type: 'string' };
const VENDOR = { type: 'object', required: ['name'], properties: { name: TEXT, city: TEXT } };

/** `vendor` required, a list of `lines` in which `sku` is; `note` may be left out. */
const ORDER = {
  type: 'object',
  required: ['vendor'],
  properties: {
    vendor: VENDOR,
    note: TEXT,
    lines: {
      type: 'array',
      items: { type: 'object', required: ['sku'], properties: { sku: TEXT, qty: TEXT } },
    },
  },
};

const ACME = { name: 'Acme' };
const LINE = { sku: 'A1' };

/** One of two kinds of party; each needs another property. */
const PERSON = { type: 'object', required: ['first'], properties: { first: TEXT } };
const COMPANY = { type: 'object', required: ['firm'], properties: { firm: TEXT } };

/** What `any_required_field_null` finds, and what it must pass over. Source: PRD-3. */
export const GAP_ROWS: readonly CaseRow[] = [
  ['everything is there', GAP, order({ vendor: ACME, lines: [LINE] }), false],
  ['the outermost is null', GAP, order({ vendor: null }), true],
  ['the outermost is missing', GAP, order({ note: 'x' }), true],
  ['one that is not required is null', GAP, order({ vendor: { ...ACME, city: null } }), false],
  ['one that is not required is missing', GAP, order({ vendor: ACME }), false],
  ['one further down is null', GAP, order({ vendor: { name: null } }), true],
  ['one further down is missing', GAP, order({ vendor: {} }), true],
  ['0 and false are answers', GAP, order({ vendor: { name: 0, city: false } }), false],
  ['the second item lacks it', GAP, order({ vendor: ACME, lines: [LINE, {}] }), true],
  ['the first item has null', GAP, order({ vendor: ACME, lines: [{ sku: null }, LINE] }), true],
  ['an empty list has no items', GAP, order({ vendor: ACME, lines: [] }), false],
  ['a blank text', GAP, order({ vendor: { name: ' ' } }), true, BLANK_IS_GAP],
  ['a blank text', GAP, order({ vendor: { name: ' ' } }), false, BLANK_IS_ANSWER],
  ['an empty text', GAP, order({ vendor: { name: '' } }), true, BLANK_IS_GAP],
  ['an empty text', GAP, order({ vendor: { name: '' } }), false, BLANK_IS_ANSWER],
  ['only the second branch of anyOf', GAP, party('anyOf', { first: 'Dana' }), false],
  ['only the first branch of anyOf', GAP, party('anyOf', { firm: 'Acme' }), false],
  ['only the second branch of oneOf', GAP, party('oneOf', { first: 'Dana' }), false],
  ['only the first branch of oneOf', GAP, party('oneOf', { firm: 'Acme' }), false],
  ['every branch of anyOf asks for it', GAP, shared('anyOf', {}), true],
  ['every branch of oneOf asks for it', GAP, shared('oneOf', { id: null }), true],
  ['every branch asks for it, and it is there', GAP, shared('anyOf', { id: 'x' }), false],
  ['the branch for null does not count', GAP, optional({}), true],
  ['the branch for null does', GAP, optional(null), false],
];

function order(output: Json): Json {
  return { output, json_schema: ORDER };
}

function party(word: 'anyOf' | 'oneOf', value: unknown): Json {
  return schemaOfParty({ [word]: [PERSON, COMPANY] }, value);
}

/** Both branches ask for `id`. */
function shared(word: 'anyOf' | 'oneOf', value: unknown): Json {
  return schemaOfParty({ [word]: [withId('person'), withId('firm')] }, value);
}

function withId(kind: string): Json {
  return { type: 'object', required: ['id'], properties: { id: TEXT, kind: { const: kind } } };
}

function optional(value: unknown): Json {
  return schemaOfParty({ anyOf: [PERSON, { type: 'null' }] }, value);
}

function schemaOfParty(schema: Json, value: unknown): Json {
  return {
    output: { party: value },
    json_schema: { type: 'object', properties: { party: schema } },
  };
}
