import { describe, expect, test } from 'vitest';
import type { BlockType, Predicate } from '../../src/contract/wire.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';

const BLOCK_TYPES: readonly BlockType[] = [
  'extract',
  'classifier',
  'split',
  'for_each',
  'conditional',
];

describe('evaluating always', () => {
  test.each(BLOCK_TYPES)('fires on %s, as it was given (PRD-4)', (blockType) => {
    const predicate: Predicate = { kind: 'always' };
    const evaluation = evaluate(predicate, blockType, { output: {} });
    expect(evaluation).toMatchObject({ kind: 'evaluated', trace: { kind: 'always', fired: true } });
    expect(evaluation.kind === 'evaluated' && evaluation.triggeredBy).toBe(predicate);
  });
});

describe('evaluating what cannot be evaluated yet', () => {
  test.each<Predicate>([
    { kind: 'confidence_lt', threshold: 0.5 },
    { kind: 'any_of', predicates: [{ kind: 'always' }] },
  ])('names the kind: $kind', (predicate) => {
    expect(evaluate(predicate, 'extract', { output: {} })).toEqual({
      kind: 'unsupported',
      predicateKind: predicate.kind,
    });
  });
});
