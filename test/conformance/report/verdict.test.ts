import { describe, expect, test } from 'vitest';
import { baselineNoteOf } from '../../../src/conformance/report/baseline.ts';
import type { RequirementResult, Status } from '../../../src/conformance/report/report.ts';
import { RUN_OVER, verdictOf } from '../../../src/conformance/report/verdict.ts';

function result(status: Status, more: Partial<RequirementResult> = {}): RequirementResult {
  const id = more.id ?? 'CAS-1';
  return {
    id,
    level: 'MUST',
    surface: 'overlay',
    text: '',
    status,
    judgements: 1,
    checks: [],
    findings: [],
    ...more,
  };
}

const KNOWN = { baseline: { reason: 'x', expires: '2027-01-31', state: 'known' } } as const;
const EXPIRED = { baseline: { ...KNOWN.baseline, state: 'expired' } } as const;
const OVER = { reason: RUN_OVER } as const;
const SHOULD = { level: 'SHOULD' } as const;

type Case = readonly [
  what: string,
  results: readonly RequirementResult[],
  level: 'must' | 'should',
  verdict: string,
];

describe('a run', () => {
  test.each<Case>([
    ['passes', [result('pass')], 'must', 'conforms'],
    ['fails a MUST', [result('pass'), result('fail')], 'must', 'fails'],
    ['warns', [result('warn')], 'must', 'conforms'],
    ['warns where that fails', [result('warn')], 'should', 'fails'],
    ['fails as known', [result('fail', KNOWN)], 'must', 'conforms'],
    ['warns as known where that fails', [result('warn', KNOWN)], 'should', 'conforms'],
    ['fails as was known', [result('fail', EXPIRED)], 'must', 'fails'],
    ['judges nothing', [result('skip'), result('not-testable')], 'must', 'too-little'],
    ['has no requirement', [], 'must', 'too-little'],
    [
      'judges a SHOULD alone, as asked',
      [result('pass', SHOULD), result('skip')],
      'must',
      'conforms',
    ],
    ['leaves half open', [result('pass'), result('inconclusive')], 'must', 'conforms'],
    [
      'leaves more open than it judges',
      [result('pass'), result('inconclusive'), result('not-testable')],
      'must',
      'too-little',
    ],
    [
      'runs out of time',
      [result('pass'), result('skip', OVER), result('skip', OVER)],
      'must',
      'too-little',
    ],
    ['leaves out as asked', [result('pass'), result('skip'), result('skip')], 'must', 'conforms'],
    [
      'leaves SHOULDs open',
      [result('pass'), result('inconclusive', SHOULD), result('inconclusive', SHOULD)],
      'must',
      'conforms',
    ],
    [
      'fails, however little it judges',
      [result('fail'), result('inconclusive'), result('inconclusive')],
      'must',
      'fails',
    ],
  ])('that %s', (_what, results, level, verdict) => {
    expect(verdictOf(results, level, undefined).verdict).toBe(verdict);
  });

  test('that broke is broken, whatever it found, and says by what', () => {
    const { verdict, summary } = verdictOf([result('fail')], 'must', 'no answer');
    expect([verdict, summary]).toEqual(['broken', 'no answer']);
  });

  test('says in numbers why', () => {
    const failing = [result('fail', { id: 'CAS-1' }), result('fail', { id: 'REV-2' })];
    expect(verdictOf(failing, 'must', undefined).summary).toBe(
      '2 requirements broken: CAS-1, REV-2.',
    );
    expect(verdictOf([result('pass')], 'must', undefined).summary).toBe(
      '1 requirement judged, none broken.',
    );
    expect(verdictOf([result('skip')], 'must', undefined).summary).toBe(
      '0 of 1 MUST requirement judged, 0 left open.',
    );
  });
});

describe('a baseline', () => {
  const ENTRY = { requirement: 'CAS-1', reason: 'known', expires: '2027-01-31' };
  const NOTE = { reason: 'known', expires: '2027-01-31' };

  test.each([
    [true, true, '2027-01-30', 'known'],
    [true, true, '2027-01-31', 'known'],
    [true, true, '2027-02-01', 'expired'],
    [false, true, '2027-01-30', 'passes-again'],
    [false, true, '2027-02-01', 'passes-again'],
  ] as const)('broken %s, judged %s on %s: %s', (isBroken, isJudged, today, state) => {
    const outcome = { isBroken, isJudged, today };
    expect(baselineNoteOf([ENTRY], 'CAS-1', outcome)).toEqual({ ...NOTE, state });
  });

  test('says nothing of what was not judged, and of others', () => {
    const outcome = { isBroken: false, isJudged: false, today: '2027-01-30' };
    expect(baselineNoteOf([ENTRY], 'CAS-1', outcome)).toBeUndefined();
    const judged = { ...outcome, isJudged: true };
    expect(baselineNoteOf([ENTRY], 'CAS-2', judged)).toBeUndefined();
    expect(baselineNoteOf([], 'CAS-1', judged)).toBeUndefined();
  });
});
