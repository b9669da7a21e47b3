import { fault, type FieldFault } from '../contract/problems.ts';
import type { AppendVersionRequest } from '../contract/wire.ts';
import type { AppendCommand, Outcomes } from './command.ts';
import { guardWrite } from './guard.ts';
import { findRepeat, remember } from './repeat.ts';
import { headSeq, versionAt, type Review } from './review.ts';
import { snapshotOfReviewableValue } from './reviewable-value.ts';
import { done, refused, type Env, type Step } from './step.ts';
import { nextVersion, versionAdded, write } from './write.ts';

/**
 * What is wrong with the body whatever the review's state: a version is given in exactly one form.
 *
 * Source: VER-1, ERR-3.
 */
export function appendShapeFaults(body: AppendVersionRequest): readonly FieldFault[] {
  if (body.snapshot && body.reviewable_value) {
    const wording = ['value_error', 'Send snapshot or reviewable_value, not both'] as const;
    return [fault(['body', 'reviewable_value'], wording)];
  }
  if (body.snapshot || body.reviewable_value) return [];
  return [fault(['body', 'snapshot'], ['missing', 'Field required'])];
}

/**
 * Appends a full snapshot; the status stays.
 *
 * Errors: `command_reused`, `stale_stamp`, `already_decided`, `invalid` (unknown `parent_seq`, a
 * `reviewable_value` that its block type cannot have).
 * Source: VER-1, VER-2, IDM-1.
 */
export function append(review: Review, command: AppendCommand, env: Env): Step<Outcomes['append']> {
  const { body } = command;
  const repeat = findRepeat(review, command);
  if (repeat.kind === 'same') return done(review, { isRepeat: true });
  if (repeat.kind === 'different') {
    return refused(review, { kind: 'command_reused', commandId: body.command_id ?? '' });
  }
  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'append' });
  if (refusal) return refusal;

  const parentSeq = body.parent_seq ?? headSeq(review);
  if (versionAt(review, parentSeq) === undefined) {
    return refused(review, { kind: 'invalid', faults: [unknownSeq('parent_seq', parentSeq)] });
  }
  const given = snapshotOf(review, body);
  if ('faults' in given) return refused(review, { kind: 'invalid', faults: given.faults });

  const { snapshot } = given;
  const origin = body.origin ?? 'human_edit';
  const version = nextVersion(review, env, {
    snapshot,
    parentSeq,
    origin,
    note: body.note ?? null,
  });
  const versions = [...review.versions, version];
  const commands = remember(review, command, null);
  return done(
    write(review, env, { change: { versions, commands }, acts: [versionAdded(version)] }),
    {
      isRepeat: false,
    },
  );
}

/** A seq that names no version of the review. Source: VER-2, DEC-1. */
export function unknownSeq(field: string, seq: number): FieldFault {
  const wording = ['value_error', `No version with seq ${seq} in this review`] as const;
  return { ...fault(['body', field], wording), input: seq };
}

function snapshotOf(review: Review, body: AppendVersionRequest) {
  return body.snapshot
    ? { snapshot: body.snapshot }
    : snapshotOfReviewableValue(review.block_type, body.reviewable_value ?? {});
}
