import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRecorder, isLost, type Draft } from '../../../src/conformance/execute/recorder.ts';
import type { WireReply, WireRequest } from '../../../src/conformance/execute/transport.ts';

const pauses = vi.hoisted((): number[] => []);
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    pauses.push(ms);
  },
}));

const DRAFT: Draft = {
  credentials: { name: 'A', key: 'sekrit-a' },
  operation: 'get_overlay',
  review: 'r1',
  request: { method: 'GET', path: '/x' },
};
const JSON_TYPE = { 'content-type': 'application/json' };

type Answering = (request: WireRequest, count: number) => WireReply | Error;

function recorderOn(answering: Answering) {
  const sent: WireRequest[] = [];
  const recorder = createRecorder({
    transport: {
      send: async (request) => {
        sent.push(request);
        const reply = answering(request, sent.length);
        if (reply instanceof Error) throw reply;
        return reply;
      },
      close: async () => {},
    },
    rateLimit: async () => {},
    timeoutMs: 1000,
  });
  return { recorder, sent };
}

const ok = (text = '{"rev":1}'): WireReply => ({ status: 200, headers: JSON_TYPE, text });

describe('the recorder', () => {
  test('numbers exchanges, and stamps them with ticks of one clock', async () => {
    const { recorder } = recorderOn(() => ok());
    const first = await recorder.send(DRAFT);
    const both = await Promise.all([recorder.send(DRAFT), recorder.send(DRAFT)]);
    expect([first, ...both].map(({ id }) => id)).toEqual([1, 2, 3]);
    const ticks = [first, ...both].flatMap(({ invokedAt, returnedAt }) => [invokedAt, returnedAt]);
    expect(new Set(ticks).size).toBe(6);
    expect(both[1].invokedAt).toBeLessThan(both[0].returnedAt ?? 0);
    expect(recorder.requestCount()).toBe(3);
  });

  test('tells what a wire really lost from what was to be lost', async () => {
    const cut = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    const staged = recorderOn(() => ok()).recorder;
    for (const fault of ['lose-request', 'lose-reply', 'deliver-twice'] as const) {
      expect(isLost(await staged.send(DRAFT, fault))).toBe(false);
      const dead = recorderOn(() => cut).recorder;
      expect(isLost(await dead.send(DRAFT, fault))).toBe(fault !== 'lose-request');
    }
    const half = recorderOn((_request, count) => (count === 1 ? ok() : cut)).recorder;
    expect(isLost(await half.send(DRAFT, 'deliver-twice'))).toBe(true);
    const failing = recorderOn(() => ({ ...ok(), status: 503 })).recorder;
    expect(isLost(await failing.send(DRAFT))).toBe(false);
  });

  test('sends the key and keeps its owner’s name alone', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    const exchange = await recorder.send(DRAFT);
    expect(sent[0]?.headers).toEqual({ authorization: 'Bearer sekrit-a' });
    expect(exchange.actor).toBe('A');
    expect(JSON.stringify(exchange)).not.toContain('sekrit');
  });

  test('names a key that stands elsewhere by its owner', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    const shown = [
      { name: 'A', key: 'sekrit-a', place: 'api-key' },
      { name: 'B', key: 'sekrit&b', place: 'access-token' },
    ] as const;
    const credentials = { name: 'A', key: 'sekrit-a', shown };
    const exchange = await recorder.send({ ...DRAFT, credentials });
    expect(sent[0]).toMatchObject({
      path: '/x?access_token=sekrit%26b',
      headers: { 'api-key': 'sekrit-a' },
    });
    expect(exchange.request).toEqual({
      method: 'GET',
      path: '/x?access_token=$KEY_B',
      headers: { 'api-key': '$KEY_A' },
    });
  });

  test('sends nobody’s requests without a key', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    const exchange = await recorder.send({ ...DRAFT, credentials: null });
    expect(sent[0]?.headers).toEqual({});
    expect(exchange.actor).toBeNull();
  });

  test('sends JSON as JSON, and other texts as they are', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    await recorder.send({ ...DRAFT, request: { method: 'POST', path: '/x', body: { a: 1 } } });
    expect(sent[0]).toMatchObject({ body: '{"a":1}', headers: JSON_TYPE });
    await recorder.send({ ...DRAFT, bodyText: '{"a":' });
    expect(sent[1]).toMatchObject({ body: '{"a":', headers: JSON_TYPE });
    const headers = { 'content-type': 'text/plain' };
    await recorder.send({ ...DRAFT, request: { ...DRAFT.request, headers }, bodyText: 'x' });
    expect(sent[2]?.headers).toMatchObject(headers);
  });

  test.each([
    ['JSON', ok('{"a":1}'), { kind: 'replied', status: 200, body: { a: 1 } }],
    ['nothing', ok(''), { kind: 'replied', status: 200, body: undefined }],
    ['no JSON', ok('<html>'), { kind: 'replied', body: undefined, text: '<html>' }],
    ['a long text', ok('x'.repeat(900)), { text: 'x'.repeat(400) }],
    [
      'no content type',
      { status: 404, headers: {}, text: '{}' },
      { status: 404, contentType: null },
    ],
    [
      'a 5xx',
      { status: 503, headers: JSON_TYPE, text: '{"detail":"x"}' },
      { kind: 'unknown', status: 503, reason: 'status 503: {"detail":"x"}' },
    ],
  ])('takes %s for what it is', async (_what, reply, outcome) => {
    const { recorder } = recorderOn(() => reply);
    expect((await recorder.send(DRAFT)).outcome).toMatchObject(outcome);
  });

  test('does not know what became of a request without an answer', async () => {
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const { recorder } = recorderOn(() => reset);
    const exchange = await recorder.send(DRAFT);
    expect(exchange).toMatchObject({
      returnedAt: null,
      outcome: { kind: 'unknown', reason: 'socket hang up (ECONNRESET)' },
    });
    expect(exchange.outcome).not.toHaveProperty('status');
  });
});

