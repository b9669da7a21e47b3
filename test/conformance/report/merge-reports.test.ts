import { describe, expect, test } from 'vitest';
import { parseReport } from '../../../src/conformance/report/check-report.ts';
import { mergeReports } from '../../../src/conformance/report/merge-reports.ts';
import type {
  Finding,
  Report,
  RequirementResult,
  Status,
} from '../../../src/conformance/report/report.ts';
import { RUN_OVER } from '../../../src/conformance/report/verdict.ts';
import { countByLevel } from '../../../src/conformance/report/standing.ts';
import { FINDINGS, sampleReport } from './sample-report.ts';

const OPTIONS = sampleReport().options;
const FIRST = FINDINGS[0] as Finding;

function shardOf(shard: string | null, change: Partial<Report> = {}): Report {
  return sampleReport({
    verdict: 'conforms',
    ...change,
    options: { ...OPTIONS, ...change.options, shard },
  });
}

function result(
  id: string,
  status: Status,
  more: Partial<RequirementResult> = {},
): RequirementResult {
  const judgements = ['pass', 'fail', 'warn'].includes(status) ? 5 : 0;
  const base = {
    id,
    level: 'MUST',
    surface: 'overlay',
    text: `${id}.`,
    status,
    judgements,
  } as const;
  return { ...base, checks: [], findings: [], ...more };
}

function merged(left: Partial<Report>, right: Partial<Report>): Report {
  return mergeReports([shardOf('1/2', left), shardOf('2/2', right)]);
}

