import { describe, expect, test } from 'vitest';
import { openHttpRig } from '../../../src/conformance/provision/http-rig.ts';
import { openTransport } from '../../../src/conformance/execute/open-transport.ts';
import type { Transport } from '../../../src/conformance/execute/transport.ts';
import { Inconclusive, RigError } from '../../../src/conformance/rig.ts';
import { createMock, type Fetch } from '../../../src/mock/mock.ts';

const mock = await createMock({ seed: '1' });

function openOn(fetch: Fetch) {
  const transport = openTransport({ kind: 'fetch', fetch }, 4);
  return openHttpRig({ name: 'the rig', transport, prefix: '/__control' });
}

function answering(status: number, body: string): Fetch {
  return async () => new Response(body, { status });
}

/** The mock without some of its control interface. */
function without(...paths: readonly RegExp[]): Fetch {
  return async (request) => {
    const { pathname } = new URL(request.url);
    return paths.some((path) => path.test(pathname))
      ? new Response('{"detail":"Not Found"}', { status: 404 })
      : mock.fetch(request);
  };
}

const GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total: 1 } },
  workflow_id: 'wf_1',
} as unknown as Parameters<Awaited<ReturnType<typeof openOn>>['openGate']>[0];

describe('a rig over HTTP', () => {
  test('of the mock can do everything', async () => {
    const rig = await openOn(mock.fetch);
    expect([...rig.capabilities]).toEqual(['gates', 'clock', 'agents', 'runs', 'hold', 'reopen']);
  });

  test.each([
    ['clock', /\/clock$/, 'advanceClock'],
    ['agents', /\/agents\//, 'agentEvent'],
    ['runs', /\/runs\//, 'runState'],
    ['hold', /\/resume$/, 'holdRuns'],
    ['reopen', /\/reopen$/, 'reopen'],
  ] as const)('without %s has all the others', async (capability, path, method) => {
    const rig = await openOn(without(path));
    const all = ['gates', 'clock', 'agents', 'runs', 'hold', 'reopen'];
    expect([...rig.capabilities]).toEqual(all.filter((each) => each !== capability));
    expect(rig[method]).toBeUndefined();
  });

  test('can open gates alone, when agents are refused with the gate', async () => {
    const rig = await openOn(async (request) => {
      const { pathname } = new URL(request.url);
      const isGate = pathname.endsWith('/gates');
      const isPlain = isGate && !(await request.clone().text()).includes('"agent"');
      return isPlain ? mock.fetch(request) : new Response('{}', { status: 422 });
    });
    expect([...rig.capabilities]).toEqual(['gates']);
  });

  test('hands on a refused gate, and breaks where nothing can be refused', async () => {
    const rig = await openOn(mock.fetch);
    expect((await rig.openGate({ ...GATE, predicate: { kind: 'none' } } as never)).status).toBe(
      422,
    );
    await expect(rig.runState?.('run_unknown')).rejects.toThrow(RigError);
    await expect(rig.runState?.('run_unknown')).rejects.toThrow(
      'the rig: GET /runs/run_unknown answered 404; 200 expected',
    );
  });

  test('opens, reopens, moves time and shows a run', async () => {
    const rig = await openOn(mock.fetch);
    const { status, body } = await rig.openGate(GATE);
    expect(status).toBe(201);
    const opened = body as { readonly run_id: string; readonly review_id: string };
    expect(await rig.runState?.(opened.run_id)).toMatchObject({ status: 'awaiting_review' });
    expect((await rig.reopen?.(opened.review_id))?.status).toBe(409);
    await expect(rig.advanceClock?.(1000)).resolves.toBeUndefined();
    await expect(rig.holdRuns?.(false)).resolves.toBeUndefined();
  });

  test.each<readonly [string, Fetch, string]>([
    ['refuses', answering(403, '{"detail":"no token"}'), 'with 403 {"detail":"no token"}'],
    ['is no rig', answering(200, '<html>'), 'with 200 nothing; it should answer 201'],
    ['says something else', answering(201, '{"ok":true}'), 'with 201 {"ok":true}'],
    [
      'opens nothing',
      answering(201, '{"fired":false,"review_id":null}'),
      'a gate that always fires opened no review',
    ],
    [
      'is not there',
      async () => {
        throw new Error('connect ECONNREFUSED');
      },
      'POST /__control/gates got no answer: connect ECONNREFUSED',
    ],
  ])('that %s is broken, and says how', async (_what, fetch, words) => {
    await expect(openOn(fetch)).rejects.toThrow(RigError);
    await expect(openOn(fetch)).rejects.toThrow(words);
  });

  describe('whose connection is cut', () => {
    const CUT = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });

    /** Opened in peace; then each request to a path is cut, after it was carried out or before. */
    async function openCut(path: RegExp, { times = 1, isDone = false } = {}) {
      const seen: string[] = [];
      let left = 0;
      const inner = openTransport({ kind: 'fetch', fetch: mock.fetch }, 4);
      const transport: Transport = {
        ...inner,
        send: async (request, timeoutMs) => {
          const isCut = left > 0 && path.test(request.path);
          if (path.test(request.path)) seen.push(request.method);
          if (!isCut) return inner.send(request, timeoutMs);
          left -= 1;
          if (isDone) await inner.send(request, timeoutMs);
          throw CUT;
        },
      };
      const rig = await openHttpRig({ name: 'the rig', transport, prefix: '/__control' });
      left = times;
      seen.length = 0;
      return { rig, seen };
    }

    test('asks again once for what can be done twice', async () => {
      const named = { ...GATE, run_id: 'run_cut', block_id: 'block_cut' };
      const { rig, seen } = await openCut(/\/gates$/);
      expect((await rig.openGate(named)).status).toBe(201);
      expect(seen).toEqual(['POST', 'POST']);
      const runs = await openCut(/\/runs\//, { isDone: true });
      expect(await runs.rig.runState?.('run_cut')).toMatchObject({ status: 'awaiting_review' });
      const held = await openCut(/\/resume$/, { isDone: true });
      await expect(held.rig.holdRuns?.(false)).resolves.toBeUndefined();
    });

    test('says nothing where the first try may have been the one that did it', async () => {
      const done = await openCut(/\/gates$/, { isDone: true });
      const named = { ...GATE, run_id: 'run_done', block_id: 'block_done' };
      await expect(done.rig.openGate(named)).rejects.toThrow(Inconclusive);
      const unnamed = await openCut(/\/gates$/);
      await expect(unnamed.rig.openGate(GATE)).rejects.toThrow(Inconclusive);
      const clock = await openCut(/\/clock$/);
      await expect(clock.rig.advanceClock?.(1)).rejects.toThrow(
        'the rig: POST /__control/clock: the connection was cut, so that it may be done or not',
      );
      expect([unnamed.seen, clock.seen]).toEqual([['POST'], ['POST']]);
    });

    test('twice is broken', async () => {
      const { rig } = await openCut(/\/runs\//, { times: 2 });
      await expect(rig.runState?.('run_cut')).rejects.toThrow(RigError);
    });

    test('before the run began is broken', async () => {
      const transport: Transport = {
        send: async () => {
          throw CUT;
        },
        close: async () => {},
      };
      const opening = openHttpRig({ name: 'the rig', transport, prefix: '/__control' });
      await expect(opening).rejects.toThrow(RigError);
    });
  });

  test('asks with its token, and has its namespace forgotten', async () => {
    const seen: string[] = [];
    const transport = openTransport(
      {
        kind: 'fetch',
        fetch: async (request) => {
          const { pathname } = new URL(request.url);
          seen.push(`${request.method} ${pathname} ${request.headers.get('authorization')}`);
          return mock.fetch(request);
        },
      },
      4,
    );
    const headers = { authorization: 'Bearer t0ken' };
    const own = { name: 'x', transport, prefix: '/__control', headers, namespace: 'n1' };
    const rig = await openHttpRig(own);
    await rig.cleanup?.([]);
    expect(seen.every((each) => each.endsWith(' Bearer t0ken'))).toBe(true);
    expect(seen.at(-1)).toContain('DELETE /__control/namespaces/n1');
  });
});
