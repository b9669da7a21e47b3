import { describe, expect, test } from 'vitest';
import type { Predicate } from '../../src/contract/wire.ts';
import { PREDICATE_DEPTH_MAX, predicateDepth } from '../../src/predicates/depth.ts';

const ALWAYS: Predicate = { kind: 'always' };

function nested(depth: number): Predicate {
  let predicate = ALWAYS;
  for (let level = 1; level < depth; level += 1) {
    predicate = { kind: level % 2 ? 'any_of' : 'all_of', predicates: [predicate] };
  }
  return predicate;
}

describe('the depth of a predicate (LIM-1)', () => {
  test('is one for a leaf', () => {
    expect(predicateDepth(ALWAYS)).toBe(1);
    expect(predicateDepth({ kind: 'confidence_lt', threshold: 0.5 })).toBe(1);
    expect(predicateDepth({ kind: 'json_condition', condition: { predicates: [{}] } })).toBe(1);
  });

  test('counts any_of and all_of', () => {
    expect(predicateDepth({ kind: 'any_of', predicates: [ALWAYS] })).toBe(2);
    expect(predicateDepth({ kind: 'all_of', predicates: [ALWAYS, ALWAYS] })).toBe(2);
    expect(predicateDepth({ kind: 'any_of', predicates: [] })).toBe(1);
  });

  test('is that of the deepest branch', () => {
    const predicates = [ALWAYS, nested(5), nested(3), ALWAYS];
    expect(predicateDepth({ kind: 'any_of', predicates })).toBe(6);
    expect(predicateDepth({ kind: 'all_of', predicates: predicates.toReversed() })).toBe(6);
  });

  test('does not cost a stack', () => {
    expect(predicateDepth(nested(100_000))).toBe(100_000);
    const predicates = Array.from({ length: 300_000 }, () => ALWAYS);
    expect(predicateDepth({ kind: 'any_of', predicates })).toBe(2);
  });

  test('may be 64', () => {
    expect(PREDICATE_DEPTH_MAX).toBe(64);
  });
});
