import { describe, expect, test } from 'vitest';
import type { Predicate } from '../../src/contract/wire.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';
import type { Evidence } from '../../src/predicates/evidence.ts';
import { explain } from '../../src/predicates/explain.ts';

const INVOICE: Evidence = {
  output: { total: 505, note: 'x'.repeat(70), lines: [{ amount: 300 }, {}] },
  json_schema: { required: ['vendor'], type: 'object' },
  consensus: { likelihoods: { total: 0.9, lines: [{ amount: 0.7 }, { amount: 0.8 }] } },
};

function lines(predicate: Predicate, evidence: Evidence = INVOICE, blockType = 'extract' as const) {
  const setting = { blockType, evidence, policies: DEFAULT_POLICIES };
  return explain(evaluate(predicate, setting).trace).split('\n');
}

test('a tree shows every predicate, what it compared and why', () => {
  const predicate: Predicate = {
    kind: 'any_of',
    predicates: [
      { kind: 'confidence_lt', threshold: 0.8 },
      {
        kind: 'all_of',
        predicates: [
          { kind: 'field_confidence_lt', path: 'lines[*].amount', threshold: 0.8 },
          {
            kind: 'json_condition',
            condition: {
              sub_conditions: [
                { path: 'total', operator: 'is_greater_than', value: 600 },
                { path: 'lines[*].amount', operator: 'exists' },
                { path: 'rows[*]', operator: 'exists' },
                { path: 'note', operator: 'is_not_empty' },
              ],
            },
          },
        ],
      },
    ],
  };
  expect(lines(predicate)).toEqual([
    '✗ any_of: 0 of 2 fire',
    '  ✗ confidence_lt: likelihood 0.8 is not below 0.8',
    '  ✗ all_of: 1 of 2 fire',
    '    ✓ field_confidence_lt: likelihood of lines[*].amount 0.75 is below 0.8',
    '    ✗ json_condition: 1 of 4 comparisons hold, and',
    '      ✗ total is_greater_than 600: 505',
    '      ✗ lines[*].amount exists: 300, missing',
    '      ✗ rows[*] exists: no item',
    `      ✓ note is_not_empty: "${'x'.repeat(59)}…`,
  ]);
});

test.each<[Predicate, Evidence, string]>([
  [{ kind: 'always' }, {}, '✓ always: always fires'],
  [
    { kind: 'validation_failed' },
    INVOICE,
    "✓ validation_failed: the output must have required property 'vendor'",
  ],
  [
    { kind: 'validation_failed' },
    { output: 1, json_schema: {} },
    '✗ validation_failed: the output is valid',
  ],
  [
    { kind: 'validation_failed' },
    { output: 1 },
    '✗ validation_failed: no json_schema: nothing to compare',
  ],
  [
    { kind: 'validation_failed' },
    { output: { a: 'x' }, json_schema: { properties: { a: { type: 'number' } } } },
    '✓ validation_failed: /a must be number',
  ],
  [
    { kind: 'validation_failed' },
    { output: 1, json_schema: 'x' },
    '✗ validation_failed: the json_schema cannot be used (it is no object): nothing to compare',
  ],
  [
    { kind: 'confidence_lt', threshold: 1 },
    {},
    '✗ confidence_lt: no likelihood: nothing to compare',
  ],
  [
    { kind: 'any_required_field_null' },
    INVOICE,
    '✓ any_required_field_null: required and missing: /vendor',
  ],
  [
    { kind: 'any_required_field_null' },
    {},
    '✗ any_required_field_null: no json_schema: nothing to compare',
  ],
  [
    { kind: 'any_required_field_null' },
    { output: {}, json_schema: {} },
    '✗ any_required_field_null: every required field is there',
  ],
  [
    { kind: 'category_in', categories: ['a'] },
    { output: { category: 'a' } },
    "✓ category_in: category 'a' is listed",
  ],
  [
    { kind: 'category_in', categories: ['a'] },
    { output: { category: 'b' } },
    "✗ category_in: category 'b' is not listed",
  ],
  [
    { kind: 'category_in', categories: ['a'] },
    {},
    '✗ category_in: no category: nothing to compare',
  ],
  [{ kind: 'branch_in', branches: ['a'] }, {}, '✗ branch_in: no branch: nothing to compare'],
  [{ kind: 'top_margin_lt', margin: 0.2 }, {}, '✗ top_margin_lt: no margin: nothing to compare'],
  [
    { kind: 'top_margin_lt', margin: 0.2 },
    { consensus: { likelihoods: { a: 0.5, b: 0.4 } } },
    '✓ top_margin_lt: margin 0.1 is below 0.2',
  ],
  [
    { kind: 'split_count_neq', expected: 2 },
    { output: [1] },
    '✓ split_count_neq: 1 items, 2 expected',
  ],
  [
    { kind: 'split_count_neq', expected: 2 },
    {},
    '✗ split_count_neq: the output is no list: nothing to compare',
  ],
  [
    { kind: 'any_split_pages_lt', min_pages: 2 },
    { output: [{ pages: [1, 2] }, { pages: [3] }] },
    '✓ any_split_pages_lt: lowest pages of an item 1 is below 2',
  ],
  [
    { kind: 'boundary_confidence_lt', threshold: 0.5 },
    { consensus: { likelihoods: [{ pages: [0.7, 0.6] }] } },
    '✗ boundary_confidence_lt: lowest page likelihood 0.6 is not below 0.5',
  ],
  [
    { kind: 'any_pages_unassigned' },
    { unassigned_pages: [3, 4] },
    '✓ any_pages_unassigned: unassigned: 3, 4',
  ],
  [
    { kind: 'any_pages_unassigned' },
    { unassigned_pages: [] },
    '✗ any_pages_unassigned: every page is assigned',
  ],
  [
    { kind: 'any_pages_unassigned' },
    {},
    '✗ any_pages_unassigned: no unassigned_pages: nothing to compare',
  ],
])('%j on %j', (predicate, evidence, line) => {
  expect(lines(predicate, evidence)).toEqual([line]);
});

