import { afterEach, describe, expect, test } from 'vitest';
import { parseReport } from '../../src/conformance/report/check-report.ts';
import { createMock } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { loadServer } from '../mutants/load-mutant.ts';
import { MUTANTS } from '../mutants/mutants.ts';
import { doNothingWrong, makeFourMistakes } from './clients.ts';
import {
  AUTH,
  before,
  beforeMock,
  closeAll,
  KEY,
  listening,
  OVERLAY,
  plainServer,
} from './proxy-before.ts';

afterEach(closeAll);

const kindsIn = (misuses: readonly { kind: string; count: number }[]) =>
  misuses.map(({ kind, count }) => `${kind} ${count}`);

describe('a proxy before a sound server', () => {
  test('finds the four mistakes of clients, and no fault of the server', async () => {
    const { url, finish, told } = await beforeMock();
    expect(await makeFourMistakes(url)).toEqual({
      unread: [200],
      malformed: [422],
      stale: [409, 409],
      repeated: [200, 409],
    });
    const { clients, server, reach } = await finish();
    expect(reach).toBe('reached');
    expect(kindsIn(clients.misuses)).toEqual([
      'wrote-without-reading 1',
      'schema-violation 1',
      'stale-stamp-repeated 1',
      'retried-without-command-id 1',
      'no-command-id 2',
    ]);
    expect(new Set(clients.misuses.map(({ actor }) => actor)).size).toBe(4);
    expect(told).toHaveLength(6);
    expect(server.requirements.flatMap(({ findings }) => findings)).toEqual([]);
    expect(server.verdict).toBe('too-little');
    expect(server.summary).toMatch(/^What passed through broke nothing; \d+ requirements judged/);
  });

  test('finds nothing wrong with clients that do as they should', async () => {
    const { url, finish, told } = await beforeMock();
    expect(await doNothingWrong(url)).toEqual([200, 409, 200, 200, 200]);
    const { clients, server } = await finish();
    expect(clients).toMatchObject({ misuses: [], requests: 8, unseen: 0 });
    expect(told).toEqual([]);
    expect(server.verdict).toBe('too-little');
  });

  test('does not take requests at the same time for a retry', async () => {
    const { url, finish } = await beforeMock();
    await fetch(url + OVERLAY, { headers: AUTH });
    await fetch(url + OVERLAY, { headers: { 'Api-Key': 'another-key' } });
    const post = (key: string) =>
      fetch(`${url}${OVERLAY}/claim`, {
        method: 'POST',
        headers: { ...AUTH, 'Api-Key': key },
        body: '{"version_stamp":3}',
      });
    await post('another-key');
    const statuses = await Promise.all([post(KEY), post(KEY), post(KEY)]);
    expect(statuses.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect((await finish()).clients.misuses).toEqual([]);
  });

  test('answers byte for byte what the server answers', async () => {
    const { url, direct } = await beforeMock({ frozenAt: '2026-05-13T09:05:00.000Z' });
    const requests: readonly [string, RequestInit][] = [
      [OVERLAY, { headers: AUTH }],
      [OVERLAY, {}],
      [`${OVERLAY}/claim`, { method: 'POST', headers: AUTH, body: '{"version_stamp":' }],
      [OVERLAY, { method: 'HEAD', headers: AUTH }],
      [OVERLAY, { method: 'DELETE', headers: AUTH }],
      [OVERLAY, { method: 'OPTIONS', headers: { Origin: 'http://a.example' } }],
      ['/__control/clock', {}],
      ['/__control/journal', { method: 'DELETE' }],
      ['/nowhere?a=%20b', { headers: AUTH }],
    ];
    for (const [path, init] of requests) {
      const [through, straight] = [await fetch(url + path, init), await fetch(direct + path, init)];
      const headersOf = ({ headers }: Response) =>
        Object.fromEntries(
          [...headers].filter(
            ([name]) =>
              !/^(date|connection|keep-alive|transfer-encoding|content-length)$/.test(name),
          ),
        );
      expect([path, through.status, headersOf(through)]).toEqual([
        path,
        straight.status,
        headersOf(straight),
      ]);
      expect(await through.text()).toBe(await straight.text());
    }
  });

  test('lets a stream of events through as it comes', async () => {
    const { url } = await beforeMock();
    const stream = await fetch(`${url}/__control/events`);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toContain(': connected');
    await fetch(url + OVERLAY, { headers: AUTH });
    expect(await next()).toContain('event: request');
    await reader.cancel();
  });

  test('takes no reset for a fault of the server', async () => {
    const { url, finish, told } = await beforeMock();
    const claim = { method: 'POST', headers: AUTH, body: '{"version_stamp":3}' };
    await fetch(url + OVERLAY, { headers: AUTH });
    expect((await fetch(`${url}${OVERLAY}/claim`, claim)).status).toBe(200);
    await fetch(`${url}/__control/reset`, { method: 'POST' });
    expect(await (await fetch(url + OVERLAY, { headers: AUTH })).json()).toMatchObject({ rev: 3 });
    await finish();
    expect(told).toEqual([]);
  });

  test('AUTH-1: keeps no key, wherever it was sent', async () => {
    const { url, finish, exchanges } = await beforeMock();
    const hil = `${url}/v1/workflows/runs/run_abc123/hil-decisions/block_extract`;
    await fetch(url + OVERLAY, { headers: { Authorization: `Bearer ${KEY}` } });
    await fetch(`${hil}?access_token=${KEY}&x=${KEY}`);
    await fetch(`${hil}?access%5Ftoken=${KEY}`);
    const body = JSON.stringify({ version_stamp: 3, note: KEY, [KEY]: [KEY] });
    await fetch(`${url}${OVERLAY}/claim`, { method: 'POST', headers: AUTH, body });
    await fetch(`${url}${OVERLAY}/claim`, { method: 'POST', headers: AUTH, body: `{${KEY}` });
    const { clients, server } = await finish();
    expect(exchanges).toHaveLength(5);
    expect(JSON.stringify([exchanges, server])).not.toContain('4711');
    const names = new Set(exchanges.map(({ actor }) => actor));
    expect([...names]).toEqual([expect.stringMatching(/^key_[0-9a-f]{8}$/)]);
    expect(clients.actors).toHaveLength(1);
  });
});

/** Four claims at once, on the rev that was read. */
async function race(url: string): Promise<void> {
  const { rev } = (await (await fetch(url + OVERLAY, { headers: AUTH })).json()) as {
    rev?: number;
  };
  const claim = {
    method: 'POST',
    headers: AUTH,
    body: JSON.stringify({ version_stamp: rev ?? 3 }),
  };
  await Promise.all([1, 2, 3, 4].map(() => fetch(`${url}${OVERLAY}/claim`, claim)));
}

describe('a proxy before a broken server', () => {
  async function beforeMutant(id: string) {
    const mutant = MUTANTS.find((each) => each.id === id);
    if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
    const server = await loadServer(mutant.edits, {
      scenario: SCENARIOS.seeds(),
      onDefect: () => {},
    });
    return before((await listening(server.fetch)).url);
  }

  test.each([
    ['overlay-without-head-seq', 'SCH-1', 'proxy/reply'],
    ['append-answers-201', 'SCH-1', 'proxy/reply'],
    ['check-then-act', 'CAS-2', 'proxy/chain'],
  ])('%s breaks %s', async (id, requirement, check) => {
    const { url, finish, told } = await beforeMutant(id);
    // Whether requests meet is up to the machine, so they get more than one chance.
    for (let round = 0; round < 20 && !told.includes(requirement); round += 1) await race(url);
    await doNothingWrong(url);
    const { server } = await finish();
    const findings = server.requirements.flatMap((each) => each.findings);
    expect(told).toContain(requirement);
    expect(findings.map((each) => `${each.requirement} ${each.check}`)).toContain(
      `${requirement} ${check}`,
    );
    expect(server.verdict).toBe('fails');
    expect(parseReport(JSON.stringify(server))).toEqual(server);
    expect(findings.every(({ reproduction }) => reproduction.replay === null)).toBe(true);
    expect(findings.every(({ witness }) => witness.length > 0)).toBe(true);
  });
});

describe('what a server does over time', () => {
  /** A mock whose every answer can be changed, by the number of the request. */
  async function beforeLiar(change: (overlay: Record<string, unknown>, nth: number) => void) {
    const mock = await createMock({ scenario: SCENARIOS.seeds(), seed: '1' });
    let nth = 0;
    const { url } = await listening(async (request) => {
      const response = await mock.fetch(request);
      const overlay = (await response.json()) as Record<string, unknown>;
      change(overlay, (nth += 1));
      return Response.json(overlay, { status: response.status });
    });
    return before(url);
  }
  const reads = async (url: string, count: number) => {
    for (let index = 0; index < count; index += 1) await fetch(url + OVERLAY, { headers: AUTH });
  };

  test('CAS-3: rev goes back', async () => {
    const { url, finish, told } = await beforeLiar((overlay, nth) => {
      overlay['rev'] = nth === 3 ? 2 : 3;
    });
    await reads(url, 2);
    expect(told).toEqual([]);
    await reads(url, 1);
    expect(told).toEqual(['CAS-3']);
    const { server } = await finish();
    const [finding] = server.requirements.find(({ id }) => id === 'CAS-3')?.findings ?? [];
    expect(finding).toMatchObject({ check: 'proxy/revision', witness: [{ id: 1 }, { id: 3 }] });
  });

  test('REV-2: a version changes', async () => {
    const { url, told } = await beforeLiar((overlay, nth) => {
      const [first] = overlay['versions'] as Record<string, unknown>[];
      if (nth === 2 && first) first['note'] = 'Changed.';
    });
    await reads(url, 2);
    expect(told).toEqual(['REV-2']);
  });

  test('SCH-1: a 5xx, told once and counted', async () => {
    const upstream = await plainServer((_request, reply) => reply.writeHead(500).end('oops'));
    const { url, told, finish } = await before(upstream);
    await reads(url, 3);
    expect(told).toEqual(['SCH-1']);
    const { server } = await finish();
    const found = server.requirements.flatMap(({ findings }) => findings);
    expect(found).toMatchObject([{ requirement: 'SCH-1', occurrences: 3 }]);
  });
});
