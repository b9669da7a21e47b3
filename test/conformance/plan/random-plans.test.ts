import { sample } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOVES } from '../../../src/conformance/plan/moves.ts';
import { planMoves, plans } from '../../../src/conformance/plan/random-plans.ts';

const ALL = planMoves(['overlay', 'resource', 'agent'], true);
const drawn = (seed: number, count = 400) => sample(plans(ALL), { seed, numRuns: count });
const steps = drawn(1).flat();

describe('random plans', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(2)).not.toEqual(drawn(1));
  });

  test('are data alone: stored and read, nothing is lost', () => {
    expect(JSON.parse(JSON.stringify(drawn(1)))).toEqual(drawn(1));
  });

  test('draw every move, decisions less often than all else together', () => {
    expect(new Set(steps.map(({ move }) => move))).toEqual(new Set(ALL.map(({ name }) => name)));
    const ending = steps.filter(({ move }) => /^(decide|approve|reject|hil|reopen)\//.test(move));
    expect(ending.length / steps.length).toBeGreaterThan(0.1);
    expect(ending.length / steps.length).toBeLessThan(0.3);
  });

  test('are short and long, by both actors', () => {
    const lengths = drawn(1).map(({ length }) => length);
    expect(Math.min(...lengths)).toBe(3);
    expect(Math.max(...lengths)).toBeGreaterThan(18);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(24);
    const byA = steps.filter(({ actor }) => actor === 'a').length / steps.length;
    expect(byA).toBeGreaterThan(0.4);
    expect(byA).toBeLessThan(0.6);
  });

  test('keep to what the contract allows, up to its bounds', () => {
    const ttls = steps.map(({ ttlSeconds }) => ttlSeconds);
    expect([Math.min(...ttls), Math.max(...ttls)]).toEqual([30, 86_400]);
    expect(ttls.every((ttl) => Number.isInteger(ttl))).toBe(true);
    expect(steps.every(({ note }) => note.trim() !== '')).toBe(true);
    const isObject = (value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    expect(steps.every(({ snapshot }) => isObject(snapshot))).toBe(true);
  });

  test('lean to snapshots that have tripped servers: the empty one, repeats, odd keys', () => {
    const texts = steps.map(({ snapshot }) => JSON.stringify(snapshot));
    expect(texts).toContain('{}');
    expect(new Set(texts).size).toBeLessThan(texts.length);
    const keys = new Set(steps.flatMap(({ snapshot }) => Object.keys(snapshot)));
    for (const key of ['é', 'a.b', '$', 'toJSON', 'constructor']) expect(keys).toContain(key);
  });

  test.each<readonly [readonly string[], boolean, readonly (keyof typeof MOVES)[]]>([
    [['overlay'], false, ['overlay']],
    [['overlay', 'resource'], false, ['overlay', 'resource']],
    [['overlay', 'agent'], true, ['overlay', 'agent', 'rig']],
  ])('on %j with reopening %s take the moves of %j', (surfaces, canReopen, groups) => {
    expect(planMoves(surfaces, canReopen)).toEqual(groups.flatMap((group) => MOVES[group]));
  });
});
