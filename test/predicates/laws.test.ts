import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockType, Predicate } from '../../src/contract/wire.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';
import type { Evidence } from '../../src/predicates/evidence.ts';
import { explain } from '../../src/predicates/explain.ts';
import { OPERATOR_NAMES, type Operator } from '../../src/predicates/operators.ts';

const threshold = fc.double({ min: 0, max: 1, noNaN: true });
const path = fc.constantFrom(
  'a',
  'a.b',
  '$.a',
  'items[*].x',
  'items[0].x',
  'likelihoods.a',
  'data.a',
);
const value = fc.oneof(
  fc.constantFrom(0, 1, 0.5, 'a', '', true, false, null),
  fc.jsonValue({ maxDepth: 2 }),
);

const condition = fc.record({
  path,
  operator: fc.constantFrom(...OPERATOR_NAMES),
  value,
});

const leaf = fc.oneof(
  fc.constant({ kind: 'always' }),
  fc.constant({ kind: 'validation_failed' }),
  fc.constant({ kind: 'any_required_field_null' }),
  fc.constant({ kind: 'any_pages_unassigned' }),
  threshold.map((each) => ({ kind: 'confidence_lt', threshold: each })),
  threshold.map((each) => ({ kind: 'boundary_confidence_lt', threshold: each })),
  threshold.map((each) => ({ kind: 'top_margin_lt', margin: each })),
  fc.record({ kind: fc.constant('field_confidence_lt'), path, threshold }),
  fc.record({ kind: fc.constant('split_count_neq'), expected: fc.nat(4) }),
  fc.record({ kind: fc.constant('any_split_pages_lt'), min_pages: fc.integer({ min: 1, max: 4 }) }),
  fc.constant({ kind: 'category_in', categories: ['a', 'b'] }),
  fc.constant({ kind: 'branch_in', branches: ['a', 'b'] }),
  fc.record({
    kind: fc.constant('json_condition'),
    condition: fc.record({
      logical_operator: fc.constantFrom('and', 'or'),
      sub_conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
    }),
  }),
) as fc.Arbitrary<Predicate>;

const likelihoods = fc.oneof(
  threshold,
  fc.dictionary(fc.constantFrom('a', 'b', 'x'), threshold),
  fc.array(fc.record({ name: fc.string(), pages: fc.array(threshold) })),
  fc.jsonValue(),
);
const output = fc.oneof(
  fc.record({ a: value, items: fc.array(fc.record({ x: value })) }),
  fc.record({ category: fc.constantFrom('a', 'c') }),
  fc.record({ branch: fc.constantFrom('a', 'c') }),
  fc.array(fc.record({ name: fc.string(), pages: fc.array(fc.nat()) })),
  fc.jsonValue(),
);
const schema = fc.oneof(
  fc.constant({ required: ['a'], properties: { a: { required: ['b'], $ref: '#' } } }),
  fc.constant({ allOf: [{ $ref: '#' }, { $ref: '#' }] }),
  fc.jsonValue(),
);
const evidence = fc.oneof(
  fc.record(
    {
      output,
      json_schema: schema,
      consensus: fc.record({ likelihoods, choices: fc.array(fc.constantFrom('a', 'b', 3)) }),
      unassigned_pages: fc.array(fc.nat()),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.constantFrom('output', 'json_schema', 'consensus'), fc.jsonValue()),
) as fc.Arbitrary<Evidence>;
const blockType = fc.constantFrom<BlockType>(
  'extract',
  'classifier',
  'split',
  'for_each',
  'conditional',
);

function fires(predicate: Predicate, on: Evidence, type: BlockType = 'extract'): boolean {
  return evaluate(predicate, { blockType: type, evidence: on, policies: DEFAULT_POLICIES }).trace
    .fired;
}

const children = fc.array(leaf, { minLength: 1, maxLength: 4 });

describe('PRD-4: groups', () => {
  test('any_of is or, all_of is and', () => {
    fc.assert(
      fc.property(children, evidence, blockType, (predicates, on, type) => {
        const each = predicates.map((child) => fires(child, on, type));
        expect(fires({ kind: 'any_of', predicates }, on, type)).toBe(each.some(Boolean));
        expect(fires({ kind: 'all_of', predicates }, on, type)).toBe(each.every(Boolean));
      }),
    );
  });

  test('the order of children changes what triggered, not whether', () => {
    fc.assert(
      fc.property(children, evidence, (predicates, on) => {
        const reversed = predicates.toReversed();
        const policies = DEFAULT_POLICIES;
        const setting = { blockType: 'extract', evidence: on, policies } as const;
        const forward = evaluate({ kind: 'any_of', predicates }, setting);
        const backward = evaluate({ kind: 'any_of', predicates: reversed }, setting);
        expect(backward.trace.fired).toBe(forward.trace.fired);
        const firing = predicates.filter((child) => fires(child, on));
        expect(forward.triggeredBy).toEqual(firing[0] ?? null);
        expect(backward.triggeredBy).toEqual(firing.at(-1) ?? null);
        expect(fires({ kind: 'all_of', predicates: reversed }, on)).toBe(
          fires({ kind: 'all_of', predicates }, on),
        );
      }),
    );
  });
});

describe('PRD-1: thresholds are monotone', () => {
  const kinds = [
    'confidence_lt',
    'boundary_confidence_lt',
    'top_margin_lt',
    'field_confidence_lt',
  ] as const;
  // oxlint-disable-next-line vitest/expect-expect -- the property says it
  test.each(kinds)('%s', (kind) => {
    fc.assert(
      fc.property(threshold, threshold, evidence, (one, other, on) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const at = (bound: number) =>
          ({ kind, threshold: bound, margin: bound, path: 'a' }) as Predicate;
        return !fires(at(low), on) || fires(at(high), on);
      }),
    );
  });
});

