import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';
const QUEUE = `${REVIEWS}?status=awaiting_review`;

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

let worlds = 0;

function ownWorld() {
  worlds += 1;
  const options = { namespace: `queue-${worlds}` };
  return {
    open: (gate: Json = {}) => harness.open(gate, options),
    post: (path: string, body: unknown, key = 'dana') =>
      harness.post(path, body, { ...options, key }),
    advance: (byMs: number) => harness.post('/__control/clock', { advance_ms: byMs }, options),
    items: async (query: string, key = 'dana') => {
      const reply = await harness.get(`${REVIEWS}?${query}`, { ...options, key });
      expect(reply.status, reply.text).toBe(200);
      return reply.body as Json;
    },
    ids: async (query: string, key = 'dana') => {
      const reply = await harness.get(`${REVIEWS}?${query}`, { ...options, key });
      return reply.body.data.map((each: Json) => each.block_run_id) as string[];
    },
  };
}

describe('QUE-1: order', () => {
  test('priority descending, then the longest wait, then _id', async () => {
    const { open, ids, advance } = ownWorld();
    const opened: { priority: number; since: number; id: string }[] = [];
    const priorities = [0, 5, -3, 5, 0, 1_000_000, -1_000_000, 10, 9, 0];
    for (const [place, priority] of priorities.entries()) {
      const since = Math.floor(place / 2);
      if (place % 2 === 0) await advance(1000);
      const run_id = `run_${9 - place}`;
      await open({ run_id, block_id: 'b', priority });
      opened.push({ priority, since, id: `${run_id}:b` });
    }
    opened.sort(
      (left, right) =>
        right.priority - left.priority || left.since - right.since || (left.id < right.id ? -1 : 1),
    );
    expect(await ids('status=awaiting_review')).toEqual(opened.map((each) => each.id));
  });

  // Both rank as 9007199254740992: MAX_SAFE_INTEGER minus a negative priority is rounded.
  test('priorities below zero that are next to each other', async () => {
    const { open, ids, advance } = ownWorld();
    await open({ run_id: 'older', block_id: 'b', priority: -2 });
    await advance(1000);
    await open({ run_id: 'newer', block_id: 'b', priority: -1 });
    expect(await ids('status=awaiting_review')).toEqual(['newer:b', 'older:b']);
  });

  test('a reopened review waits anew', async () => {
    const { open, ids, post, advance } = ownWorld();
    const { overlay, reviewId } = await open({ run_id: 'first', block_id: 'b' });
    await advance(1000);
    await open({ run_id: 'second', block_id: 'b' });
    await post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 });
    await advance(1000);
    await post(`/__control/reviews/${reviewId}/reopen`, {});
    expect(await ids('status=awaiting_review')).toEqual(['second:b', 'first:b']);
  });

  test('limit and has_more', async () => {
    const { open, items } = ownWorld();
    for (const run_id of ['r1', 'r2', 'r3']) await open({ run_id, block_id: 'b' });
    const page = async (limit: number) => {
      const { data, has_more: hasMore } = await items(`status=awaiting_review&limit=${limit}`);
      return [data.length, hasMore];
    };
    expect(await page(2)).toEqual([2, true]);
    expect(await page(3)).toEqual([3, false]);
    expect(await page(200)).toEqual([3, false]);
  });
});

describe('QUE-1: what an item shows', () => {
  test('the overlay without versions, decisions and audit', async () => {
    const { open, items, post } = ownWorld();
    const { overlay } = await open();
    const claimed = await post(`${overlay}/claim`, { version_stamp: 1 });
    const { versions: _v, decisions: _d, audit: _a, ...summary } = claimed.body;
    expect((await items('mine=true')).data).toEqual([summary]);
  });
});

