import type { JsonObject } from '../../contract/wire.ts';
import type { Action, ActionKind } from '../oracle/action.ts';
import { headSeqOf, leavesOf, versionIdAt, type ModelReview } from '../oracle/model-review.ts';

/** What a move takes from its plan. */
export interface MoveData {
  readonly snapshot: JsonObject;
  readonly note: string;
  /** Numbers the commands of a plan. */
  readonly commandId: string;
  readonly ttlSeconds: number;
}

/** A command that the plan sent before, to be sent again. */
export interface SentCommand {
  readonly kind: 'append' | 'decide';
  readonly body: Extract<Action, { readonly kind: 'append' | 'decide' }>['body'];
}

/** Where a plan stands when a move is made. */
export interface Standing {
  readonly review: ModelReview;
  readonly data: MoveData;
  /** The last command that was carried out with a `command_id`. */
  readonly lastCommand: SentCommand | undefined;
}

/** What a move sends; without `body`, it does not apply where the plan stands. */
export type MoveBody = Readonly<Record<string, unknown>> | undefined;

/**
 * One class of operation: what is asked, with a stamp and a body that depend on where the review
 * stands. In the wrong state it is a negative test whose answer is known.
 */
export interface Move {
  readonly name: string;
  readonly kind: ActionKind;
  readonly bodyFor: (standing: Standing) => MoveBody;
}

/** How far ahead of the chain a stamp can be by mistake. */
const FAR_AHEAD = 1000;
const UNKNOWN_SEQ = 999;
const UNKNOWN_VERSION_ID = `rvr_${'A'.repeat(26)}`;

const rev = ({ review }: Standing) => review.rev;
const stale = ({ review }: Standing) => Math.max(0, review.rev - 1);
const ahead = ({ review }: Standing) => review.rev + FAR_AHEAD;

function appendOf(standing: Standing, more: object = {}): MoveBody {
  return { version_stamp: rev(standing), snapshot: standing.data.snapshot, ...more };
}

function approveOf(standing: Standing, more: object = {}): MoveBody {
  return { version_stamp: rev(standing), verdict: 'approved', ...more };
}

function rejectOf(standing: Standing, more: object = {}): MoveBody {
  const reason = standing.data.note;
  return { version_stamp: rev(standing), verdict: 'rejected', reason, ...more };
}

function repeatOf({ lastCommand }: Standing, kind: SentCommand['kind'], more: object): MoveBody {
  return lastCommand?.kind === kind ? { ...lastCommand.body, ...more } : undefined;
}

/** Every other leaf, so that only what the move is about can refuse it. Source: RES-8. */
function acknowledging({ review }: Standing, versionId: string): object {
  const others = leavesOf(review).filter((id) => id !== versionId);
  return others.length === 0 ? {} : { acknowledged_superseded_version_ids: others };
}

function headId({ review }: Standing): string {
  return versionIdAt(review, headSeqOf(review)) ?? '';
}

function onHead(standing: Standing, name: 'version_id' | 'parent_id', more: object = {}): MoveBody {
  return { [name]: headId(standing), ...acknowledging(standing, headId(standing)), ...more };
}

