import {
  casesOf,
  classified,
  extracted,
  partitioned,
  splitInto,
  type CaseRow,
  type GateCase,
  type Json,
} from './gate-case.ts';
import { GAP_ROWS } from './gap-cases.ts';

const MEAN = { readings: { likelihoods: 'mean' } } as const;
const MIN = { readings: { likelihoods: 'min' } } as const;
const SHOULD = { level: 'SHOULD' } as const;

const ALWAYS = { kind: 'always' };
const INVALID = { kind: 'validation_failed' };

const whole = (threshold: number) => ({ kind: 'confidence_lt', threshold });
const field = (path: string, threshold: number) => ({
  kind: 'field_confidence_lt',
  path,
  threshold,
});

const NESTED = { a: 0.9, b: { c: 0.5, d: [0.7, 0.9] } };
const LINES = { lines: [{ amount: 0.9 }, { amount: 0.5 }], total: 1 };

const EXTRACT: readonly CaseRow[] = [
  ['an empty output', ALWAYS, { output: {} }, true],
  ['likelihoods that are all 1', ALWAYS, extracted({ total: 1 }), true],
  ['a text for a number', INVALID, typed('number', '505'), true],
  ['a number for a text', INVALID, typed('string', 505), true],
  ['1.0 is an integer', INVALID, typed('integer', 1), false],
  ['a fraction is none', INVALID, typed('integer', 1.5), true],
  ['a text for a boolean', INVALID, typed('boolean', 'true'), true],
  ['null for a text', INVALID, typed('string', null), true],
  ['a required property is missing', INVALID, required({}), true],
  ['an item of a list is wrong', INVALID, listed([1, '2']), true],
  ['every item of a list is right', INVALID, listed([1, 2]), false],
  ['an extra property that is allowed', INVALID, required({ total: 1, more: 2 }), false],
  ['0.9 and 0.5 are 0.7', whole(0.71), extracted({ a: 0.9, b: 0.5 }), true, MEAN],
  ['0.9 and 0.5 are 0.7', whole(0.69), extracted({ a: 0.9, b: 0.5 }), false, MEAN],
  ['the least is 0.5', whole(0.51), extracted({ a: 0.9, b: 0.5 }), true, MIN],
  ['the least is 0.5', whole(0.49), extracted({ a: 0.9, b: 0.5 }), false, MIN],
  ['leaves further down count', whole(0.8), extracted(NESTED), true, MEAN],
  ['each leaf counts once', whole(0.74), extracted(NESTED), false, MEAN],
  ['the output has no say', whole(0.5), extracted({ total: 0.9 }, { total: 0.1 }), false],
  ['a name', field('a', 0.91), extracted(NESTED), true],
  ['another name', field('a', 0.8), extracted(NESTED), false],
  ['two names', field('b.c', 0.6), extracted(NESTED), true],
  ['two names', field('b.c', 0.4), extracted(NESTED), false],
  ['$ and two names', field('$.b.c', 0.6), extracted(NESTED), true],
  ['$ and two names', field('$.b.c', 0.4), extracted(NESTED), false],
  ['an index', field('b.d[1]', 0.91), extracted(NESTED), true],
  ['an index', field('b.d[1]', 0.8), extracted(NESTED), false],
  ['an index', field('b.d[0]', 0.8), extracted(NESTED), true],
  ['a subtree of 0.7', field('b', 0.71), extracted(NESTED), true, MEAN],
  ['a subtree of 0.7', field('b', 0.69), extracted(NESTED), false, MEAN],
  ['the least of a subtree is 0.5', field('b', 0.51), extracted(NESTED), true, MIN],
  ['every item, together 0.7', field('lines[*].amount', 0.71), extracted(LINES), true, MEAN],
  ['every item, together 0.7', field('lines[*].amount', 0.69), extracted(LINES), false, MEAN],
  ['every item of a list of numbers', field('b.d[*]', 0.81), extracted(NESTED), true, MEAN],
  ['every item of a list of numbers', field('b.d[*]', 0.79), extracted(NESTED), false, MEAN],
  ...GAP_ROWS,
];

const margin = (least: number) => ({ kind: 'top_margin_lt', margin: least });
const among = (...categories: readonly string[]) => ({ kind: 'category_in', categories });

const RISING = { likelihoods: { note: 0.05, letter: 0.4, invoice: 0.55 } };
const VOTES = ['letter', 'invoice', 'invoice', 'note'];

