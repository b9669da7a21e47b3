import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/contract/control-contract.ts';
import { OPERATION_IDS } from '../../src/contract/operations.ts';
import { choose, type StandingRule } from '../../src/mock/faults/choose.ts';
import { delayOf, drawAt, isHit } from '../../src/mock/faults/draw.ts';
import { OVERLAY } from './faulted.ts';

const standing = (rule: FaultRule, counts: Partial<StandingRule> = {}): StandingRule => ({
  id: 'fault_1',
  rule,
  seed: 's',
  tries: 0,
  hits: 0,
  ...counts,
});

const CLAIM = { operationId: 'claim_review', method: 'POST', path: `${OVERLAY}/claim` };

describe('which rule is done', () => {
  const of = (rules: readonly FaultRule[], asked = CLAIM) =>
    choose(
      rules.map((rule, index) => standing(rule, { id: `fault_${index + 1}` })),
      asked,
    );

  test('every delay adds up, and of the others the first that hits', () => {
    const choice = of([
      { fault: 'delay', delay_ms: 5 },
      { fault: 'error', probability: 0 },
      { fault: 'drop_after' },
      { fault: 'drop_before' },
      { fault: 'delay', delay_ms: 20 },
    ]);
    expect(choice.delayMs).toBe(25);
    expect(choice.delayed).toEqual(['fault_1', 'fault_5']);
    expect(choice.other?.id).toBe('fault_3');
    expect(choice.tried).toHaveLength(5);
  });

  test.each<[FaultRule['match'], boolean]>([
    [undefined, true],
    [{}, true],
    [{ operation: 'claim_review' }, true],
    [{ operation: 'release_review' }, false],
    [{ method: 'POST' }, true],
    [{ method: 'GET' }, false],
    [{ operation: 'claim_review', method: 'GET' }, false],
    [{ path: `${OVERLAY}/claim` }, true],
    [{ path: OVERLAY }, false],
    [{ path: '/v1/*' }, true],
    [{ path: '*' }, true],
    [{ path: '*/claim' }, true],
    [{ path: '*/run_1/*/claim' }, true],
    [{ path: '*/claim/*' }, false],
    [{ path: '/v1/*/release' }, false],
    [{ path: '*claim*claim' }, false],
    [{ path: `${OVERLAY}/claim*` }, true],
    [{ path: `${OVERLAY}/c*claim` }, false],
    [{ path: '/V1/*' }, false],
    [{ path: '/v1.workflows/*' }, false],
  ])('match %j: %s', (match, isMatch) => {
    const rule = { fault: 'drop_before', ...(match === undefined ? {} : { match }) } as const;
    expect(of([rule]).other !== undefined).toBe(isMatch);
    expect(of([rule]).tried).toHaveLength(isMatch ? 1 : 0);
  });

  test('a long pattern costs no more than a moment', () => {
    const path = `/${'a'.repeat(5000)}`;
    const rule = { fault: 'drop_before', match: { path: `${'*a'.repeat(400)}*b` } } as const;
    const before = performance.now();
    expect(of([rule], { ...CLAIM, path }).other).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('one that is used up rests', () => {
    const rule = { fault: 'drop_before', times: 2 } as const;
    expect(choose([standing(rule, { hits: 1 })], CLAIM).other).toBeDefined();
    expect(choose([standing(rule, { hits: 2 })], CLAIM).other).toBeUndefined();
  });

  test.each(OPERATION_IDS)('a conflict concerns writes of two surfaces: %s', (operationId) => {
    const isWrite = /claim|release|append|submit_decision|approve|reject|create/.test(operationId);
    for (const fault of ['stale', 'lose_race'] as const) {
      expect(of([{ fault }], { ...CLAIM, operationId }).other !== undefined).toBe(isWrite);
    }
  });

  test('a reply to HEAD cannot be truncated', () => {
    expect(of([{ fault: 'truncate' }], { ...CLAIM, method: 'HEAD' }).other).toBeUndefined();
    expect(of([{ fault: 'truncate' }], { ...CLAIM, method: 'GET' }).other).toBeDefined();
  });
});

describe('a draw', () => {
  // A promise: who recorded a run with a seed gets the same hits from later versions.
  test('is the same for ever', () => {
    expect(drawAt('7/fault_1', '0')).toBeCloseTo(0.818_681_657_107, 9);
    const rule = { fault: 'error', probability: 0.3 } as const;
    const hits = Array.from({ length: 20 }, (_, index) => isHit(rule, 'x', index));
    expect(hits.map(Number).join('')).toBe('00001010000000000000');
  });

  test('is even, and independent of that of another seed', () => {
    const draws = Array.from({ length: 4000 }, (_, index) => drawAt('a', String(index)));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(drawAt('b', '0')).not.toBe(drawAt('a', '0'));
  });

  test('probability 0 never hits, 1 always', () => {
    for (let index = 0; index < 200; index += 1) {
      expect(isHit({ fault: 'stale', probability: 0 }, 's', index)).toBe(false);
      expect(isHit({ fault: 'stale', probability: 1 }, 's', index)).toBe(true);
      expect(isHit({ fault: 'stale' }, 's', index)).toBe(true);
    }
  });

  test('a uniform delay stays in its range and reaches both ends of it', () => {
    const rule: FaultRule = { fault: 'delay', delay_ms: { uniform: [10, 13] } };
    const delays = new Set(Array.from({ length: 300 }, (_, index) => delayOf(rule, 's', index)));
    expect([...delays].toSorted()).toEqual([10, 11, 12, 13]);
  });

  test('a lognormal delay has its median, and grows with sigma', () => {
    const delaysOf = (sigma: number, median = 120) => {
      const rule: FaultRule = { fault: 'delay', delay_ms: { lognormal: { median, sigma } } };
      return Array.from({ length: 2001 }, (_, index) => delayOf(rule, 's', index)).toSorted(
        (a, b) => a - b,
      );
    };
    expect(new Set(delaysOf(0))).toEqual(new Set([120]));
    const [mild, wild] = [delaysOf(0.6), delaysOf(1.5)];
    expect(mild[1000]).toBeGreaterThan(110);
    expect(mild[1000]).toBeLessThan(130);
    // 84 % are below median * e^sigma.
    expect((mild[1682] ?? 0) / (120 * Math.exp(0.6))).toBeCloseTo(1, 0);
    expect(wild[1900]).toBeGreaterThan(2 * (mild[1900] ?? 0));
    expect(delaysOf(5, 600_000).at(-1)).toBe(600_000);
  });
});
