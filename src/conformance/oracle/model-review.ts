import { versionIdOf } from '../../contract/canonical-json.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { Actor, JsonObject, ReviewOverlay, Version } from '../../contract/wire.ts';

/** A version as the model knows it; what a server makes up (times, hashes) is left out. */
export interface ModelVersion {
  readonly parentSeq: number | null;
  readonly author: Actor;
  readonly origin: Version['origin'];
  readonly snapshot: JsonObject;
  readonly note: string | null;
}

/** A decision as the model knows it. */
export interface ModelDecision {
  readonly verdict: 'approved' | 'rejected';
  readonly decidedBy: Actor;
  readonly onSeq: number;
  readonly effectiveSeq: number | null;
  readonly reason: string | null;
}

/** A claim as the model knows it. Units: seconds. */
export interface ModelClaim {
  readonly holder: Actor;
  readonly ttlSeconds: number;
}

/** An entry of the audit as the model knows it. */
export interface ModelEntry {
  readonly action: string;
  /** Null where the contract does not say who. */
  readonly actor: Actor | null;
  readonly revObserved: number;
  readonly revResult: number | null;
}

/** What a `command_id` was used for. */
export interface ModelCommand {
  /** The operation and the body without stamp and defaults, in canonical form. */
  readonly meaning: string;
}

/**
 * A review as a sequential server must keep it: the suite's own account of the contract.
 *
 * It shares no rule with the mock, so that a misreading of one is not a misreading of both.
 *
 * Source: contract sections 4 and 5.
 */
export interface ModelReview {
  readonly rev: number;
  readonly status: 'awaiting_review' | 'approved' | 'rejected';
  readonly claim: ModelClaim | null;
  /** By seq. */
  readonly versions: readonly ModelVersion[];
  readonly decisions: readonly ModelDecision[];
  readonly effectiveSeq: number | null;
  readonly audit: readonly ModelEntry[];
  readonly commands: ReadonlyMap<string, ModelCommand>;
}

const MS_PER_SECOND = 1000;

/** Takes over a review as it was read; commands used before are not known. */
export function modelOf(overlay: ReviewOverlay): ModelReview {
  return {
    rev: overlay.rev,
    status: overlay.status,
    claim: claimOf(overlay.claim ?? null),
    versions: overlay.versions.map((version) => ({
      parentSeq: version.parent_seq ?? null,
      author: version.author,
      origin: version.origin,
      snapshot: version.snapshot,
      note: version.note ?? null,
    })),
    decisions: (overlay.decisions ?? []).map((decision) => ({
      verdict: decision.verdict,
      decidedBy: decision.decided_by,
      onSeq: decision.on_seq,
      effectiveSeq: decision.effective_seq ?? null,
      reason: decision.reason ?? null,
    })),
    effectiveSeq: overlay.effective_seq ?? null,
    audit: (overlay.audit ?? []).map((entry) => ({
      action: entry.action,
      actor: entry.actor,
      revObserved: entry.rev_observed,
      revResult: entry.rev_result ?? null,
    })),
    commands: new Map(),
  };
}

function claimOf(claim: ReviewOverlay['claim']): ModelClaim | null {
  if (claim === null) return null;
  const ms = parseInstant(claim.expires_at) - parseInstant(claim.claimed_at ?? claim.expires_at);
  return { holder: claim.holder, ttlSeconds: ms / MS_PER_SECOND };
}

/** The seq of the newest version. */
export function headSeqOf({ versions }: ModelReview): number {
  return versions.length - 1;
}

/** The resource surface's id of the version with this seq. Source: RES-2. */
export function versionIdAt({ versions }: ModelReview, seq: number): string | undefined {
  const version = versions[seq];
  return version && versionIdOf(version.snapshot);
}

/** The lowest seq of a version id, or undefined. Source: RES-3. */
export function seqOfVersionId(review: ModelReview, versionId: string): number | undefined {
  const seq = review.versions.findIndex((_, index) => versionIdAt(review, index) === versionId);
  return seq === -1 ? undefined : seq;
}

/**
 * The versions of the resource surface's tree that nothing was made from.
 *
 * Source: RES-3, RES-8.
 */
export function leavesOf(review: ModelReview): readonly string[] {
  const ids = [...new Set(review.versions.map((_, seq) => versionIdAt(review, seq) ?? ''))];
  const parents = new Set(ids.map((id) => parentIdOf(review, id)));
  return ids.filter((id) => !parents.has(id));
}

/** The parent of a version in that tree: the parent of the first version with its content. */
export function parentIdOf(review: ModelReview, versionId: string): string | undefined {
  const seq = seqOfVersionId(review, versionId);
  const parentSeq = seq === undefined ? undefined : review.versions[seq]?.parentSeq;
  return parentSeq === null || parentSeq === undefined ? undefined : versionIdAt(review, parentSeq);
}
