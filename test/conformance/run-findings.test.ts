import { describe, expect, test, vi } from 'vitest';
import { CHECKS } from '../../src/conformance/checks/all-checks.ts';
import { createMock } from '../../src/mock/mock.ts';
import { breakingApi, jsonAnswer, takingRejectionsWithoutReason } from './broken-servers.ts';

import { expectWhole, mock, run, statusOf } from './small-run.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('a reading that is pinned', () => {
  test.each([
    [{ conflict: '200' }, 'RES-7', 'pass'],
    [{ conflict: '409' }, 'RES-7', 'fail'],
    [{ unauthenticated: '403' }, 'AUTH-1', 'fail'],
    [{ 'initial-rev': '1' }, 'REV-6', 'pass'],
    [{ 'initial-rev': '0' }, 'REV-6', 'fail'],
  ] as const)('%j: %s is %s', async (policies, id, status) => {
    const [name = '', value = ''] = Object.entries(policies)[0] ?? [];
    const report = await run({ policies, only: [id], checks: [] });
    expect(statusOf(report, id)).toBe(status);
    expect(report.verdict).toBe(status === 'fail' ? 'fails' : 'conforms');
    expect(report.dialect.find((each) => each.name === name)?.isPinned).toBe(true);
    const sentences = report.requirements.flatMap(({ findings }) =>
      findings.map(({ sentence }) => sentence),
    );
    const words = expect.stringMatching(`^the target follows ${name}=.+, and ${value} is pinned$`);
    expect(sentences).toEqual(status === 'fail' ? [words] : []);
  });

  test('is found out, whatever is asked for', async () => {
    const lenient = await createMock({
      seed: '1',
      policies: { conflict: '409', errors: 'envelope' },
    });
    const { dialect } = await run({ checks: [] }, lenient.fetch);
    const values = Object.fromEntries(dialect.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ conflict: '409', errors: 'envelope', 'initial-rev': '1' });
    expect(Object.values(values)).not.toContain('unknown');
  });
});

describe('a failure', () => {
  const BROKEN = takingRejectionsWithoutReason(mock.fetch);
  const nowMs = () => Date.parse('2026-06-01T12:00:00Z');
  const entry = (requirement: string, expires: string) => ({
    requirement,
    reason: 'known',
    expires,
  });

  test.each([
    ['is one', [], 'fails', undefined],
    ['that is known is accepted', [entry('DEC-3', '2026-06-01')], 'conforms', 'known'],
    ['whose day has come is one again', [entry('DEC-3', '2026-05-31')], 'fails', 'expired'],
    ['of another requirement is one', [entry('CAS-1', '2027-01-01')], 'fails', undefined],
  ])('%s', async (_what, baseline, verdict, state) => {
    const report = await run({ only: ['DEC-3', 'CAS-1'], baseline, nowMs }, BROKEN);
    expect([statusOf(report, 'DEC-3'), report.verdict]).toEqual(['fail', verdict]);
    const result = report.requirements.find(({ id }) => id === 'DEC-3');
    expect(result?.baseline?.state).toBe(state);
  });

  test('that is known and gone is told', async () => {
    const report = await run({ only: ['DEC-3'], baseline: [entry('DEC-3', '2027-01-01')], nowMs });
    expect(report.verdict).toBe('conforms');
    const result = report.requirements.find(({ id }) => id === 'DEC-3');
    expect(result?.baseline).toMatchObject({ state: 'passes-again', reason: 'known' });
  });

  test('has what proves it, and how to see it again', async () => {
    const report = await run({ only: ['DEC-3'] }, BROKEN);
    expectWhole(report);
    const findings = report.requirements.flatMap((each) => each.findings);
    expect(findings.length).toBeGreaterThan(0);
    for (const { witness, reproduction, seed, id, check } of findings) {
      expect(witness.length).toBeGreaterThan(0);
      expect([seed, id]).toEqual(['7', expect.stringMatching(/^DEC-3#\d+$/)]);
      expect(CHECKS.map((each) => each.id)).toContain(check);
      expect(reproduction.curl.join('\n')).toContain('"$REVIEW_API_URL/__control/gates"');
    }
  });

  test('that is looked for ends the run', async () => {
    const whole = await run({}, BROKEN);
    const stopped = await run({ stopAt: 'DEC-3', concurrency: 1 }, BROKEN);
    expect(statusOf(stopped, 'DEC-3')).toBe('fail');
    expect(stopped.totals.requests).toBeLessThan(whole.totals.requests);
  });
});

describe('secrets', () => {
  test('stand nowhere in a report or an event', async () => {
    const keys = ['sekrit-key-a', 'sekrit-key-b'];
    const tenant = await createMock({ seed: '1', controlToken: 'sekrit-token' });
    const heard: unknown[] = [];
    const report = await run({
      target: {
        kind: 'fetch',
        fetch: takingRejectionsWithoutReason(tenant.fetch),
        headers: { 'x-tenant': 'sekrit-header' },
      },
      keys,
      only: ['AUTH-1', 'DEC-3', 'SCH-1'],
      provision: { kind: 'control', token: 'sekrit-token' },
      onEvent: (event) => heard.push(event),
      onExchange: (exchange) => heard.push(exchange),
    });
    expect(report.verdict).toBe('fails');
    expect(JSON.stringify([report, heard])).not.toContain('sekrit');
  });

  // Nothing looks for keys in what a server answers.
  test('stand nowhere in a finding, even if the server answers with them', async () => {
    const echoing = breakingApi(mock.fetch, async (request) =>
      jsonAnswer(418, JSON.stringify({ detail: request.headers.get('authorization') })),
    );
    const keys = ['sekrit-key-a', 'sekrit-key-b'];
    const report = await run({ keys, only: ['SCH-1'], surfaces: ['overlay'] }, echoing);
    expect(report.verdict).toBe('fails');
    expect(JSON.stringify(report)).not.toContain('sekrit');
  });
});
