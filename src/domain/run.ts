import type { JsonObject } from '../contract/wire.ts';
import { standingDecision, versionAt, waitsForRun, type Review } from './review.ts';

/** What a run does while its blocks are reviewed. Source: RUN-1. */
export type RunStatus = 'awaiting_review' | 'completed' | 'cancelled';

/** One reviewed block of a run, and what the run went on with. Source: RUN-1. */
export interface RunBlock {
  readonly review_id: string;
  readonly block_id: string;
  readonly iteration_key: string | null;
  readonly status: Review['status'];
  /** The snapshot that flows downstream; null until an approval is applied. */
  readonly resumed_with: JsonObject | null;
}

/** A run, derived from its reviews. Source: RUN-1. */
export interface Run {
  readonly run_id: string;
  readonly status: RunStatus;
  readonly blocks: readonly RunBlock[];
}

/**
 * Derives a run from its reviews.
 *
 * Source: RUN-1.
 */
export function runOf(runId: string, reviews: readonly Review[]): Run {
  return { run_id: runId, status: runStatus(reviews), blocks: reviews.map(blockOf) };
}

function runStatus(reviews: readonly Review[]): RunStatus {
  if (reviews.some(isOpen)) return 'awaiting_review';
  return reviews.some((review) => review.status === 'rejected') ? 'cancelled' : 'completed';
}

function isOpen(review: Review): boolean {
  return review.status === 'awaiting_review' || waitsForRun(review);
}

function blockOf(review: Review): RunBlock {
  const effectiveSeq = waitsForRun(review)
    ? null
    : (standingDecision(review)?.effective_seq ?? null);
  return {
    review_id: review.id,
    block_id: review.block_id,
    iteration_key: review.iteration_key,
    status: review.status,
    resumed_with:
      effectiveSeq === null ? null : (versionAt(review, effectiveSeq)?.snapshot ?? null),
  };
}
