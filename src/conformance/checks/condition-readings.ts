import { caseOf, NOWHERE, type OperatorRow } from './condition-cases.ts';
import { casesOf, type CaseRow, type GateCase, type Json } from './gate-case.ts';

/** Numbers that are texts, and the other way round: no coercion. */
const NO_NUMBERS: readonly OperatorRow[] = [
  ['100', 100, false],
  [100, '100', false],
  [null, 100, false],
  [true, 0, false],
  [NOWHERE, 100, false],
];

const NO_TEXTS: readonly OperatorRow[] = [
  [505, '5', false],
  ['505', 5, false],
  [null, 'n', false],
  [NOWHERE, 'a', false],
];

const NO_DATES: readonly OperatorRow[] = [
  ['yesterday', '2026-05-13', false],
  ['2026-02-30', '2026-02-28', false],
  [20_260_514, '2026-05-13', false],
  [NOWHERE, '2026-05-13', false],
];

/** Operators where only a reading decides: what exists, is empty, is equal, is of the wrong type. */
const OPERATORS: Readonly<Record<string, readonly OperatorRow[]>> = {
  exists: [[null, undefined, true]],
  does_not_exist: [[null, undefined, false]],
  is_empty: [
    [null, undefined, true],
    [[], undefined, true],
    [{}, undefined, true],
    [NOWHERE, undefined, true],
    [' ', undefined, false],
    [0, undefined, false],
    [false, undefined, false],
  ],
  is_not_empty: [
    [null, undefined, false],
    [[], undefined, false],
    [{}, undefined, false],
    [NOWHERE, undefined, false],
    [0, undefined, true],
  ],
  is_equal_to: [
    [{ a: [1, { b: 2 }], c: null }, { c: null, a: [1, { b: 2 }] }, true],
    [[1, 2], [2, 1], false],
    [{ a: 1 }, { a: 1, b: null }, false],
    ['5', 5, false],
    [null, null, true],
    [NOWHERE, null, false],
    [0, false, false],
  ],
  is_not_equal_to: [
    [NOWHERE, 5, true],
    [[1], [1], false],
    ['5', 5, true],
  ],
  contains: [
    [[{ a: 1, b: 2 }], { b: 2, a: 1 }, true],
    [[[1]], [1], true],
    [{ net: 1 }, 'net', false],
    ...NO_TEXTS,
  ],
  starts_with: NO_TEXTS,
  ends_with: NO_TEXTS,
  matches_regex: [
    ['an INV-12 b', 'INV-[0-9]+', true],
    ['inv-12', '(?i)INV', true],
    [`${'a'.repeat(40)}!`, '^(a+)+$', false],
    ...NO_TEXTS,
  ],
  is_greater_than: NO_NUMBERS,
  is_less_than: NO_NUMBERS,
  is_greater_than_or_equal_to: NO_NUMBERS,
  is_less_than_or_equal_to: NO_NUMBERS,
  is_true: [
    [1, undefined, false],
    ['true', undefined, false],
    [NOWHERE, undefined, false],
  ],
  is_false: [
    [0, undefined, false],
    ['', undefined, false],
    [null, undefined, false],
    [NOWHERE, undefined, false],
  ],
  length_equal_to: [
    ['😀é', 2, true],
    [{ a: 1 }, 1, false],
    [123, 3, false],
    [NOWHERE, 0, false],
  ],
  length_greater_than: [['😀😀', 2, false]],
  length_less_than: [
    ['😀😀', 3, true],
    [NOWHERE, 3, false],
  ],
  is_after: [['2026-05-13T00:30:00+02:00', '2026-05-12T23:00:00Z', false], ...NO_DATES],
  is_before: [['2026-05-13T00:30:00+02:00', '2026-05-12T23:00:00Z', true], ...NO_DATES],
  is_after_or_equal_to: [['2026-05-13', '2026-05-13T02:00:00+02:00', true], ...NO_DATES],
  is_before_or_equal_to: [['2026-05-13T02:00:00+02:00', '2026-05-13', true], ...NO_DATES],
};

const TWO = { items: [{ x: 6 }, { x: 7 }] };
const MIXED = { items: [{ x: 6 }, { x: 5 }] };
const GAPPED = { items: [{ x: 6 }, {}] };

const WILDCARDS: readonly CaseRow[] = [
  ['every item matches', over('items[*].x', 'is_greater_than', 5), { output: TWO }, true],
  ['every item matches, with .*', over('items.*.x', 'is_greater_than', 5), { output: TWO }, true],
  ['one item does not match', over('items[*].x', 'is_greater_than', 5), { output: MIXED }, false],
  ['one item does not, with .*', over('items.*.x', 'is_greater_than', 5), { output: MIXED }, false],
  ['one item lacks it', over('items[*].x', 'is_greater_than', 5), { output: GAPPED }, false],
  ['no item', over('items[*].x', 'is_greater_than', 5), { output: { items: [] } }, false],
  [
    'no item does not exist',
    over('items[*].x', 'does_not_exist'),
    { output: { items: [] } },
    false,
  ],
  ['no item is empty', over('items[*].x', 'is_empty'), { output: { items: [] } }, false],
  ['every item lacks it', over('items[*].y', 'does_not_exist'), { output: TWO }, true],
];

const COMMON = { blockType: 'extract', requirement: 'PRD-3', level: 'SHOULD' } as const;

/** Conditions that a reading decides, by what they are about. Source: PRD-3, its SHOULD. */
export const CONDITION_READINGS: Readonly<Record<string, readonly GateCase[]>> = {
  ...Object.fromEntries(
    Object.entries(OPERATORS).map(([operator, rows]) => [
      operator,
      casesOf(
        COMMON,
        rows.map((row) => caseOf(operator, row)),
      ),
    ]),
  ),
  wildcards: casesOf(COMMON, WILDCARDS),
};

function over(path: string, operator: string, value?: unknown): Json {
  const sub_conditions = [{ path, operator, ...(value === undefined ? {} : { value }) }];
  return { kind: 'json_condition', condition: { sub_conditions } };
}
