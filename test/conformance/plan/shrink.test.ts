import { array, assert, asyncProperty, integer, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shrink } from '../../../src/conformance/plan/shrink.ts';

const PLENTY = { triesMax: 10_000 };
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('shrinking', () => {
  test('finds the parts that a failure needs, in their order', async () => {
    const needed = [3, 17, 18, 40];
    const fails = async (list: readonly number[]) => needed.every((each) => list.includes(each));
    expect(await shrink(upTo(64), fails, PLENTY)).toEqual(needed);
  });

  test('ends where no single part can be left out, whatever is needed', async () => {
    const needs = uniqueArray(integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 });
    await assert(
      asyncProperty(needs, array(integer({ min: 0, max: 30 }), { maxLength: 40 }), (need, list) =>
        expectMinimal(need, [...list, ...need]),
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test('a failure that needs no part is left with one', async () => {
    expect(await shrink(upTo(9), async () => true, PLENTY)).toHaveLength(1);
  });

  test('a failure that is not seen again stays whole', async () => {
    expect(await shrink(upTo(9), async () => false, PLENTY)).toEqual(upTo(9));
    expect(await shrink([7], async () => true, PLENTY)).toEqual([7]);
    expect(await shrink([], async () => true, PLENTY)).toEqual([]);
  });

  test('never hands back a list that did not fail, and keeps to its budget', async () => {
    for (const triesMax of [0, 1, 5, 20]) {
      let tries = 0;
      const failed = new Set([upTo(64).join()]);
      const smallest = await shrink(
        upTo(64),
        async (list) => {
          tries += 1;
          const isFailing = [0, 31, 63].every((each) => list.includes(each));
          if (isFailing) failed.add(list.join());
          return isFailing;
        },
        { triesMax },
      );
      expect(failed).toContain(smallest.join());
      // The level under way is tried to its end.
      expect(tries).toBeLessThanOrEqual(triesMax + 64);
    }
  });
});

async function expectMinimal(need: readonly number[], failing: readonly number[]): Promise<void> {
  const fails = async (list: readonly number[]) => need.every((each) => list.includes(each));
  const smallest = await shrink(failing, fails, PLENTY);
  expect(await fails(smallest)).toBe(true);
  if (smallest.length === 1) return;
  const smaller = await Promise.all(
    smallest.map((_, index) => fails(smallest.toSpliced(index, 1))),
  );
  expect(smaller).not.toContain(true);
}