describe('merging', () => {
  test.each<readonly [Status, Status, Status]>([
    ['pass', 'fail', 'fail'],
    ['pass', 'warn', 'warn'],
    ['warn', 'fail', 'fail'],
    ['skip', 'pass', 'pass'],
    ['inconclusive', 'pass', 'inconclusive'],
    ['inconclusive', 'warn', 'warn'],
    ['not-testable', 'pass', 'pass'],
    ['skip', 'inconclusive', 'inconclusive'],
    ['skip', 'not-testable', 'not-testable'],
    ['not-testable', 'inconclusive', 'inconclusive'],
    ['skip', 'skip', 'skip'],
  ])('%s and %s are %s, whoever comes first', (one, other, expected) => {
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      const report = merged(
        { requirements: [result('CAS-2', left, { reason: left })] },
        { requirements: [result('CAS-2', right, { reason: right })] },
      );
      expect(report.requirements[0]).toMatchObject({ status: expected, reason: expected });
      expect(report.totals.byLevel.MUST[expected]).toBe(1);
    }
  });

  test('remembers that the run was over before the turn of a requirement', () => {
    const over = result('CAS-2', 'skip', { reason: RUN_OVER });
    const other = result('CAS-2', 'not-testable', { reason: 'no clock' });
    const left = result('CAS-2', 'skip', { reason: 'left out' });
    for (const others of [other, left]) {
      for (const [one, two] of [
        [over, others],
        [others, over],
      ] as const) {
        const report = merged({ requirements: [one] }, { requirements: [two] });
        expect(report.requirements[0]).toMatchObject({ status: 'skip', reason: RUN_OVER });
        expect(report.verdict).toBe('too-little');
      }
    }
  });

  test('joins findings under new numbers, and evidence', () => {
    const left = result('CAS-2', 'fail', { findings: [FIRST], checks: ['a', 'b'] });
    const right = result('CAS-2', 'fail', { findings: [FIRST, FIRST], checks: ['b', 'c'] });
    const [both] = merged({ requirements: [left] }, { requirements: [right] }).requirements;
    expect(both?.findings.map(({ id }) => id)).toEqual(['CAS-2#1', 'CAS-2#2', 'CAS-2#3']);
    expect(both?.findings[2]?.reproduction.replay).toContain("--finding 'CAS-2#3' --url");
    expect(both?.checks).toEqual(['a', 'b', 'c']);
    expect(both?.judgements).toBe(10);
  });

  test('has no reason left for what one shard judged', () => {
    const [both] = merged(
      { requirements: [result('CAS-2', 'skip', { reason: 'in another shard' })] },
      { requirements: [result('CAS-2', 'pass')] },
    ).requirements;
    expect(both).not.toHaveProperty('reason');
  });

  test('sums work and takes the time of the slowest', () => {
    const report = merged({ seconds: 3 }, { seconds: 8, startedAt: '2026-11-20T17:00:00Z' });
    expect(report.totals).toMatchObject({ requests: 30_460, checks: 1666, judgements: 83_814 });
    expect(report.seconds).toBe(8);
    expect(report.startedAt).toBe('2026-11-20T17:00:00Z');
    expect(report.options.shard).toBeNull();
    expect(report.totals.byLevel).toEqual(countByLevel(report.requirements));
  });

  test('joins phases by name, and measures that differ with their shard', () => {
    const phase = { name: 'tour', checks: 1, requests: 10, seconds: 2, findings: 1, measures: {} };
    const report = merged(
      { phases: [{ ...phase, measures: { coverage: '10 of 20', model: 'v1' } }] },
      {
        phases: [
          { ...phase, seconds: 5, measures: { coverage: '12 of 20', model: 'v1' } },
          { ...phase, name: 'races' },
        ],
      },
    );
    expect(report.phases).toEqual([
      {
        name: 'tour',
        checks: 2,
        requests: 20,
        seconds: 5,
        findings: 2,
        measures: { coverage: '1/2: 10 of 20; 2/2: 12 of 20', model: 'v1' },
      },
      { ...phase, name: 'races' },
    ]);
  });

  test('knows a reading that one shard found out, and names two', () => {
    const entry = { name: 'conflict', value: 'unknown', requirement: 'RES-7', isPinned: false };
    const valueOf = (left: string, right: string) =>
      merged({ dialect: [{ ...entry, value: left }] }, { dialect: [{ ...entry, value: right }] })
        .dialect[0]?.value;
    expect(valueOf('unknown', '409')).toBe('409');
    expect(valueOf('200', '409')).toBe('200 or 409');
    expect(valueOf('unknown', 'unknown')).toBe('unknown');
  });

  test('keeps the gravest note of the baseline', () => {
    const note = { reason: 'r', expires: '2027-01-01', state: 'passes-again' } as const;
    const [both] = merged(
      { requirements: [result('CAS-2', 'pass', { baseline: note })] },
      { requirements: [result('CAS-2', 'fail', { baseline: { ...note, state: 'known' } })] },
    ).requirements;
    expect(both?.baseline?.state).toBe('known');
  });

  test('draws the verdict anew: two shards that say too little can say enough', () => {
    const [one, two] = [result('CAS-1', 'pass'), result('CAS-2', 'pass')];
    const idle = (id: string) => result(id, 'skip', { reason: 'in another shard' });
    const report = merged(
      { verdict: 'too-little', requirements: [one, idle('CAS-2')] },
      { verdict: 'too-little', requirements: [idle('CAS-1'), two] },
    );
    expect(report.verdict).toBe('conforms');
    expect(report.summary).toBe('2 requirements judged, none broken. Merged from 2 shards.');
  });

  test('fails by one shard, and is broken by one', () => {
    const [good, bad] = [result('CAS-1', 'pass'), result('CAS-1', 'fail')];
    expect(merged({ requirements: [good] }, { requirements: [bad] }).verdict).toBe('fails');
    const broken = {
      verdict: 'broken',
      summary: 'The rig is gone.',
      requirements: [good],
    } as const;
    const report = merged({ requirements: [bad] }, broken);
    expect(report.verdict).toBe('broken');
    expect(report.summary).toMatch(/^The rig is gone\. /);
  });

  test('cannot say that all is well while a shard is missing', () => {
    const requirements = [result('CAS-1', 'pass')];
    const [one, three] = [shardOf('1/3', { requirements }), shardOf('3/3', { requirements })];
    expect(mergeReports([one, three])).toMatchObject({
      verdict: 'too-little',
      summary: '1 requirement judged, none broken. Merged from 2 shards. Missing: 2/3.',
    });
    expect(mergeReports([one]).verdict).toBe('too-little');
    const failed = shardOf('3/3', { requirements: [result('CAS-1', 'fail')] });
    expect(mergeReports([one, failed]).verdict).toBe('fails');
  });

  test('is a report, and of one report the same', () => {
    const report = merged({}, {});
    expect(parseReport(JSON.stringify(report)).summary).toContain('Merged from 2 shards.');
    expect(mergeReports([sampleReport()])).toEqual(sampleReport());
  });

  test.each<readonly [string, Report, RegExp]>([
    [
      'spec',
      shardOf('2/2', { tool: { version: '1', specSha256: 'a'.repeat(64) } }),
      /different specs,/,
    ],
    [
      'target',
      shardOf('2/2', { target: 'http://x' }),
      /different targets, https:.* and http:\/\/x:/,
    ],
    ['seed', shardOf('2/2', { options: { ...OPTIONS, seed: '8' } }), /different seeds, 7 and 8:/],
    [
      'mode',
      shardOf('2/2', { options: { ...OPTIONS, mode: 'soak' } }),
      /different modes, ci and soak/,
    ],
    [
      'level',
      shardOf('2/2', { options: { ...OPTIONS, failLevel: 'should' } }),
      /levels of failure/,
    ],
    ['shard', shardOf('1/2'), /^Shard 1\/2 is there twice\.$/],
    ['count', shardOf('2/3'), /^Shard 2\/3 does not fit the others, which are of 2\.$/],
    ['whole run', shardOf(null), /of a whole run, not of a shard/],
  ])('refuses reports that differ in %s', (_name, other, sentence) => {
    expect(() => mergeReports([shardOf('1/2'), other])).toThrow(sentence);
  });

  test('refuses nothing at all', () => {
    expect(() => mergeReports([])).toThrow('There is no report to merge.');
  });
});
