import type {
  WorkflowReview,
  WorkflowReviewDecision,
  WorkflowReviewDecisionResponse,
  WorkflowReviewVersion,
} from '../contract/wire.ts';
import type { Resolution } from '../domain/command.ts';
import { decidedVersionId } from '../domain/resolve.ts';
import { standingDecision, stepIdOf, type Review } from '../domain/review.ts';
import { nodeOf, versionNodes, type VersionNode } from '../domain/version-tree.ts';

/**
 * Shows a review on the resource surface.
 *
 * Source: operation get_review; RES-1, REV-1.
 */
export function workflowReviewOf(review: Review): WorkflowReview {
  return {
    id: review.id,
    workflow_id: review.workflow_id,
    workflow_version_id: review.workflow_version_id,
    run_id: review.run_id,
    block_id: review.block_id,
    step_id: stepIdOf(review),
    parent_step_id: review.parent_step_id,
    iteration_key: review.iteration_key,
    block_type: review.block_type as WorkflowReview['block_type'],
    triggered_by: review.triggered_by,
    created_at: review.created_at,
    decision: decisionOf(review),
  };
}

function decisionOf(review: Review): WorkflowReviewDecision | null {
  const decision = standingDecision(review);
  if (decision === undefined) return null;
  return {
    verdict: decision.verdict,
    version_id: decidedVersionId(review, decision),
    author: decision.decided_by,
    created_at: decision.decided_at,
    reason: decision.reason,
  };
}

/**
 * Answers an approval or a rejection.
 *
 * Source: operations approve_review and reject_review; RES-5, RES-6, RES-7.
 */
export function decisionResponseOf(
  review: Review,
  resolution: Resolution,
): WorkflowReviewDecisionResponse {
  return {
    submission_status: resolution.submissionStatus,
    review: workflowReviewOf(review),
    resume_status: resolution.resumeStatus,
    resume_error: null,
  };
}

/** Every version of a review, each content once. Source: list_review_versions; RES-3, X-1. */
export function workflowReviewVersionsOf(review: Review): readonly WorkflowReviewVersion[] {
  return versionNodes(review).map((node) => versionOf(review, node));
}

/** One version of a review. Source: operation get_review_version; RES-2. */
export function workflowReviewVersionOf(
  review: Review,
  versionId: string,
): WorkflowReviewVersion | undefined {
  const node = nodeOf(review, versionId);
  return node && versionOf(review, node);
}

function versionOf(review: Review, { id, parentId, version }: VersionNode): WorkflowReviewVersion {
  return {
    id,
    review_id: review.id,
    parent_id: parentId,
    author: version.author,
    snapshot: version.snapshot,
    note: version.note,
    created_at: version.created_at,
  };
}
