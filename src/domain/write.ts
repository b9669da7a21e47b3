import { contentSha256 } from '../contract/canonical-json.ts';
import type { AuditEntry, Decision, JsonObject, Verdict, Version } from '../contract/wire.ts';
import { supersededAgent } from './agent.ts';
import { headSeq, instantOf, type Review } from './review.ts';
import type { Env } from './step.ts';

/** The event that the overlay's older clients read, by action. Source: REV-8. */
export const EVENTS = {
  gate_fired: 'overlay_created',
  version_added: 'version_appended',
  claimed: 'claimed',
  released: 'released',
  decision_made: 'decided',
  reopened: 'reopened',
  stale_write_rejected: 'stale_write_rejected',
} as const satisfies Record<AuditEntry['action'], AuditEntry['event']>;

/** What an act says of itself; actor, time and revs are added where it is written down. */
export interface Act {
  readonly action: AuditEntry['action'];
  readonly detail: JsonObject;
}

/** What a write replaces. */
export type Change = Partial<
  Pick<
    Review,
    | 'status'
    | 'awaiting_since'
    | 'decided_at'
    | 'effective_seq'
    | 'claim'
    | 'versions'
    | 'decisions'
    | 'commands'
    | 'run_receipts'
    | 'agent'
  >
>;

/** One write: what it replaces, and the acts it is made of. */
export interface Write {
  readonly change: Change;
  readonly acts: readonly Act[];
}

/**
 * Carries out one mutating write: `rev` grows by one, whatever the write is made of, and each of
 * its acts is audited with that `rev`.
 *
 * Source: REV-6, REV-8, TIME-1.
 */
export function write(review: Review, env: Env, { change, acts }: Write): Review {
  const at = instantOf(review, env.now);
  const rev = review.rev + 1;
  const entries = acts.map((act) =>
    entry(env, act, { at, revObserved: review.rev, revResult: rev }),
  );
  return { ...review, ...change, rev, updated_at: at, audit: [...review.audit, ...entries] };
}

/**
 * Notes a stale write in the audit, and nowhere else.
 *
 * Source: CAS-4, ERR-2.
 */
export function noteStaleWrite(
  review: Review,
  env: Env,
  noted: { stamp: number; operation: string },
) {
  const stamps = { at: instantOf(review, env.now), revObserved: noted.stamp, revResult: null };
  const act: Act = { action: 'stale_write_rejected', detail: { operation: noted.operation } };
  return { ...review, audit: [...review.audit, entry(env, act, stamps)] };
}

/** Writes one audit entry, in both of its shapes at once. Source: REV-8. */
export function entry(
  env: Env,
  act: Act,
  stamps: { readonly at: string; readonly revObserved: number; readonly revResult: number | null },
): AuditEntry {
  return {
    entry_id: env.newId('entry'),
    event: EVENTS[act.action],
    action: act.action,
    actor: env.actor,
    at: stamps.at,
    rev_observed: stamps.revObserved,
    rev_result: stamps.revResult,
    detail: act.detail,
  };
}

/** What an author adds. */
export interface Edit {
  readonly snapshot: JsonObject;
  readonly parentSeq: number;
  readonly origin: 'human_edit' | 'agent_edit';
  readonly note: string | null;
}

/** The next version. Source: VER-1, REV-2, REV-7. */
export function nextVersion(review: Review, env: Env, edit: Edit): Version {
  return {
    seq: headSeq(review) + 1,
    parent_seq: edit.parentSeq,
    author: env.actor,
    origin: edit.origin,
    snapshot: edit.snapshot,
    content_sha256: contentSha256(edit.snapshot),
    note: edit.note,
    created_at: instantOf(review, env.now),
  };
}

/** The act of adding a version. Source: REV-8. */
export function versionAdded(version: Version): Act {
  const { seq, parent_seq, origin } = version;
  return { action: 'version_added', detail: { seq, parent_seq, origin } };
}

/** What a reviewer ruled. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly onSeq: number;
  readonly effectiveSeq: number | null;
  readonly reason: string | null;
}

/**
 * What a decision changes, on whichever surface it was made: it clears the claim, and the run
 * takes it up at once unless runs are held.
 *
 * Source: DEC-1, DEC-3, DEC-4, IDM-2, REV-4; AGT-5 for the agent that came too late.
 */
export function decisionChange(review: Review, env: Env, ruling: Ruling) {
  const at = instantOf(review, env.now);
  const decision: Decision = {
    decision_id: env.newId('decision'),
    verdict: ruling.verdict,
    decided_by: env.actor,
    decided_at: at,
    on_seq: ruling.onSeq,
    effective_seq: ruling.effectiveSeq,
    reason: ruling.reason,
    supersedes_decision_id: review.decisions.at(-1)?.decision_id ?? null,
  };
  const receipt = { decision_id: decision.decision_id, applied_at: env.areRunsHeld ? null : at };
  const change = {
    status: ruling.verdict,
    decided_at: at,
    effective_seq: ruling.effectiveSeq,
    claim: null,
    decisions: [...review.decisions, decision],
    run_receipts: [...review.run_receipts, receipt],
    agent: supersededAgent(review.agent, at),
  } satisfies Change;
  const { decision_id, verdict, on_seq, effective_seq } = decision;
  const act: Act = {
    action: 'decision_made',
    detail: { decision_id, verdict, on_seq, effective_seq },
  };
  return { decision, change, act };
}
