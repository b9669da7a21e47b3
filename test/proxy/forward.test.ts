import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { AUTH, before, closeAll, OVERLAY, plainServer } from './proxy-before.ts';

afterEach(closeAll);

describe('the way through', () => {
  test('a upstream that is down is 502 with the reason, and a finding', async () => {
    const { url, finish, told } = await before('http://127.0.0.1:9');
    const api = await fetch(url + OVERLAY, { headers: AUTH });
    expect(api.status).toBe(502);
    expect(await api.json()).toEqual({
      detail: expect.stringMatching(
        /^The upstream http:\/\/127\.0\.0\.1:9 gave no answer: .*ECONNREFUSED/,
      ),
    });
    expect((await fetch(`${url}/elsewhere`)).status).toBe(502);
    expect(told).toEqual(['SCH-1']);
    const { reach, server } = await finish();
    expect(reach).toBe('never');
    expect(server).toMatchObject({
      verdict: 'broken',
      summary: 'http://127.0.0.1:9 never answered.',
    });
  });

  test('nobody asked: unused', async () => {
    const { finish } = await before('http://127.0.0.1:9');
    expect((await finish()).reach).toBe('unused');
  });

  test('headers of one connection stay there, the others are passed on', async () => {
    const got: Record<string, unknown>[] = [];
    const upstream = await plainServer((request, reply) => {
      got.push({ ...request.headers, url: request.url });
      reply.writeHead(200, {
        'set-cookie': ['a=1', 'b=2'],
        'x-kept': 'yes',
        connection: 'x-hop',
        'x-hop': '1',
      });
      reply.end('fine');
    });
    const { url } = await before(`${upstream}/base/`);
    const reply = await fetch(`${url}/else/where?q=%2F`, {
      headers: { 'X-Own': '1', TE: 'trailers', 'X-Review-Namespace': 'n' },
    });
    expect(got).toMatchObject([
      { 'x-own': '1', 'x-review-namespace': 'n', url: '/base/else/where?q=%2F' },
    ]);
    expect(got[0]).not.toHaveProperty('te');
    expect(String(got[0]?.['host'])).toBe(upstream.replace('http://', ''));
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(reply.headers.get('x-kept')).toBe('yes');
    expect(reply.headers.get('x-hop')).toBeNull();
    expect(await reply.text()).toBe('fine');
  });

  test('a packed reply is judged unpacked and passed on packed', async () => {
    const upstream = await plainServer((_request, reply) => {
      const packed = gzipSync('{"detail":"No such review."}');
      reply.writeHead(404, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      reply.end(packed);
    });
    const { url, told, exchanges } = await before(upstream);
    const reply = await fetch(url + OVERLAY, { headers: AUTH });
    expect(await reply.json()).toEqual({ detail: 'No such review.' });
    expect(told).toEqual([]);
    expect(exchanges[0]?.outcome).toMatchObject({
      status: 404,
      body: { detail: 'No such review.' },
    });
  });

  test('what is too long to be judged passes whole, and is held against nobody', async () => {
    const long = `{"snapshot":"${'x'.repeat(11 * 1024 * 1024)}"}`;
    let received = 0;
    const upstream = await plainServer((request, reply) => {
      request.on('data', (piece: Buffer) => {
        received += piece.length;
      });
      request.on('end', () =>
        reply.writeHead(200, { 'content-type': 'application/json' }).end(long),
      );
    });
    const { url, told } = await before(upstream);
    const reply = await fetch(`${url}${OVERLAY}/versions`, {
      method: 'POST',
      headers: AUTH,
      body: long,
    });
    expect((await reply.text()).length).toBe(long.length);
    expect(received).toBe(long.length);
    expect(told).toEqual([]);
  });

  test('a client that hangs up has had no answer, and the server no fault', async () => {
    let answers = 0;
    const upstream = await plainServer((request, reply) => {
      request.resume();
      answers += 1;
      if (answers > 1)
        reply.writeHead(409, { 'content-type': 'application/json' }).end('{"detail":"Stale"}');
    });
    const { url, told, finish, exchanges } = await before(upstream);
    const body = '{"version_stamp":3,"verdict":"approved"}';
    const decide = { method: 'POST', headers: AUTH, body };
    const gaveUp = fetch(`${url}${OVERLAY}/decision`, {
      ...decide,
      signal: AbortSignal.timeout(300),
    });
    await expect(gaveUp).rejects.toThrow(/aborted/);
    while (exchanges.length === 0)
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    await fetch(`${url}${OVERLAY}/decision`, decide);
    expect(told).toContain('retried-without-command-id');
    expect(told).not.toContain('SCH-1');
    await finish();
  });
});
