import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';
const PAGE = 'https://inbox.example';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

describe('HEAD answers as GET does, without a body', () => {
  test.each([
    ['', 200],
    ['?limit=0', 422],
    ['?mine=true', 200],
    ['/run_0/block_0', 404],
    ['/nowhere/at/all/here', 404],
  ])('%s', async (path, status) => {
    const head = await harness.send('HEAD', REVIEWS + path);
    const get = await harness.get(REVIEWS + path);
    expect(head.status).toBe(status);
    expect(get.status).toBe(status);
    expect(head.text ?? '').toBe('');
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  test('and asks for a key', async () => {
    expect((await harness.send('HEAD', REVIEWS, undefined, { key: null })).status).toBe(401);
  });
});

describe('ERR-3: a method that is not allowed', () => {
  test.each([
    ['DELETE', REVIEWS, 'GET, HEAD'],
    ['POST', REVIEWS, 'GET, HEAD'],
    ['PUT', `${REVIEWS}/rev_1`, 'GET, HEAD'],
    ['PATCH', `${REVIEWS}/run_1/block_1`, 'GET, HEAD'],
    ['GET', `${REVIEWS}/run_1/block_1/claim`, 'POST'],
    ['HEAD', `${REVIEWS}/run_1/block_1/claim`, 'POST'],
    ['DELETE', `${REVIEWS}/run_1/block_1/decision`, 'POST'],
    ['PUT', `${REVIEWS}/versions`, 'GET, HEAD, POST'],
    ['PUT', `${REVIEWS}/run_1/approve`, 'GET, HEAD, POST'],
    ['DELETE', `${REVIEWS}/versions/rvr_1`, 'GET, HEAD'],
    ['GET', '/v1/workflows/runs/run_1/hil-decisions', 'POST'],
  ])('%s %s is 405, allowed: %s', async (method, path, allow) => {
    const reply = await harness.send(method, path);
    expect(reply.status).toBe(405);
    expect(reply.headers['allow']).toBe(allow);
    expect(method === 'HEAD' ? allow : reply.body.detail).toContain(allow);
  });
});

describe('ERR-1: a path that is not there', () => {
  test.each([
    '/',
    '/v1',
    '/v1/workflows',
    `${REVIEWS}/`,
    `${REVIEWS}//block`,
    `${REVIEWS}/run_1/block_1/`,
    `${REVIEWS}/run_1/block_1/unknown`,
    `${REVIEWS}/run_1/block_1/claim/x`,
    '/v2/workflows/reviews',
    '/V1/workflows/reviews',
  ])('%s is 404 in JSON', async (path) => {
    for (const method of ['GET', 'POST']) {
      const reply = await harness.send(method, path);
      expect(reply.status).toBe(404);
      expect(reply.headers['content-type']).toMatch(/json/);
      expect(reply.body.detail).toContain(path);
      expect(reply.headers['allow']).toBeUndefined();
    }
  });
});

describe('routing: a literal segment beats a parameter', () => {
  test('versions is never a run to read', async () => {
    await harness.open({ run_id: 'versions', block_id: 'block_1' });
    const reply = await harness.get(`${REVIEWS}/versions/block_1`);
    expect(reply.status).toBe(404);
    expect(reply.body.detail).toContain("version_id='block_1'");
  });

  test('but a run called versions can be written to', async () => {
    const { overlay } = await harness.open({ run_id: 'versions', block_id: 'block_2' });
    const reply = await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    expect(reply.body.workflow_run_id).toBe('versions');
  });

  test.each(['approve', 'reject', 'versions', 'claim', 'decision'])(
    'a block called %s can be read, and written to',
    async (block_id) => {
      const { overlay } = await harness.open({ run_id: 'run_literal', block_id });
      expect((await harness.get(overlay)).body.block_id).toBe(block_id);
      const reply = await harness.post(`${overlay}/claim`, { version_stamp: 1 });
      expect(reply.body.block_id).toBe(block_id);
    },
  );

  test('POST …/approve is an approval, of a review', async () => {
    const body = { version_id: 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA' };
    const reply = await harness.post(`${REVIEWS}/run_literal/approve`, body);
    expect(reply.body.detail).toBe("No review found for review_id='run_literal'");
  });

  test('POST …/versions creates, GET …/versions lists', async () => {
    expect((await harness.post(`${REVIEWS}/versions`, {})).body.detail).toHaveLength(3);
    expect((await harness.get(`${REVIEWS}/versions`)).body.detail[0].loc).toEqual([
      'query',
      'review_id',
    ]);
  });

  // The router decodes the path and finds the literal, the ids are read from the path as sent.
  test('a literal in percent-encoding is that literal, or none, but not half of it', async () => {
    const reply = await harness.get(`${REVIEWS}/ver%73ions/rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA`);
    expect(reply.status).toBe(404);
  });
});

describe('routing: ids of any characters', () => {
  test.each([
    ['a/b', 'c/d'],
    ['run 1', 'block+1'],
    ['株式会社', '🧾 é'],
    ['100%', '%2F'],
    ['a?b=c', 'd#e'],
    ['a:b', 'c&d'],
    ['__proto__', 'constructor'],
    ['..a', '%'],
  ])('run %s, block %s', async (run_id, block_id) => {
    const { overlay, resource } = await harness.open({ run_id, block_id });
    const { body } = await harness.get(overlay);
    expect(body).toMatchObject({ workflow_run_id: run_id, block_id });
    expect((await harness.post(`${overlay}/claim`, { version_stamp: 1 })).status).toBe(200);
    expect((await harness.get(resource)).body.step_id).toBe(`${run_id}_${block_id}`);
    const query = `run_id=${encodeURIComponent(run_id)}&block_id=${encodeURIComponent(block_id)}`;
    expect((await harness.get(`${REVIEWS}?${query}`)).body.data).toHaveLength(1);
  });

  test('runs and blocks that read alike are kept apart', async () => {
    const one = await harness.open({ run_id: 'x:y', block_id: 'z' });
    const two = await harness.open({ run_id: 'x', block_id: 'y:z' });
    expect((await harness.get(one.overlay)).body.block_run_id).toBe(
      (await harness.get(two.overlay)).body.block_run_id,
    );
    await harness.post(`${one.overlay}/claim`, { version_stamp: 1 });
    expect((await harness.get(two.overlay)).body.rev).toBe(1);
  });

  test.each(['%', '%zz', '%e4', '%ff%fe', 'a%2'])('%s is 422, not 404', async (id) => {
    for (const path of [`${REVIEWS}/${id}/b`, `${REVIEWS}/r/${id}`]) {
      const reply = await harness.get(path);
      expect(reply.status).toBe(422);
      expect(reply.body.detail).toMatchObject([{ type: 'string_unicode' }]);
      expect(reply.body.detail[0].loc[0]).toBe('path');
    }
  });
});

describe('pages of other origins may use the API', () => {
  const origin = { headers: { Origin: PAGE } };

  test('a preflight needs no key', async () => {
    const headers = {
      Origin: PAGE,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'api-key,content-type',
    };
    const path = `${REVIEWS}/r/b/claim`;
    const reply = await harness.send('OPTIONS', path, undefined, { key: null, headers });
    expect(reply.status).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-allow-methods']).toBe('GET,HEAD,POST');
    const allowed = (reply.headers['access-control-allow-headers'] ?? '').toLowerCase();
    for (const name of ['authorization', 'api-key', 'content-type', 'x-review-namespace']) {
      expect(allowed.split(',')).toContain(name);
    }
  });

  test.each([
    [200, 'GET', REVIEWS, 'dana'],
    [401, 'GET', REVIEWS, null],
    [404, 'GET', `${REVIEWS}/r/b`, 'dana'],
    [404, 'GET', '/v1/nowhere', 'dana'],
    [405, 'PUT', REVIEWS, 'dana'],
    [422, 'GET', `${REVIEWS}?limit=0`, 'dana'],
    [422, 'POST', `${REVIEWS}/r/b/claim`, 'dana'],
  ])('%i carries the headers, and allows no cookies', async (status, method, path, key) => {
    const reply = await harness.send(method, path, undefined, { ...origin, key });
    expect(reply.status).toBe(status);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-expose-headers']).toContain('Allow');
    expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
  });
});
