import { styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createExchangeLog, LOG_FORMATS, type LogFormat } from '../../src/cli/exchange-log.ts';
import type { JournalEntry } from '../../src/store/journal.ts';

const ENTRY: JournalEntry = {
  seq: 7,
  began_after: 6,
  at: '2026-05-13T09:05:00.123Z',
  method: 'POST',
  url: '/v1/workflows/reviews/run_1/block_1/claim?x=1',
  operation_id: 'claim_review',
  actor_id: 'user_42',
  request_body: '{"version_stamp":3,"secret":"in"}',
  status: 200,
  response_body: '{"secret":"out"}',
  fault: null,
  handled_status: 200,
};

function linesOf(format: LogFormat, entry: Partial<JournalEntry>, namespace?: string): string[] {
  const lines: string[] = [];
  const log = createExchangeLog(format, (line) => lines.push(line), false);
  log({ ...ENTRY, ...entry }, namespace);
  return lines;
}

function refusal(status: number, detail: unknown): Partial<JournalEntry> {
  return { status, response_body: JSON.stringify({ detail }) };
}

describe('a pretty log', () => {
  test('is a line of time, status, method, url and actor, without bodies', () => {
    expect(linesOf('pretty', {})).toEqual([
      '09:05:00.123 200 POST /v1/workflows/reviews/run_1/block_1/claim?x=1 user_42',
    ]);
  });

  test('names the namespace, and nobody', () => {
    const [line] = linesOf('pretty', { actor_id: null, url: '/x' }, 'team-1');
    expect(line).toBe('09:05:00.123 200 POST /x [team-1] -');
  });

  test('says why a request was refused, whatever form the detail has', () => {
    const [stale] = linesOf('pretty', { url: '/x', ...refusal(409, 'Stale version_stamp.') });
    expect(stale).toBe('09:05:00.123 409 POST /x user_42  Stale version_stamp.');
    const envelope = { code: 'conflict', message: 'Already approved.', details: {} };
    const [conflict] = linesOf('pretty', refusal(409, envelope));
    expect(conflict).toMatch(/user_42 {2}Already approved\.$/);
    const faults = [
      { loc: ['body', 'items', 0], msg: 'Field required', type: 'missing' },
      { loc: ['query', 'limit'], msg: 'Too much', type: 'x' },
    ];
    const [invalid] = linesOf('pretty', refusal(422, faults));
    expect(invalid).toMatch(/user_42 {2}body\.items\.0: Field required; query\.limit: Too much$/);
  });

  test('says nothing of a reply without a body, nor of a detail of a success', () => {
    expect(linesOf('pretty', { status: 404, response_body: null })[0]).toMatch(/user_42$/);
    expect(linesOf('pretty', { status: 202, response_body: '{"detail":"x"}' })[0]).toMatch(
      /user_42$/,
    );
  });

  test('says what a fault did, and what the caller did not see', () => {
    const [lost] = linesOf('pretty', { url: '/x', status: null, fault: 'drop_after' });
    expect(lost).toBe('09:05:00.123 --- POST /x user_42  [drop_after, handled as 200]');
    const [before] = linesOf('pretty', {
      url: '/x',
      status: null,
      handled_status: null,
      fault: 'drop_before',
    });
    expect(before).toBe('09:05:00.123 --- POST /x user_42  [drop_before]');
    const [slow] = linesOf('pretty', { url: '/x', fault: 'delay 5 ms' });
    expect(slow).toBe('09:05:00.123 200 POST /x user_42  [delay 5 ms]');
    const error = { ...refusal(503, 'Injected.'), handled_status: null, fault: 'error 503' };
    const [injected] = linesOf('pretty', { url: '/x', ...error });
    expect(injected).toBe('09:05:00.123 503 POST /x user_42  [error 503]  Injected.');
  });

  test.each([
    [200, 'green'],
    [201, 'green'],
    [409, 'yellow'],
    [500, 'red'],
    [501, 'red'],
    [304, 'red'],
  ] as const)('colors %i %s', (status, color) => {
    const lines: string[] = [];
    const log = createExchangeLog('pretty', (line) => lines.push(line), true);
    log({ ...ENTRY, status, response_body: null }, undefined);
    expect(lines[0]).toContain(` ${styleText(color, String(status))} POST`);
  });
});

describe('a log in JSON', () => {
  test('is one object a line, without bodies', () => {
    const [line = ''] = linesOf('json', {});
    const { seq, at, method, url, operation_id, actor_id, status } = ENTRY;
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ seq, at, method, url, operation_id, actor_id, status });
    expect(line).not.toContain('secret');
  });

  test('says what a fault did', () => {
    const [line = ''] = linesOf('json', { fault: 'drop_after', status: null });
    const done = { fault: 'drop_after', status: null, handled_status: 200 };
    expect(JSON.parse(line)).toMatchObject(done);
  });

  test('names the namespace where there is one', () => {
    expect(JSON.parse(linesOf('json', {}, 'team-1')[0] ?? '')).toHaveProperty(
      'namespace',
      'team-1',
    );
    expect(JSON.parse(linesOf('json', {})[0] ?? '')).not.toHaveProperty('namespace');
  });
});

describe('a silent log', () => {
  test('writes nothing', () => {
    expect(linesOf('silent', refusal(500, 'x'))).toEqual([]);
  });

  test('is one of three formats', () => {
    expect(LOG_FORMATS).toEqual(['pretty', 'json', 'silent']);
  });
});
