import {
  casesOf,
  classified,
  extracted,
  partitioned,
  splitInto,
  type CaseRow,
  type GateCase,
} from './gate-case.ts';

/** The highest thresholds there are, so that any number that is made up would fire. */
const WHOLE = { kind: 'confidence_lt', threshold: 1 };
const FIELD = { kind: 'field_confidence_lt', path: 'total', threshold: 1 };
const MARGIN = { kind: 'top_margin_lt', margin: 1 };
const BOUNDARY = { kind: 'boundary_confidence_lt', threshold: 1 };
const GAP = { kind: 'any_required_field_null' };
const INVALID = { kind: 'validation_failed' };
const UNASSIGNED = { kind: 'any_pages_unassigned' };

const BARE = { output: { total: null } };

const EXTRACT: readonly CaseRow[] = [
  ['no consensus', WHOLE, BARE, false],
  ['likelihoods null', WHOLE, extracted(null), false],
  ['no number in the likelihoods', WHOLE, extracted({ total: null }), false],
  ['no likelihood at all', WHOLE, extracted({}), false],
  ['no consensus', FIELD, BARE, false],
  ['nothing at the path', FIELD, extracted({ vendor: 0.1 }), false],
  ['null at the path', FIELD, extracted({ total: null, vendor: 0.1 }), false],
  ['no schema', GAP, BARE, false],
  ['no schema', INVALID, BARE, false],
  [
    'a child without evidence',
    { kind: 'all_of', predicates: [{ kind: 'always' }, WHOLE] },
    BARE,
    false,
  ],
  [
    'a child without evidence is passed over',
    { kind: 'any_of', predicates: [WHOLE, { kind: 'always' }] },
    BARE,
    true,
    { triggeredBy: { kind: 'always' } },
  ],
];

const CLASSIFIER: readonly CaseRow[] = [
  ['no consensus', WHOLE, { output: { category: 'invoice' } }, false],
  ['likelihoods null', WHOLE, classified({ likelihoods: null }), false],
  ['no likelihood of the winner', WHOLE, classified({ likelihoods: { letter: 0.1 } }), false],
  ['no consensus', MARGIN, { output: { category: 'invoice' } }, false],
  ['a number without votes', MARGIN, classified({ likelihoods: 0.1 }), false],
  ['a list of votes without a vote', MARGIN, classified({ choices: [] }), false],
  ['an empty map', MARGIN, classified({ likelihoods: {} }), false],
];

const SPLIT: readonly CaseRow[] = [
  ['no consensus', BOUNDARY, splitInto([[1]]), false],
  ['likelihoods null', BOUNDARY, { ...splitInto([[1]]), consensus: { likelihoods: null } }, false],
  ['no items', BOUNDARY, splitInto([[1]], []), false],
  ['items without pages', BOUNDARY, splitInto([[1]], [[]]), false],
  ['no items', { kind: 'any_split_pages_lt', min_pages: 9 }, splitInto([]), false],
];

const FOR_EACH: readonly CaseRow[] = [
  ['no consensus', BOUNDARY, partitioned([[1]]), false],
  ['no unassigned_pages', UNASSIGNED, partitioned([[1]]), false],
];

/** Predicates that have nothing to compare. Source: PRD-2. */
export const MISSING_CASES: readonly GateCase[] = [
  ...casesFor('extract', EXTRACT),
  ...casesFor('classifier', CLASSIFIER),
  ...casesFor('split', SPLIT),
  ...casesFor('for_each', FOR_EACH),
];

function casesFor(blockType: GateCase['blockType'], rows: readonly CaseRow[]) {
  return casesOf({ blockType, requirement: 'PRD-2', level: 'SHOULD' }, rows);
}
