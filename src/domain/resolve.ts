import type { ApproveCommand, RejectCommand, Resolution } from './command.ts';
import { standingDecision, type Review } from './review.ts';
import { rule } from './rule.ts';
import { done, refused, type Env, type Step } from './step.ts';
import { nodeOf, supersededLeaves, versionIdAt } from './version-tree.ts';

/**
 * Approves or rejects a version by its id. There is no stamp: it applies to what is current.
 *
 * Errors: `no_version`, `decision_conflict` (where the policy says so), `superseded_versions`.
 * Source: RES-5 … RES-8, X-1.
 */
export function resolve(
  review: Review,
  command: ApproveCommand | RejectCommand,
  env: Env,
): Step<Resolution> {
  const { versionId } = command;
  const node = nodeOf(review, versionId);
  if (node === undefined) return refused(review, { kind: 'no_version', versionId });

  const verdict = command.kind === 'approve' ? 'approved' : 'rejected';
  const standing = standingDecision(review);
  if (standing) {
    const isRepeat =
      standing.verdict === verdict && decidedVersionId(review, standing) === versionId;
    if (isRepeat) return done(review, skipped('already_applied'));
    return env.policies.conflict === '200'
      ? done(review, skipped('conflict'))
      : refused(review, { kind: 'decision_conflict', status: review.status });
  }
  if (command.kind === 'approve' && env.policies.superseded === 'acknowledge') {
    const versionIds = supersededLeaves(review, versionId, command.acknowledgedIds);
    if (versionIds.length > 0) return refused(review, { kind: 'superseded_versions', versionIds });
  }
  const decided = rule(review, env, {
    verdict,
    edit: null,
    onSeq: node.version.seq,
    reason: command.kind === 'reject' ? command.reason : null,
    remember: () => review.commands,
  });
  return done(decided, {
    submissionStatus: 'accepted',
    resumeStatus: env.areRunsHeld ? 'pending' : 'resumed',
  });
}

/**
 * The version that a decision names on the resource surface.
 *
 * Source: RES-1, X-1.
 */
export function decidedVersionId(
  review: Review,
  decision: { readonly on_seq: number; readonly effective_seq: number | null },
): string {
  return versionIdAt(review, decision.effective_seq ?? decision.on_seq) ?? '';
}

function skipped(submissionStatus: Resolution['submissionStatus']): Resolution {
  return { submissionStatus, resumeStatus: 'skipped' };
}
