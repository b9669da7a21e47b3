import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock } from '../../src/mock/mock.ts';
import { takingRejectionsWithoutReason } from '../conformance/broken-servers.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const TOKEN = 'sekrit-token';
const folder = createReportFolder();
let url = '';
let broken: Listening;

beforeAll(async () => {
  ({ url } = await startMock('--log', 'silent'));
  const mock = await createMock({ seed: '1', controlToken: TOKEN });
  broken = await listen(takingRejectionsWithoutReason(mock.fetch), 0, '127.0.0.1');
});

afterAll(async () => {
  await broken.close();
  await endAll();
  folder.remove();
});

const verify = (...args: readonly string[]) => ended('verify', '--mode', 'smoke', ...args);
const verifyBroken = (...args: readonly string[]) =>
  verify('--url', broken.url, '--provision-token', TOKEN, '--only', 'DEC-3,CAS-1', ...args);

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('exit codes', () => {
  test('0: the server conforms', async () => {
    const { code, stdout, stderr } = await verify(
      '--url',
      `${url}/`,
      '--only',
      'DEC-3,CAS-1',
      '--seed',
      '7',
    );
    expect(stderr).toContain(`Judging ${url}, seed 7`);
    expect(stderr).toMatch(/✓ tables +\d+ checks, /);
    expect(stdout).toContain('2 requirements judged, none broken.');
    expect(code).toBe(0);
  });

  test('1: it breaks a sentence, and that is shown with what it takes to see it again', async () => {
    const { code, stdout } = await verifyBroken();
    expect(code).toBe(1);
    for (const words of ['DEC-3', '1 requirement broken: DEC-3.', 'submit_decision answered 200']) {
      expect(stdout).toContain(words);
    }
  });

  test('3: the server cannot be reached', async () => {
    const address = `http://127.0.0.1:${await closedPort()}`;
    const { code, stdout, stderr } = await verify('--url', address);
    expect(code).toBe(3);
    expect(stdout).toContain('POST /__control/gates got no answer');
    expect(stdout).toContain('ECONNREFUSED');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });

  test('3: the rig asks for a token', async () => {
    const { code, stdout } = await verify('--url', broken.url, '--only', 'DEC-3');
    expect(code).toBe(3);
    expect(stdout).toContain('the control interface (POST /gates) answered a gate with 401');
  });

  test('4: the time is over before anything was said', async () => {
    const { code, stdout } = await verify('--url', url, '--budget', '1ms');
    expect(code).toBe(4);
    expect(stdout).toMatch(/MUST requirements? judged, \d+ left open/);
  });

  test('4: no check is left', async () => {
    const { code } = await verify('--url', url, '--only', 'DEC-3', '--exclude', 'DEC-3');
    expect(code).toBe(4);
  });

  test('0 and 1: a SHOULD fails the run where that was asked for', async () => {
    const should = ['--only', 'SCH-2', '--provision-token', TOKEN];
    const mock = await createMock({ seed: '1', controlToken: TOKEN });
    const extra = await listen(
      async (request) => {
        const reply = await mock.fetch(request);
        const isRead = request.method === 'GET' && !request.url.includes('/__control');
        if (!isRead || reply.status !== 200) return reply;
        const body = JSON.stringify({ ...((await reply.json()) as object), extra: 1 });
        return new Response(body, { headers: { 'content-type': 'application/json' } });
      },
      0,
      '127.0.0.1',
    );
    try {
      const usual = await verify('--url', extra.url, ...should);
      expect([usual.code, usual.stdout]).toEqual([0, expect.stringContaining('SCH-2')]);
      const strict = await verify('--url', extra.url, ...should, '--level', 'should');
      expect(strict.code).toBe(1);
    } finally {
      await extra.close();
    }
  });
});

describe('what is asked for', () => {
  test('a reading that is pinned and not followed fails by its requirement', async () => {
    const { code, stdout } = await verify(
      '--url',
      url,
      '--only',
      'RES-7',
      '--policy',
      'conflict=409',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('the target follows conflict=200, and 409 is pinned');
  });

  test('a baseline accepts what is known until its day', async () => {
    const until = (day: string) =>
      folder.write(
        `until-${day}.yaml`,
        `- requirement: DEC-3\n  reason: known\n  expires: ${day}\n`,
      );
    expect((await verifyBroken('--baseline', until('2999-01-01'))).code).toBe(0);
    expect((await verifyBroken('--baseline', until('2020-01-01'))).code).toBe(1);
    const mended = ['--url', url, '--only', 'DEC-3', '--baseline', until('2999-01-01')];
    const { code, stdout } = await verify(...mended);
    expect(code).toBe(0);
    expect(stdout).toMatch(/passes again|baseline/);
  });

  test('a module opens the reviews, a pool hands out open ones', async () => {
    const ready: unknown[] = [];
    const gate = {
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: { total_amount: 505, vendor_name: 'Acme Corp' } },
      workflow_id: 'wf_pool',
    };
    while (ready.length < 120) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(gate);
      const reply = await fetch(`${url}/__control/gates`, { method: 'POST', headers, body });
      ready.push(await reply.json());
    }
    const pool = folder.write('ready.json', ready);
    const json = folder.path('pool-report.json');
    const { code } = await verify(
      '--url',
      url,
      '--provision',
      `pool:${pool}`,
      '--only',
      'DEC-3,PRD-1',
      '--report',
      `json=${json}`,
    );
    expect(code).toBe(0);
    const statuses = folder
      .report('pool-report.json')
      .requirements.filter(({ id }) => id === 'DEC-3' || id === 'PRD-1')
      .map(({ id, status }) => [id, status]);
    expect(Object.fromEntries(statuses)).toEqual({ 'DEC-3': 'pass', 'PRD-1': 'not-testable' });
    const empty = await verify(
      '--url',
      url,
      '--provision',
      `pool:${folder.write('none.json', [])}`,
    );
    expect([empty.code, empty.stdout]).toEqual([3, expect.stringContaining('no ready review')]);
  });
});
