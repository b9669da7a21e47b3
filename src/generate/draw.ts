import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { invariant } from '../contract/invariant.ts';

/** A value and how often it is drawn beside the others. */
export type Weighted<T> = readonly [value: T, weight: number];

/** Chance with a memory: the same seed draws the same, on every platform. */
export interface Draw {
  /** A whole number between two, both included. */
  readonly int: (from: number, to: number) => number;
  /** Units: percent. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]] | readonly T[]) => T;
  /** Draws by weight; undefined when no weight is above 0. */
  readonly weighted: <T>(items: readonly Weighted<T>[]) => T | undefined;
  /** This many of the items, each once, in their order. */
  readonly some: <T>(items: readonly T[], count: number) => readonly T[];
}

const STATE_WORDS = 4;

/**
 * Starts to draw from a seed. Who needs draws that do not depend on how many others were made gives
 * a seed of its own: `seed/place`, `seed/place/content`.
 *
 * Integers alone are drawn, so that no platform can round differently.
 */
export function createDraw(seed: string): Draw {
  const bytes = new DataView(sha256(utf8ToBytes(seed)).slice(0, STATE_WORDS * 4).buffer);
  const words = Array.from({ length: STATE_WORDS }, (_, index) => bytes.getInt32(index * 4));
  const random = xoroshiro128plusFromState(words);
  const int = (from: number, to: number) => uniformInt(random, from, to);
  const pick = <T>(items: readonly T[]): T => {
    invariant(items.length > 0, 'nothing to pick from');
    return items[int(0, items.length - 1)] as T;
  };
  return {
    int,
    chance: (percent) => int(1, 100) <= percent,
    pick,
    weighted: (items) => weighted(items, int),
    some: (items, count) => {
      const left = [...items.keys()];
      const places = Array.from({ length: Math.min(count, items.length) }, () => {
        const [place = 0] = left.splice(int(0, left.length - 1), 1);
        return place;
      });
      return places.toSorted((a, b) => a - b).map((place) => items[place] as never);
    },
  };
}

/** Weights may be fractions; a millionth of the sum is the finest that counts. */
const GRAIN = 1_000_000;

function weighted<T>(items: readonly Weighted<T>[], int: Draw['int']): T | undefined {
  const open = items.filter(([, weight]) => weight > 0);
  const total = open.reduce((sum, [, weight]) => sum + weight, 0);
  if (open.length === 0) return undefined;
  let point = (int(0, GRAIN - 1) / GRAIN) * total;
  for (const [value, weight] of open) {
    if (point < weight) return value;
    point -= weight;
  }
  return open.at(-1)?.[0];
}