describe('a 429', () => {
  afterEach(() => void pauses.splice(0));

  const busy = (retryAfter?: string): WireReply => ({
    status: 429,
    headers: {
      ...JSON_TYPE,
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    },
    text: '{"detail":"slow down"}',
  });

  test.each([
    ['2', 2000],
    [undefined, 1000],
    ['0', 0],
    ['0.5', 500],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 1000],
    ['-3', 1000],
    ['86400', 60_000],
  ])('with Retry-After %s is sent again after %s ms', async (retryAfter, ms) => {
    const { recorder, sent } = recorderOn((_, count) => (count === 1 ? busy(retryAfter) : ok()));
    expect((await recorder.send(DRAFT)).outcome).toMatchObject({ kind: 'replied', status: 200 });
    expect(pauses).toEqual([ms]);
    expect(sent).toHaveLength(2);
  });

  test('is believed after six times', async () => {
    const { recorder, sent } = recorderOn(() => busy('0'));
    const { outcome } = await recorder.send(DRAFT);
    expect(outcome).toMatchObject({ kind: 'replied', status: 429, retryAfter: '0' });
    expect(sent).toHaveLength(6);
    expect(recorder.requestCount()).toBe(6);
    expect(pauses).toHaveLength(5);
  });

  test('alone is sent again', async () => {
    for (const status of [408, 409, 500, 503]) {
      const { recorder, sent } = recorderOn(() => ({ ...busy('1'), status }));
      await recorder.send(DRAFT);
      expect(sent).toHaveLength(1);
    }
  });
});

describe('a faulty wire', () => {
  test('loses a request before it is sent', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    const exchange = await recorder.send(DRAFT, 'lose-request');
    expect(sent).toEqual([]);
    expect(exchange).toMatchObject({ returnedAt: null, outcome: { kind: 'unknown' } });
  });

  test('loses the reply of a request that was carried out', async () => {
    const { recorder, sent } = recorderOn(() => ok());
    const exchange = await recorder.send(DRAFT, 'lose-reply');
    expect(sent).toHaveLength(1);
    expect(exchange).toMatchObject({ returnedAt: null, outcome: { kind: 'unknown' } });
    expect(JSON.stringify(exchange)).not.toContain('"rev"');
  });

  test('delivers twice, and shows the first answer', async () => {
    const { recorder, sent } = recorderOn((_, count) => ok(`{"rev":${count}}`));
    const exchange = await recorder.send(DRAFT, 'deliver-twice');
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
    expect(exchange.outcome).toMatchObject({ body: { rev: 1 } });
  });
});
