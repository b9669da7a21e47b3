import type { Verdict, WorkflowReviewDecisionResponse } from '../../contract/wire.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isRecord, shown, verdictIn } from '../reply.ts';
import type { Subject } from '../subject.ts';

/** What a rejection says when it does not matter. */
export const REASON = 'The total is wrong.';

/** A verdict on the resource surface. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly versionId: string;
  /** `a` by default. */
  readonly by?: Caller;
  /** Of a rejection; `REASON` by default. */
  readonly reason?: string;
  /** The other leaves that an approval knows of. Source: RES-8. */
  readonly acknowledging?: readonly string[];
}

/** Sends a verdict; what is answered is for the caller to judge. */
export function decide(trial: Trial, review: Subject, ruling: Ruling): Promise<Exchange> {
  const { verdict, versionId, by = trial.a, reason = REASON, acknowledging } = ruling;
  if (verdict === 'rejected') return by.reject(review, { version_id: versionId, reason });
  return by.approve(review, {
    version_id: versionId,
    ...(acknowledging && { acknowledged_superseded_version_ids: acknowledging }),
  });
}

/** What a verdict answers, with what a server may leave out filled in. */
export type Answer = Pick<
  WorkflowReviewDecisionResponse,
  'submission_status' | 'resume_status' | 'resume_error' | 'review'
>;

/** Reads the answer to a verdict; throws Inconclusive when there is none. */
export function answerIn(exchange: Exchange): Answer {
  const body: Partial<Answer> = verdictIn(exchange);
  return {
    submission_status: body.submission_status ?? 'accepted',
    resume_status: body.resume_status ?? 'resumed',
    resume_error: body.resume_error ?? null,
    review: (isRecord(body.review) ? body.review : {}) as unknown as Answer['review'],
  };
}

/**
 * Judges the answer to a fresh verdict.
 *
 * Source: RES-1, RES-5, RES-6.
 */
export function expectAccepted(
  trial: Trial,
  decided: Exchange,
  { review, ruling }: { readonly review: Subject; readonly ruling: Ruling },
): boolean {
  const { must } = trial;
  const when = `to a fresh verdict ‘${ruling.verdict}’ on an existing version`;
  if (!must.status('RES-5', decided, { is: 200, when })) return false;
  const answer = answerIn(decided);
  must.equal('RES-5', decided, {
    what: `submission_status of a fresh verdict`,
    got: answer.submission_status,
    expected: 'accepted',
  });
  must.equal('RES-5', decided, {
    what: 'the review in the answer to a verdict',
    got: answer.review.id,
    expected: review.reviewId,
  });
  expectDecision(trial, 'RES-5', { exchange: decided, decision: answer.review.decision, ruling });
  return true;
}

interface ShownDecision {
  readonly exchange: Exchange;
  readonly decision: unknown;
  readonly ruling: Ruling;
}

/** Judges how a review shows its decision. Source: RES-1. */
export function expectDecision(
  trial: Trial,
  requirement: string,
  { exchange, decision, ruling }: ShownDecision,
): void {
  const { must, surfaces } = trial;
  const { verdict, versionId, by = trial.a, reason = REASON } = ruling;
  const isThere = must.holds(requirement, isRecord(decision), () => ({
    sentence: `${exchange.operation} shows no decision after the review was ${verdict}`,
    expected: 'the decision',
    got: shown(decision),
    witness: [exchange],
  }));
  if (!isThere || !isRecord(decision)) return;
  const expected: Readonly<Record<string, unknown>> = {
    verdict,
    version_id: versionId,
    reason: verdict === 'rejected' ? reason : null,
    // Who a key acts as is only known from the overlay surface.
    ...(surfaces.includes('overlay') ? { author: trial.actorOf(by) } : {}),
  };
  for (const [member, value] of Object.entries(expected)) {
    must.equal('RES-1', exchange, {
      what: `${member} of the decision that ${exchange.operation} shows`,
      got: decision[member] ?? null,
      expected: value,
    });
  }
}

/** Judges what a fresh verdict did to its run while runs are not held. Source: RES-5, RES-6. */
export function expectResumed({ must }: Trial, decided: Exchange): void {
  const { resume_status: status, resume_error: error } = answerIn(decided);
  // A run that cannot go on is documented too; then its error must say why.
  if (status === 'failed') {
    must.holds('RES-5', typeof error === 'string' && error.trim() !== '', () => ({
      sentence: 'resume_status is failed, and resume_error does not say why',
      expected: 'a text',
      got: shown(error),
      witness: [decided],
    }));
  } else {
    must.equal('RES-6', decided, {
      what: 'resume_status of a fresh verdict',
      got: status,
      expected: 'resumed',
    });
  }
}
