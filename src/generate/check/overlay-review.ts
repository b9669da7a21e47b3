import { formatInstant, parseInstant } from '../../contract/instant.ts';
import type { components } from '../../contract/generated/review-api-types.ts';
import type { AuditEntry, Claim, Decision, Version } from '../../contract/wire.ts';
import type { Review } from '../../domain/review.ts';
import { EVENTS } from '../../domain/write.ts';

type Schemas = components['schemas'];

/** An overlay as any server may write it: what the document lets it leave out may be missing. */
export type WireOverlay = Schemas['ReviewOverlay'];

/**
 * The review that an overlay shows. What a server may leave out is filled in with what agrees with
 * the rest, so that only what is there can be wrong.
 *
 * Source: the schema of operation get_overlay; REV-1 … REV-8.
 */
export function reviewOfOverlay(wire: WireOverlay): Review {
  const overlay = inUtc(wire);
  const { _id: blockRunId } = overlay;
  const instants = instantsOf(overlay);
  const versions = overlay.versions.map((each, index) => versionOf(each, index, instants));
  const decisions = decisionsOf(overlay, instants);
  const audit = auditOf(overlay, instants);
  const isDecided = overlay.status !== 'awaiting_review';
  const standing = isDecided ? decisions.at(-1) : undefined;
  const written = audit.findLast((each) => each.action !== 'stale_write_rejected')?.at;
  return {
    id: blockRunId,
    organization_id: overlay.organization_id ?? '',
    workflow_id: overlay.workflow_id,
    workflow_version_id: overlay.workflow_version_id,
    run_id: overlay.workflow_run_id,
    block_id: overlay.block_id,
    iteration_key: null,
    parent_step_id: null,
    block_type: overlay.block_type,
    triggered_by: overlay.triggered_by,
    priority: overlay.priority ?? 0,
    status: overlay.status,
    rev: overlay.rev ?? audit.findLast((each) => each.rev_result !== null)?.rev_result ?? 1,
    created_at: instants.opened,
    updated_at: overlay.updated_at ?? written ?? instants.opened,
    awaiting_since: overlay.awaiting_since,
    decided_at: given(overlay.decided_at, standing?.decided_at ?? null),
    effective_seq: given(overlay.effective_seq, standing?.effective_seq ?? null),
    claim: claimOf(overlay, audit),
    versions,
    decisions,
    audit,
    commands: [],
    run_receipts: decisions.map((each) => ({
      decision_id: each.decision_id,
      applied_at: each.decided_at,
    })),
    agent: null,
  };
}

/** Instants are compared as texts, so they must all be written alike. Source: TIME-1. */
function inUtc(overlay: WireOverlay): WireOverlay {
  const { versions, decisions, audit, claim } = overlay;
  return {
    ...rewritten(overlay, ['awaiting_since', 'decided_at', 'created_at', 'updated_at']),
    versions: versions.map((each) => rewritten(each, ['created_at'])),
    ...(decisions && { decisions: decisions.map((each) => rewritten(each, ['decided_at'])) }),
    ...(audit && { audit: audit.map((each) => rewritten(each, ['at'])) }),
    ...(claim && { claim: rewritten(claim, ['claimed_at', 'expires_at']) }),
  };
}

function rewritten<T extends object>(members: T, names: readonly (keyof T)[]): T {
  const changed = names.flatMap((name) => {
    const value = members[name];
    return typeof value === 'string' ? [[name, formatInstant(parseInstant(value))]] : [];
  });
  return { ...members, ...Object.fromEntries(changed) };
}

/** Null is said, undefined is not. */
function given<T>(value: T | undefined, fallback: T): T {
  return value === undefined ? fallback : value;
}

/** The instants of what the audit tells of, whichever side says them. */
interface Instants {
  readonly opened: string;
  /** Of the version, decision or claim of each audit entry; what no side says is undefined. */
  readonly versions: readonly (string | undefined)[];
  readonly decisions: readonly (string | undefined)[];
}

