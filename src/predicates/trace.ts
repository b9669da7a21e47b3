import type { JsonObject, Predicate } from '../contract/wire.ts';
import type { ConditionTrace } from './condition.ts';

/** The evaluation of a predicate without children: whether it fired, and why. */
export interface LeafTrace {
  readonly kind: Exclude<Predicate['kind'], 'any_of' | 'all_of'>;
  readonly fired: boolean;
  /** A sentence for whoever wonders. */
  readonly reason: string;
  /** What was compared with what; missing where there was no evidence to compare. */
  readonly compared?: JsonObject;
  /** For json_condition: each comparison. */
  readonly condition?: ConditionTrace;
}

/** The evaluation of a predicate with children, every one of which is evaluated. */
export interface GroupTrace {
  readonly kind: 'any_of' | 'all_of';
  readonly fired: boolean;
  readonly reason: string;
  readonly predicates: readonly Trace[];
}

/** An evaluation in the shape of its predicate. Source: PRD-3. */
export type Trace = LeafTrace | GroupTrace;
