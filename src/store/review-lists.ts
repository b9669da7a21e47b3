import { INSTANT_LENGTH } from '../contract/instant.ts';
import { isOnResourceSurface, stepIdOf, type Review } from '../domain/review.ts';
import { FacetIndex } from './facet-index.ts';
import type { Direction } from './ordered-keys.ts';
import type { ReviewPage, ReviewQuery } from './store.ts';

type Filter = Pick<ReviewQuery, 'workflowId' | 'blockId' | 'iterationKey'>;

/**
 * The lists of the resource surface: by creation, then id, for every combination of filters.
 *
 * Source: LST-1 … LST-5.
 */
export class ReviewLists {
  readonly #index = new FacetIndex();

  add(review: Review): void {
    if (!isOnResourceSurface(review)) return;
    const key = listKey(review);
    for (const facet of facetsOf(review)) this.#index.add(facet, review.status, key);
  }

  /** Creation and filter values never change; only the status can. */
  move(before: Review, after: Review): void {
    if (before.status === after.status || !isOnResourceSurface(after)) return;
    const key = listKey(after);
    for (const facet of facetsOf(after)) {
      this.#index.delete(facet, before.status, key);
      this.#index.add(facet, after.status, key);
    }
  }

  /** Reads one page; `cursor` is the review that the query's cursor names. */
  page(
    query: ReviewQuery,
    cursor: Review | undefined,
    get: (reviewId: string) => Review,
  ): ReviewPage {
    const onward: Direction = query.order === 'asc' ? 'up' : 'down';
    const backward: Direction = query.order === 'asc' ? 'down' : 'up';
    const matching = (direction: Direction, from: Review | undefined) =>
      this.#matching(query, { direction, from, get });

    const isBefore = query.cursor?.kind === 'before';
    const walk = matching(isBefore ? backward : onward, cursor);
    const found = take(walk, query.limit + 1);
    const hasMore = found.length > query.limit;
    const reviews = found.slice(0, query.limit);
    if (isBefore) reviews.reverse();

    const [first, last] = [reviews[0], reviews.at(-1)];
    const exists = (direction: Direction, from: Review | undefined) =>
      from !== undefined && take(matching(direction, from), 1).length > 0;
    return isBefore
      ? { reviews, hasEarlier: hasMore, hasLater: exists(onward, last) }
      : {
          reviews,
          hasEarlier: cursor !== undefined && exists(backward, first),
          hasLater: hasMore,
        };
  }

  *#matching(
    query: ReviewQuery,
    { direction, from, get }: { direction: Direction; from: Review | undefined; get: Getter },
  ): Generator<Review, void, undefined> {
    const { statuses } = query;
    const keys = this.#index.walk(facetFor(query), {
      statuses,
      direction,
      from: from && listKey(from),
    });
    for (const key of keys) {
      const review = get(key.slice(INSTANT_LENGTH));
      if (matches(review, query)) yield review;
    }
  }
}

type Getter = (reviewId: string) => Review;

function listKey(review: Review): string {
  return review.created_at + review.id;
}

/** A run or a step narrows to a handful; everything else has a facet of its own. */
function facetFor(query: ReviewQuery): string {
  if (query.runId !== undefined) return runFacet(query.runId);
  if (query.stepId !== undefined) return stepFacet(query.stepId);
  return filterFacet(query);
}

function facetsOf(review: Review): readonly string[] {
  const workflows = [undefined, review.workflow_id];
  const blocks = [undefined, review.block_id];
  const iterations =
    review.iteration_key === null ? [undefined] : [undefined, review.iteration_key];
  const combinations = workflows.flatMap((workflowId) =>
    blocks.flatMap((blockId) =>
      iterations.map((iterationKey) => filterFacet({ workflowId, blockId, iterationKey })),
    ),
  );
  return [...combinations, runFacet(review.run_id), stepFacet(stepIdOf(review))];
}

function filterFacet({ workflowId, blockId, iterationKey }: Filter): string {
  return JSON.stringify([workflowId, blockId, iterationKey]);
}

function runFacet(runId: string): string {
  return `run ${runId}`;
}

function stepFacet(stepId: string): string {
  return `step ${stepId}`;
}

function matches(review: Review, query: ReviewQuery): boolean {
  const { workflowId, runId, blockId, stepId, iterationKey } = query;
  return (
    (workflowId === undefined || review.workflow_id === workflowId) &&
    (runId === undefined || review.run_id === runId) &&
    (blockId === undefined || review.block_id === blockId) &&
    (stepId === undefined || stepIdOf(review) === stepId) &&
    (iterationKey === undefined || review.iteration_key === iterationKey)
  );
}

function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
