import type { Rig } from '../rig.ts';
import { NotTestable } from '../rig.ts';
import type { GateResult } from '../subject.ts';

/** A review that waits already, as a pool file lists it. */
export interface ReadyReview {
  readonly run_id: string;
  readonly block_id: string;
  readonly review_id: string;
}

/**
 * Makes a rig of reviews that are open already; each is used once.
 *
 * Shape: reviews that await their decision and that nobody else touches.
 */
export function createPoolRig(name: string, ready: readonly ReadyReview[]): Rig {
  const left = ready.values();
  return {
    name,
    capabilities: new Set(),
    openGate: () => {
      throw new NotTestable('the rig opens no gates; it hands out reviews that are open already');
    },
    takeReady: async () => {
      const { value } = left.next();
      return value === undefined ? undefined : resultOf(value);
    },
  };
}

function resultOf({ run_id, block_id, review_id }: ReadyReview): GateResult {
  return {
    fired: true,
    triggered_by: null,
    run_id,
    block_id,
    review_id,
    step_id: `${run_id}_${block_id}`,
  } as unknown as GateResult;
}
