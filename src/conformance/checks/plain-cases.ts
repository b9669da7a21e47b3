import {
  casesOf,
  classified,
  extracted,
  partitioned,
  splitInto,
  type CaseRow,
  type GateCase,
} from './gate-case.ts';

const WHOLE = {
  output: { vendor: 'Acme', total: 505 },
  json_schema: {
    type: 'object',
    required: ['vendor', 'total'],
    properties: { vendor: { type: 'string' }, total: { type: 'number' } },
  },
};

const LIKELY = extracted({ vendor: 0.8, total: 0.8 });

function condition(value: number) {
  const sub_conditions = [{ path: 'total', operator: 'is_greater_than', value }];
  return { kind: 'json_condition', condition: { sub_conditions } };
}

const EXTRACT: readonly CaseRow[] = [
  ['it always fires', { kind: 'always' }, WHOLE, true],
  ['the output breaks its schema', { kind: 'validation_failed' }, broken('505'), true],
  ['the output keeps its schema', { kind: 'validation_failed' }, WHOLE, false],
  ['likelihood 0.8', { kind: 'confidence_lt', threshold: 0.9 }, LIKELY, true],
  ['likelihood 0.8', { kind: 'confidence_lt', threshold: 0.7 }, LIKELY, false],
  ['likelihood 0.8', { kind: 'field_confidence_lt', path: 'total', threshold: 0.9 }, LIKELY, true],
  ['likelihood 0.8', { kind: 'field_confidence_lt', path: 'total', threshold: 0.7 }, LIKELY, false],
  ['a required property is null', { kind: 'any_required_field_null' }, broken(null), true],
  ['no required property is null', { kind: 'any_required_field_null' }, WHOLE, false],
  ['505 > 500', condition(500), WHOLE, true],
  ['505 > 510', condition(510), WHOLE, false],
];

const CLASSIFIER: readonly CaseRow[] = [
  ['among them', { kind: 'category_in', categories: ['letter', 'invoice'] }, invoice(0.5), true],
  ['not among them', { kind: 'category_in', categories: ['letter'] }, invoice(0.5), false],
  ['0.6 and 0.4', { kind: 'top_margin_lt', margin: 0.3 }, invoice(0.6), true],
  ['0.6 and 0.4', { kind: 'top_margin_lt', margin: 0.1 }, invoice(0.6), false],
];

const SPLIT: readonly CaseRow[] = [
  ['two items', { kind: 'split_count_neq', expected: 3 }, splitInto([[1], [2]]), true],
  ['two items', { kind: 'split_count_neq', expected: 2 }, splitInto([[1], [2]]), false],
  ['two pages, one page', { kind: 'any_split_pages_lt', min_pages: 2 }, pages(2, 1), true],
  ['two pages each', { kind: 'any_split_pages_lt', min_pages: 2 }, pages(2, 2), false],
  ['a page of 0.6', { kind: 'boundary_confidence_lt', threshold: 0.7 }, boundaries(0.6), true],
  ['a page of 0.8', { kind: 'boundary_confidence_lt', threshold: 0.7 }, boundaries(0.8), false],
];

const FOR_EACH: readonly CaseRow[] = [
  ['one page', { kind: 'any_pages_unassigned' }, partitioned([[1]], { unassigned: [2] }), true],
  ['no page', { kind: 'any_pages_unassigned' }, partitioned([[1, 2]], { unassigned: [] }), false],
];

const HIGH = { output: { branch: 'high' } };

const CONDITIONAL: readonly CaseRow[] = [
  ['among them', { kind: 'branch_in', branches: ['low', 'high'] }, HIGH, true],
  ['not among them', { kind: 'branch_in', branches: ['low', 'else'] }, HIGH, false],
];

const FIRES = { kind: 'confidence_lt', threshold: 0.9 };
const QUIET = { kind: 'confidence_lt', threshold: 0.7 };

const COMPOSED: readonly CaseRow[] = [
  [
    'the second child fires',
    { kind: 'any_of', predicates: [QUIET, FIRES] },
    LIKELY,
    true,
    { triggeredBy: FIRES as never },
  ],
  ['no child fires', { kind: 'any_of', predicates: [QUIET, QUIET] }, LIKELY, false],
  ['both children fire', { kind: 'all_of', predicates: [FIRES, FIRES] }, LIKELY, true],
  ['one of two fires', { kind: 'all_of', predicates: [FIRES, QUIET] }, LIKELY, false],
];

/** Each kind of predicate, once where it fires and once where it does not. Source: PRD-3. */
export const PLAIN_CASES: readonly GateCase[] = [
  ...casesFor('extract', [...EXTRACT, ...COMPOSED]),
  ...casesFor('classifier', CLASSIFIER),
  ...casesFor('split', SPLIT),
  ...casesFor('for_each', FOR_EACH),
  ...casesFor('conditional', CONDITIONAL),
];

function casesFor(blockType: GateCase['blockType'], rows: readonly CaseRow[]) {
  return casesOf({ blockType, requirement: 'PRD-3', level: 'MUST' }, rows);
}

function broken(total: unknown) {
  return { ...WHOLE, output: { vendor: 'Acme', total } };
}

/** The rest of the likelihood goes to the letter, which is named first. */
function invoice(likelihood: number) {
  return classified({ likelihoods: { letter: 1 - likelihood, invoice: likelihood } });
}

/** Two items with so many pages. */
function pages(first: number, second: number) {
  return splitInto([pagesFrom(1, first), pagesFrom(1 + first, second)]);
}

function pagesFrom(from: number, length: number): readonly number[] {
  return Array.from({ length }, (_, at) => from + at);
}

function boundaries(likelihood: number) {
  return splitInto([[1], [2, 3]], [[0.9], [0.9, likelihood]]);
}
