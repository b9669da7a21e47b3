import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choose } from './auto/choose.ts';
import type { Mutation, MutationResult, Outcome } from './auto/mutation.ts';
import { readProgress, survivorsOf, writeProgress } from './auto/progress.ts';
import { runJobs, type JobFailure } from './auto/run-jobs.ts';
import { scoreTable } from './auto/score-table.ts';
import { openSwitchboard } from './auto/switchboard.ts';

const MUTATIONS = Array.from({ length: 30 }, (_, index): Mutation => ({
  id: String(index),
  key: `src/domain/claim.ts:${index}:1 StringLiteral: "a" → ""`,
  folder: index % 3 === 0 ? 'views' : 'domain',
}));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auto-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function result(key: string, outcome: Outcome, more: Partial<MutationResult> = {}): MutationResult {
  return {
    key: `src/domain/${key}`,
    folder: 'domain',
    outcome,
    requirement: outcome === 'killed' ? 'CAS-1' : null,
    evidence: 'as it was',
    unjudged: [],
    readings: [],
    requests: 10,
    seconds: 2,
    cpuSeconds: 1,
    ...more,
  };
}

describe('choosing', () => {
  test('is the same for a seed, and another for another', () => {
    expect(choose(MUTATIONS, { seed: '1' })).toEqual(choose(MUTATIONS.toReversed(), { seed: '1' }));
    expect(choose(MUTATIONS, { seed: '1' })).not.toEqual(choose(MUTATIONS, { seed: '2' }));
  });

  test('keeps the order whatever else there is to choose from', () => {
    const all = choose(MUTATIONS, { seed: '1' });
    const some = choose(MUTATIONS, { seed: '1', folder: 'views' });
    expect(some).toEqual(all.filter(({ folder: own }) => own === 'views'));
    expect(new Set(all).size).toBe(MUTATIONS.length);
  });

  test('keeps to a folder and to keys', () => {
    expect(choose(MUTATIONS, { seed: '1', folder: 'views' })).toHaveLength(10);
    const key = MUTATIONS[4]?.key ?? '';
    const [only, ...others] = choose(MUTATIONS, { seed: '1', keys: new Set([key]) });
    expect([only?.key, others]).toEqual([key, []]);
    expect(choose(MUTATIONS, { seed: '1', text: 'claim.ts:7:' })).toEqual([MUTATIONS[7]]);
  });
});

describe('the score', () => {
  const results = [
    result('a.ts:2:1 X: a → b', 'killed'),
    result('a.ts:3:1 X: a → b', 'crashed', { evidence: 'it fell\nat line 1' }),
    result('a.ts:4:1 X: a → b', 'timed-out'),
    result('a.ts:10:1 X: a → b', 'survived', {
      readings: ['claims=kept'],
      unjudged: ['CLM-1 skip'],
    }),
    result('a.ts:9:1 X: a → b', 'survived'),
    result('b.ts:1:1 X: a → b', 'not-reached', { requests: 0, seconds: 0, cpuSeconds: 0 }),
  ];

  test('counts what was noticed, of all and of those reached', () => {
    const text = scoreTable({ results, total: 12, lanes: 2 });
    expect(text).toMatch(/^domain +1 +1 +1 +2 +1 +6 +50\.0 %$/m);
    expect(text).toMatch(/^views +0 +0 +0 +0 +0 +0 +0\.0 %$/m);
    expect(text).toContain('noticed: 3 of 6 mutations (50.0 %)');
    expect(text).toContain('noticed of those reached: 3 of 5 (60.0 %)');
    expect(text).toContain('noticed by a finding: 1;');
    expect(text).toContain('50 requests, 10 s of runs, 5 s of processor time');
    // Wilson's interval of 3 of 6, as tables give it.
    expect(text).toContain('the score of all is 18.8 % to 81.2 %');
  });

  test('says nothing of a sample when all were tried', () => {
    expect(scoreTable({ results, total: 6, lanes: 2 })).not.toContain('confidence');
  });

  test('lists what survived by line, and where nothing is reached', () => {
    const lines = scoreTable({ results, total: 6, lanes: 2 }).split('\n');
    const at = lines.indexOf('SURVIVED (2)');
    expect(lines.slice(at + 1, at + 4)).toEqual([
      'src/domain/a.ts:9:1 X: a → b',
      'src/domain/a.ts:10:1 X: a → b',
      '    not judged: CLM-1 skip; another reading: claims=kept',
    ]);
    expect(lines).toContain('    1  src/domain/b.ts');
    expect(lines).toContain('    it fell');
  });
});

