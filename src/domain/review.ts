import type { AgentState } from './agent.ts';
import type {
  Actor,
  AuditEntry,
  BlockType,
  Claim,
  Decision,
  Predicate,
  ReviewStatus,
  Version,
} from '../contract/wire.ts';

/**
 * A command that was applied, remembered so that its repeat is not applied again.
 *
 * `head_seq` is the head it met: defaults that depend on the head are compared against that one.
 *
 * Source: IDM-1.
 */
export interface RememberedCommand {
  readonly command_id: string;
  readonly operation: 'append' | 'decide' | 'hil_decide' | 'agent';
  readonly body_sha256: string;
  readonly head_seq: number;
  /** The decision it made; null for an append. */
  readonly decision_id: string | null;
}

/**
 * Whether the run has taken up a decision; `applied_at` is null while it has not.
 *
 * Source: IDM-2, RES-7.
 */
export interface RunReceipt {
  readonly decision_id: string;
  readonly applied_at: string | null;
}

/**
 * The whole state of one review: every surface is a view of this, every command a step from one
 * of these to the next. Never edited in place.
 *
 * Source: spec/control.yaml `Review` (the shape in which states are exported), REV-1 … REV-9.
 */
export interface Review {
  readonly id: string;
  readonly organization_id: string;
  readonly workflow_id: string;
  readonly workflow_version_id: string;
  readonly run_id: string;
  readonly block_id: string;
  readonly iteration_key: string | null;
  readonly parent_step_id: string | null;
  readonly block_type: BlockType;
  readonly triggered_by: Predicate;
  readonly priority: number;
  readonly status: ReviewStatus;
  readonly rev: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly awaiting_since: string;
  readonly decided_at: string | null;
  readonly effective_seq: number | null;
  readonly claim: Claim | null;
  readonly versions: readonly Version[];
  readonly decisions: readonly Decision[];
  readonly audit: readonly AuditEntry[];
  readonly commands: readonly RememberedCommand[];
  readonly run_receipts: readonly RunReceipt[];
  /** The agent spawned with the gate; null when there is none. */
  readonly agent: AgentState | null;
}

/** Seq of the newest version. Source: REV-2. */
export function headSeq(review: Review): number {
  return review.versions.length - 1;
}

/** The version with this seq. Source: REV-2. */
export function versionAt(review: Review, seq: number): Version | undefined {
  return review.versions[seq];
}

/** The step of the run that a review stands at. Source: REV-1. */
export function stepIdOf({ run_id, block_id }: Pick<Review, 'run_id' | 'block_id'>): string {
  return `${run_id}_${block_id}`;
}

/** The decision that stands, if the review is decided. Source: REV-3, REV-5. */
export function standingDecision(review: Review): Decision | undefined {
  return review.status === 'awaiting_review' ? undefined : review.decisions.at(-1);
}

/**
 * The instant of an act: now, but never before the last act on the same review.
 *
 * Source: TIME-1.
 */
export function instantOf(review: Review, now: string): string {
  let last = now;
  for (const at of [
    review.created_at,
    review.audit.at(-1)?.at,
    review.run_receipts.at(-1)?.applied_at,
    review.agent?.updated_at,
  ]) {
    if (at && at > last) last = at;
  }
  return last;
}

/** The claim, while it lives. Source: CLM-3. */
export function liveClaim(review: Review, now: string): Claim | null {
  return review.claim !== null && now < review.claim.expires_at ? review.claim : null;
}

/** Whether two actors are the same one. Source: QUE-1. */
export function isSameActor(left: Actor, right: Actor): boolean {
  return left.kind === right.kind && left.id === right.id;
}

/** Whether the run still has to take up the standing decision. Source: RES-7, RUN-1. */
export function waitsForRun(review: Review): boolean {
  const decision = standingDecision(review);
  return (
    decision !== undefined &&
    review.run_receipts.some(
      (receipt) => receipt.decision_id === decision.decision_id && receipt.applied_at === null,
    )
  );
}

/** Whether the resource surface shows this review at all. Source: LST-5. */
export function isOnResourceSurface(review: Review): boolean {
  return review.block_type !== 'conditional';
}

/** Whether the overlay surface shows this review at all. Source: REV-1. */
export function isOnOverlaySurface(review: Review): boolean {
  return review.iteration_key === null;
}
