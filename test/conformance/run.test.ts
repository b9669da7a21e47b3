import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Check } from '../../src/conformance/check.ts';
import { CHECKS } from '../../src/conformance/checks/all-checks.ts';
import type { RunEvent } from '../../src/conformance/events.ts';
import type { Exchange } from '../../src/conformance/exchange.ts';
import { mergeReports } from '../../src/conformance/report/merge-reports.ts';
import type { Report } from '../../src/conformance/report/report.ts';
import { takingRejectionsWithoutReason } from './broken-servers.ts';

import { expectWhole, mock, run, statusOf } from './small-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const statusesOf = (report: Report) => report.requirements.map(({ id, status }) => [id, status]);

describe('what is asked for', () => {
  test('--only judges these alone, and every requirement is in the report', async () => {
    const report = await run({ only: ['CAS-1', 'DEC-3'] });
    expect(report).toMatchObject({ verdict: 'conforms', target: 'in process' });
    expectWhole(report);
    const judged = report.requirements.filter(({ status }) => status !== 'skip');
    expect(judged.map(({ id, status }) => [id, status])).toEqual([
      ['CAS-1', 'pass'],
      ['DEC-3', 'pass'],
    ]);
    expect(report.requirements.every((each) => each.status !== 'skip' || each.reason)).toBe(true);
  });

  test('--exclude leaves these out', async () => {
    const report = await run({ only: ['CAS-1', 'DEC-3'], exclude: ['CAS-1'] });
    expect(statusOf(report, 'CAS-1')).toBe('skip');
    expect(statusOf(report, 'DEC-3')).toBe('pass');
  });

  test('a surface alone is called alone', async () => {
    const paths: string[] = [];
    const report = await run({
      surfaces: ['resource'],
      only: ['LST-2', 'RES-5', 'CAS-1', 'AGT-1'],
      onExchange: ({ operation }) => paths.push(operation ?? ''),
    });
    const reasons = report.requirements.map(({ id, reason }) => [id, reason ?? '']);
    expect(Object.fromEntries(reasons)).toMatchObject({
      'CAS-1': 'the overlay surface is not judged',
      'AGT-1': 'the agent surface is not judged',
    });
    expect(statusOf(report, 'LST-2')).toBe('pass');
    // The probe of error bodies asks for an overlay that no server has.
    const others = paths.filter((each) => /overlay|claim|decision|agent/.test(each));
    expect(others).toEqual(['get_overlay']);
    expect(report.options.surfaces).toEqual(['resource']);
  });

  test('shards, merged, say what the whole says', async () => {
    const only = ['CAS-1', 'DEC-3', 'LST-2', 'PRD-2', 'AGT-1'];
    for (const fetch of [mock.fetch, takingRejectionsWithoutReason(mock.fetch)]) {
      const whole = await run({ only }, fetch);
      const shards: Report[] = [];
      for (const index of [1, 2, 3]) {
        shards.push(await run({ only, shard: { index, count: 3 } }, fetch));
      }
      const merged = mergeReports(shards);
      expect(statusesOf(merged)).toEqual(statusesOf(whole));
      expect(merged.verdict).toBe(whole.verdict);
      // The probes run in every shard.
      const checksOf = ({ phases }: Report) =>
        phases.filter(({ name }) => name !== 'probe').reduce((sum, each) => sum + each.checks, 0);
      expect(shards.map(checksOf).reduce((sum, each) => sum + each)).toBe(checksOf(whole));
    }
  });

  test('the same seed sends the same, another seed something else', async () => {
    const checks = CHECKS.filter((each) => each.isRandom === true && each.phase === 'plans');
    const sentBy = async (seed: string) => {
      const sent: string[] = [];
      const onExchange = ({ actor, request }: Exchange) => {
        const { method, path, body } = request;
        sent.push(masked(JSON.stringify([actor, method, path, body])));
      };
      const own = { checks: checks.slice(0, 2), concurrency: 1, mode: 'ci', onExchange } as const;
      await run({ ...own, seed });
      return sent;
    };
    const first = await sentBy('7');
    expect(first.length).toBeGreaterThan(150);
    expect(await sentBy('7')).toEqual(first);
    expect(await sentBy('8')).not.toEqual(first);
  });
});

