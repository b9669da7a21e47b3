import { fault } from '../contract/problems.ts';
import type { BlockType, JsonObject, Predicate } from '../contract/wire.ts';
import { PREDICATE_DEPTH_MAX, predicateDepth } from '../predicates/depth.ts';
import { evaluate, type Trace } from '../predicates/evaluate.ts';
import { snapshotOfEvidence, type Evidence } from '../predicates/evidence.ts';
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
 * Errors: `invalid` (nested too deep), `unsupported_predicate`.
 * Source: PRD-3, PRD-4, LIM-1.
 */
export function evaluateGate({ blockType, predicate, evidence }: Gate): Result<GateVerdict> {
  if (predicateDepth(predicate) > PREDICATE_DEPTH_MAX) {
    const msg = `Predicates nested deeper than ${PREDICATE_DEPTH_MAX} are not taken`;
    const faults = [fault(['body', 'predicate'], ['recursion_limit', msg])];
    return { ok: false, refusal: { kind: 'invalid', faults } };
  }
  const evaluation = evaluate(predicate, blockType, evidence);
  if (evaluation.kind === 'unsupported') {
    const { predicateKind } = evaluation;
    return { ok: false, refusal: { kind: 'unsupported_predicate', predicateKind } };
  }
  const { trace, triggeredBy } = evaluation;
  const snapshot = snapshotOfEvidence(blockType, evidence);
  return { ok: true, value: { trace, triggeredBy, snapshot } };
}
