import { describe, expect, test } from 'vitest';
import { visible } from '../../../src/conformance/report/escape.ts';
import { junitReport } from '../../../src/conformance/report/junit-report.ts';
import { markdownReport } from '../../../src/conformance/report/markdown-report.ts';
import type { Report } from '../../../src/conformance/report/report.ts';
import { sarifReport } from '../../../src/conformance/report/sarif-report.ts';
import { HOSTILE, HOSTILE_TEXT } from './hostile-texts.ts';
import { elementsNamed, readMarkup, textOf, type Element } from './markup-reader.ts';
import { cleanReport, emptyReport, FINDINGS, sampleReport } from './sample-report.ts';

/** A report in which every text that can come from outside is hostile. */
function hostileReport(text: string): Report {
  const report = sampleReport();
  return {
    ...report,
    target: text,
    summary: text,
    options: { ...report.options, seed: text },
    requirements: report.requirements.map((result) => ({
      ...result,
      ...(result.reason === undefined ? {} : { reason: text }),
      findings: result.findings.map((finding) => ({
        ...finding,
        sentence: text,
        expected: text,
        reproduction: { curl: [text], replay: text },
      })),
    })),
  };
}

describe('the JUnit report', () => {
  const root = readMarkup(junitReport(sampleReport()));
  const cases = elementsNamed('testcase', root);
  const caseOf = (id: string) =>
    cases.find((each) => each.attributes['name']?.startsWith(`${id} `)) as Element;

  test('has a test for every requirement and a suite for every area', () => {
    const { requirements } = sampleReport();
    expect(cases).toHaveLength(requirements.length);
    const [suites] = elementsNamed('testsuites', root);
    expect(suites?.attributes).toMatchObject({ tests: '67', failures: '3', skipped: '9' });
    const sum = (key: string) =>
      elementsNamed('testsuite', root).reduce((all, each) => all + Number(each.attributes[key]), 0);
    expect([sum('tests'), sum('failures'), sum('skipped')]).toEqual([67, 3, 9]);
    expect(elementsNamed('failure', root)).toHaveLength(3);
    expect(elementsNamed('skipped', root)).toHaveLength(9);
  });

  test('names a test by its requirement alone', () => {
    expect(caseOf('CAS-2').attributes).toEqual({
      name: 'CAS-2 Of any number of concurrent writes with the same stamp exactly one succeeds.',
      classname: 'CAS',
    });
    const other = sampleReport({
      target: 'http://other',
      seconds: 9,
      startedAt: '2027-01-01T00:00:00Z',
    });
    const names = (report: Report) =>
      elementsNamed('testcase', readMarkup(junitReport(report))).map((each) => each.attributes);
    const { options } = other;
    expect(names({ ...other, options: { ...options, seed: '8' } })).toEqual(names(sampleReport()));
  });

  test('says level and seed, and in a failure all that a reader needs', () => {
    const failed = caseOf('CAS-2');
    const properties = elementsNamed('property', failed).map(({ attributes }) => attributes);
    expect(properties).toEqual(
      expect.arrayContaining([
        { name: 'level', value: 'MUST' },
        { name: 'seed', value: '7' },
      ]),
    );
    const [failure] = elementsNamed('failure', failed);
    const [finding] = FINDINGS;
    for (const words of [finding?.sentence, finding?.expected, finding?.got]) {
      expect(textOf(failure as Element)).toContain(words);
    }
    for (const line of finding?.reproduction.curl ?? []) {
      expect(textOf(failure as Element)).toContain(line);
    }
    expect(textOf(failure as Element)).toContain(finding?.reproduction.replay);
  });

  test('agrees with the exit code on what fails', () => {
    const failuresOf = (report: Report) =>
      elementsNamed('failure', readMarkup(junitReport(report))).map(
        (each) => each.attributes['type'],
      );
    expect(failuresOf(sampleReport())).toEqual(['SCH-1', 'CAS-2', 'IDM-1']);
    const { options } = sampleReport();
    expect(failuresOf(sampleReport({ options: { ...options, failLevel: 'should' } }))).toContain(
      'LIM-1',
    );
    expect(elementsNamed('system-out', caseOf('LIM-1'))).toHaveLength(1);
    const [skipped] = elementsNamed('skipped', caseOf('TIME-1'));
    expect(skipped?.attributes['message']).toMatch(/^known: The gateway .* \(until 2027-07-01\)$/);
    expect(textOf(caseOf('QUE-1'))).toContain('it passes: remove it there');
    const expired = sampleReport().requirements.map((result) =>
      result.baseline === undefined
        ? result
        : { ...result, baseline: { ...result.baseline, state: 'expired' as const } },
    );
    expect(failuresOf(sampleReport({ requirements: expired }))).toContain('TIME-1');
  });

  test('gives the reason of what was not judged', () => {
    const [skipped] = elementsNamed('skipped', caseOf('CLM-3'));
    expect(skipped?.attributes['message']).toBe('not-testable: the rig has no clock to advance');
  });

  test.each(Object.values(HOSTILE))('is well formed whatever a server says: %j', (text) => {
    const read = readMarkup(junitReport(hostileReport(text)));
    const [, failure] = elementsNamed('failure', read);
    expect(textOf(failure as Element)).toContain(`Expected: ${visible(text)}`);
    expect(elementsNamed('failure', read)).toHaveLength(3);
  });
});

