import type { OverlayQueueItem, ReviewOverlay } from '../contract/wire.ts';
import { headSeq, liveClaim, type Review } from '../domain/review.ts';

/**
 * Shows a review on the overlay surface.
 *
 * Shape: a review and the instant of the read → ReviewOverlay. A claim that has run out is not
 * shown; the read does not change the review.
 * Source: operation get_overlay; CLM-3, REV-1, REV-9.
 */
export function overlayOf(review: Review, now: string): ReviewOverlay {
  return Object.assign(overlaySummaryOf(review, now), overlayListsOf(review)) as ReviewOverlay;
}

/**
 * What of an overlay grows, and never changes where it has grown.
 *
 * Source: REV-2, REV-5, REV-8.
 */
export function overlayListsOf(review: Review) {
  return {
    versions: review.versions,
    decisions: review.decisions,
    audit: review.audit,
  };
}

/**
 * Shows a review in the overlay queue: without versions, decisions and audit.
 *
 * Source: QUE-1.
 */
export function overlaySummaryOf(review: Review, now: string): OverlayQueueItem {
  // Spreading both into a third object takes forty times as long.
  return Object.assign(overlayIdentityOf(review), overlayStandingOf(review, now));
}

/**
 * What of an overlay stays as it was when the review was opened.
 *
 * Source: REV-1.
 */
export function overlayIdentityOf(review: Review) {
  const blockRunId = `${review.run_id}:${review.block_id}`;
  return {
    _id: blockRunId,
    organization_id: review.organization_id,
    workflow_id: review.workflow_id,
    workflow_version_id: review.workflow_version_id,
    workflow_run_id: review.run_id,
    block_id: review.block_id,
    block_run_id: blockRunId,
    block_type: review.block_type,
    triggered_by: review.triggered_by,
    priority: review.priority,
    created_at: review.created_at,
  };
}

/**
 * What of an overlay a write changes, and a claim that runs out.
 *
 * Source: REV-3, REV-4, REV-6, CLM-3.
 */
export function overlayStandingOf(review: Review, now: string) {
  return {
    status: review.status,
    awaiting_since: review.awaiting_since,
    decided_at: review.decided_at,
    rev: review.rev,
    claim: liveClaim(review, now),
    head_seq: headSeq(review),
    effective_seq: review.effective_seq,
    updated_at: review.updated_at,
  };
}
