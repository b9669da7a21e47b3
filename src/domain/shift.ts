import { shiftInstant } from '../contract/instant.ts';
import { shiftAgent } from './agent.ts';
import type { Review } from './review.ts';

/**
 * Moves every instant of a review, so that a scenario written for one day plays on another.
 *
 * Units: milliseconds, may be negative.
 */
export function shiftReview(review: Review, deltaMs: number): Review {
  if (deltaMs === 0) return review;
  const move = (instant: string) => shiftInstant(instant, deltaMs);
  const moveIfSet = (instant: string | null) => (instant === null ? null : move(instant));
  const { claim } = review;
  return {
    ...review,
    created_at: move(review.created_at),
    updated_at: move(review.updated_at),
    awaiting_since: move(review.awaiting_since),
    decided_at: moveIfSet(review.decided_at),
    claim: claim && {
      ...claim,
      claimed_at: move(claim.claimed_at),
      expires_at: move(claim.expires_at),
    },
    versions: review.versions.map((each) => ({ ...each, created_at: move(each.created_at) })),
    decisions: review.decisions.map((each) => ({ ...each, decided_at: move(each.decided_at) })),
    audit: review.audit.map((each) => ({ ...each, at: move(each.at) })),
    run_receipts: review.run_receipts.map((each) => ({
      ...each,
      applied_at: moveIfSet(each.applied_at),
    })),
    agent: review.agent && shiftAgent(review.agent, deltaMs),
  };
}
