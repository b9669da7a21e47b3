/** Whether a candidate still fails in the same way. */
export type StillFails<T> = (candidate: readonly T[]) => Promise<boolean>;

/** What a shrinker may spend. */
export interface ShrinkBudget {
  /** Candidates that may be tried. */
  readonly triesMax: number;
}

/**
 * Makes a failing list smaller until no part of it can be left out, or the budget is spent.
 *
 * ddmin rather than fast-check's own shrinking: candidates of one level do not depend on each
 * other, so they are tried side by side, each on a review of its own.
 *
 * Source: Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.
 */
export async function shrink<T>(
  failing: readonly T[],
  stillFails: StillFails<T>,
  { triesMax }: ShrinkBudget,
): Promise<readonly T[]> {
  let smallest = failing;
  let parts = 2;
  let tries = 0;
  while (smallest.length >= 2 && tries < triesMax) {
    const candidates = withoutEachPart(smallest, parts);
    tries += candidates.length;
    const found = await firstThat(candidates, stillFails);
    if (found !== undefined) {
      smallest = found;
      parts = Math.max(2, parts - 1);
    } else if (parts >= smallest.length) {
      return smallest;
    } else {
      parts = Math.min(smallest.length, parts * 2);
    }
  }
  return smallest;
}

function withoutEachPart<T>(list: readonly T[], parts: number): readonly (readonly T[])[] {
  const size = Math.ceil(list.length / parts);
  const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, index) => index * size);
  return starts.map((start) => [...list.slice(0, start), ...list.slice(start + size)]);
}

async function firstThat<T>(
  candidates: readonly (readonly T[])[],
  stillFails: StillFails<T>,
): Promise<readonly T[] | undefined> {
  const verdicts = await Promise.all(candidates.map(stillFails));
  return candidates.find((_, index) => verdicts[index]);
}
