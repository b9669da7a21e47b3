import type { BlockType, JsonObject, Predicate } from '../contract/wire.ts';
import { evaluate } from '../predicates/evaluate.ts';
import { snapshotOfEvidence, type Evidence } from '../predicates/evidence.ts';
import type { Setting } from '../predicates/leaves.ts';
import type { PredicatePolicies } from '../predicates/policies.ts';
import { predicateFaults } from '../predicates/predicate-faults.ts';
import type { Trace } from '../predicates/trace.ts';
import type { Result } from './step.ts';

/** A predicate and the block result it is to be evaluated on. */
export interface Gate {
  readonly blockType: BlockType;
  readonly predicate: Predicate;
  readonly evidence: Evidence;
}

/** What a gate found. */
export interface GateVerdict {
  readonly trace: Trace;
  /** The predicate that fired; null when none did, and then no review is opened. */
  readonly triggeredBy: Predicate | null;
  /** The snapshot of version 0. */
  readonly snapshot: JsonObject;
}

/**
 * Evaluates a gate: it opens a review exactly when its predicate fires.
 *
 * Errors: `invalid` (what `predicateFaults` finds).
 * Source: PRD-3, PRD-4, PRD-5, LIM-1.
 */
export function evaluateGate(
  gate: Gate,
  policies: PredicatePolicies,
  judge?: Setting['judge'],
): Result<GateVerdict> {
  const { blockType, predicate, evidence } = gate;
  const faults = predicateFaults(predicate, blockType, ['body', 'predicate']);
  if (faults.length > 0) return { ok: false, refusal: { kind: 'invalid', faults } };
  const { trace, triggeredBy } = evaluate(predicate, {
    blockType,
    evidence,
    policies,
    judge,
  });
  return {
    ok: true,
    value: { trace, triggeredBy, snapshot: snapshotOfEvidence(blockType, evidence) },
  };
}
