import { isDeepStrictEqual } from 'node:util';
import type { Review } from '../../src/domain/review.ts';
import type { QueuePage, QueueQuery, ReviewPage, ReviewQuery } from '../../src/store/store.ts';

/** Compares texts by UTF-16 code unit. */
function byText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Every review that a query matches, in its order; what a store must page through. */
export function listOf(reviews: readonly Review[], query: ReviewQuery): readonly Review[] {
  const matching = inListOrder(
    reviews.filter(
      (review) =>
        review.block_type !== 'conditional' &&
        query.statuses.includes(review.status) &&
        [undefined, review.workflow_id].includes(query.workflowId) &&
        [undefined, review.run_id].includes(query.runId) &&
        [undefined, review.block_id].includes(query.blockId) &&
        [undefined, `${review.run_id}_${review.block_id}`].includes(query.stepId) &&
        [undefined, review.iteration_key].includes(query.iterationKey),
    ),
  );
  return query.order === 'asc' ? matching : matching.toReversed();
}

function inListOrder(reviews: readonly Review[]): readonly Review[] {
  return reviews.toSorted(
    (left, right) => byText(left.created_at, right.created_at) || byText(left.id, right.id),
  );
}

/** One page by the plainest account. Source: LST-1 … LST-5. */
export function pageOf(reviews: readonly Review[], query: ReviewQuery): ReviewPage | undefined {
  const items = listOf(reviews, query);
  const { cursor, limit } = query;
  let page = items.slice(0, limit);
  if (cursor !== undefined) {
    const named = reviews.find(
      (review) => review.id === cursor.reviewId && review.block_type !== 'conditional',
    );
    if (named === undefined) return undefined;
    const isBeforeCursor = (item: Review) => {
      if (item.id === named.id) return false;
      const [first] = inListOrder([item, named]);
      return (first === item) === (query.order === 'asc');
    };
    page =
      cursor.kind === 'before'
        ? items.filter(isBeforeCursor).slice(-limit)
        : items.filter((item) => item.id !== named.id && !isBeforeCursor(item)).slice(0, limit);
  }
  const [first, last] = [page[0], page.at(-1)];
  return {
    reviews: page,
    hasEarlier: first !== undefined && items.indexOf(first) > 0,
    hasLater: last !== undefined && items.indexOf(last) < items.length - 1,
  };
}

/** The queue by the plainest account. Source: QUE-1. */
export function queueOf(reviews: readonly Review[], query: QueueQuery): QueuePage {
  const { holder } = query;
  const isHeld = ({ claim }: Review) =>
    holder === undefined ||
    (claim !== null &&
      Date.parse(query.now) < Date.parse(claim.expires_at) &&
      isDeepStrictEqual([claim.holder.kind, claim.holder.id], [holder.kind, holder.id]));
  const matching = reviews
    .filter(
      (review) =>
        review.iteration_key === null &&
        review.status === query.status &&
        [undefined, review.workflow_id].includes(query.workflowId) &&
        isHeld(review),
    )
    .toSorted(
      (left, right) =>
        right.priority - left.priority ||
        byText(left.awaiting_since, right.awaiting_since) ||
        byText(`${left.run_id}:${left.block_id}`, `${right.run_id}:${right.block_id}`) ||
        byText(left.id, right.id),
    );
  return { reviews: matching.slice(0, query.limit), hasMore: matching.length > query.limit };
}
