import { casesOf, type CaseRow, type GateCase, type Json } from './gate-case.ts';

/** Stands for a path that leads nowhere. */
export const NOWHERE = Symbol('nowhere');

/** What is there, what it is compared with, and whether the condition holds. */
export type OperatorRow = readonly [there: unknown, operand: unknown, holds: boolean];

const DAY = '2026-05-13';
const NOON = '2026-05-13T12:00:00Z';

/** Dates before, at and after, as days and as instants. */
function dates(before: boolean, at: boolean, after: boolean): readonly OperatorRow[] {
  return [
    ['2026-05-12', DAY, before],
    ['2025-12-31', DAY, before],
    [DAY, DAY, at],
    ['2026-05-14', DAY, after],
    ['2027-01-01', DAY, after],
    ['2026-05-13T11:59:59Z', NOON, before],
    [NOON, NOON, at],
    ['2026-05-13T12:00:01Z', NOON, after],
  ];
}

/** Numbers below, at and above. */
function numbers(below: boolean, at: boolean, above: boolean): readonly OperatorRow[] {
  return [
    [99.99, 100, below],
    [9, 100, below],
    [-100, -99.5, below],
    [100, 100, at],
    [0, 0, at],
    [-1.5, -1.5, at],
    [100.01, 100, above],
    [1000, 200, above],
    [-1, -2, above],
  ];
}

/** Texts and lists that are shorter, as long, longer. */
function lengths(shorter: boolean, same: boolean, longer: boolean): readonly OperatorRow[] {
  return [
    ['ab', 3, shorter],
    [[1, 2], 3, shorter],
    ['abc', 3, same],
    [[1, 2, 3], 3, same],
    ['abcd', 3, longer],
    [[1, 2, 3, 4], 3, longer],
  ];
}

/** Each operator on operands that it is for. Source: PRD-3. */
const OPERATORS: Readonly<Record<string, readonly OperatorRow[]>> = {
  exists: [
    ['a', undefined, true],
    [0, undefined, true],
    [false, undefined, true],
    ['', undefined, true],
    [[], undefined, true],
    [NOWHERE, undefined, false],
  ],
  does_not_exist: [
    [NOWHERE, undefined, true],
    ['a', undefined, false],
    [0, undefined, false],
    [false, undefined, false],
    ['', undefined, false],
  ],
  is_empty: [
    ['', undefined, true],
    ['a', undefined, false],
    [[1], undefined, false],
    [{ a: 1 }, undefined, false],
  ],
  is_not_empty: [
    ['a', undefined, true],
    [[1], undefined, true],
    [{ a: 1 }, undefined, true],
    ['', undefined, false],
  ],
  is_equal_to: [
    ['net', 'net', true],
    ['net', 'gross', false],
    ['net', 'Net', false],
    [5, 5, true],
    [5, 6, false],
    [0, 0, true],
    [true, true, true],
    [true, false, false],
  ],
  is_not_equal_to: [
    ['net', 'net', false],
    ['net', 'gross', true],
    [5, 5, false],
    [5, 6, true],
    [false, false, false],
  ],
  contains: [
    ['internet 30', 'net', true],
    ['net', 'net', true],
    ['gross', 'net', false],
    ['NET', 'net', false],
    [['net', 'gross'], 'gross', true],
    [['net', 'gross'], 'gros', false],
  ],
  starts_with: [
    ['net 30', 'net', true],
    ['net', 'net', true],
    ['internet', 'net', false],
    ['Net 30', 'net', false],
  ],
  ends_with: [
    ['internet', 'net', true],
    ['net', 'net', true],
    ['net 30', 'net', false],
    ['interNet', 'net', false],
  ],
  matches_regex: [
    ['INV-12', '^INV-[0-9]+$', true],
    ['INV-', '^INV-[0-9]+$', false],
    ['XINV-12', '^INV-[0-9]+$', false],
  ],
  is_greater_than: numbers(false, false, true),
  is_less_than: numbers(true, false, false),
  is_greater_than_or_equal_to: numbers(false, true, true),
  is_less_than_or_equal_to: numbers(true, true, false),
  is_true: [
    [true, undefined, true],
    [false, undefined, false],
  ],
  is_false: [
    [false, undefined, true],
    [true, undefined, false],
  ],
  length_equal_to: lengths(false, true, false),
  length_greater_than: lengths(false, false, true),
  length_less_than: lengths(true, false, false),
  is_after: dates(false, false, true),
  is_before: dates(true, false, false),
  is_after_or_equal_to: dates(false, true, true),
  is_before_or_equal_to: dates(true, true, false),
};

