import { describe, expect, test } from 'vitest';
import {
  EMPTY_FAULT_FORM,
  givenRule,
  ruleOf,
  ruleText,
  type FaultForm,
} from '../../src/inspector/model/fault-rule.ts';
import {
  faultText,
  hasFault,
  journalFilterOf,
  journalOf,
  journalParamsOf,
  misusesBySeq,
  withEntry,
  type JournalRow,
  type Misuse,
} from '../../src/inspector/model/journal-filter.ts';

describe('the form of a fault', () => {
  const read = (change: Partial<FaultForm>) => ruleOf({ ...EMPTY_FAULT_FORM, ...change });

  test('is at first a conflict once', () => {
    expect(read({})).toEqual({ ok: true, rule: { fault: 'stale', times: 1 } });
  });

  test.each<readonly [Partial<FaultForm>, object]>([
    [
      { operation: 'claim_review', times: '' },
      { match: { operation: 'claim_review' }, fault: 'stale' },
    ],
    [
      { method: 'POST', path: ' /v1/* ', times: '' },
      { match: { method: 'POST', path: '/v1/*' }, fault: 'stale' },
    ],
    [
      { fault: 'error', status: '503', retryAfterS: '2' },
      { fault: 'error', status: 503, retry_after_s: 2, times: 1 },
    ],
    [
      { fault: 'delay', delayMs: '250' },
      { fault: 'delay', delay_ms: 250, times: 1 },
    ],
    [
      { fault: 'delay', delayKind: 'uniform', delayMs: '1', delayToMs: '9' },
      { fault: 'delay', delay_ms: { uniform: [1, 9] }, times: 1 },
    ],
    [
      { fault: 'delay', delayKind: 'lognormal', delayMs: '100', sigma: '0.4' },
      { fault: 'delay', delay_ms: { lognormal: { median: 100, sigma: 0.4 } }, times: 1 },
    ],
    [
      { probability: '0.25', seed: '7' },
      { fault: 'stale', probability: 0.25, times: 1, seed: 7 },
    ],
    [{ seed: 'list' }, { fault: 'stale', times: 1, seed: 'list' }],
  ])('%j', (change, rule) => {
    expect(read(change)).toEqual({ ok: true, rule });
  });

  test.each<readonly [Partial<FaultForm>, RegExp]>([
    [{ times: '0' }, /How often/],
    [{ times: '1.5' }, /How often/],
    [{ probability: '2' }, /probability/],
    [{ fault: 'error', status: '200' }, /status/],
    [{ fault: 'delay', delayMs: '-1' }, /delay/],
  ])('%j is refused in words', (change, words) => {
    expect(read(change)).toMatchObject({ ok: false, faults: [expect.stringMatching(words)] });
  });

  test('a rule is said in words, and given back without what was counted', () => {
    const rule = { match: { operation: 'claim_review' }, fault: 'stale', times: 1 } as const;
    expect(ruleText(rule)).toBe('claim_review: says 409 without cause, once');
    expect(ruleText({ fault: 'delay', delay_ms: { uniform: [1, 9] }, probability: 0.5 })).toBe(
      'every request: answers late (1 to 9 ms), in 50% of cases',
    );
    expect(givenRule({ ...rule, id: 'f1', hits: 3, remaining: 0 })).toEqual(rule);
  });
});

function entry(seq: number, change: Partial<JournalRow> = {}): JournalRow {
  return {
    seq,
    began_after: seq - 1,
    at: '2026-05-13T09:05:00.000Z',
    method: 'GET',
    url: '/v1/workflows/reviews',
    operation_id: 'list_reviews',
    actor_id: 'user_42',
    request_body: null,
    status: 200,
    response_body: '{}',
    ...change,
  };
}

const MISUSE: Misuse = {
  kind: 'stale_retry',
  level: 'error',
  actor: 'user_42',
  operation: 'claim_review',
  review: null,
  seqs: [2],
  sentence: 'It retried with the stamp that was refused.',
  advice: 'Read again first.',
  count: 1,
};

describe('the journal', () => {
  const ENTRIES = [
    entry(1),
    entry(2, { operation_id: 'claim_review', status: 409, request_body: '{"version_stamp":1}' }),
    entry(3, { operation_id: null, actor_id: null, status: 401 }),
    entry(4, { status: 503, fault: { fault: 'error' } }),
    entry(5, { status: null, fault: 'drop_after', handled_status: 200 }),
  ];
  const marked = misusesBySeq([MISUSE]);
  const seqs = (filter: object) =>
    journalOf(ENTRIES, { ...journalFilterOf({}), ...filter }, marked).map(({ seq }) => seq);

  test.each([
    [{}, [5, 4, 3, 2, 1]],
    [{ operation: 'claim_review' }, [2]],
    [{ operation: 'none' }, [3]],
    [{ actor: 'nobody' }, [3]],
    [{ outcome: '4xx' }, [3, 2]],
    [{ outcome: '409' }, [2]],
    [{ outcome: '5xx' }, [4]],
    [{ outcome: 'fault' }, [5, 4]],
    [{ outcome: 'none' }, [5]],
    [{ outcome: '2xx' }, [1]],
    [{ outcome: 'marked' }, [2]],
    [{ text: 'VERSION_stamp' }, [2]],
    [{ text: 'nothing like it' }, []],
  ])('filtered by %j, the newest first', (filter, expected) => {
    expect(seqs(filter)).toEqual(expected);
  });

  test('grows by one entry, never twice by the same, and not without end', () => {
    const grown = withEntry(ENTRIES, entry(6), 6);
    expect(grown.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(withEntry(grown, entry(6), 6)).toBe(grown);
    expect(withEntry(grown, entry(7), 6).map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(withEntry([], entry(1), 5)).toHaveLength(1);
  });

  test('names a fault however it is written', () => {
    expect(faultText('delay')).toBe('delay');
    expect(faultText({ id: 'f1', fault: 'stale' })).toBe('stale');
    expect(faultText({ kind: 'truncate' })).toBe('truncate');
    expect(faultText(null)).toBe('');
    expect([hasFault(entry(1)), hasFault(entry(1, { fault: null }))]).toEqual([false, false]);
  });

  test('keeps its filter in the address', () => {
    const params = { operation: 'claim_review', actor: 'a b', outcome: '409', q: 'x' };
    expect(journalParamsOf(journalFilterOf(params))).toEqual(params);
    expect(journalParamsOf(journalFilterOf({}))).toEqual({});
  });
});
