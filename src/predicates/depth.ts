import type { Predicate } from '../contract/wire.ts';

/** How deep predicates may nest. Source: LIM-1. */
export const PREDICATE_DEPTH_MAX = 64;

/**
 * How deep a predicate nests: 1 for a leaf.
 *
 * Walks level by level: a hostile predicate must not cost a stack.
 *
 * Source: LIM-1.
 */
export function predicateDepth(predicate: Predicate): number {
  let depth = 0;
  let level: readonly Predicate[] = [predicate];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((each) => ('predicates' in each ? each.predicates : []));
  }
  return depth;
}