describe('QUE-1: filters', () => {
  test('status', async () => {
    const { open, ids, post } = ownWorld();
    for (const run_id of ['waits', 'approved', 'rejected']) {
      const { overlay } = await open({ run_id, block_id: 'b' });
      const body = { verdict: run_id, version_stamp: 1, reason: 'x' };
      if (run_id !== 'waits') await post(`${overlay}/decision`, body);
    }
    expect(await ids('status=awaiting_review')).toEqual(['waits:b']);
    expect(await ids('status=approved')).toEqual(['approved:b']);
    expect(await ids('status=rejected')).toEqual(['rejected:b']);
    expect(await ids('mine=false')).toEqual(['waits:b']);
  });

  test('workflow_id, alone and with the others', async () => {
    const { open, ids, post } = ownWorld();
    const { overlay } = await open({ run_id: 'r1', block_id: 'b', workflow_id: 'w1' });
    await open({ run_id: 'r2', block_id: 'b', workflow_id: 'w2' });
    await post(`${overlay}/claim`, { version_stamp: 1 });
    expect(await ids('status=awaiting_review&workflow_id=w1')).toEqual(['r1:b']);
    expect(await ids('status=awaiting_review&workflow_id=w2')).toEqual(['r2:b']);
    expect(await ids('status=approved&workflow_id=w1')).toEqual([]);
    expect(await ids('status=awaiting_review&workflow_id=')).toEqual([]);
    expect(await ids('mine=true&workflow_id=w1')).toEqual(['r1:b']);
    expect(await ids('mine=true&workflow_id=w2')).toEqual([]);
  });

  test('mine: the live claims of the caller', async () => {
    const { open, ids, post, advance } = ownWorld();
    const { overlay } = await open({ run_id: 'r1', block_id: 'b' });
    await open({ run_id: 'r2', block_id: 'b' });
    await post(`${overlay}/claim`, { version_stamp: 1, ttl_seconds: 30 });
    expect(await ids('mine=true')).toEqual(['r1:b']);
    expect(await ids('mine=true', 'lee')).toEqual([]);
    expect(await ids('mine=true&status=approved')).toEqual([]);
    await advance(29_999);
    expect(await ids('mine=true')).toEqual(['r1:b']);
    await advance(1);
    expect(await ids('mine=true')).toEqual([]);
    await post(`${overlay}/claim`, { version_stamp: 2 }, 'lee');
    expect(await ids('mine=true')).toEqual([]);
    expect(await ids('mine=true', 'lee')).toEqual(['r1:b']);
    await post(`${overlay}/release`, { version_stamp: 3 });
    expect(await ids('mine=true', 'lee')).toEqual([]);
  });

  test('reviews of an iteration are not on the overlay surface', async () => {
    const { open, ids } = ownWorld();
    const { runId, blockId, overlay, resource } = await open({ iteration_key: 'row-1' });
    expect(await ids('status=awaiting_review')).toEqual([]);
    const options = { namespace: `queue-${worlds}` };
    expect((await harness.get(overlay, options)).status).toBe(404);
    const stamped = { version_stamp: 1 };
    expect((await harness.post(`${overlay}/claim`, stamped, options)).status).toBe(404);
    expect((await harness.get(resource, options)).body.iteration_key).toBe('row-1');
    await open({ run_id: runId, block_id: blockId });
    expect((await harness.get(overlay, options)).status).toBe(200);
  });
});

describe('QUE-1: which of the two operations a request means', () => {
  test.each(['status=awaiting_review', 'mine=true', 'mine=0', 'status=approved&mine=false'])(
    '%s is the queue',
    async (query) => {
      expect((await harness.get(`${REVIEWS}?${query}`)).body).toHaveProperty('has_more');
    },
  );

  test.each(['', 'limit=1', 'decision_status=approved', 'statuses=x', 'Status=x'])(
    '%s is the list',
    async (query) => {
      expect((await harness.get(`${REVIEWS}?${query}`)).body).toHaveProperty('list_metadata');
    },
  );

  test.each([
    ['status=', 'status', 'literal_error'],
    ['status', 'status', 'literal_error'],
    ['status=pending', 'status', 'literal_error'],
    ['mine=', 'mine', 'bool_parsing'],
    ['limit=0&status=approved', 'limit', 'greater_than_equal'],
  ])('%s is the queue, and 422', async (query, name, type) => {
    const reply = await harness.get(`${REVIEWS}?${query}`);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['query', name], type }]);
  });

  test.each([
    'after=x&before=y',
    'order=sideways',
    'decision_status=never',
    'run_id=none&block_id=none&step_id=none&iteration_key=none',
  ])('the queue ignores %s', async (query) => {
    await harness.open();
    const plain = await harness.get(QUEUE);
    expect((await harness.get(`${QUEUE}&${query}`)).text).toBe(plain.text);
  });
});
