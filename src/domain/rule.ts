import type { Verdict } from '../contract/wire.ts';
import type { RememberedCommand, Review } from './review.ts';
import type { Env } from './step.ts';
import { decisionChange, nextVersion, versionAdded, write, type Act, type Edit } from './write.ts';

/** What is ruled, on whichever surface. */
export interface RulingRequest {
  readonly verdict: Verdict;
  /** A corrected version to append first; it is then the one that is ruled on. */
  readonly edit: Edit | null;
  /** The version ruled on where there is no corrected one. */
  readonly onSeq: number;
  /** The version to go on with where there is no corrected one; onSeq by default. */
  readonly effectiveSeq?: number;
  /** Kept only for a rejection. */
  readonly reason: string | null;
  /** The memory of commands with this one in it. */
  readonly remember: (decisionId: string) => readonly RememberedCommand[];
}

/**
 * Carries out a decision: one write and one `rev`, with the corrected version, if there is one,
 * before it. Both or neither.
 *
 * Source: DEC-1, DEC-2, DEC-3, REV-6.
 */
export function rule(review: Review, env: Env, request: RulingRequest): Review {
  const { verdict, edit } = request;
  const version = edit && nextVersion(review, env, edit);
  const onSeq = version?.seq ?? request.onSeq;
  const effectiveSeq = version?.seq ?? request.effectiveSeq ?? onSeq;
  const isApproved = verdict === 'approved';
  const { decision, change, act } = decisionChange(review, env, {
    verdict,
    onSeq,
    effectiveSeq: isApproved ? effectiveSeq : null,
    reason: isApproved ? null : request.reason,
  });
  const acts: Act[] = version ? [versionAdded(version), act] : [act];
  const versions = version ? [...review.versions, version] : review.versions;
  const commands = request.remember(decision.decision_id);
  // Spread into a new object, every further member would cost as much as all the rest.
  return write(review, env, { change: Object.assign(change, { versions, commands }), acts });
}
