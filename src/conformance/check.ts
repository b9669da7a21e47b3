import type { Surface } from '../contract/operations.ts';
import type { Trial } from './execute/trial.ts';
import type { Mode } from './report/report.ts';
import type { Capability } from './rig.ts';

/** The phases of a run, in the order in which they are carried out. */
export const PHASES = [
  'probe',
  'tables',
  'tour',
  'races',
  'retries',
  'plans',
  'predicates',
  'agents',
  'paging',
  'hostile',
  'leases',
] as const;
/** The name of a phase. */
export type PhaseName = (typeof PHASES)[number];

/**
 * One thing that the suite tries on a target.
 *
 * A check holds no state: it may be run again, by `replay` for one, and must do the same.
 */
export interface Check {
  /** `{requirement}/{what}`; the requirement is the one that it is there to judge. */
  readonly id: string;
  /** Others that it judges too. */
  readonly also?: readonly string[];
  readonly phase: PhaseName;
  /** The surfaces that it calls; a run without one of them leaves it out. */
  readonly surfaces: readonly Surface[];
  /** What it needs of the rig; without it its requirements are not testable. */
  readonly needs?: readonly Capability[];
  /** Whether it changes what other checks see (the clock, held runs), and so runs alone. */
  readonly isExclusive?: boolean;
  /** The least thorough mode that has it; `smoke` by default. */
  readonly from?: Mode;
  /** Whether another seed makes another check of it, so that soaking repeats it. */
  readonly isRandom?: boolean;
  readonly run: (trial: Trial) => Promise<void>;
}

/** The requirement that a check is there to judge. */
export function requirementOf({ id }: Check): string {
  return id.slice(0, id.indexOf('/'));
}

/** Every requirement that a check can judge. */
export function requirementsOf(check: Check): readonly string[] {
  return [requirementOf(check), ...(check.also ?? [])];
}