test('the trace carries the values that were compared', () => {
  const trace = (predicate: Predicate, evidence: Evidence) =>
    evaluate(predicate, { blockType: 'extract', evidence, policies: DEFAULT_POLICIES }).trace;
  expect(trace({ kind: 'confidence_lt', threshold: 0.9 }, INVOICE)).toMatchObject({
    compared: { value: 0.8, threshold: 0.9 },
  });
  expect(trace({ kind: 'split_count_neq', expected: 2 }, { output: [] })).toMatchObject({
    compared: { count: 0, expected: 2 },
  });
  expect(trace({ kind: 'any_required_field_null' }, INVOICE)).toMatchObject({
    compared: { gaps: ['/vendor'] },
  });
  expect(trace({ kind: 'any_pages_unassigned' }, { unassigned_pages: [1] })).toMatchObject({
    compared: { unassigned_pages: [1] },
  });
  expect(trace({ kind: 'branch_in', branches: ['a'] }, { output: { branch: 'a' } })).toMatchObject({
    compared: { value: 'a', listed: ['a'] },
  });
  const condition = { sub_conditions: [{ path: 'total', operator: 'is_less_than', value: 1 }] };
  expect(trace({ kind: 'json_condition', condition }, INVOICE)).toMatchObject({
    condition: {
      logical_operator: 'and',
      sub_conditions: [
        {
          path: 'total',
          operator: 'is_less_than',
          value: 1,
          fired: false,
          found: [{ value: 505 }],
        },
      ],
    },
  });
});

describe('long lists', () => {
  const range = (length: number) => Array.from({ length }, (_, place) => place);
  const gapsOf = (length: number) => {
    const required = range(length).map((place) => `f${place}`);
    return { output: {}, json_schema: { required } };
  };
  const compared = (predicate: Predicate, evidence: Evidence) =>
    evaluate(predicate, { blockType: 'extract', evidence, policies: DEFAULT_POLICIES }).trace;

  test('of gaps are cut at twenty', () => {
    const names = (length: number) => range(length).map((place) => `/f${place}`);
    const kind = { kind: 'any_required_field_null' } as const;
    expect(lines(kind, gapsOf(20))[0]).toMatch(/\/f18, \/f19$/);
    expect(lines(kind, gapsOf(23))[0]).toMatch(/\/f18, \/f19 and 3 more$/);
    expect(compared(kind, gapsOf(23))).toMatchObject({
      compared: { gaps: names(20), count: 23 },
    });
    expect(compared(kind, { output: {}, json_schema: {} })).toMatchObject({
      compared: { gaps: [], count: 0 },
    });
  });

  test('of pages are cut at twenty', () => {
    const evidence = { unassigned_pages: range(22) };
    const kind = { kind: 'any_pages_unassigned' } as const;
    expect(lines(kind, evidence)[0]).toMatch(/18, 19 and 2 more$/);
    expect(compared(kind, evidence)).toMatchObject({ compared: { unassigned_pages: range(20) } });
  });

  test('of what a path leads to are cut at twenty', () => {
    const condition = { sub_conditions: [{ path: 'a[*]', operator: 'exists' }] };
    const predicate: Predicate = { kind: 'json_condition', condition };
    const trace = compared(predicate, { output: { a: range(24) } });
    const [sub] = 'condition' in trace ? (trace.condition?.sub_conditions ?? []) : [];
    expect(sub).toEqual({
      path: 'a[*]',
      operator: 'exists',
      fired: true,
      found: range(20).map((value) => ({ value })),
      found_count: 24,
    });
    expect(Object.keys(sub ?? {})).not.toContain('value');
    expect(lines(predicate, { output: { a: range(24) } })[1]).toMatch(/18, 19 and 4 more$/);
    expect(lines(predicate, { output: { a: range(20) } })[1]).toMatch(/18, 19$/);
  });

  test('a value of sixty characters is shown whole', () => {
    const condition = { sub_conditions: [{ path: 'a', operator: 'exists' }] };
    const predicate: Predicate = { kind: 'json_condition', condition };
    const text = 'x'.repeat(58);
    expect(lines(predicate, { output: { a: text } })[1]).toBe(`  ✓ a exists: "${text}"`);
  });

  test('a schema that is null is none', () => {
    const evidence = { output: 1, json_schema: null };
    expect(lines({ kind: 'validation_failed' }, evidence)).toEqual([
      '✗ validation_failed: no json_schema: nothing to compare',
    ]);
  });
});
