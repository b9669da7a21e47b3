import { instantOf, standingDecision, waitsForRun, type Review } from './review.ts';
import { done, refused, type Env, type Step } from './step.ts';
import { write } from './write.ts';

/**
 * Takes the standing decision back. What was decided stays on record, and so do its commands.
 *
 * Errors: `not_decided`.
 * Source: DEC-5, REV-5.
 */
export function reopen(review: Review, env: Env): Step<null> {
  const standing = standingDecision(review);
  if (standing === undefined) return refused(review, { kind: 'not_decided' });
  const change = {
    status: 'awaiting_review',
    decided_at: null,
    effective_seq: null,
    awaiting_since: instantOf(review, env.now),
  } as const;
  const detail = { decision_id: standing.decision_id };
  return done(write(review, env, { change, acts: [{ action: 'reopened', detail }] }), null);
}

/**
 * Lets the run take up the standing decision. The run acts, not the review: `rev` stays.
 *
 * Source: RES-7, RUN-1, IDM-2.
 */
export function apply(review: Review, env: Env): Step<null> {
  if (!waitsForRun(review)) return done(review, null);
  const decisionId = standingDecision(review)?.decision_id;
  const appliedAt = instantOf(review, env.now);
  const receipts = review.run_receipts.map((receipt) =>
    receipt.decision_id === decisionId ? { ...receipt, applied_at: appliedAt } : receipt,
  );
  return done({ ...review, run_receipts: receipts }, null);
}