describe('progress', () => {
  const results = [result('a.ts:1:1', 'killed'), result('a.ts:2:1', 'survived')];
  const run = { sourceSha256: 'abc', seed: '1' };

  test('comes back as it was written', () => {
    const file = join(folder, 'new/progress.json');
    expect(readProgress(file, run)).toEqual([]);
    writeProgress(file, { ...run, results });
    expect(readProgress(file, run)).toEqual(results);
    expect([...survivorsOf(file)]).toEqual(['src/domain/a.ts:2:1']);
  });

  test('of another source or seed is refused', () => {
    const file = join(folder, 'other.json');
    writeProgress(file, { ...run, results });
    expect(() => readProgress(file, { ...run, sourceSha256: 'abd' })).toThrow('another state');
    expect(() => readProgress(file, { ...run, seed: '2' })).toThrow('of seed 1, not 2');
  });
});

describe('jobs', () => {
  /** Answers as told; what it was told before it remembers, as a leaky server would. */
  const WORKER = `
    setInterval(() => process.send({ kind: 'alive' }), 20).unref();
    let jobs = 0;
    process.on('message', ({ act }) => {
      jobs += 1;
      if (act === 'spin') for (;;);
      if (act === 'wait') return;
      if (act === 'die' || (act === 'die-if-used' && jobs > 1)) process.exit(7);
      if (act === 'throw') process.send({ kind: 'threw', reason: 'it threw' });
      else process.send({ kind: 'ended', result: act + ' ' + jobs });
    });
  `;

  const PLAN = { jobsPerWorker: 10, jobMaxMs: 60_000, silenceMaxMs: 60_000 };

  async function answers(
    acts: readonly string[],
    plan: Partial<typeof PLAN> = {},
  ): Promise<readonly string[]> {
    const module = join(folder, 'worker.mjs');
    writeFileSync(module, WORKER);
    const seen: string[] = [];
    await runJobs<{ readonly act: string }, string>(
      acts.map((act) => ({ act })),
      {
        worker: pathToFileURL(module),
        width: 1,
        ...PLAN,
        ...plan,
        onFailure: ({ act }, { kind, reason }: JobFailure) => `${act} ${kind}: ${reason}`,
        onResult: (answer) => seen.push(answer),
      },
    );
    return seen;
  }

  test('are answered in turn, by a new process after so many', async () => {
    expect(await answers(['a', 'b', 'c'], { jobsPerWorker: 2 })).toEqual(['a 1', 'b 2', 'c 1']);
  });

  test('that fail say how, and take no other with them', async () => {
    expect(await answers(['die', 'throw', 'a'])).toEqual([
      'die died: its process ended with 7',
      'throw threw: it threw',
      'a 1',
    ]);
  });

  test('that compute without end are ended, and take no other with them', async () => {
    expect(await answers(['spin', 'a'], { silenceMaxMs: 5000 })).toEqual([
      'spin hung: it was silent for 5000 ms',
      'a 1',
    ]);
  });

  test('that never answer are ended though they live', async () => {
    const silenceMaxMs = 4000;
    const [answer] = await answers(['wait'], { silenceMaxMs, jobMaxMs: 6000 });
    expect(answer).toBe('wait hung: it took longer than 6000 ms');
  });

  test('are not blamed for what an earlier one left', async () => {
    expect(await answers(['a', 'die-if-used', 'b'])).toEqual(['a 1', 'die-if-used 1', 'b 2']);
  });
});

describe('the switchboard', () => {
  test('tells import from run, and knows when the passes are too many', () => {
    const globals = globalThis as unknown as Record<string, Record<string, unknown> | undefined>;
    const board = openSwitchboard();
    const shared = globals['__stryker__'] ?? {};
    board.activate('7', 2);
    expect(shared).toMatchObject({ activeMutant: '7', hitCount: 0, hitLimit: 2 });
    expect(shared['currentTestId']).toBeUndefined();
    board.importIsOver();
    const run = String(shared['currentTestId']);
    shared['mutantCoverage'] = { static: { 1: 2 }, perTest: { [run]: { 3: 4 } } };
    expect(board.coverage()).toEqual({ static: { 1: 2 }, run: { 3: 4 } });
    shared['hitCount'] = 2;
    expect(board.hasPassedHitMax()).toBe(false);
    shared['hitCount'] = 3;
    expect(board.hasPassedHitMax()).toBe(true);
    board.activate(null, null);
    expect(shared['activeMutant']).toBeUndefined();
    expect(board.hasPassedHitMax()).toBe(false);
    delete globals['__stryker__'];
  });
});
