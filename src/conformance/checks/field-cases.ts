import { shown } from '../reply.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import { typesOf, type DeclaredField, type DeclaredSchema } from './operation-document.ts';
import type { Body } from './sound-requests.ts';

/** One value of a property that its schema does not allow. */
export interface BrokenValue {
  /** Ends the sentence "claim_review answered 200 to …". */
  readonly label: string;
  /** Absent when the property itself is left out. */
  readonly value?: unknown;
  readonly requirement: 'SCH-3' | 'ERR-3';
  readonly level: JudgedLevel;
}

/** One value for each JSON type; the texts are none that a server could read as something else. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  string: 'seven',
  integer: 7,
  number: 1.5,
  boolean: true,
  object: { a: 1 },
  array: ['a'],
  null: null,
};

/**
 * Values of a property that a server has to refuse, one for each way to break its schema.
 *
 * The sentence of SCH-3 covers types, ranges, enumerations and what is required. That nothing is
 * coerced, an integer from its text above all, is a SHOULD, and so is the shape of an id (ERR-3).
 *
 * Shape: `sound` is a body that is right as it is.
 * Source: SCH-3, ERR-3.
 */
export function brokenValues(field: DeclaredField, sound: Body): readonly BrokenValue[] {
  const { name, schema } = field;
  const values = [
    ...wrongTypes(schema),
    ...wrongItems(schema),
    ...outOfEnum(schema),
    ...outOfRange(schema),
  ];
  return [
    ...(field.isRequired ? [must(`a body without ${name}`)] : []),
    ...values.map((value) => ({ ...must(`${name} ${shown(value)}`), value })),
    ...coercible(field, sound),
    ...outOfPattern(field),
  ];
}

/** Values at the edges of what a property's schema allows. Source: spec/openapi.yaml. */
export function soundValues({ schema }: DeclaredField): readonly unknown[] {
  const { minimum, maximum, minLength, enum: allowed = [] } = schema;
  const types = typesOf(schema);
  return [
    ...(minimum === undefined ? [] : [minimum]),
    ...(maximum === undefined ? [] : [maximum]),
    ...(minLength === undefined ? [] : ['x'.repeat(minLength)]),
    ...allowed,
    ...(types.includes('boolean') ? [true, false] : []),
    ...(types.includes('array') ? [[]] : []),
    ...(types.includes('null') ? [null] : []),
  ];
}

function must(label: string): BrokenValue {
  return { label, requirement: 'SCH-3', level: 'MUST' };
}

function wrongTypes(schema: DeclaredSchema): readonly unknown[] {
  const types = typesOf(schema);
  return Object.entries(SAMPLES)
    .filter(([type]) => !types.includes(type))
    .filter(([type]) => !(type === 'integer' && types.includes('number')))
    .filter(([type]) => !(type === 'boolean' && types.includes('integer')))
    .map(([, value]) => value);
}

function wrongItems({ items }: DeclaredSchema): readonly unknown[] {
  return items === undefined ? [] : wrongTypes(items).map((value) => [value]);
}

/** Case and white space count: each is another text. */
function outOfEnum({ enum: allowed = [] }: DeclaredSchema): readonly unknown[] {
  const [first] = allowed;
  if (typeof first !== 'string') return [];
  return ['surprise', '', first.toUpperCase(), `${first} `];
}

function outOfRange({ minimum, maximum, minLength }: DeclaredSchema): readonly unknown[] {
  return [
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1, maximum * 1000]),
    ...(minLength === undefined ? [] : ['x'.repeat(minLength - 1)]),
  ];
}

/** Values that a lenient server reads as a right one, so that reading them leads to a success. */
function coercible({ name, schema }: DeclaredField, sound: Body): readonly BrokenValue[] {
  const types = typesOf(schema);
  const integers = types.includes('integer')
    ? [String(sound[name] ?? schema.minimum ?? 0), true]
    : [];
  const booleans = types.includes('boolean') ? ['true', 1] : [];
  return [...integers, ...booleans].map((value) => ({
    label: `${name} ${shown(value)}, which is of another type,`,
    value,
    requirement: 'SCH-3',
    level: 'SHOULD',
  }));
}

function outOfPattern({ name, schema }: DeclaredField): readonly BrokenValue[] {
  if (schema.pattern === undefined) return [];
  return ['nonsense', `rvr_${'A'.repeat(25)}`, `rvr_${'a'.repeat(26)}`].map((value) => ({
    label: `${name} ${shown(value)}, which is not of the declared pattern,`,
    value,
    requirement: 'ERR-3',
    level: 'SHOULD',
  }));
}
