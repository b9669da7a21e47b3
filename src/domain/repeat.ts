import { contentSha256 } from '../contract/canonical-json.ts';
import type { AppendVersionRequest, SubmitDecisionRequest } from '../contract/wire.ts';
import type { SubmissionStatus } from './command.ts';
import { headSeq, type RememberedCommand, type Review } from './review.ts';

/** A command that carries an idempotency key. */
export type Repeatable =
  | { readonly kind: 'append'; readonly body: AppendVersionRequest }
  | { readonly kind: 'decide'; readonly body: SubmitDecisionRequest };

/** What an earlier use of the same `command_id` makes of a command. */
export type Repeat =
  | { readonly kind: 'first' }
  | { readonly kind: 'same'; readonly command: RememberedCommand }
  | { readonly kind: 'different' };

/**
 * Looks up whether this command was applied before.
 *
 * Comes before the stamp check: the caller that never saw its answer still holds the old stamp.
 *
 * Source: IDM-1, IDM-3, IDM-5.
 */
export function findRepeat(review: Review, command: Repeatable): Repeat {
  const commandId = command.body.command_id ?? null;
  if (commandId === null) return { kind: 'first' };
  const earlier = review.commands.find((each) => each.command_id === commandId);
  if (earlier === undefined) return { kind: 'first' };
  const isSame =
    earlier.operation === command.kind &&
    earlier.body_sha256 === bodySha256(command, earlier.head_seq);
  return isSame ? { kind: 'same', command: earlier } : { kind: 'different' };
}

/** The repeat of a decision says whether the run has taken it up. Source: IDM-2. */
export function repeatStatus(review: Review, decisionId: string | null): SubmissionStatus {
  const receipt = review.run_receipts.find((each) => each.decision_id === decisionId);
  return receipt?.applied_at === null ? 'already_received' : 'already_applied';
}

/**
 * The review's memory of its commands with this one added; a command without an id leaves none.
 *
 * Source: IDM-1.
 */
export function remember(
  review: Review,
  command: Repeatable,
  decisionId: string | null,
): readonly RememberedCommand[] {
  const commandId = command.body.command_id ?? null;
  if (commandId === null) return review.commands;
  return rememberedWith(review, {
    command_id: commandId,
    operation: command.kind,
    body_sha256: bodySha256(command, headSeq(review)),
    decision_id: decisionId,
  });
}

/**
 * The review's memory of its commands with this one added, and the head that it met.
 *
 * Source: IDM-1.
 */
export function rememberedWith(
  review: Review,
  command: Omit<RememberedCommand, 'head_seq'>,
): readonly RememberedCommand[] {
  const { command_id, operation, body_sha256, decision_id } = command;
  const head_seq = headSeq(review);
  return [...review.commands, { command_id, operation, body_sha256, head_seq, decision_id }];
}

/**
 * The body with every default filled in, so that left out, null and default are the same. The
 * stamp is not part of it. Defaults that follow the head follow the head the first try met.
 */
function bodySha256(command: Repeatable, head: number): string {
  return contentSha256(
    command.kind === 'append' ? appendBody(command.body, head) : decideBody(command.body, head),
  );
}

function appendBody(body: AppendVersionRequest, head: number) {
  return {
    snapshot: body.snapshot ?? null,
    reviewable_value: body.reviewable_value ?? null,
    origin: body.origin ?? 'human_edit',
    parent_seq: body.parent_seq ?? head,
    note: body.note ?? null,
  };
}

function decideBody(body: SubmitDecisionRequest, head: number) {
  const onSeq = body.on_seq ?? head;
  const isPlainApproval =
    body.verdict === 'approved' && !body.edited_output && !body.reviewable_value;
  return {
    verdict: body.verdict,
    edited_output: body.edited_output ?? null,
    reviewable_value: body.reviewable_value ?? null,
    on_seq: onSeq,
    effective_seq: body.effective_seq ?? (isPlainApproval ? onSeq : null),
    reason: body.reason ?? null,
  };
}
