import type { JsonObject, Predicate } from '../../contract/wire.ts';
import type { Draw } from '../draw.ts';
import { likelihood, thresholdAbove, type FiringLeaves } from './subject.ts';

/** Pages that belong together, and what names them. */
export type PageItem = JsonObject & { readonly pages: readonly number[] };

/** Runs of pages, each at least one long, from page 1 on. */
export function pageRuns(draw: Draw, count: number): readonly (readonly number[])[] {
  let next = 1;
  return Array.from({ length: count }, () => {
    const length = draw.pick([1, 1, 2, 2, 3, 4]);
    const pages = Array.from({ length }, (_, index) => next + index);
    next += length;
    return pages;
  });
}

/** Moves the boundary between the first two items by a page, or joins them where it cannot move. */
export function misplacedBoundary<T extends PageItem>(items: readonly T[]): readonly T[] {
  const [first, second, ...rest] = items;
  if (first === undefined || second === undefined) return items;
  const [moved = 0, ...left] = second.pages;
  const joined = { ...first, pages: [...first.pages, moved] };
  return left.length === 0 ? [joined, ...rest] : [joined, { ...second, pages: left }, ...rest];
}

/** A likelihood for every page; the pages around the first boundary are the doubtful ones. */
export function pageLikelihoods(
  items: readonly PageItem[],
  label: string,
  draw: Draw,
): readonly JsonObject[] {
  return items.map((item, index) => ({
    [label]: item[label],
    pages: item.pages.map((_, place) =>
      index === 0 && place === item.pages.length - 1
        ? likelihood(draw, 45, 74)
        : likelihood(draw, 88, 98),
    ),
  }));
}

const ITEMS_MAX = 8;

/** A block that expects fewer items than there are. */
const SCHEMAS_OF_AT_MOST: readonly JsonObject[] = Array.from({ length: ITEMS_MAX }, (_, count) => ({
  type: 'array',
  maxItems: count,
}));

/** The schema that a list of this length breaks. */
export function brokenSchema(items: readonly PageItem[]): JsonObject | undefined {
  return SCHEMAS_OF_AT_MOST[items.length - 1];
}

/** The predicates that split and for_each have in common. */
export function pageLeaves(
  items: readonly PageItem[],
  likelihoods: readonly JsonObject[],
  expectedCount: number,
): FiringLeaves {
  const least = Math.min(...items.map((item) => item.pages.length));
  const weakest = Math.min(...likelihoods.flatMap((item) => item['pages'] as readonly number[]));
  const always: Predicate = { kind: 'always' };
  return {
    always: () => always,
    validation_failed: () => ({ kind: 'validation_failed' }),
    split_count_neq: () => ({
      kind: 'split_count_neq',
      expected: expectedCount === items.length ? expectedCount + 1 : expectedCount,
    }),
    any_split_pages_lt: () => ({ kind: 'any_split_pages_lt', min_pages: least + 1 }),
    boundary_confidence_lt: () => ({
      kind: 'boundary_confidence_lt',
      threshold: thresholdAbove(weakest),
    }),
  };
}
