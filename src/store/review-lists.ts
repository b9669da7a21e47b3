import { isOnResourceSurface, stepIdOf, type Review } from '../domain/review.ts';
import { FacetIndex } from './facet-index.ts';
import { OrderedSet, type Direction } from './ordered-set.ts';
import type { Slot } from './slot.ts';
import type { ReviewPage, ReviewQuery } from './store.ts';

type Filter = Pick<ReviewQuery, 'workflowId' | 'blockId' | 'iterationKey'>;

/**
 * The lists of the resource surface: by creation, then id, for every combination of filters.
 *
 * Source: LST-1 … LST-5.
 */
export class ReviewLists {
  readonly #index = new FacetIndex<Slot>();
  /** By run and by step, in any status: they narrow to a handful, and decisions need not move them. */
  readonly #handfuls = new Map<string, OrderedSet<Slot>>();

  add(slot: Slot): void {
    const { review } = slot;
    if (!isOnResourceSurface(review)) return;
    for (const facet of facetsOf(review)) this.#index.add(facet, review.status, slot);
    for (const name of [runName(review.run_id), stepName(stepIdOf(review))]) {
      const handful = this.#handfuls.get(name) ?? new OrderedSet();
      handful.add(slot);
      this.#handfuls.set(name, handful);
    }
  }

  /** Creation and filter values never change; only the status can. */
  move(before: Review, slot: Slot): void {
    const { review: after } = slot;
    if (before.status === after.status || !isOnResourceSurface(after)) return;
    for (const facet of facetsOf(after)) {
      this.#index.delete(facet, before.status, slot.key);
      this.#index.add(facet, after.status, slot);
    }
  }

  /** Reads one page; `cursor` is the review that the query's cursor names. */
  page(query: ReviewQuery, cursor: Review | undefined): ReviewPage {
    const onward: Direction = query.order === 'asc' ? 'up' : 'down';
    const backward: Direction = query.order === 'asc' ? 'down' : 'up';
    const matching = (direction: Direction, from: Review | undefined) =>
      this.#matching(query, direction, from);

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
    direction: Direction,
    from: Review | undefined,
  ): Generator<Review, void, undefined> {
    for (const { review } of this.#slots(query, direction, from && listKey(from))) {
      if (matches(review, query)) yield review;
    }
  }

  #slots(query: ReviewQuery, direction: Direction, from: string | undefined): Iterable<Slot> {
    const handful = handfulFor(query);
    return handful === undefined
      ? this.#index.walk(filterFacet(query), { statuses: query.statuses, direction, from })
      : (this.#handfuls.get(handful)?.walk(direction, from) ?? []);
  }
}

/** The place of a review in the lists; it never changes. */
export function listKey(review: Review): string {
  return review.created_at + review.id;
}

function handfulFor({ runId, stepId }: ReviewQuery): string | undefined {
  if (runId !== undefined) return runName(runId);
  return stepId === undefined ? undefined : stepName(stepId);
}

function facetsOf(review: Review): readonly string[] {
  const facets: string[] = [];
  for (const workflowId of [undefined, review.workflow_id]) {
    for (const blockId of [undefined, review.block_id]) {
      facets.push(filterFacet({ workflowId, blockId }));
      if (review.iteration_key === null) continue;
      facets.push(filterFacet({ workflowId, blockId, iterationKey: review.iteration_key }));
    }
  }
  return facets;
}

function filterFacet({ workflowId, blockId, iterationKey }: Filter): string {
  return valueName(workflowId) + valueName(blockId) + valueName(iterationKey);
}

/** Values may hold any character: their lengths keep them apart, and cost less than quoting them. */
function valueName(value: string | undefined): string {
  return value === undefined ? '-' : `${value.length}/${value}`;
}

function runName(runId: string): string {
  return `run ${runId}`;
}

function stepName(stepId: string): string {
  return `step ${stepId}`;
}

function matches(review: Review, query: ReviewQuery): boolean {
  const { workflowId, runId, blockId, stepId, iterationKey, statuses } = query;
  return (
    statuses.includes(review.status) &&
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
