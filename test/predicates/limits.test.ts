import { describe, expect, test } from 'vitest';
import type { Predicate } from '../../src/contract/wire.ts';
import {
  PREDICATE_DEPTH_MAX,
  PREDICATE_NODES_MAX,
  predicateFaults,
} from '../../src/predicates/predicate-faults.ts';

const ALWAYS: Predicate = { kind: 'always' };

function nested(depth: number): Predicate {
  let predicate = ALWAYS;
  for (let level = 1; level < depth; level += 1) {
    predicate = { kind: level % 2 ? 'any_of' : 'all_of', predicates: [predicate] };
  }
  return predicate;
}

function wide(count: number): Predicate {
  return { kind: 'any_of', predicates: Array.from({ length: count }, () => ALWAYS) };
}

describe('LIM-1: how much of a predicate is taken', () => {
  const tooMuch = [
    {
      loc: ['body', 'predicate'],
      type: 'recursion_limit',
      msg: 'At most 64 levels and 10000 predicates are taken',
    },
  ];

  test('64 levels, and no more', () => {
    expect([PREDICATE_DEPTH_MAX, PREDICATE_NODES_MAX]).toEqual([64, 10_000]);
    expect(predicateFaults(nested(64), 'extract', ['body', 'predicate'])).toEqual([]);
    expect(predicateFaults(nested(65), 'extract', ['body', 'predicate'])).toEqual(tooMuch);
  });

  test('10,000 predicates, itself counted, and no more', () => {
    expect(predicateFaults(wide(9_999), 'extract', ['body', 'predicate'])).toEqual([]);
    expect(predicateFaults(wide(10_000), 'extract', ['body', 'predicate'])).toEqual(tooMuch);
  });

  test('predicates at every level count', () => {
    const two: Predicate = { kind: 'all_of', predicates: [wide(5_000), wide(4_996)] };
    expect(predicateFaults(two, 'extract', ['body', 'predicate'])).toEqual([]);
    const more: Predicate = { kind: 'all_of', predicates: [wide(5_000), wide(4_998)] };
    expect(predicateFaults(more, 'extract', ['body', 'predicate'])).toEqual(tooMuch);
  });

  test('a hostile depth costs no stack', () => {
    expect(predicateFaults(nested(100_000), 'extract', ['body', 'predicate'])).toEqual(tooMuch);
  });
});

describe('what a refusal says', () => {
  const says = (predicate: Predicate) => predicateFaults(predicate, 'classifier', []);
  const condition = (sub: unknown, logical?: unknown): Predicate => ({
    kind: 'json_condition',
    condition: {
      ...(logical === undefined ? {} : { logical_operator: logical }),
      sub_conditions: [sub],
    },
  });

  test('PRD-5: which block types the kind is for', () => {
    expect(says({ kind: 'split_count_neq', expected: 1 })).toEqual([
      {
        loc: ['kind'],
        type: 'value_error',
        msg: 'split_count_neq is for split, for_each blocks, not for classifier',
      },
    ]);
  });

  test.each([
    [{ operator: 'exists' }, 'value_error', 'Send one of path and path_ref'],
    [
      { path: 'a', path_ref: { path: 'a' }, operator: 'exists' },
      'value_error',
      'Send one of path and path_ref',
    ],
    [{ path: 'a' }, 'missing', 'Field required'],
    [{ path: 'a', operator: 'is_lees_than', value: 1 }, 'literal_error', 'Not one of exists, '],
    [{ path: 'a', operator: 'is_less_than' }, 'missing', 'Field required: is_less_than needs it'],
    [{ path: 'a', operator: 'matches_regex', value: '(' }, 'value_error', 'missing closing )'],
    [{ path: 3, operator: 'exists' }, 'string_type', 'Input should be a valid string'],
    [{ path: '', operator: 'exists' }, 'value_error', 'Not a path such as invoice.lines[0].total'],
    [{ path: 'a..b', operator: 'exists' }, 'value_error', 'Not a path such as'],
    [{ path_ref: 'a', operator: 'exists' }, 'dict_type', 'Input should be a valid dictionary'],
    [{ path_ref: {}, operator: 'exists' }, 'missing', 'Field required'],
    [
      { path_ref: { input: 1, path: 'a' }, operator: 'exists' },
      'string_type',
      'Input should be a valid string',
    ],
    [null, 'dict_type', 'Input should be a valid dictionary'],
  ])('%j', (sub, type, msg) => {
    const faults = says(condition(sub));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ type, msg: expect.stringContaining(msg) });
  });

  test('the logical operator and the list', () => {
    const sub = { path: 'a', operator: 'exists' };
    expect(says(condition(sub, 'nor'))).toEqual([
      {
        loc: ['condition', 'logical_operator'],
        type: 'literal_error',
        msg: "Input should be 'and' or 'or'",
      },
    ]);
    expect(says({ kind: 'json_condition', condition: {} })[0]).toMatchObject({
      type: 'missing',
      msg: 'Field required',
    });
    expect(says({ kind: 'json_condition', condition: { sub_conditions: {} } })[0]).toMatchObject({
      type: 'list_type',
      msg: 'Input should be a valid list',
    });
    expect(says({ kind: 'json_condition', condition: { sub_conditions: [] } })[0]).toMatchObject({
      type: 'too_short',
      msg: 'List should have at least 1 item',
    });
  });

  test('a path of a field that is none', () => {
    const predicate: Predicate = { kind: 'field_confidence_lt', path: 'a[', threshold: 1 };
    expect(predicateFaults(predicate, 'extract', ['p'])).toEqual([
      { loc: ['p', 'path'], type: 'value_error', msg: 'Not a path such as invoice.lines[0].total' },
    ]);
  });
});

describe('LIM-1: how many faults are told', () => {
  test('twenty, of predicates that cannot be', () => {
    const split: Predicate = { kind: 'split_count_neq', expected: 1 };
    const predicates = Array.from({ length: 30 }, () => split);
    expect(predicateFaults({ kind: 'any_of', predicates }, 'extract', [])).toHaveLength(20);
  });

  test('twenty, of comparisons that cannot be', () => {
    const sub_conditions = Array.from({ length: 30 }, () => ({ path: 'a' }));
    const predicate: Predicate = { kind: 'json_condition', condition: { sub_conditions } };
    expect(predicateFaults(predicate, 'extract', [])).toHaveLength(20);
  });
});

describe('an input of a path_ref', () => {
  const at = (path_ref: object) =>
    predicateFaults(
      {
        kind: 'json_condition',
        condition: { sub_conditions: [{ path_ref, operator: 'exists' }] },
      },
      'extract',
      [],
    );

  test('is taken where the whole is a path', () => {
    expect(at({ input: 'data', path: 'a' })).toEqual([]);
    expect(at({ path: 'a' })).toEqual([]);
  });

  test.each(['', 'a['])('%j is refused', (input) => {
    expect(at({ input, path: 'a' })).toMatchObject([
      { loc: ['condition', 'sub_conditions', 0, 'path_ref', 'input'], type: 'value_error' },
    ]);
  });

  test('is told once where the path is none either', () => {
    expect(at({ input: 'a[', path: 'b[' })).toMatchObject([
      { loc: ['condition', 'sub_conditions', 0, 'path_ref', 'path'] },
    ]);
  });
});

test('only a pattern has to be a pattern', () => {
  const sub_conditions = [{ path: 'a', operator: 'contains', value: '(' }];
  const predicate: Predicate = { kind: 'json_condition', condition: { sub_conditions } };
  expect(predicateFaults(predicate, 'extract', [])).toEqual([]);
});