/** Without what a run makes up, or the server does. */
function masked(text: string): string {
  return text.replaceAll(/_rk[a-z0-9]+_\d+/g, '_#').replaceAll(/rev_[A-Z2-7]{26}/g, 'rev_#');
}

describe('too little', () => {
  test('is a budget so small that nothing begins', async () => {
    const report = await run({ budgetSeconds: 1e-6 });
    expect(report.verdict).toBe('too-little');
    expectWhole(report);
    const cas = report.requirements.find(({ id }) => id === 'CAS-1');
    expect(cas).toMatchObject({ status: 'skip', reason: 'the run was over before its turn' });
  });

  test('is a budget that ends early, whatever else was left out on purpose', async () => {
    let isLate = false;
    const first = CHECKS.filter(({ id }) => id === 'DEC-3/reject').concat(
      CHECKS.filter(({ id, from }) => id.startsWith('DEC-3/') && from === undefined).slice(0, 1),
    );
    const rest = CHECKS.filter((each) => !first.includes(each));
    const slow = first.map((each): Check => ({
      ...each,
      phase: 'probe',
      run: async (trial) => {
        await each.run(trial);
        if (!isLate) await wait(5000);
        isLate = true;
      },
    }));
    const report = await run({ checks: [...slow, ...rest], budgetSeconds: 4, concurrency: 1 });
    expect(statusOf(report, 'DEC-3')).toBe('pass');
    expect(report.verdict).toBe('too-little');
  });

  test('is no check at all', async () => {
    const report = await run({ checks: [], only: ['CAS-1'] });
    expect(report).toMatchObject({ verdict: 'too-little', totals: { judgements: 0 } });
    expect(statusOf(report, 'CAS-1')).toBe('not-testable');
  });
});

describe('a run as it goes', () => {
  test('tells its events in their order, and ends with the report', async () => {
    const events: RunEvent[] = [];
    const report = await run({ only: ['DEC-3'], onEvent: (event) => events.push(event) });
    const kinds = events.map(({ kind }) => kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(['started', 'ended']);
    expect(kinds.indexOf('probed')).toBeGreaterThan(kinds.indexOf('phase-ended'));
    expect(events.at(-1)).toEqual({ kind: 'ended', report });
    const phases = events.flatMap((each) => (each.kind === 'phase-ended' ? [each.phase] : []));
    expect(phases).toEqual(report.phases);
    for (const { name, checks } of phases) {
      const ended = events.filter((each) => each.kind === 'check-ended' && each.phase === name);
      expect(ended).toHaveLength(checks);
      expect(ended.at(-1)).toMatchObject({ done: checks, checks });
    }
  });

  test('soaks with a new seed each round, and a finding says which', async () => {
    const drawn: number[] = [];
    const seeds = new Set<string>();
    const random: Check = {
      id: 'DEC-3/soaked',
      phase: 'plans',
      surfaces: ['overlay'],
      isRandom: true,
      run: async (trial) => {
        const { integer } = await import('fast-check');
        const [value = 0] = trial.sample(integer(), 1);
        drawn.push(value);
        const name = String.fromCodePoint(97 + (drawn.length % 26));
        trial.must.equal('DEC-3', [], { what: `the ${name}`, got: 1, expected: 2 });
      },
    };
    const once: Check = { ...random, id: 'DEC-3/once', isRandom: false, run: async () => {} };
    const options = { checks: [random, once], mode: 'soak', budgetSeconds: 0.5 } as const;
    const report = await run(options);
    expect(drawn.length).toBeGreaterThan(3);
    // Small numbers are drawn often, whatever the seed.
    expect(new Set(drawn).size).toBeGreaterThan(drawn.length / 4);
    for (const { findings } of report.requirements)
      for (const { seed } of findings) seeds.add(seed);
    expect([...seeds].slice(0, 3)).toEqual(['7', '7/1', '7/2']);
  });
});
