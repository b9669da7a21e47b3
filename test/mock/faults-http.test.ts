import { afterEach, describe, expect, test } from 'vitest';
import { Client } from 'undici';
import type { MockOptions } from '../../src/mock/mock.ts';
import type { Listening } from '../../src/mock/listen.ts';
import { createFaulted, listening, OVERLAY, sendRaw } from './faulted.ts';

const open = new Set<Listening>();

afterEach(async () => {
  await Promise.all([...open].map((each) => each.close()));
  open.clear();
});

async function served(options: MockOptions = {}) {
  const faulted = await createFaulted(options);
  const server = await listening(faulted.mock);
  open.add(server);
  const { url } = server;
  const key = { 'api-key': 'dana', 'content-type': 'application/json' };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { ...key, ...headers },
      body: JSON.stringify(body),
    });
  return { ...faulted, url, post, get: (path: string) => fetch(url + path, { headers: key }) };
}

const DECISION = { version_stamp: 1, verdict: 'approved', command_id: 'cmd-1' };

describe('over HTTP', () => {
  test('drop_after commits and says nothing; the repeat finds one decision', async () => {
    const { post, overlay, setFaults, journal } = await served();
    await setFaults({ fault: 'drop_after', match: { operation: 'submit_decision' }, times: 1 });
    await expect(post(`${OVERLAY}/decision`, DECISION)).rejects.toThrow('fetch failed');
    expect((await overlay()).decisions).toHaveLength(1);
    const repeat = await post(`${OVERLAY}/decision`, DECISION);
    expect(repeat.status).toBe(200);
    expect(await repeat.json()).toMatchObject({ submission_status: 'already_applied' });
    expect(await overlay()).toMatchObject({ rev: 2, status: 'approved' });
    expect((await overlay()).decisions).toHaveLength(1);
    expect(await journal()).toMatchObject([
      { status: null, handled_status: 200, response_body: null, fault: 'drop_after' },
      { status: 200, handled_status: 200, fault: null },
    ]);
  });

  test('drop_before applies nothing', async () => {
    const { post, overlay, setFaults, journal } = await served();
    await setFaults({ fault: 'drop_before' });
    await expect(post(`${OVERLAY}/decision`, DECISION)).rejects.toThrow('fetch failed');
    expect(await overlay()).toMatchObject({ rev: 1, status: 'awaiting_review', decisions: [] });
    expect(await journal()).toMatchObject([
      { status: null, handled_status: null, actor_id: 'user_42', fault: 'drop_before' },
    ]);
  });

  test.each(['drop_before', 'drop_after'])(
    '%s: not a byte arrives, with node:http and with undici',
    async (fault) => {
      const { url, post, get } = await served();
      const headers = { 'x-review-fault': fault };
      const raw = await sendRaw(url, {
        path: `${OVERLAY}/claim`,
        body: { version_stamp: 1 },
        headers,
      });
      expect(raw).toEqual({ status: null, headers: {}, text: '', error: 'ECONNRESET' });
      const client = new Client(url);
      const request = { method: 'GET', path: OVERLAY, headers } as const;
      await expect(client.request(request)).rejects.toThrow(/other side closed|ECONNRESET/);
      await client.close();
      const failure: unknown = await post(`${OVERLAY}/claim`, {}, headers).catch((error) => error);
      expect(failure).toBeInstanceOf(TypeError);
      // Only that connection: the next request is served.
      expect((await get(OVERLAY)).status).toBe(200);
    },
  );

  test('truncate: the whole length is promised, half of it arrives', async () => {
    const { url, get } = await served();
    const whole = await (await get(OVERLAY)).text();
    for (let each = 0; each < 10; each += 1) {
      const raw = await sendRaw(url, { path: OVERLAY, headers: { 'x-review-fault': 'truncate' } });
      expect(raw.status).toBe(200);
      expect(raw.headers['content-length']).toBe(String(Buffer.byteLength(whole)));
      expect(raw.headers['content-type']).toBe('application/json');
      expect(raw.error).toBe('ECONNRESET');
      expect(raw.text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    }
  });

  test('truncate: a read fails in fetch, a write is applied', async () => {
    const { post, overlay, journal } = await served();
    const body = { version_stamp: 1 };
    const response = await post(`${OVERLAY}/claim`, body, { 'x-review-fault': 'truncate' });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect((await overlay()).rev).toBe(2);
    const [entry] = await journal();
    expect(entry).toMatchObject({ status: 200, handled_status: 200, fault: 'truncate' });
    expect(() => JSON.parse(entry.response_body)).toThrow(SyntaxError);
  });

  test('truncate cuts between bytes, also in the middle of a letter', async () => {
    const { url, get, post } = await served();
    const body = { version_stamp: 1, snapshot: { total: '株'.repeat(500) } };
    expect((await post(`${OVERLAY}/versions`, body)).status).toBe(200);
    const whole = Buffer.from(await (await get(OVERLAY)).arrayBuffer());
    const raw = await sendRaw(url, { path: OVERLAY, headers: { 'x-review-fault': 'truncate' } });
    expect(raw.headers['content-length']).toBe(String(whole.length));
    expect(raw.text).toBe(whole.subarray(0, Math.floor(whole.length / 2)).toString());
  });

  test('error carries its status, a detail and when to come back', async () => {
    const { url, overlay } = await served();
    const headers = { 'x-review-fault': 'error; status=429; retry_after=2' };
    const raw = await sendRaw(url, {
      path: `${OVERLAY}/claim`,
      body: { version_stamp: 1 },
      headers,
    });
    expect(raw).toMatchObject({ status: 429, error: null, headers: { 'retry-after': '2' } });
    expect(JSON.parse(raw.text).detail).toMatch(/429.*nothing was applied/);
    expect((await overlay()).rev).toBe(1);
  });

  test('a delay ends when its caller leaves, and nothing is applied', async () => {
    const { url, overlay, journal } = await served();
    const leaving = new AbortController();
    const reply = fetch(`${url}${OVERLAY}/claim`, {
      method: 'POST',
      headers: {
        'api-key': 'dana',
        'content-type': 'application/json',
        'x-review-fault': 'delay; ms=60000',
      },
      body: JSON.stringify({ version_stamp: 1 }),
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(), 100);
    await expect(reply).rejects.toThrow('aborted');
    await expect
      .poll(async () => (await journal())[0]?.fault, { timeout: 2000 })
      .toBe('delay 60000 ms, the caller left');
    expect((await overlay()).rev).toBe(1);
  });

  test('pages of other origins may ask for a fault, and read when to come back', async () => {
    const { url } = await served();
    const preflight = await fetch(`${url}${OVERLAY}/claim`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://inbox.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-review-fault',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-review-fault');
    for (const fault of ['error; status=429', 'truncate']) {
      const raw = await sendRaw(url, {
        path: OVERLAY,
        headers: { origin: 'https://inbox.example', 'x-review-fault': fault },
      });
      expect(raw.headers['access-control-allow-origin']).toBe('*');
      expect(raw.headers['access-control-expose-headers']).toContain('Retry-After');
    }
  });
});
