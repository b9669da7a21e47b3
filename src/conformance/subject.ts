import type { GateRequest, GateResult } from '../contract/control-contract.ts';
import type { BlockType, Predicate } from '../contract/wire.ts';

/** A review opened for one check, and how it is addressed on each surface. */
export interface Subject {
  /** `r1`, `r2`, …; what reports call it. */
  readonly name: string;
  readonly runId: string;
  readonly blockId: string;
  readonly reviewId: string;
  readonly stepId: string;
  /** Null when a pool of ready reviews does not say. */
  readonly blockType: BlockType | null;
  readonly triggeredBy: Predicate | null;
  /** The gate that opened it; null when it came from a pool. */
  readonly gate: GateRequest | null;
}

/** A gate with what a check cares about; the rest is made up. */
export type GateSpec = Partial<GateRequest>;

/** What a rig's gate did; a gate that did not fire opened nothing. */
export type { GateResult };
