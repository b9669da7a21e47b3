import { beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock/mock.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

interface Event {
  readonly name: string;
  readonly data: Json;
}

/** Reads a stream until so many events came, or to its end. */
async function read(response: Response, count = Infinity): Promise<Event[]> {
  const events: Event[] = [];
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (events.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (name !== undefined) events.push({ name, data: JSON.parse(data ?? '') });
    }
  }
  await reader.cancel();
  return events;
}

async function watch(namespace: string): Promise<Response> {
  const headers = { 'X-Review-Namespace': namespace };
  const response = await fetch(`${harness.url}/__control/events`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response;
}

describe('events', () => {
  test('tell of each request, and of each review that changed', async () => {
    const options = { namespace: 'told' };
    const stream = await watch('told');
    const { overlay, reviewId, runId, blockId } = await harness.open({}, options);
    await harness.post(`${overlay}/claim`, { version_stamp: 1 }, options);
    await harness.get(overlay, options);
    await harness.post('/__control/clock', { advance_ms: 5 }, options);
    await harness.send('POST', '/__control/reset', undefined, options);
    const review = {
      review_id: reviewId,
      run_id: runId,
      block_id: blockId,
      iteration_key: null,
      rev: 1,
      status: 'awaiting_review',
    };
    const events = await read(stream, 6);
    expect(events).toMatchObject([
      { name: 'review', data: review },
      { name: 'review', data: { ...review, rev: 2 } },
      { name: 'request', data: { operation_id: 'claim_review', status: 200, actor_id: 'user_42' } },
      { name: 'request', data: { operation_id: 'get_overlay', method: 'GET' } },
      { name: 'clock', data: { now: '2026-05-13T09:05:00.005Z', frozen: true } },
      { name: 'reset', data: { reviews: 0 } },
    ]);
  });

  test('tell of no review that did not change', async () => {
    const options = { namespace: 'same' };
    const { overlay } = await harness.open({}, options);
    const body = { version_stamp: 1, snapshot: {}, command_id: 'c' };
    await harness.post(`${overlay}/versions`, body, options);
    const stream = await watch('same');
    await harness.post(`${overlay}/versions`, body, options);
    await harness.post(`${overlay}/versions`, { version_stamp: 2 }, options);
    await harness.post(`${overlay}/claim`, { version_stamp: 0 }, options);
    const names = (await read(stream, 4)).map((event) => event.name);
    // The stale write changed the audit.
    expect(names).toEqual(['request', 'request', 'review', 'request']);
  });

  test('every watcher hears of them, one that has left does no harm', async () => {
    const options = { namespace: 'many' };
    const streams = await Promise.all([watch('many'), watch('many'), watch('many')]);
    await streams[0]?.body?.cancel();
    await harness.get('/v1/workflows/reviews', options);
    for (const stream of streams.slice(1)) {
      expect(await read(stream, 1)).toMatchObject([{ name: 'request' }]);
    }
  });

  test('stay in their namespace', async () => {
    const stream = await watch('mine');
    await harness.get('/v1/workflows/reviews', { namespace: 'yours' });
    await harness.get('/v1/workflows/reviews');
    await harness.get('/v1/workflows/reviews?limit=7', { namespace: 'mine' });
    const [event] = await read(stream, 1);
    expect(event?.data.url).toContain('limit=7');
  });

  test('hold no key', async () => {
    const stream = await watch('keys');
    const options = { namespace: 'keys', key: 'sekrit-9' };
    await harness.get('/v1/workflows/runs/r/hil-decisions/b?access_token=sekrit-9', options);
    expect(JSON.stringify(await read(stream, 1))).not.toContain('sekrit-9');
  });

  test('end when the namespace is deleted', async () => {
    const stream = await watch('deleted');
    await harness.send('DELETE', '/__control/namespaces/deleted');
    expect(await read(stream)).toEqual([]);
  });

  test('end when the mock is closed', async () => {
    const mock = await createMock();
    const streams = await Promise.all(
      ['http://m/__control/events', 'http://m/__control/events'].map((url) =>
        mock.fetch(new Request(url)),
      ),
    );
    mock.close();
    for (const stream of streams) expect(await read(stream)).toEqual([]);
    mock.close();
  });

  test('are refused to a namespace that is no name', async () => {
    const reply = await harness.get('/__control/events', { namespace: 'no name' });
    expect(reply.status).toBe(422);
  });
});
