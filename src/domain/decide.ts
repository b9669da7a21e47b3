import { fault, type FieldFault } from '../contract/problems.ts';
import type { SubmitDecisionRequest } from '../contract/wire.ts';
import { unknownSeq } from './append.ts';
import type { DecideCommand, Outcomes } from './command.ts';
import { guardWrite } from './guard.ts';
import { findRepeat, remember, repeatStatus } from './repeat.ts';
import { headSeq, versionAt, type Review } from './review.ts';
import { snapshotOfReviewableValue } from './reviewable-value.ts';
import { rule } from './rule.ts';
import { done, refused, type Env, type Step } from './step.ts';

/**
 * What is wrong with the body whatever the review's state.
 *
 * Source: DEC-2, DEC-3, ERR-3.
 */
export function decideShapeFaults(body: SubmitDecisionRequest): readonly FieldFault[] {
  return body.verdict === 'approved' ? approvalFaults(body) : rejectionFaults(body);
}

function approvalFaults(body: SubmitDecisionRequest): readonly FieldFault[] {
  const isEdited = Boolean(body.edited_output ?? body.reviewable_value);
  const faults: FieldFault[] = [];
  if (body.edited_output && body.reviewable_value) {
    faults.push(notWith('reviewable_value', 'edited_output'));
  }
  if (isEdited && typeof body.effective_seq === 'number') {
    faults.push(notWith('effective_seq', 'an edited output'));
  }
  return faults;
}

function rejectionFaults(body: SubmitDecisionRequest): readonly FieldFault[] {
  const faults: FieldFault[] = [...blankReasonFaults(body.reason)];
  if (body.edited_output) faults.push(notWith('edited_output', 'a rejection'));
  if (body.reviewable_value) faults.push(notWith('reviewable_value', 'a rejection'));
  if (typeof body.effective_seq === 'number') faults.push(notWith('effective_seq', 'a rejection'));
  return faults;
}

/** A rejection says why. Source: DEC-3, RES-1. */
export function blankReasonFaults(reason: string | null | undefined): readonly FieldFault[] {
  if (reason === null || reason === undefined) {
    return [fault(['body', 'reason'], ['missing', 'Field required: a rejection needs a reason'])];
  }
  if (reason.trim() !== '') return [];
  return [fault(['body', 'reason'], ['value_error', 'The reason of a rejection cannot be blank'])];
}

function notWith(field: string, other: string): FieldFault {
  return fault(['body', field], ['value_error', `${field} cannot be sent with ${other}`]);
}

/**
 * Rules on a version. With an edited output the corrected version is appended and approved in one
 * write, both or neither.
 *
 * Errors: `command_reused`, `stale_stamp`, `already_decided`, `invalid` (unknown `on_seq` or
 * `effective_seq`, a `reviewable_value` that its block type cannot have).
 * Source: DEC-1 … DEC-5, IDM-1, IDM-2.
 */
export function decide(review: Review, command: DecideCommand, env: Env): Step<Outcomes['decide']> {
  const { body } = command;
  const repeat = findRepeat(review, command);
  if (repeat.kind === 'same') {
    return done(review, { submissionStatus: repeatStatus(review, repeat.command.decision_id) });
  }
  if (repeat.kind === 'different') {
    return refused(review, { kind: 'command_reused', commandId: body.command_id ?? '' });
  }
  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'decide' });
  if (refusal) return refusal;

  const onSeq = body.on_seq ?? headSeq(review);
  const effectiveSeq = body.effective_seq ?? onSeq;
  const faults = [
    ...(versionAt(review, onSeq) ? [] : [unknownSeq('on_seq', onSeq)]),
    ...(typeof body.effective_seq === 'number' && !versionAt(review, effectiveSeq)
      ? [unknownSeq('effective_seq', effectiveSeq)]
      : []),
  ];
  if (faults.length > 0) return refused(review, { kind: 'invalid', faults });

  const edited = editedSnapshot(review, body);
  if (edited && 'faults' in edited) {
    return refused(review, { kind: 'invalid', faults: edited.faults });
  }
  const decided = rule(review, env, {
    verdict: body.verdict,
    edit: edited
      ? { snapshot: edited.snapshot, parentSeq: onSeq, origin: 'human_edit', note: null }
      : null,
    onSeq,
    effectiveSeq,
    reason: body.reason ?? null,
    remember: (decisionId) => remember(review, command, decisionId),
  });
  return done(decided, { submissionStatus: 'accepted' });
}

function editedSnapshot(review: Review, body: SubmitDecisionRequest) {
  if (body.edited_output) return { snapshot: body.edited_output };
  if (!body.reviewable_value) return undefined;
  return snapshotOfReviewableValue(review.block_type, body.reviewable_value);
}
