import { createHash } from 'node:crypto';
import type { MutatedFolder, Mutation } from './mutation.ts';

/** Which mutations are tried; what is absent leaves none out. */
export interface Choice {
  readonly folder?: MutatedFolder | undefined;
  readonly seed: string;
  readonly keys?: ReadonlySet<string> | undefined;
  /** A part of the key. */
  readonly text?: string | undefined;
}

/**
 * Chooses mutations, in an order that the seed decides.
 *
 * The first so many are a sample, and a larger one of the same seed holds the smaller: a run can be
 * carried on to more.
 */
export function choose(
  mutations: readonly Mutation[],
  { folder, seed, keys, text = '' }: Choice,
): readonly Mutation[] {
  const wanted = mutations.filter(
    (mutation) =>
      (folder === undefined || mutation.folder === folder) &&
      (keys === undefined || keys.has(mutation.key)) &&
      mutation.key.includes(text),
  );
  const ranks = new Map(wanted.map(({ key }) => [key, rankOf(seed, key)]));
  const rank = ({ key }: Mutation) => ranks.get(key) ?? '';
  return wanted.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

function rankOf(seed: string, key: string): string {
  return createHash('sha256').update(`${seed}\0${key}`).digest('hex');
}
