import type { ReviewStatus } from '../contract/wire.ts';
import { mergeWalks, OrderedSet, type Direction, type Keyed } from './ordered-set.ts';

/** Where a walk begins and which way it goes. */
export interface Walk {
  readonly statuses: readonly ReviewStatus[];
  readonly direction: Direction;
  readonly from?: string | undefined;
}

/**
 * Sorted items by facet (a combination of filter values) and status, so that a page of any filter
 * is read off in order instead of being searched for.
 */
export class FacetIndex<Item extends Keyed> {
  readonly #sets = new Map<string, Partial<Record<ReviewStatus, OrderedSet<Item>>>>();

  add(facet: string, status: ReviewStatus, item: Item): void {
    let byStatus = this.#sets.get(facet);
    if (byStatus === undefined) this.#sets.set(facet, (byStatus = {}));
    (byStatus[status] ??= new OrderedSet()).add(item);
  }

  delete(facet: string, status: ReviewStatus, key: string): void {
    const byStatus = this.#sets.get(facet);
    const items = byStatus?.[status];
    if (byStatus === undefined || items === undefined) return;
    items.delete(key);
    if (!items.isEmpty) return;
    delete byStatus[status];
    if (Object.keys(byStatus).length === 0) this.#sets.delete(facet);
  }

  walk(facet: string, { statuses, direction, from }: Walk): Iterable<Item> {
    const byStatus = this.#sets.get(facet);
    const walks = statuses.flatMap((status) => byStatus?.[status]?.walk(direction, from) ?? []);
    const [only] = walks;
    return walks.length === 1 && only !== undefined ? only : mergeWalks(walks, direction);
  }
}
