import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/conformance/check.ts';
import { createLedger } from '../../../src/conformance/execute/ledger.ts';
import type { RunParts } from '../../../src/conformance/execute/open-trial.ts';
import { inParallel, runChecks } from '../../../src/conformance/execute/run-checks.ts';
import { exchangeOf } from '../sample-exchange.ts';
import { Inconclusive, NotTestable, RigError } from '../../../src/conformance/rig.ts';

function parts(): RunParts {
  const unused = () => {
    throw new Error('nothing is sent here');
  };
  return {
    recorder: { send: unused, requestCount: () => 0 },
    rig: { name: 'a rig', capabilities: new Set(), openGate: unused },
    observeReply: () => [],
    ledger: createLedger(() => true),
    credentials: [
      { name: 'A', key: 'a' },
      { name: 'B', key: 'b' },
    ],
    actors: new Map(),
    dialect: {},
    surfaces: [],
    mode: 'ci',
    seed: '1',
    newName: (prefix) => prefix,
    noteWorkflow: () => {},
    tally: () => {},
    onExchange: () => {},
  };
}

function check(id: string, run: Check['run'], more: Partial<Check> = {}): Check {
  return { id, phase: 'tables', surfaces: [], run, ...more };
}

const PLAN = { concurrency: 4, isOver: () => false, onEnd: () => {} };

describe('a check that throws', () => {
  test.each([
    [new NotTestable('no clock'), 'not-testable', 'A-1/x: no clock'],
    [new Inconclusive('nothing overlapped'), 'inconclusive', 'A-1/x: nothing overlapped'],
    [new TypeError('x is undefined'), 'inconclusive', 'A-1/x: x is undefined'],
    ['a text', 'inconclusive', 'A-1/x: a text'],
  ])('%s is %s', async (error, kind, reason) => {
    const run = parts();
    const failing = async () => {
      throw error;
    };
    await runChecks(run, [check('A-1/x', failing, { also: ['B-1'] })], PLAN);
    expect(run.ledger.account('A-1').silences).toEqual([{ kind, reason }]);
    // A stumble says nothing of the others; a lack does.
    const others = kind === 'not-testable' ? 1 : 0;
    expect(run.ledger.account('B-1').silences).toHaveLength(others);
  });

  test('after a finding says nothing more', async () => {
    const run = parts();
    const failing = check('A-1/x', async ({ must }) => {
      must.equal('A-1', [], { what: 'it', got: 1, expected: 2 });
      throw new Error('and then it fell');
    });
    await runChecks(run, [failing], PLAN);
    expect(run.ledger.account('A-1')).toMatchObject({ breakages: [{}], silences: [] });
  });
});

describe('after a reply was lost', () => {
  const lossy = (reason: string): RunParts => ({
    ...parts(),
    recorder: {
      requestCount: () => 0,
      send: async () => exchangeOf({ kind: 'unknown', reason }),
    },
  });
  const reads = check('A-1/x', async ({ a, must, should }) => {
    await a.send({ method: 'GET', path: '/x' });
    should.equal('A-1', [], { what: 'it', got: 1, expected: 1 });
    must.equal('A-1', [], { what: 'it', got: 1, expected: 2 });
  });

  test('a sentence that looks broken is inconclusive', async () => {
    const run = lossy('other side closed');
    await runChecks(run, [reads], PLAN);
    const { breakages, judgements, silences } = run.ledger.account('A-1');
    expect([breakages.length, judgements]).toEqual([0, 1]);
    expect(silences).toEqual([
      {
        kind: 'inconclusive',
        reason: expect.stringMatching(
          /^A-1\/x: GET .* answered nothing \(other side closed\), and/,
        ),
      },
    ]);
  });

  test('what a check kept back itself excuses nothing', async () => {
    const run = lossy('the reply was lost');
    await runChecks(run, [reads], PLAN);
    expect(run.ledger.account('A-1')).toMatchObject({ breakages: [{}], silences: [] });
  });

  test('an oracle is heard, as it reckons with that', async () => {
    const run = lossy('other side closed');
    const watches = check('A-1/x', async ({ a, observe }) => {
      await a.send({ method: 'GET', path: '/x' });
      const words = () => ['s', 'e', 'g'] as const;
      observe([{ requirement: 'A-1', level: 'MUST', holds: false, words }], { witness: [] });
    });
    await runChecks(run, [watches], PLAN);
    expect(run.ledger.account('A-1')).toMatchObject({ breakages: [{}], silences: [] });
  });
});

describe('a rig that breaks', () => {
  test('ends the phase: nothing new begins, and nothing is left running', async () => {
    const events: string[] = [];
    const slow = (name: string) =>
      check(`A-1/${name}`, async () => {
        events.push(`${name} began`);
        await wait(50);
        events.push(`${name} ended`);
      });
    const broken = check('A-1/broken', async () => {
      await wait(10);
      throw new RigError('the rig fell over');
    });
    const checks = [slow('a'), broken, slow('b'), slow('c'), slow('d')];
    const running = runChecks(parts(), checks, { ...PLAN, concurrency: 2 });
    await expect(running).rejects.toThrow('the rig fell over');
    expect(events).toEqual(['a began', 'a ended']);
  });
});

describe('checks are run', () => {
  test('so many at once, and those that change the world alone and last', async () => {
    let now = 0;
    const seen: (readonly [string, number])[] = [];
    const counting = (id: string, more: Partial<Check> = {}) =>
      check(
        id,
        async () => {
          now += 1;
          seen.push([id, now]);
          await wait(5);
          now -= 1;
        },
        more,
      );
    const checks = [
      counting('A-1/alone', { isExclusive: true }),
      ...Array.from({ length: 9 }, (_, index) => counting(`A-1/${index}`)),
      counting('A-1/alone-too', { isExclusive: true }),
    ];
    await runChecks(parts(), checks, PLAN);
    expect(Math.max(...seen.map(([, count]) => count))).toBe(4);
    expect(seen.slice(-2)).toEqual([
      ['A-1/alone', 1],
      ['A-1/alone-too', 1],
    ]);
    expect(seen).toHaveLength(11);
  });

  test('until the run is over; the others say why they did not', async () => {
    const run = parts();
    let ran = 0;
    const ended: string[] = [];
    const counting = ['a', 'b', 'c'].map((name) =>
      check(`A-1/${name}`, async () => {
        ran += 1;
      }),
    );
    await runChecks(run, counting, {
      concurrency: 1,
      isOver: () => ran === 1,
      onEnd: ({ id }) => ended.push(id),
    });
    expect(ran).toBe(1);
    expect(ended).toHaveLength(3);
    const over = { kind: 'skip', reason: 'the run was over before its turn' };
    expect(run.ledger.account('A-1').silences).toEqual([over, over]);
  });

  test('none, when there are none', async () => {
    await expect(inParallel([], 4, async () => {})).resolves.toBeUndefined();
  });
});
