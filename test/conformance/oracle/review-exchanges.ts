import type { Exchange, Outcome } from '../../../src/conformance/exchange.ts';

/** The ids under which the target shows its clients. */
export const ACTORS = new Map([
  ['A', 'user_a'],
  ['B', 'user_b'],
]);

type Body = Readonly<Record<string, unknown>>;

interface Sent {
  readonly body?: Body;
  readonly actor?: string;
  readonly at?: readonly [number, number | null];
}

/** An exchange; they come one after the other unless their instants are given. */
export function exchange(
  id: number,
  operation: Exchange['operation'],
  outcome: Outcome,
  { body, actor = 'A', at = [id * 10, id * 10 + 5] }: Sent = {},
): Exchange {
  const request = { method: 'POST', path: '/', ...(body === undefined ? {} : { body }) };
  const [invokedAt, returnedAt] = at;
  return { id, actor, operation, review: 'r1', request, invokedAt, returnedAt, outcome };
}

/** An answer. */
export function replied(status: number, body: unknown = { detail: 'no' }): Outcome {
  return { kind: 'replied', status, contentType: 'application/json', body };
}

/** An overlay with one version for each number, by the model and then by A. */
export function overlay(rev: number, totals: readonly number[] = [1], change: Body = {}): Body {
  const versions = totals.map((total, seq) => ({
    seq,
    author: { id: seq === 0 ? 'model' : 'user_a' },
    snapshot: { total },
  }));
  const rest = { status: 'awaiting_review', decisions: [], effective_seq: null, claim: null };
  return { ...rest, rev, versions, head_seq: versions.length - 1, ...change };
}

/** What an approval changes of an overlay. */
export function approval(onSeq: number, actor = 'user_a'): Body {
  const decided_by = { id: actor };
  const decision = { verdict: 'approved', decided_by, on_seq: onSeq, reason: null };
  return { status: 'approved', effective_seq: onSeq, decisions: [decision] };
}

/** What an append sends. */
export function append(stamp: number, total: number, more: Body = {}): { readonly body: Body } {
  return { body: { version_stamp: stamp, snapshot: { total }, ...more } };
}

/** The review as it was before anything was written. */
export const GET = exchange(1, 'get_overlay', replied(200, overlay(3)));
