import type { Predicate } from '../contract/wire.ts';
import { LEAVES, type Setting } from './leaves.ts';
import type { LeafTrace, Trace } from './trace.ts';

/** What came of an evaluation. */
export interface Evaluation {
  readonly trace: Trace;
  /** The predicate that fired, as it was given; null when none did. Source: PRD-4. */
  readonly triggeredBy: Predicate | null;
}

/**
 * Evaluates a predicate on a block's result. Every child is evaluated, so that the trace tells
 * about all of them.
 *
 * Shape: a predicate that `predicateFaults` finds nothing wrong with, and any evidence.
 * Errors: none; evidence of the wrong shape fires nothing.
 * Source: PRD-1 … PRD-4.
 */
export function evaluate(predicate: Predicate, setting: Setting): Evaluation {
  if (predicate.kind !== 'any_of' && predicate.kind !== 'all_of') {
    const trace = leafTrace(predicate, setting);
    return { trace, triggeredBy: trace.fired ? predicate : null };
  }
  const { kind } = predicate;
  const children = predicate.predicates.map((child) => evaluate(child, setting));
  const firing = children.filter((child) => child.trace.fired);
  const fired = kind === 'any_of' ? firing.length > 0 : firing.length === children.length;
  const predicates = children.map((child) => child.trace);
  const reason = `${firing.length} of ${children.length} fire`;
  // First match wins, down to the leaf; an all_of is itself what fired.
  const trigger = kind === 'any_of' ? (firing[0]?.triggeredBy ?? null) : predicate;
  return { trace: { kind, fired, reason, predicates }, triggeredBy: fired ? trigger : null };
}

function leafTrace(
  predicate: Exclude<Predicate, { kind: 'any_of' | 'all_of' }>,
  setting: Setting,
): LeafTrace {
  const leaf = LEAVES[predicate.kind] as (
    given: Predicate,
    setting: Setting,
  ) => Omit<LeafTrace, 'kind'>;
  return { kind: predicate.kind, ...leaf(predicate, setting) };
}
