import { afterEach, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock, type Fetch } from '../../src/mock/mock.ts';

const HOST = '127.0.0.1';
const open = new Set<Listening>();

afterEach(async () => {
  await Promise.all([...open].map((each) => each.close().catch(() => {})));
  open.clear();
});

async function started(fetch: Fetch, port = 0): Promise<Listening> {
  const listening = await listen(fetch, port, HOST);
  open.add(listening);
  return listening;
}

/** Whether it settles before the server would start to cut connections. */
async function isPrompt(promise: Promise<unknown>): Promise<boolean> {
  const tooLate = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1500));
  return Promise.race([promise.then(() => true), tooLate]);
}

/** A promise that somebody else keeps. */
function deferred<T>() {
  const settle: { resolve?: (value: T) => void } = {};
  const promise = new Promise<T>((resolve) => Object.assign(settle, { resolve }));
  return { promise, resolve: (value: T) => settle.resolve?.(value) };
}

const key = { headers: { 'Api-Key': 'k' } };

describe('listen', () => {
  test('port 0 picks a free one and says which', async () => {
    const mock = await createMock();
    const one = await started(mock.fetch);
    const two = await started(mock.fetch);
    expect(one.port).toBeGreaterThan(0);
    expect(two.port).not.toBe(one.port);
    expect(one.url).toBe(`http://${HOST}:${one.port}`);
    expect((await fetch(`${one.url}/v1/workflows/reviews`, key)).status).toBe(200);
  });

  test('a port in use is an error with its code', async () => {
    const { port } = await started(async () => new Response());
    await expect(listen(async () => new Response(), port, HOST)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('a host that is not here is an error with its code', async () => {
    await expect(listen(async () => new Response(), 0, '192.0.2.1')).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
    });
  });
});

describe('close', () => {
  test('frees the port', async () => {
    const { port, url, close } = await started(async () => new Response('first'));
    expect(await (await fetch(url)).text()).toBe('first');
    await close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    const again = await started(async () => new Response('second'), port);
    expect(await (await fetch(again.url)).text()).toBe('second');
  });

  test('does not wait for connections that are kept alive', async () => {
    const mock = await createMock();
    const { url, close } = await started(mock.fetch);
    await (await fetch(`${url}/v1/workflows/reviews`, key)).text();
    expect(await isPrompt(close())).toBe(true);
  });

  test('lets a request in flight end, and takes no new one', async () => {
    const arrival = deferred<void>();
    const answer = deferred<Response>();
    const { url, close } = await started(() => {
      arrival.resolve();
      return answer.promise;
    });
    const reply = fetch(url);
    await arrival.promise;
    const closed = close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    answer.resolve(new Response('done'));
    expect(await (await reply).text()).toBe('done');
    await closed;
  });

  test('ends the event streams that the mock has ended', async () => {
    const mock = await createMock();
    const { url, close } = await started(mock.fetch);
    const streams = await Promise.all([1, 2, 3].map(() => fetch(`${url}/__control/events`)));
    mock.close();
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    expect(texts).toEqual([': connected\n\n', ': connected\n\n', ': connected\n\n']);
    await close();
  });

  // Connections are swept once, when it begins: one that falls idle later is kept until the time is
  // up, two seconds on.
  test('does not wait for a connection that falls idle meanwhile', async () => {
    const mock = await createMock();
    const { url, close } = await started(mock.fetch);
    await fetch(`${url}/__control/events`);
    mock.close();
    expect(await isPrompt(close())).toBe(true);
  });

  test('ends also when a stream stays open', async () => {
    const mock = await createMock();
    const { url, close } = await started(mock.fetch);
    const stream = await fetch(`${url}/__control/events`);
    await close();
    await expect(stream.text()).rejects.toThrow('terminated');
  });
});
