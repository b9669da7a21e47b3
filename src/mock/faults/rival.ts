import type { Actor, JsonObject } from '../../contract/wire.ts';
import { headSeq, liveClaim, versionAt, type Review } from '../../domain/review.ts';
import { nodeOf, versionIdAt, versionNodes } from '../../domain/version-tree.ts';
import type { Call } from '../handler.ts';
import type { ContendedWrite } from './contended-write.ts';

/** Who wins the race that a caller loses: a human of the mock's own. */
export const RIVAL: Actor = {
  kind: 'human',
  id: 'rival_reviewer',
  display_name: 'Rival Reviewer',
};

/** What the rival did, for the journal; undefined when it could do nothing. */
export type RivalAct = 'claimed' | 'appended' | 'added a version' | 'approved' | 'rejected';

/**
 * Lets the rival write first, through the rules, so that the caller's own write is in conflict and
 * a re-read shows with whom.
 *
 * On the overlay surface any write makes the stamp stale: the rival claims, or appends where
 * somebody holds the claim. On the resource surface, where there is no stamp, it adds a version
 * under the one that is built on or approved (RES-8); where that is no conflict, it decides.
 *
 * Source: CAS-1, CLM-2, X-2; RES-6, RES-8.
 */
export function rivalActs(
  operationId: string | null,
  call: Call,
  write: ContendedWrite,
): Promise<RivalAct | undefined> {
  if (write.versionId === undefined) return actOnOverlay(call, write);
  const isSupersedable =
    operationId !== 'reject_review' && call.policies.superseded === 'acknowledge';
  return isSupersedable
    ? addVersion(call, write, write.versionId)
    : decide(call, write, operationId === 'approve_review' ? 'reject' : 'approve');
}

async function actOnOverlay(
  { world }: Call,
  { review, address }: ContendedWrite,
): Promise<RivalAct | undefined> {
  const { rev } = review;
  if (liveClaim(review, world.clock().now()) === null) {
    const body = { version_stamp: rev };
    const { result } = await world.command<'claim'>(address, { kind: 'claim', body }, RIVAL);
    return result.ok ? 'claimed' : undefined;
  }
  const head = versionAt(review, headSeq(review));
  const snapshot = rivalSnapshot(review, head?.snapshot ?? {});
  const body = { version_stamp: rev, snapshot, note: 'The rival was first.' };
  const { result } = await world.command<'append'>(address, { kind: 'append', body }, RIVAL);
  return result.ok ? 'appended' : undefined;
}

async function addVersion(
  { world }: Call,
  { review, address }: ContendedWrite,
  parentId: string,
): Promise<RivalAct | undefined> {
  const parent = nodeOf(review, parentId);
  if (parent === undefined) return undefined;
  const command = {
    kind: 'create_version',
    parentId,
    snapshot: rivalSnapshot(review, parent.version.snapshot),
    note: 'The rival was first.',
    acknowledgedIds: allVersionIds(review),
  } as const;
  const { result } = await world.command<'create_version'>(address, command, RIVAL);
  return result.ok ? 'added a version' : undefined;
}

async function decide(
  { world }: Call,
  { review, address }: ContendedWrite,
  kind: 'approve' | 'reject',
): Promise<RivalAct | undefined> {
  const versionId = versionIdAt(review, headSeq(review)) ?? '';
  const command =
    kind === 'approve'
      ? ({ kind, versionId, acknowledgedIds: allVersionIds(review) } as const)
      : ({ kind, versionId, reason: 'The rival was first.' } as const);
  const { result } = await world.command<'approve' | 'reject'>(address, command, RIVAL);
  if (!result.ok) return undefined;
  return kind === 'approve' ? 'approved' : 'rejected';
}

function allVersionIds(review: Review): readonly string[] {
  return versionNodes(review).map(({ id }) => id);
}

/** A snapshot of the block type's shape that differs from every earlier one. Source: RES-4. */
function rivalSnapshot(review: Review, snapshot: JsonObject): JsonObject {
  const mark = `rival ${review.versions.length}`;
  switch (review.block_type) {
    case 'classifier':
      return { category: `${String(snapshot['category'] ?? '')} (${mark})`.trim() };
    case 'split':
      return { documents: markedList(snapshot['documents'], 'name', mark) };
    case 'for_each':
      return {
        partitions: markedList(snapshot['partitions'], 'key', mark),
        ...('unassigned_pages' in snapshot
          ? { unassigned_pages: snapshot['unassigned_pages'] }
          : {}),
      };
    case 'extract':
    case 'conditional':
      return { ...snapshot, reviewed_by: mark };
  }
}

/** The items with one more, of no pages. */
function markedList(items: unknown, name: 'name' | 'key', mark: string): readonly unknown[] {
  return [...(Array.isArray(items) ? (items as unknown[]) : []), { [name]: mark, pages: [] }];
}
