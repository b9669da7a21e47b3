import { isOnResourceSurface, type Review } from '../../domain/review.ts';
import { nodeOf } from '../../domain/version-tree.ts';
import type { ReviewAddress } from '../../store/store.ts';
import { blockAddressOf } from '../block-address.ts';
import type { Call } from '../handler.ts';

/** A write that would not be in conflict if nobody came first. */
export interface ContendedWrite {
  readonly review: Review;
  readonly address: ReviewAddress;
  /** The version that a write of the resource surface names; undefined on the overlay surface. */
  readonly versionId: string | undefined;
}

/**
 * Finds what a write is at; undefined when it is refused anyway: no such review or
 * version, decided, or an old stamp.
 *
 * Source: CAS-1, DEC-5, RES-3, RES-5.
 */
export async function contendedWrite({
  params,
  body,
  world,
}: Call): Promise<ContendedWrite | undefined> {
  const sent = body as Readonly<Record<string, unknown>>;
  const { run_id: runId, block_id: blockId } = params;
  const isOverlay = runId !== undefined && blockId !== undefined;
  const reviewId = String(params['review_id'] ?? sent['review_id']);
  const address = isOverlay
    ? blockAddressOf(runId, blockId)
    : ({ kind: 'review', reviewId } as const);
  const review = await world.store.find(address);
  if (review?.status !== 'awaiting_review') return undefined;
  if (isOverlay) {
    const isCurrent = sent['version_stamp'] === review.rev;
    return isCurrent ? { review, address, versionId: undefined } : undefined;
  }
  const versionId = String(sent['version_id'] ?? sent['parent_id']);
  const isThere = isOnResourceSurface(review) && nodeOf(review, versionId) !== undefined;
  return isThere ? { review, address, versionId } : undefined;
}