describe('the SARIF report', () => {
  interface Log {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly partialFingerprints: object;
        readonly suppressions?: readonly object[];
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        }[];
      }[];
    }[];
  }
  const read = (report: Report) => JSON.parse(sarifReport(report)) as Log;
  const [run] = read(sampleReport()).runs;

  test('has a rule for every requirement and a result for every finding', () => {
    expect(read(sampleReport()).version).toBe('2.1.0');
    expect(run?.tool.driver.rules).toHaveLength(67);
    expect(run?.results.map(({ ruleId }) => ruleId).toSorted()).toEqual(
      FINDINGS.map(({ requirement }) => requirement).toSorted(),
    );
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test('says how bad it is, what happened and where', () => {
    const result = run?.results.find(({ ruleId }) => ruleId === 'CAS-2');
    expect(result?.level).toBe('error');
    expect(result?.message.text).toContain(FINDINGS[0]?.sentence);
    expect(result?.message.text).toContain('stamp 4 → 200 rev 5');
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      'v1/workflows/reviews/%7Brun_id%7D/%7Bblock_id%7D/versions',
    );
    expect(run?.results.find(({ ruleId }) => ruleId === 'LIM-1')?.level).toBe('warning');
  });

  test('has the same fingerprint in every run, and marks what the baseline knows', () => {
    const seeds = FINDINGS.map((finding) => ({ ...finding, seed: '8', got: 'other' }));
    const requirements = sampleReport().requirements.map((result) => ({
      ...result,
      findings: seeds.filter(({ requirement }) => requirement === result.id),
    }));
    const prints = (report: Report) =>
      read(report).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(sampleReport({ requirements }))).toEqual(prints(sampleReport()));
    const known = run?.results.filter(({ suppressions }) => suppressions !== undefined);
    expect(known?.map(({ ruleId }) => ruleId)).toEqual(['TIME-1']);
    const expired = sampleReport().requirements.map((result) =>
      result.baseline === undefined
        ? result
        : { ...result, baseline: { ...result.baseline, state: 'expired' as const } },
    );
    expect(sarifReport(sampleReport({ requirements: expired }))).not.toContain('suppressions');
  });

  test('is JSON whatever a server says', () => {
    expect(read(hostileReport(HOSTILE_TEXT)).runs[0]?.results).toHaveLength(FINDINGS.length);
  });
});

describe('the Markdown report', () => {
  const text = markdownReport(sampleReport());

  test('begins with the verdict and the counts', () => {
    expect(text).toMatch(/^## ❌ Does not conform: https:\/\/reviews\.staging\.example\/api\n/);
    expect(text).toContain('| MUST | 39 | 4 | · | 5 | 2 | 1 |');
  });

  test('shows failures before warnings before what is known', () => {
    const places = [
      '### Failures (3)',
      '### Warnings (1)',
      '### Known failures (1)',
      'Not judged',
    ].map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    for (const line of FINDINGS[0]?.reproduction.curl ?? []) expect(text).toContain(line);
  });

  test('lets no text of a server act', () => {
    const lines = markdownReport(hostileReport(HOSTILE_TEXT)).split('\n');
    const fences = lines.filter((line) => /^`{3,}(?:sh)?$/.test(line));
    expect(fences.length % 2).toBe(0);
    const outside: string[] = [];
    const closers: string[] = [];
    let fence = '';
    for (const line of lines) {
      const mark = /^`{3,}/.exec(line)?.[0] ?? '';
      if (fence === '') {
        if (mark === '') outside.push(line);
        fence = mark;
      } else if (mark.length >= fence.length) {
        closers.push(line);
        fence = '';
      }
    }
    expect(fence).toBe('');
    expect(closers.filter((line) => !/^`+$/.test(line))).toEqual([]);
    const rest = outside.map((line) => line.replaceAll(/<\/?(?:details|summary|b|code|br)>/g, ''));
    expect(rest.filter((line) => /[<>]|\*\*|\]\(|`|@team/.test(line))).toEqual([]);
    expect(rest.length).toBeGreaterThan(30);
  });

  test('is short when there is much', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...(FINDINGS[0] as (typeof FINDINGS)[number]),
      id: `CAS-2#${index + 1}`,
    }));
    const requirements = sampleReport().requirements.map((result) =>
      result.id === 'CAS-2' ? { ...result, findings: many } : result,
    );
    const long = markdownReport(sampleReport({ requirements }));
    expect(long).toContain('… and 182 more, in the JSON report.');
    expect(long.length).toBeLessThan(100_000);
  });

  test('has nothing to show but counts when nothing was found', () => {
    expect(markdownReport(cleanReport())).not.toContain('###');
    expect(markdownReport(emptyReport())).toContain('Too little to say');
  });
});