/** Operators of which, on one item that is there, exactly one holds. */
const COMPLEMENTS: readonly (readonly [Operator, Operator])[] = [
  ['exists', 'does_not_exist'],
  ['is_empty', 'is_not_empty'],
  ['is_equal_to', 'is_not_equal_to'],
];

describe('conditions', () => {
  const given = (
    operators: readonly Operator[],
    logical: 'and' | 'or',
    operand: unknown,
  ): Predicate => ({
    kind: 'json_condition',
    condition: {
      logical_operator: logical,
      sub_conditions: operators.map((operator) => ({ path: 'a', operator, value: operand })),
    },
  });

  test('De Morgan, where operators have complements', () => {
    const pair = fc.constantFrom(...COMPLEMENTS);
    fc.assert(
      fc.property(pair, pair, value, evidence, ([one, notOne], [two, notTwo], operand, on) => {
        const both = fires(given([one, two], 'and', operand), on);
        const neither = fires(given([notOne, notTwo], 'or', operand), on);
        expect(both).toBe(!neither);
      }),
    );
  });

  test('a number is above, below or equal to another', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (number, operand) => {
        const on = { output: { a: number } };
        const holds = (operator: Operator) => fires(given([operator], 'and', operand), on);
        expect(holds('is_greater_than')).toBe(!holds('is_less_than_or_equal_to'));
        expect(holds('is_less_than')).toBe(!holds('is_greater_than_or_equal_to'));
      }),
    );
  });
});

describe('PRD-2: evidence of any kind', () => {
  test('never makes an evaluation throw', () => {
    fc.assert(
      fc.property(leaf, evidence, blockType, (predicate, on, type) => {
        const setting = { blockType: type, evidence: on, policies: DEFAULT_POLICIES };
        const { trace, triggeredBy } = evaluate(predicate, setting);
        expect(triggeredBy).toEqual(trace.fired ? predicate : null);
        expect(explain(trace)).toContain(predicate.kind);
      }),
      { numRuns: 1000 },
    );
  });

  test('none of it fires nothing but always', () => {
    fc.assert(
      fc.property(leaf, (predicate) => {
        fc.pre(predicate.kind !== 'always' && predicate.kind !== 'json_condition');
        expect(fires(predicate, {})).toBe(false);
      }),
    );
  });

  test('a deep likelihood tree costs no stack', () => {
    let tree: unknown = 0.5;
    for (let depth = 0; depth < 100_000; depth += 1) tree = [tree];
    const on = { output: {}, consensus: { likelihoods: tree } };
    expect(fires({ kind: 'confidence_lt', threshold: 0.6 }, on)).toBe(true);
  });
});
