import { describe, expect, test, vi } from 'vitest';
import type { Finding, Report } from '../../src/conformance/report/report.ts';
import { createPoolRig } from '../../src/conformance/provision/pool-rig.ts';
import { CHECKS } from '../../src/conformance/checks/all-checks.ts';
import { replayFinding } from '../../src/conformance/replay.ts';
import { runConformance } from '../../src/conformance/run.ts';
import type { RunOptions } from '../../src/conformance/run-options.ts';
import { createMock, type Fetch } from '../../src/mock/mock.ts';
import { takingRejectionsWithoutReason } from './broken-servers.ts';
import { breakingReplies } from './judge-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const mock = await createMock({ seed: '1' });
const BROKEN = takingRejectionsWithoutReason(mock.fetch);
/** Says that an append moved `rev` by two. */
const SKIPPING = breakingReplies(mock.fetch, ({ method, path, body }) => {
  const isAppend = method === 'POST' && path.endsWith('/versions') && path.includes('/run_');
  if (!isAppend) return undefined;
  const overlay = body as { readonly rev?: number };
  return { body: { ...overlay, rev: (overlay.rev ?? 0) + 1 } };
});

function at(fetch: Fetch) {
  return { kind: 'fetch', fetch } as const;
}

async function run(fetch: Fetch, options: Partial<RunOptions>): Promise<Report> {
  return runConformance({ target: at(fetch), seed: '7', mode: 'smoke', ...options });
}

function firstOf(
  report: Report,
  id: string,
  wanted: (finding: Finding) => boolean = () => true,
): Finding {
  const result = report.requirements.find((each) => each.id === id);
  const finding = result?.findings.find(wanted);
  if (finding === undefined) throw new Error(`${id} was not found broken: ${report.summary}`);
  return finding;
}

const REPORT = await run(BROKEN, { only: ['DEC-3'] });
const FINDING = firstOf(REPORT, 'DEC-3');

describe('a finding that is tried again', () => {
  test('fails as often as the server is broken', async () => {
    const options = { report: REPORT, times: 2 };
    const still = await replayFinding(FINDING, { ...options, target: at(BROKEN) });
    expect(still).toEqual({ kind: 'tried', failed: 2, tried: 2 });
    const fixed = await replayFinding(FINDING, { ...options, target: at(mock.fetch) });
    expect(fixed).toEqual({ kind: 'tried', failed: 0, tried: 2 });
  });

  test('fails at its own level alone', async () => {
    const should = { ...FINDING, level: 'SHOULD' } as const;
    const result = await replayFinding(should, { report: REPORT, times: 1, target: at(BROKEN) });
    expect(result).toEqual({ kind: 'tried', failed: 0, tried: 1 });
  });

  test('is an error when the server is away, or the check is gone', async () => {
    const away = at(async () => {
      throw new Error('connect ECONNREFUSED');
    });
    expect(await replayFinding(FINDING, { report: REPORT, times: 2, target: away })).toEqual({
      kind: 'broken',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    const gone = { ...FINDING, check: 'DEC-3/no-such-check' };
    expect(await replayFinding(gone, { report: REPORT, times: 2, target: at(mock.fetch) })).toEqual(
      { kind: 'broken', reason: 'this version has no check DEC-3/no-such-check' },
    );
  });

  test('of a random plan plays the plan that it was shrunk to', async () => {
    const plans = CHECKS.filter(({ phase }) => phase === 'plans').slice(0, 1);
    const report = await run(SKIPPING, { checks: plans });
    const finding = firstOf(report, 'REV-6', ({ plan }) => plan !== undefined);
    expect(finding.plan).toHaveLength(1);
    const options = { report, times: 1 };
    const still = await replayFinding(finding, { ...options, target: at(SKIPPING) });
    expect(still).toEqual({ kind: 'tried', failed: 1, tried: 1 });
    const fixed = await replayFinding(finding, { ...options, target: at(mock.fetch) });
    expect(fixed).toEqual({ kind: 'tried', failed: 0, tried: 1 });
  });

  // A check that did not run says nothing, and "0 of 1 failed" reads as fixed.
  test('is no longer said to be fixed when the rig cannot try it', async () => {
    const ready = await readyReviews(60);
    const provision = { kind: 'rig', rig: createPoolRig('the pool', ready) } as const;
    const check = CHECKS.find(({ needs = [] }) => needs.includes('clock'))?.id ?? '';
    const needy = { ...FINDING, check, requirement: check.split('/')[0] ?? '' };
    const target = at(mock.fetch);
    const result = await replayFinding(needy, { report: REPORT, times: 1, target, provision });
    expect(result).not.toEqual({ kind: 'tried', failed: 0, tried: 1 });
  });

  // The probes are no checks of the suite's list, so replay does not find them.
  test('of a pinned reading is tried', async () => {
    const policies = { conflict: '409' };
    const report = await run(mock.fetch, { policies, only: ['RES-7'], checks: [] });
    const finding = firstOf(report, 'RES-7');
    const target = at(mock.fetch);
    expect(await replayFinding(finding, { report, times: 1, target, policies })).toEqual({
      kind: 'tried',
      failed: 1,
      tried: 1,
    });
  });
});

async function readyReviews(count: number) {
  const ready = [];
  while (ready.length < count) {
    const body = JSON.stringify({
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: { total_amount: 505 } },
      workflow_id: 'wf_pool',
    });
    const headers = { 'content-type': 'application/json' };
    const url = 'http://mock.invalid/__control/gates';
    const reply = await mock.fetch(new Request(url, { method: 'POST', headers, body }));
    ready.push((await reply.json()) as { run_id: string; block_id: string; review_id: string });
  }
  return ready;
}
