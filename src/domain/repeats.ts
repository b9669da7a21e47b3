import type { Breach } from './breach.ts';
import type { Review } from './review.ts';

/** Finds keys that were used before, and says where. */
export type FindRepeats = (keys: readonly string[], place: string) => readonly Breach[];

/**
 * Starts to look for keys that come twice among many reviews.
 *
 * Source: REV-1.
 */
export function createRepeats(): FindRepeats {
  const places = new Map<string, string>();
  return (keys, place) =>
    keys.flatMap((key): readonly Breach[] => {
      const earlier = places.get(key);
      places.set(key, place);
      if (earlier === undefined) return [];
      const message = `${key} is already the review at ${earlier}`;
      return [{ path: [], requirement: 'REV-1', message }];
    });
}

/**
 * What no other review can have: its id, and its run, block and iteration.
 *
 * Source: REV-1.
 */
export function keysOf({ id, run_id, block_id, iteration_key }: ReviewKeys): readonly string[] {
  return [id, JSON.stringify([run_id, block_id, iteration_key])];
}

/** What names a review. */
export type ReviewKeys = Pick<Review, 'id' | 'run_id' | 'block_id' | 'iteration_key'>;