const CLASSIFIER: readonly CaseRow[] = [
  ['it always fires', ALWAYS, classified({ likelihoods: 1 }), true],
  ['a number is the winner’s', whole(0.6), classified({ likelihoods: 0.5 }), true],
  ['a number is the winner’s', whole(0.4), classified({ likelihoods: 0.5 }), false],
  ['the winner’s, not the mean', whole(0.6), classified(RISING), true],
  ['the winner’s, not the mean', whole(0.5), classified(RISING), false],
  ['the output is not the likeliest', whole(0.5), classified(RISING, 'letter'), true, SHOULD],
  ['other letters', among('Invoice', 'INVOICE'), classified({}), false],
  ['other letters in the output', among('invoice'), classified({}, 'Invoice'), false],
  ['a part of the name', among('inv'), classified({}), false],
  ['a longer name', among('invoices', ' invoice', 'invoice '), classified({}), false],
  ['a name outside ASCII', among('領収書', '請求書'), classified({}, '請求書'), true],
  [
    'a letter composed in another way',
    among('re\u0301sume\u0301'),
    classified({}, 'résumé'),
    false,
  ],
  ['the last of three', among('a', 'b', 'invoice'), classified({}), true],
  ['the top is named last', margin(0.2), classified(RISING), true],
  ['the top is named last', margin(0.1), classified(RISING), false],
  ['the second is named last', margin(0.2), classified(ends(0.5, 0.1, 0.4)), true],
  ['the second is named last', margin(0.2), classified(ends(0.6, 0.1, 0.3)), false],
  ['the output is not the top', margin(0.2), classified(RISING, 'note'), true],
  ['votes of a half and two quarters', margin(0.3), classified({ choices: VOTES }), true],
  ['votes of a half and two quarters', margin(0.2), classified({ choices: VOTES }), false],
  ['a number takes the votes', margin(0.3), classified({ likelihoods: 1, choices: VOTES }), true],
  ['the map goes before the votes', margin(0.2), classified({ ...RISING, choices: ['a'] }), true],
  [
    'the map goes before the votes',
    margin(0.2),
    classified({ ...ends(0.9, 0, 0.1), choices: VOTES }),
    false,
  ],
  [
    'the schema is of the output',
    INVALID,
    { ...classified({}), json_schema: needs('total') },
    true,
  ],
  [
    'the schema is of the output',
    INVALID,
    { ...classified({}), json_schema: needs('category') },
    false,
  ],
];

const count = (expected: number) => ({ kind: 'split_count_neq', expected });
const least = (min_pages: number) => ({ kind: 'any_split_pages_lt', min_pages });
const boundary = (threshold: number) => ({ kind: 'boundary_confidence_lt', threshold });

const THREE = [[1], [2, 3], [4, 5, 6]];
const SURE = [[0.9], [0.9, 0.9], [0.9, 0.9, 0.9]];

const ITEMS: readonly CaseRow[] = [
  ['it always fires', ALWAYS, splitInto([]), true],
  ['more than expected', count(2), splitInto(THREE), true],
  ['fewer than expected', count(4), splitInto(THREE), true],
  ['as expected', count(3), splitInto(THREE), false],
  ['none, and none expected', count(0), splitInto([]), false],
  ['none, and one expected', count(1), splitInto([]), true],
  ['the last item is the short one', least(2), splitInto([[1, 2], [3, 4], [5]]), true],
  ['the second of three is the short one', least(2), splitInto([[1, 2], [3], [4, 5]]), true],
  ['exactly as many pages', least(3), splitInto([[1, 2, 3]]), false],
  ['an item without pages', least(1), splitInto([[1], []]), true],
  [
    'the last page of the last item',
    boundary(0.8),
    splitInto(THREE, [[0.9], [0.9, 0.9], [0.9, 0.9, 0.7]]),
    true,
  ],
  [
    'the second page of the second item',
    boundary(0.8),
    splitInto(THREE, [[0.9], [0.9, 0.7], [0.9]]),
    true,
  ],
  ['the first page', boundary(0.8), splitInto(THREE, [[0.7], [0.9, 0.9], [0.9]]), true],
  ['no page is below', boundary(0.8), splitInto(THREE, SURE), false],
];

const PARTITIONS: readonly CaseRow[] = [
  ['it always fires', ALWAYS, partitioned([[1]]), true],
  ['more than expected', count(2), partitioned(THREE), true],
  ['as expected', count(3), partitioned(THREE), false],
  ['the last is the short one', least(2), partitioned([[1, 2], [3]]), true],
  ['none is short', least(1), partitioned([[1, 2], [3]]), false],
  ['the last page', boundary(0.8), partitioned([[1, 2]], { likelihoods: [[0.9, 0.7]] }), true],
  ['no page', boundary(0.6), partitioned([[1, 2]], { likelihoods: [[0.9, 0.7]] }), false],
  ['unassigned pages are no items', count(1), partitioned([[1]], { unassigned: [2] }), false],
  [
    'several pages',
    { kind: 'any_pages_unassigned' },
    partitioned([], { unassigned: [1, 2] }),
    true,
  ],
];

const branchIn = (...branches: readonly string[]) => ({ kind: 'branch_in', branches });

const CONDITIONAL: readonly CaseRow[] = [
  ['it always fires', ALWAYS, { output: { branch: 'high' } }, true],
  ['the last of three', branchIn('low', 'else', 'high'), { output: { branch: 'high' } }, true],
  ['other letters', branchIn('High'), { output: { branch: 'high' } }, false],
  ['a part of the name', branchIn('hi'), { output: { branch: 'high' } }, false],
];

/** Every kind of predicate on results that tell a wrong reading from the right one. Source: PRD-3. */
export const KIND_CASES: readonly GateCase[] = [
  ...casesFor('extract', EXTRACT),
  ...casesFor('classifier', CLASSIFIER),
  ...casesFor('split', ITEMS),
  ...casesFor('for_each', PARTITIONS),
  ...casesFor('conditional', CONDITIONAL),
];

function casesFor(blockType: GateCase['blockType'], rows: readonly CaseRow[]) {
  return casesOf({ blockType, requirement: 'PRD-3', level: 'MUST' }, rows);
}

function typed(type: string, total: unknown): Json {
  return { output: { total }, json_schema: { type: 'object', properties: { total: { type } } } };
}

function needs(name: string): Json {
  return { type: 'object', required: [name] };
}

function required(output: Json): Json {
  return { output, json_schema: needs('total') };
}

function listed(items: readonly unknown[]): Json {
  const list = { type: 'array', items: { type: 'integer' } };
  return { output: { items }, json_schema: { type: 'object', properties: { items: list } } };
}

function ends(invoice: number, note: number, letter: number): Json {
  return { likelihoods: { invoice, note, letter } };
}
