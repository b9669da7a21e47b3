import { invariant } from '../contract/invariant.ts';
import { versionIdAt } from '../domain/version-tree.ts';
import { headSeq } from '../domain/review.ts';
import { digits } from './account-number.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './calendar.ts';
import type { Draw } from './draw.ts';
import type { SnapshotEdit } from './edits.ts';
import type { Plan } from './life.ts';

/** How long it takes until somebody looks. Units: milliseconds. */
export function untilLooked(draw: Draw): number {
  const [from, to] = draw.pick([
    [5 * MINUTE_MS, HOUR_MS],
    [20 * MINUTE_MS, 6 * HOUR_MS],
    [4 * HOUR_MS, 40 * HOUR_MS],
  ] as const);
  return jittered(draw, from, to);
}

/** How long one edit takes. Units: milliseconds. */
export function whileEditing(draw: Draw): number {
  return jittered(draw, 40 * SECOND_MS, 9 * MINUTE_MS);
}

/** Between two, not on a round second. Units: milliseconds. */
export function jittered(draw: Draw, fromMs: number, toMs: number): number {
  return draw.int(fromMs, toMs);
}

/** A key that its sender made up, as most clients do; nothing where it did not. */
function commandId(draw: Draw) {
  return draw.chance(60) ? { command_id: `cmd_${digits(12, draw)}` } : {};
}

/** Takes the claim. Units: seconds; the default of the API where none is given. */
export function claiming(ttlSeconds?: number): Plan {
  const ttl = ttlSeconds === undefined ? {} : { ttl_seconds: ttlSeconds };
  return ({ rev }) => ({ kind: 'claim', body: { version_stamp: rev, ...ttl } });
}

/** Gives the claim back. */
export const releasing: Plan = ({ rev }) => ({ kind: 'release', body: { version_stamp: rev } });

/** How an edit is appended. */
export interface Appending {
  readonly note?: string;
  readonly parentSeq?: number;
  readonly origin?: 'human_edit' | 'agent_edit';
}

/** Appends an edit. */
export function appending(edit: SnapshotEdit, draw: Draw, how: Appending = {}): Plan {
  const key = commandId(draw);
  return ({ rev }) => ({
    kind: 'append',
    body: {
      version_stamp: rev,
      snapshot: edit.snapshot,
      note: how.note ?? edit.note,
      ...(how.parentSeq === undefined ? {} : { parent_seq: how.parentSeq }),
      ...(how.origin === undefined ? {} : { origin: how.origin }),
      ...key,
    },
  });
}

/** Sends the stamp from before the last write. */
export function stale(plan: Plan): Plan {
  return (review) => plan({ ...review, rev: review.rev - 1 });
}

/** Approves the head, or with an edit what it makes of it, in one write. */
export function approving(draw: Draw, edit?: SnapshotEdit): Plan {
  const key = commandId(draw);
  const edited = edit === undefined ? {} : { edited_output: edit.snapshot };
  return ({ rev }) => ({
    kind: 'decide',
    body: { version_stamp: rev, verdict: 'approved', ...edited, ...key },
  });
}

/** Rejects the head. */
export function rejecting(draw: Draw, reason: string): Plan {
  const key = commandId(draw);
  return ({ rev }) => ({
    kind: 'decide',
    body: { version_stamp: rev, verdict: 'rejected', reason, ...key },
  });
}

/** Approves the head on the resource surface. */
export const approvingByVersion: Plan = (review) => ({
  kind: 'approve',
  versionId: headId(review),
  acknowledgedIds: [],
});

/** Rejects the head on the resource surface. */
export function rejectingByVersion(reason: string): Plan {
  return (review) => ({ kind: 'reject', versionId: headId(review), reason });
}

/** Takes the decision back. */
export const reopening: Plan = () => ({ kind: 'reopen' });

function headId(review: Parameters<Plan>[0]): string {
  const versionId = versionIdAt(review, headSeq(review));
  invariant(versionId, 'a review without a head');
  return versionId;
}
