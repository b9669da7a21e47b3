import type { Review } from './review.ts';
import { refused, type Env, type Step } from './step.ts';
import { noteStaleWrite } from './write.ts';

/** An overlay write on its way in. */
export interface StampedWrite {
  readonly stamp: number;
  readonly operation: string;
}

/**
 * Compare-and-swap: refuses a write whose stamp is not the current `rev`, then one on a decided
 * review. Nothing can come between this check and the write, because a step never waits.
 *
 * Errors: `stale_stamp`, audited; `already_decided`, not audited.
 * Source: CAS-1, CAS-4, DEC-5; the order is ERR-3's.
 */
export function guardWrite(review: Review, env: Env, write: StampedWrite): Step<never> | undefined {
  const { rev, status } = review;
  if (write.stamp !== rev) {
    const audited = noteStaleWrite(review, env, write);
    return refused(audited, { kind: 'stale_stamp', rev, stamp: write.stamp });
  }
  if (status !== 'awaiting_review') return refused(review, { kind: 'already_decided', status });
  return undefined;
}
