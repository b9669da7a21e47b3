import { canonicalJson, contentSha256 } from '../contract/canonical-json.ts';
import { fault, type FieldFault } from '../contract/problems.ts';
import type { SubmitHILDecisionRequest } from '../contract/wire.ts';
import type { HilDecideCommand, Outcomes } from './command.ts';
import { rememberedWith, repeatStatus } from './repeat.ts';
import { headSeq, standingDecision, versionAt, type Review } from './review.ts';
import { rule } from './rule.ts';
import { done, refused, type Env, type Step } from './step.ts';

/** The reason of a rejection on a surface that has no place for one. Source: HIL-1. */
const REJECTION_REASON = 'Rejected through hil-decisions.';

/** What is wrong with the body whatever the review's state. Source: HIL-1. */
export function hilShapeFaults(body: SubmitHILDecisionRequest): readonly FieldFault[] {
  if (body.approved || !body.modified_data) return [];
  const msg = 'modified_data cannot be sent with a rejection';
  return [fault(['body', 'modified_data'], ['value_error', msg])];
}

/**
 * Decides without a stamp, on whatever is current. The same decision again is a repeat, whoever
 * made it first and on whichever surface.
 *
 * Errors: `command_reused`; `decision_conflict` when another decision stands.
 * Source: HIL-1.
 */
export function hilDecide(
  review: Review,
  { body }: HilDecideCommand,
  env: Env,
): Step<Outcomes['hil_decide']> {
  const standing = standingDecision(review);
  if (standing && isSameDecision(review, body)) {
    return done(review, { submissionStatus: repeatStatus(review, standing.decision_id) });
  }
  const earlier = review.commands.find((each) => each.command_id === (body.command_id ?? null));
  if (earlier) {
    const isSame = earlier.operation === 'hil_decide' && earlier.body_sha256 === bodySha256(body);
    return isSame
      ? done(review, { submissionStatus: repeatStatus(review, earlier.decision_id) })
      : refused(review, { kind: 'command_reused', commandId: earlier.command_id });
  }
  if (standing) return refused(review, { kind: 'decision_conflict', status: review.status });
  return done(decided(review, body, env), { submissionStatus: 'accepted' });
}

/** Source: HIL-1: the same verdict, and the same data if any was sent. */
function isSameDecision(review: Review, body: SubmitHILDecisionRequest): boolean {
  if (body.approved !== (review.status === 'approved')) return false;
  if (!body.modified_data) return true;
  const effective = versionAt(review, review.effective_seq ?? 0)?.snapshot;
  return canonicalJson(effective) === canonicalJson(body.modified_data);
}

function decided(review: Review, body: SubmitHILDecisionRequest, env: Env): Review {
  const { modified_data: snapshot, command_id: commandId = null } = body;
  const onSeq = headSeq(review);
  return rule(review, env, {
    verdict: body.approved ? 'approved' : 'rejected',
    edit: snapshot ? { snapshot, parentSeq: onSeq, origin: 'human_edit', note: null } : null,
    onSeq,
    reason: REJECTION_REASON,
    remember: (decisionId) =>
      commandId === null
        ? review.commands
        : rememberedWith(review, {
            command_id: commandId,
            operation: 'hil_decide',
            body_sha256: bodySha256(body),
            decision_id: decisionId,
          }),
  });
}

function bodySha256({ approved, modified_data: data }: SubmitHILDecisionRequest): string {
  return contentSha256({ approved, modified_data: data ?? null });
}
