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
  const trace = traceOf(predicate, setting);
  return { trace, triggeredBy: triggerOf(predicate, trace) };
}

function traceOf(predicate: Predicate, setting: Setting): Trace {
  if (predicate.kind !== 'any_of' && predicate.kind !== 'all_of')
    return leafTrace(predicate, setting);
  const { kind } = predicate;
  const predicates = predicate.predicates.map((child) => traceOf(child, setting));
  const firedCount = predicates.filter((child) => child.fired).length;
  const fired = kind === 'any_of' ? firedCount > 0 : firedCount === predicates.length;
  return { kind, fired, reason: `${firedCount} of ${predicates.length} fire`, predicates };
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

/** First match wins, down to the leaf; an all_of is itself what fired. Source: PRD-4. */
function triggerOf(predicate: Predicate, trace: Trace): Predicate | null {
  if (!trace.fired) return null;
  if (predicate.kind !== 'any_of' || trace.kind !== 'any_of') return predicate;
  const place = trace.predicates.findIndex((child) => child.fired);
  const [child, childTrace] = [predicate.predicates[place], trace.predicates[place]];
  return child && childTrace ? triggerOf(child, childTrace) : null;
}