/** The moves of the overlay surface. Source: operations 2 to 5. */
const OVERLAY_MOVES: readonly Move[] = [
  move('claim', 'fresh', (at) => ({ version_stamp: rev(at), ttl_seconds: at.data.ttlSeconds })),
  move('claim', 'default-ttl', (at) => ({ version_stamp: rev(at) })),
  move('claim', 'stale', (at) => ({ version_stamp: stale(at) })),
  move('claim', 'ahead', (at) => ({ version_stamp: ahead(at) })),
  move('release', 'fresh', (at) => ({ version_stamp: rev(at) })),
  move('release', 'stale', (at) => ({ version_stamp: stale(at) })),
  move('release', 'ahead', (at) => ({ version_stamp: ahead(at) })),
  move('append', 'fresh', (at) => appendOf(at)),
  move('append', 'noted', (at) => appendOf(at, { note: at.data.note })),
  move('append', 'agent-edit', (at) => appendOf(at, { origin: 'agent_edit' })),
  move('append', 'on-first', (at) => appendOf(at, { parent_seq: 0 })),
  move('append', 'on-unknown', (at) => appendOf(at, { parent_seq: UNKNOWN_SEQ })),
  move('append', 'stale', (at) => appendOf(at, { version_stamp: stale(at) })),
  move('append', 'ahead', (at) => appendOf(at, { version_stamp: ahead(at) })),
  move('append', 'command', (at) => appendOf(at, { command_id: at.data.commandId })),
  move('append', 'repeat', (at) => repeatOf(at, 'append', {})),
  move('append', 'repeat-restamped', (at) => repeatOf(at, 'append', { version_stamp: ahead(at) })),
  move('append', 'reuse', (at) => repeatOf(at, 'append', { snapshot: { reused: true } })),
  move('decide', 'approve', (at) => approveOf(at)),
  move('decide', 'approve-first', (at) => approveOf(at, { on_seq: 0 })),
  move('decide', 'approve-effective', (at) => approveOf(at, { effective_seq: 0 })),
  move('decide', 'approve-edited', (at) => approveOf(at, { edited_output: at.data.snapshot })),
  move('decide', 'approve-edited-first', (at) =>
    approveOf(at, { edited_output: at.data.snapshot, on_seq: 0 }),
  ),
  move('decide', 'approve-unknown', (at) => approveOf(at, { on_seq: UNKNOWN_SEQ })),
  move('decide', 'effective-unknown', (at) => approveOf(at, { effective_seq: UNKNOWN_SEQ })),
  move('decide', 'approve-stale', (at) => approveOf(at, { version_stamp: stale(at) })),
  move('decide', 'approve-ahead', (at) => approveOf(at, { version_stamp: ahead(at) })),
  move('decide', 'approve-command', (at) => approveOf(at, { command_id: at.data.commandId })),
  move('decide', 'reject', (at) => rejectOf(at)),
  move('decide', 'reject-first', (at) => rejectOf(at, { on_seq: 0 })),
  move('decide', 'reject-stale', (at) => rejectOf(at, { version_stamp: stale(at) })),
  move('decide', 'reject-command', (at) => rejectOf(at, { command_id: at.data.commandId })),
  move('decide', 'repeat', (at) => repeatOf(at, 'decide', {})),
  move('decide', 'repeat-restamped', (at) => repeatOf(at, 'decide', { version_stamp: ahead(at) })),
  move('decide', 'reuse', (at) =>
    repeatOf(at, 'decide', { verdict: 'rejected', reason: 'Another decision.' }),
  ),
];

/** The moves of the resource surface. Source: operations 9, 10, 12. */
const RESOURCE_MOVES: readonly Move[] = [
  move('create', 'fresh', (at) => onHead(at, 'parent_id', { snapshot: at.data.snapshot })),
  move('create', 'again', (at) => {
    const head = at.review.versions.at(-1);
    const parentId = versionIdAt(at.review, head?.parentSeq ?? -1);
    return parentId === undefined ? undefined : { parent_id: parentId, snapshot: head?.snapshot };
  }),
  move('create', 'unknown-parent', (at) => ({
    parent_id: UNKNOWN_VERSION_ID,
    snapshot: at.data.snapshot,
  })),
  move('approve', 'fresh', (at) => onHead(at, 'version_id')),
  move('approve', 'unknown', () => ({ version_id: UNKNOWN_VERSION_ID })),
  move('reject', 'fresh', (at) => ({ version_id: headId(at), reason: at.data.note })),
];

/** The moves of the agent surface. Source: operation 15. */
const AGENT_MOVES: readonly Move[] = [
  move('hil', 'approve', () => ({ approved: true })),
  move('hil', 'approve-edited', (at) => ({ approved: true, modified_data: at.data.snapshot })),
  move('hil', 'reject', () => ({ approved: false })),
];

/** Reopening, where the rig can. Source: contract section 10. */
const RIG_MOVES: readonly Move[] = [move('reopen', 'fresh', () => ({}))];

/** Every move, by the surface that it needs; `rig` for what only a rig can do. */
export const MOVES = {
  overlay: OVERLAY_MOVES,
  resource: RESOURCE_MOVES,
  agent: AGENT_MOVES,
  rig: RIG_MOVES,
} as const;

function move(kind: ActionKind, name: string, bodyFor: Move['bodyFor']): Move {
  return { name: `${kind}/${name}`, kind, bodyFor };
}