const TOTAL = { path: 'total', operator: 'is_greater_than', value: 100 };
const VENDOR = { path: 'vendor', operator: 'is_equal_to', value: 'Acme' };
const BOTH = [TOTAL, VENDOR];

const HIGH = { output: { total: 505, vendor: 'Acme' } };
const LOW = { output: { total: 5, vendor: 'Acme' } };
const LOW_AND_OTHER = { output: { total: 5, vendor: 'Other' } };

const LOGIC: readonly CaseRow[] = [
  ['and by default: both hold', all(BOTH), HIGH, true],
  ['and by default: one of two holds', all(BOTH), LOW, false],
  ['and: one of two holds', all(BOTH, 'and'), LOW, false],
  ['and: the first of two holds', all(BOTH.toReversed(), 'and'), LOW, false],
  ['or: the second of two holds', all(BOTH, 'or'), LOW, true],
  ['or: the first of two holds', all(BOTH.toReversed(), 'or'), LOW, true],
  ['or: neither holds', all(BOTH, 'or'), LOW_AND_OTHER, false],
];

const ORDER = {
  output: { vendor: { name: 'Acme' }, lines: [{ sku: 'A1' }, { sku: 'B2' }] },
  consensus: { likelihoods: { vendor: { name: 0.4 }, lines: [{ sku: 0.9 }, { sku: 0.6 }] } },
};

const PATHS: readonly CaseRow[] = [
  ...rooted({ path: 'vendor.name' }, 'Acme'),
  ...rooted({ path: 'data.vendor.name' }, 'Acme'),
  ...rooted({ path: 'output-json-0.vendor.name' }, 'Acme'),
  ...rooted({ path: 'lines[1].sku' }, 'B2'),
  ...rooted({ path: 'data.lines[0].sku' }, 'A1'),
  ...rooted({ path: 'likelihoods.vendor.name' }, 0.4),
  ...rooted({ path: 'likelihoods.lines[1].sku' }, 0.6),
  ...rooted({ path_ref: { path: 'vendor.name' } }, 'Acme'),
  ...rooted({ path_ref: { input: 'data', path: 'vendor.name' } }, 'Acme'),
  ...rooted({ path_ref: { input: 'likelihoods', path: 'vendor.name' } }, 0.4),
];

const COMMON = { blockType: 'extract', requirement: 'PRD-3', level: 'MUST' } as const;

/** Conditions by what they are about: each operator, how they are joined, what paths mean. */
export const CONDITION_GROUPS: Readonly<Record<string, readonly GateCase[]>> = {
  ...Object.fromEntries(
    Object.entries(OPERATORS).map(([operator, rows]) => [
      operator,
      casesOf(
        COMMON,
        rows.map((row) => caseOf(operator, row)),
      ),
    ]),
  ),
  logic: casesOf(COMMON, LOGIC),
  paths: casesOf(COMMON, PATHS),
};

function all(conditions: readonly Json[], operator?: 'and' | 'or'): Json {
  const logic = operator === undefined ? {} : { logical_operator: operator };
  return { kind: 'json_condition', condition: { ...logic, sub_conditions: conditions } };
}

/** The row of one comparison of the member `x`. */
export function caseOf(operator: string, [there, value, holds]: OperatorRow): CaseRow {
  const operand = value === undefined ? {} : { value };
  const what = there === NOWHERE ? 'nothing' : JSON.stringify(there);
  const name = `${what} ${operator} ${value === undefined ? '' : JSON.stringify(value)}`.trimEnd();
  const output = there === NOWHERE ? { y: 1 } : { x: there };
  return [name, all([{ path: 'x', operator, ...operand }]), { output }, holds];
}

/** A path that must lead to a value, and so not to another. */
function rooted(path: Json, value: unknown): readonly CaseRow[] {
  const name = `path ${JSON.stringify(path['path'] ?? path['path_ref'])}`;
  const equal = (operand: unknown) => all([{ ...path, operator: 'is_equal_to', value: operand }]);
  return [
    [name, equal(value), ORDER, true],
    [name, equal(typeof value === 'number' ? value + 0.5 : `${String(value)}!`), ORDER, false],
  ];
}
