import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/conformance/exchange.ts';
import { judgeHistory } from '../../src/conformance/judge-history.ts';
import type { HistoryHeader } from '../../src/conformance/report/history-file.ts';
import { exchange, overlay, replied } from './oracle/review-exchanges.ts';

const HEADER: HistoryHeader = {
  format: 'review-kit/history',
  version: 1,
  tool: { version: '0.0.0', specSha256: '' },
  target: 'in process',
  startedAt: '2026-05-13T09:00:00.000Z',
  mode: 'ci',
  seed: '1',
  dialect: [],
};

function judge(exchanges: readonly Exchange[], editStep?: string) {
  const entry = { name: 'edit-step', value: editStep ?? '', requirement: 'REV-6', isPinned: false };
  const dialect = editStep === undefined ? [] : [entry];
  return judgeHistory({ header: { ...HEADER, dialect }, exchanges });
}

const of = (review: string | null, each: Exchange) => ({ ...each, review });
const READ = exchange(1, 'get_overlay', replied(200, overlay(1)));
const body = { version_stamp: 1, snapshot: { total: 2 } };
const WRITE = exchange(2, 'append_version', replied(200, overlay(2, [1, 2])), { body });
const SAME = exchange(3, 'append_version', replied(200, overlay(2, [1, 2])), {
  body,
  at: [21, 26],
});

describe('a stored history', () => {
  test('is judged review by review', () => {
    const judged = judge([READ, WRITE, of('r2', READ), of('r2', WRITE), of(null, READ)]);
    expect(judged).toEqual({ reviews: 2, exchanges: 5, unknown: 0, violations: [] });
  });

  test('shows a lost update in the review that lost it', () => {
    const judged = judge([READ, WRITE, of('r2', READ), of('r2', WRITE), of('r2', SAME)]);
    expect(judged.violations.length).toBeGreaterThan(0);
    expect(judged.violations.every(({ review }) => review === 'r2')).toBe(true);
    expect(judged.violations.map(({ requirement }) => requirement)).toContain('CAS-2');
  });

  test('of which nothing can be said is unknown', () => {
    const refused = exchange(1, 'append_version', replied(404), { body });
    expect(judge([refused])).toMatchObject({ reviews: 1, unknown: 1, violations: [] });
    expect(judge([])).toMatchObject({ reviews: 0, unknown: 0, violations: [] });
  });

  test('is judged by the readings that the run found', () => {
    const decision = {
      body: { version_stamp: 1, verdict: 'approved', edited_output: { total: 2 } },
    };
    const decided = {
      submission_status: 'accepted',
      overlay: overlay(3, [1, 2], {
        status: 'approved',
        effective_seq: 1,
        decisions: [{ verdict: 'approved', on_seq: 1, effective_seq: 1, reason: null }],
      }),
    };
    const edited = exchange(2, 'submit_decision', replied(200, decided), decision);
    expect(judge([READ, edited]).violations.map(({ rule }) => rule)).toContain('STEP');
    expect(judge([READ, edited], '2').violations).toEqual([]);
  });
});
