import type { Actor } from '../contract/wire.ts';
import { isOnOverlaySurface, isSameActor, liveClaim, type Review } from '../domain/review.ts';
import { FacetIndex } from './facet-index.ts';
import type { Keyed } from './ordered-set.ts';
import type { Slot } from './slot.ts';
import type { QueuePage, QueueQuery } from './store.ts';

/** Priorities reach this far either way. Source: spec/control.yaml `Review`. */
const PRIORITY_MAX = 1_000_000;

const ALL = 'all';

/** A review's place in the queue. */
interface Place extends Keyed {
  readonly slot: Slot;
}

/**
 * The overlay queue: by priority, most first, then the longest wait, then `_id`.
 *
 * Source: QUE-1.
 */
export class OverlayQueue {
  readonly #index = new FacetIndex<Place>();

  add(slot: Slot): void {
    const { review } = slot;
    if (!isOnOverlaySurface(review)) return;
    const place = { key: queueKey(review), slot };
    for (const facet of facetsOf(review)) this.#index.add(facet, review.status, place);
  }

  /** A claim only moves a review among its holders; a decision moves it everywhere. */
  move(before: Review, slot: Slot): void {
    const { review: after } = slot;
    if (!isOnOverlaySurface(after)) return;
    const isInPlace = hasSamePlace(before, after);
    if (isInPlace && before.claim?.holder === after.claim?.holder) return;
    const facets = isInPlace ? holderFacetsOf : facetsOf;
    const oldKey = queueKey(before);
    const place = { key: queueKey(after), slot };
    for (const facet of facets(before)) this.#index.delete(facet, before.status, oldKey);
    for (const facet of facets(after)) this.#index.add(facet, after.status, place);
  }

  page(query: QueueQuery): QueuePage {
    const reviews: Review[] = [];
    const walk = { statuses: [query.status], direction: 'up' } as const;
    for (const { slot } of this.#index.walk(facetFor(query), walk)) {
      const { review } = slot;
      if (!matches(review, query)) continue;
      if (reviews.length === query.limit) return { reviews, hasMore: true };
      reviews.push(review);
    }
    return { reviews, hasMore: false };
  }
}

function hasSamePlace(before: Review, after: Review): boolean {
  return before.status === after.status && before.awaiting_since === after.awaiting_since;
}

/** Texts sort where numbers should: priorities are counted down from the highest. */
function queueKey(review: Review): string {
  const rank = String(PRIORITY_MAX - review.priority).padStart(8, '0');
  const blockRunId = `${review.run_id}:${review.block_id}`;
  return `${rank}${review.awaiting_since}${blockRunId}\u0000${review.id}`;
}

function facetFor(query: QueueQuery): string {
  if (query.holder !== undefined) return holderFacet(query.holder);
  return query.workflowId === undefined ? ALL : workflowFacet(query.workflowId);
}

function facetsOf(review: Review): readonly string[] {
  return [ALL, workflowFacet(review.workflow_id), ...holderFacetsOf(review)];
}

/** A claim that has run out stays in its holder's facet until the next write; reads skip it. */
function holderFacetsOf({ claim }: Review): readonly string[] {
  return claim === null ? [] : [holderFacet(claim.holder)];
}

function workflowFacet(workflowId: string): string {
  return `workflow ${workflowId}`;
}

function holderFacet({ kind, id }: Actor): string {
  return `holder ${kind} ${id}`;
}

function matches(review: Review, { workflowId, holder, now }: QueueQuery): boolean {
  if (workflowId !== undefined && review.workflow_id !== workflowId) return false;
  if (holder === undefined) return true;
  const claim = liveClaim(review, now);
  return claim !== null && isSameActor(claim.holder, holder);
}
