import type { BlockType, Predicate } from '../contract/wire.ts';
import type { Evidence } from './evidence.ts';

/** An evaluation in the shape of its predicate: whether it fired, and why. */
export interface Trace {
  readonly kind: Predicate['kind'];
  readonly fired: boolean;
  readonly reason: string;
}

/** What came of an evaluation, or the kind of predicate that cannot be evaluated yet. */
export type Evaluation =
  | {
      readonly kind: 'evaluated';
      readonly trace: Trace;
      /** The predicate that fired; null when none did. */
      readonly triggeredBy: Predicate | null;
    }
  | { readonly kind: 'unsupported'; readonly predicateKind: Predicate['kind'] };

/**
 * Evaluates a predicate on a block's result. Only `always` so far.
 *
 * Source: PRD-3, PRD-4.
 */
export function evaluate(
  predicate: Predicate,
  _blockType: BlockType,
  _evidence: Evidence,
): Evaluation {
  if (predicate.kind !== 'always') return { kind: 'unsupported', predicateKind: predicate.kind };
  return {
    kind: 'evaluated',
    trace: { kind: 'always', fired: true, reason: 'always fires' },
    triggeredBy: predicate,
  };
}
