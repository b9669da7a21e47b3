import { fault, invalid, problem, type Problem } from '../contract/problems.ts';
import type { ListMetadata } from '../contract/wire.ts';
import type { Call } from './handler.ts';

/** A place in a list that a caller names by id. */
export interface NamedCursor {
  readonly kind: 'after' | 'before';
  readonly id: string;
}

/** How much a caller wants of a list. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor: NamedCursor | undefined;
}

/** Reads the paging parameters. Source: LST-2, LST-3. */
export function pageRequestOf({ query }: Call): PageRequest | Problem {
  const { after, before, limit = 50 } = query;
  if (after !== undefined && before !== undefined) {
    const wording = ['value_error', 'Send after or before, not both'] as const;
    return invalid([fault(['query', 'before'], wording)]);
  }
  const kind = after === undefined ? 'before' : 'after';
  const id = after ?? before;
  return {
    limit: Number(limit),
    cursor: id === undefined ? undefined : { kind, id: String(id) },
  };
}

/** The problem of a cursor that names nothing. Source: LST-3. */
export function unknownCursor(cursor: NamedCursor | undefined, { policies }: Call): Problem {
  const { kind, id } = cursor ?? { kind: 'after', id: '' };
  const detail = `The cursor ${kind}='${id}' names nothing in this list`;
  return policies.cursor === '404'
    ? problem('unknown_cursor', detail)
    : invalid([{ ...fault(['query', kind], ['value_error', detail]), input: id }]);
}

/** Where a page begins and ends. Source: LST-3. */
export function listMetadataOf(
  items: readonly { readonly id: string }[],
  { hasEarlier, hasLater }: { readonly hasEarlier: boolean; readonly hasLater: boolean },
): ListMetadata {
  return {
    before: hasEarlier ? (items[0]?.id ?? null) : null,
    after: hasLater ? (items.at(-1)?.id ?? null) : null,
  };
}

/** One page of items at hand; undefined when the cursor names none of them. Source: LST-3. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { limit, cursor }: PageRequest,
): { readonly items: readonly T[]; readonly metadata: ListMetadata } | undefined {
  const place = cursor ? items.findIndex((item) => item.id === cursor.id) : -1;
  if (cursor && place === -1) return undefined;
  const start = cursor?.kind === 'before' ? Math.max(0, place - limit) : place + 1;
  const end = cursor?.kind === 'before' ? place : start + limit;
  const page = items.slice(start, end);
  const bounds = { hasEarlier: start > 0, hasLater: end < items.length };
  return { items: page, metadata: listMetadataOf(page, bounds) };
}
