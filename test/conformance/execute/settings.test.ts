import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRateLimit } from '../../../src/conformance/execute/rate-limit.ts';
import { settingsOf } from '../../../src/conformance/execute/settings.ts';
import { createTallies } from '../../../src/conformance/execute/tallies.ts';
import type { Target } from '../../../src/conformance/target.ts';

const pauses = vi.hoisted((): number[] => []);
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    pauses.push(ms);
  },
}));

const TARGET: Target = { kind: 'fetch', fetch: async () => new Response() };

describe('the settings of a run', () => {
  test('have a default for everything', () => {
    expect(settingsOf({ target: TARGET }, 0)).toMatchObject({
      mode: 'ci',
      failLevel: 'must',
      surfaces: undefined,
      only: [],
      exclude: [],
      pinned: {},
      concurrency: 16,
      ratePerSecond: null,
      budgetSeconds: null,
      shard: null,
      timeoutMs: 10_000,
      provision: { kind: 'control' },
    });
  });

  test('name the keys A, B, … in their order', () => {
    const { credentials } = settingsOf({ target: TARGET, keys: ['x', 'y', 'z'] }, 0);
    expect(credentials).toEqual([
      { name: 'A', key: 'x' },
      { name: 'B', key: 'y' },
      { name: 'C', key: 'z' },
    ]);
  });

  test('have a tag of their own, even at the same instant, and one that is a namespace', () => {
    const tags = Array.from({ length: 20 }, () => settingsOf({ target: TARGET }, 1e12).tag);
    expect(new Set(tags).size).toBeGreaterThan(15);
    for (const tag of tags) expect(tag).toMatch(/^[\w.-]{1,64}$/);
  });
});

describe('a rate limit', () => {
  afterEach(() => void pauses.splice(0));

  test('spaces requests evenly, however many ask at once', async () => {
    const limit = createRateLimit(1 / 60);
    await Promise.all(Array.from({ length: 5 }, limit));
    const minutes = pauses.map((ms) => Math.round(ms / 60_000));
    expect(minutes).toEqual([1, 2, 3, 4]);
  });

  test('saves nothing up while nobody asks', async () => {
    const limit = createRateLimit(20);
    await limit();
    const until = performance.now() + 200;
    while (performance.now() < until);
    await limit();
    expect(pauses).toEqual([]);
    await limit();
    expect(pauses).toHaveLength(1);
  });

  test('of null is none', async () => {
    const limit = createRateLimit(null);
    for (let count = 0; count < 1000; count += 1) await limit();
    expect(pauses).toEqual([]);
  });
});

describe('tallies', () => {
  test('sum up what the checks of a phase add', () => {
    const { add, measures } = createTallies();
    expect(measures()).toEqual({});
    add('cells', 3, 4);
    add('volleys', 0, 0);
    add('cells', 0, 4);
    expect(measures()).toEqual({ cells: '3 of 8 (37.5 %)', volleys: '0 of 0' });
  });
});
