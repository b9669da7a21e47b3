import { describe, expect, test, vi } from 'vitest';
import { CHECKS } from '../../src/conformance/checks/all-checks.ts';
import { createMock } from '../../src/mock/mock.ts';
import { breakingApi, jsonAnswer } from './broken-servers.ts';

import { expectWhole, mock, run, statusOf } from './small-run.ts';

/** `GET /v1/workflows/reviews/{run_id}/{block_id}`. */
function isOverlayRead({ method, url }: Request): boolean {
  const path = new URL(url).pathname;
  return method === 'GET' && /^\/v1\/workflows\/reviews\/(?!versions\/)[^/]+\/[^/]+$/.test(path);
}

vi.setConfig({ testTimeout: 120_000 });

describe('a target that', () => {
  const deep = `{"versions":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  const nulls = '{"versions":[null],"overlay":{"versions":[null]},"data":[null],"audit":[null]}';

  test.each([
    ['answers 500', async () => jsonAnswer(500, '{"detail":"x"}')],
    ['answers no JSON', async () => jsonAnswer(200, '<html>')],
    ['answers nothing', async () => new Response(null, { status: 204 })],
    ['answers a list', async () => jsonAnswer(200, '[]')],
    ['answers nulls', async () => jsonAnswer(200, nulls)],
  ])('%s is judged, not believed', async (_what, answer) => {
    const fetch = breakingApi(mock.fetch, answer);
    const report = await run({ surfaces: ['overlay', 'resource', 'agent'] }, fetch);
    expect(report.verdict).toBe('fails');
    expect(statusOf(report, 'SCH-1')).toBe('fail');
    expectWhole(report);
  });

  // The reply is JSON, and far too deep for what walks it and for JSON.stringify.
  test('answers JSON that is nested 50,000 deep is judged', async () => {
    const fetch = breakingApi(mock.fetch, async () => jsonAnswer(200, deep));
    const report = await run({ surfaces: ['overlay'], only: ['SCH-1'] }, fetch);
    expect(report.verdict).toBe('fails');
    expectWhole(report);
  });

  test('answers no surface ends the run with what it answered', async () => {
    const fetch = breakingApi(mock.fetch, async () => jsonAnswer(500, '{"detail":"down"}'));
    const report = await run({}, fetch);
    expect(report.verdict).toBe('broken');
    expect(report.summary).toContain('can be read on no surface (overlay: GET');
    expect(report.summary).toContain('status 500: {"detail":"down"}');
    expectWhole(report);
  });

  test.each([
    ['answers 500', 500, '{"detail":"down"}'],
    ['answers nothing that can be read', 200, ''],
  ])(
    '%s on one surface alone has that surface, and is judged by it',
    async (_what, status, text) => {
      const fetch = breakingApi(mock.fetch, async (request) =>
        isOverlayRead(request) ? jsonAnswer(status, text) : mock.fetch(request),
      );
      const report = await run({ only: ['SCH-1', 'REV-1'] }, fetch);
      expect(report.options.surfaces).toContain('overlay');
      expect(report.verdict).toBe('fails');
    },
  );

  test('answers 404 on one surface does without it', async () => {
    const fetch = breakingApi(mock.fetch, async (request) =>
      isOverlayRead(request) ? jsonAnswer(404, '{"detail":"Not Found"}') : mock.fetch(request),
    );
    const report = await run({ only: ['REV-1'] }, fetch);
    expect(report.options.surfaces).not.toContain('overlay');
  });

  test('hangs is given up request by request', async () => {
    const fetch = breakingApi(mock.fetch, () => new Promise(() => {}));
    const few = CHECKS.filter(({ id }) => id.startsWith('DEC-3/')).slice(0, 8);
    const report = await run({ surfaces: ['overlay'], checks: few, timeoutMs: 50 }, fetch);
    expect(report.verdict).toBe('too-little');
    const result = report.requirements.find(({ id }) => id === 'DEC-3');
    expect(result).toMatchObject({ status: 'inconclusive' });
    expect(result?.reason).toContain('no reply within 50 ms');
    expectWhole(report);
  });

  test('falls over in the middle is inconclusive or broken, never a crash', async () => {
    let count = 0;
    const fetch = breakingApi(mock.fetch, async (request) => {
      count += 1;
      if (count > 200) throw new Error('ECONNRESET');
      return mock.fetch(request);
    });
    const report = await run({}, fetch);
    expect(['too-little', 'fails']).toContain(report.verdict);
    expectWhole(report);
  });

  test('takes all keys for one person cannot be judged', async () => {
    const one = { kind: 'human', id: 'only', display_name: 'Only' } as const;
    const keys = ['k1', 'k2'];
    const single = await createMock({ keys: new Map(keys.map((key) => [key, one])) });
    const report = await run({ keys, checks: [] }, single.fetch);
    expect(report.verdict).toBe('broken');
    expect(report.summary).toBe(
      'all 2 keys act as human:only; pass --key for two different people',
    );
    expectWhole(report);
  });
});
