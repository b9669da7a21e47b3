import { describe, expect, test } from 'vitest';
import { CLAIMS_PER_REVIEW, planOf, turnsOf, WRITES_MAX } from '../bench/load/rotation.ts';

describe('the turns of the connections', () => {
  const turns = turnsOf({ reviews: 40, connections: 10, requests: 110 });

  test('are as many as the requests, and as many for each', () => {
    expect(turns).toHaveLength(10);
    expect(turns.map((each) => each.length)).toEqual(Array.from({ length: 10 }, () => 11));
  });

  test('never bring two connections to one review', () => {
    const visitors = new Map<number, Set<number>>();
    for (const [connection, own] of turns.entries()) {
      for (const { review } of own) {
        visitors.set(review, (visitors.get(review) ?? new Set()).add(connection));
      }
    }
    expect(visitors.size).toBe(40);
    expect([...visitors.values()].every((each) => each.size === 1)).toBe(true);
  });

  test('stamp each review 1, 2, 3 in the order in which its connection writes', () => {
    const stamps = new Map<number, number[]>();
    for (const { review, stamp } of turns.flat()) {
      stamps.set(review, [...(stamps.get(review) ?? []), stamp]);
    }
    expect(stamps.get(0)).toEqual([1, 2, 3]);
    expect(stamps.get(29)).toEqual([1, 2, 3]);
    expect(stamps.get(30)).toEqual([1, 2]);
    expect(stamps.get(39)).toEqual([1, 2]);
  });

  test('are refused when writes would meet', () => {
    expect(() => turnsOf({ reviews: 45, connections: 10, requests: 100 })).toThrow('multiples');
    expect(() => turnsOf({ reviews: 40, connections: 10, requests: 101 })).toThrow('multiples');
  });

  test('are refused when a review would get too many', () => {
    const most = 40 * WRITES_MAX;
    expect(turnsOf({ reviews: 40, connections: 10, requests: most })).toHaveLength(10);
    expect(() => turnsOf({ reviews: 40, connections: 10, requests: most + 10 })).toThrow('20');
  });
});

describe('the plan of an operation', () => {
  const load = { reviews: 400, connections: 10 };

  test('sends reads at one go', () => {
    expect(planOf('get', 12_345.6, load)).toEqual({ burst: 12_350, bursts: 1 });
    expect(planOf('list', 0.2, load)).toEqual({ burst: 10, bursts: 1 });
  });

  test('decides each review once before the server is taken back', () => {
    expect(planOf('approve', 401, load)).toEqual({ burst: 400, bursts: 2 });
    expect(planOf('approve', 400, load)).toEqual({ burst: 400, bursts: 1 });
  });

  test('claims each review a few times', () => {
    const most = 400 * CLAIMS_PER_REVIEW;
    expect(planOf('claim', most, load)).toEqual({ burst: most, bursts: 1 });
    expect(planOf('claim', most * 2 + 1, load)).toEqual({ burst: most, bursts: 3 });
  });

  test('cuts the burst of a slow server short', () => {
    expect(planOf('claim', 33, load)).toEqual({ burst: 40, bursts: 1 });
  });
});
