import type { ReviewAddress } from '../store/store.ts';

/**
 * How the overlay and the agent surface find a review: those with an iteration key are not theirs.
 *
 * Source: REV-1.
 */
export function blockAddressOf(runId: string, blockId: string): ReviewAddress {
  return { kind: 'block', runId, blockId, iterationKey: null };
}