function instantsOf(overlay: WireOverlay): Instants {
  const { audit = [], versions, decisions = [] } = overlay;
  const ats = (action: AuditEntry['action']) =>
    audit.filter((each) => each.action === action).map((each) => each.at);
  const added = [...ats('gate_fired'), ...ats('version_added')];
  const decided = ats('decision_made');
  const opened = overlay.created_at ?? added[0] ?? versions[0]?.created_at;
  return {
    opened: opened ?? overlay.awaiting_since,
    versions: versions.map((each, index) => each.created_at ?? added[index] ?? opened),
    decisions: decisions.map((each, index) => each.decided_at ?? decided[index]),
  };
}

function versionOf(version: Schemas['OutputVersion'], index: number, instants: Instants): Version {
  return {
    ...version,
    parent_seq: given(version.parent_seq, index === 0 ? null : index - 1),
    note: version.note ?? null,
    created_at: instants.versions[index] ?? instants.opened,
  };
}

function decisionsOf(overlay: WireOverlay, instants: Instants): readonly Decision[] {
  const decisions = overlay.decisions ?? [];
  const ids = decisions.map(
    (each, index) =>
      each.decision_id ?? decisions[index + 1]?.supersedes_decision_id ?? `#${index}`,
  );
  return decisions.map((each, index) => ({
    ...each,
    decision_id: ids[index] ?? '',
    decided_at: instants.decisions[index] ?? overlay.decided_at ?? instants.opened,
    effective_seq: given(each.effective_seq, each.verdict === 'approved' ? each.on_seq : null),
    reason: each.reason ?? null,
    supersedes_decision_id: given(each.supersedes_decision_id, ids[index - 1] ?? null),
  }));
}

function auditOf(overlay: WireOverlay, instants: Instants): readonly AuditEntry[] {
  const toldAt = instantsElsewhere(overlay, instants);
  let last = instants.opened;
  return (overlay.audit ?? []).map((each, index): AuditEntry => {
    const { action, actor, rev_observed: revObserved } = each;
    const isStale = action === 'stale_write_rejected';
    last = each.at ?? toldAt[index] ?? last;
    return {
      action,
      actor,
      at: last,
      entry_id: each.entry_id ?? `#${index}`,
      event: each.event ?? EVENTS[action],
      rev_observed: revObserved,
      rev_result: given(each.rev_result, isStale ? null : revObserved + 1),
      detail: each.detail ?? {},
    };
  });
}

/** What the rest of an overlay says of when each entry of its audit was made. */
function instantsElsewhere(
  overlay: WireOverlay,
  instants: Instants,
): readonly (string | undefined)[] {
  const { audit = [], claim, updated_at: updatedAt, awaiting_since: awaitingSince } = overlay;
  const of = (action: AuditEntry['action']) =>
    audit.flatMap((each, index) => (each.action === action ? [index] : []));
  const written = audit.findLastIndex((each) => each.action !== 'stale_write_rejected');
  const told = new Map<number | undefined, string | undefined>([
    [written, updatedAt],
    [of('reopened').at(-1), awaitingSince],
  ]);
  if (claim?.claimed_at) told.set(of('claimed').at(-1), claim.claimed_at);
  const added = [...of('gate_fired'), ...of('version_added')];
  for (const [place, index] of added.entries()) told.set(index, instants.versions[place]);
  for (const [place, index] of of('decision_made').entries()) {
    told.set(index, instants.decisions[place]);
  }
  return audit.map((_, index) => told.get(index));
}

function claimOf({ claim }: WireOverlay, audit: readonly AuditEntry[]): Claim | null {
  if (claim === null || claim === undefined) return null;
  const claimed = audit.findLast((each) => each.action === 'claimed')?.at;
  return { ...claim, claimed_at: claim.claimed_at ?? claimed ?? claim.expires_at };
}
