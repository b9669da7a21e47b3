import {
  casesOf,
  classified,
  extracted,
  partitioned,
  splitInto,
  type CaseRow,
  type GateCase,
} from './gate-case.ts';

const MEAN = { readings: { likelihoods: 'mean' } } as const;

const whole = (threshold: number) => ({ kind: 'confidence_lt', threshold });
const field = (path: string, threshold: number) => ({
  kind: 'field_confidence_lt',
  path,
  threshold,
});
const margin = (least: number) => ({ kind: 'top_margin_lt', margin: least });
const boundary = (threshold: number) => ({ kind: 'boundary_confidence_lt', threshold });

/** 0.1 + 0.7 falls short of 0.8 in doubles, 0.1 + 0.2 goes beyond 0.3. */
const SHORT = { a: 0.1, b: 0.7 };
const BEYOND = { a: 0.1, b: 0.2 };
/** Their mean is 0.8 less 1e-11, which twelve decimals show, and 0.8 less 4e-13, which they do not. */
const JUST_BELOW = { a: 0.8, b: 0.79999999998 };
const AS_GOOD_AS = { a: 0.8, b: 0.7999999999992 };

const EXTRACT: readonly CaseRow[] = [
  ['every likelihood is equal to the threshold', whole(0.8), extracted({ a: 0.8, b: 0.8 }), false],
  ['a mean equal to the threshold', whole(0.8), extracted({ a: 0.75, b: 0.85 }), false, MEAN],
  ['a mean equal to the threshold but for doubles', whole(0.4), extracted(SHORT), false, MEAN],
  ['a mean equal to the threshold but for doubles', whole(0.15), extracted(BEYOND), false, MEAN],
  ['a mean that is below in the eleventh decimal', whole(0.8), extracted(JUST_BELOW), true, MEAN],
  ['a mean that is below past twelve decimals', whole(0.8), extracted(AS_GOOD_AS), false, MEAN],
  ['likelihood 0 and threshold 0', whole(0), extracted({ a: 0, b: 0 }), false],
  ['likelihood 1 and threshold 1', whole(1), extracted({ a: 1, b: 1 }), false],
  ['equal to the threshold', field('a', 0.8), extracted({ a: 0.8, b: 0.1 }), false],
  ['equal to the threshold, in a list', field('a[1]', 0.8), extracted({ a: [0.1, 0.8] }), false],
  [
    'a subtree that is equal but for doubles',
    field('a', 0.4),
    extracted({ a: SHORT }),
    false,
    MEAN,
  ],
  ['a subtree that is below', field('a', 0.8), extracted({ a: JUST_BELOW, b: 1 }), true, MEAN],
  ['likelihood 0 and threshold 0', field('a', 0), extracted({ a: 0, b: 1 }), false],
];

const CLASSIFIER: readonly CaseRow[] = [
  ['equal to the threshold', whole(0.8), classified({ likelihoods: 0.8 }), false],
  ['equal to the threshold, in a map', whole(0.6), classified(map(0.6, 0.4)), false],
  ['a margin equal but for doubles', margin(0.2), classified(map(0.6, 0.4)), false],
  ['a margin equal but for doubles', margin(0.3), classified(map(0.4, 0.1)), false],
  ['a margin equal but for doubles', margin(0.8), classified(map(0.1, 0.9)), false],
  [
    'a margin below in the eleventh decimal',
    margin(0.2),
    classified(map(0.6, 0.40000000001)),
    true,
  ],
  ['a margin of votes equal to it', margin(0.5), classified({ choices: votes(3, 1) }), false],
  ['a third of the votes', margin(0.333333333333), classified({ choices: votes(2, 1) }), false],
  ['a third of the votes', margin(0.333333333334), classified({ choices: votes(2, 1) }), true],
  ['margin 0 and a tie', margin(0), classified(map(0.5, 0.5)), false],
];

const ITEMS: readonly CaseRow[] = [
  ['a page equal to the threshold', boundary(0.8), splitInto([[1], [2]], [[1], [0.8]]), false],
  ['likelihood 0 and threshold 0', boundary(0), splitInto([[1]], [[0]]), false],
];

const PARTITIONS: readonly CaseRow[] = [
  ['equal', boundary(0.8), partitioned([[1, 2]], { likelihoods: [[0.9, 0.8]] }), false],
];

/** Values at their threshold, and those that doubles put beside it. Source: PRD-1. */
export const COMPARISON_CASES: readonly GateCase[] = [
  ...casesFor('extract', EXTRACT),
  ...casesFor('classifier', CLASSIFIER),
  ...casesFor('split', ITEMS),
  ...casesFor('for_each', PARTITIONS),
];

function casesFor(blockType: GateCase['blockType'], rows: readonly CaseRow[]) {
  return casesOf({ blockType, requirement: 'PRD-1', level: 'MUST' }, rows);
}

function map(invoice: number, letter: number) {
  return { likelihoods: { letter, invoice } };
}

function votes(invoices: number, letters: number) {
  return [
    ...Array.from({ length: letters }, () => 'letter'),
    ...Array.from({ length: invoices }, () => 'invoice'),
  ];
}
