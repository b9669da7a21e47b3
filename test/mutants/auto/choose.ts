import { createHash } from 'node:crypto';
import type { MutatedFolder, Mutation } from './mutation.ts';

/** Which mutations are tried; what is absent leaves none out. */
export interface Choice {
  readonly folder?: MutatedFolder | undefined;
  readonly sample?: number | undefined;
  readonly seed: string;
  readonly keys?: ReadonlySet<string> | undefined;
  /** A part of the key. */
  readonly text?: string | undefined;
}

/**
 * Chooses mutations, in an order that the seed decides.
 *
 * A larger sample of the same seed holds the smaller one, so a run can be carried on to more.
 */
export function choose(
  mutations: readonly Mutation[],
  { folder, sample, seed, keys, text = '' }: Choice,
): readonly Mutation[] {
  const wanted = mutations.filter(
    (mutation) =>
      (folder === undefined || mutation.folder === folder) &&
      (keys === undefined || keys.has(mutation.key)) &&
      mutation.key.includes(text),
  );
  const ranks = new Map(wanted.map(({ key }) => [key, rankOf(seed, key)]));
  const rank = ({ key }: Mutation) => ranks.get(key) ?? '';
  return wanted
    .toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1))
    .slice(0, sample ?? wanted.length);
}

function rankOf(seed: string, key: string): string {
  return createHash('sha256').update(`${seed}\0${key}`).digest('hex');
}
