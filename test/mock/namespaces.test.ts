import { beforeEach, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, NOW, type Harness } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';
const A = { namespace: 'a' };
const B = { namespace: 'b' };

let harness: Harness;

beforeEach(async () => {
  harness = await createHarness({ scenario: SCENARIOS.seeds() });
});

const names = async () => (await harness.get('/__control/namespaces')).body.namespaces;

describe('a namespace is a world of its own', () => {
  test('reviews', async () => {
    const ids = { run_id: 'run_1', block_id: 'block_1' };
    const { overlay, resource } = await harness.open(ids, A);
    expect((await harness.get(overlay)).status).toBe(404);
    expect((await harness.get(overlay, B)).status).toBe(404);
    expect((await harness.get(resource, B)).status).toBe(404);
    await harness.open(ids, B);
    await harness.post(`${overlay}/claim`, { version_stamp: 1 }, A);
    expect((await harness.get(overlay, A)).body.rev).toBe(2);
    expect((await harness.get(overlay, B)).body.rev).toBe(1);
    expect((await harness.get(REVIEWS, A)).body.data).toHaveLength(1);
    expect((await harness.get(`${REVIEWS}?mine=true`, B)).body.data).toEqual([]);
    expect((await harness.get(`${REVIEWS}/run_abc123/block_extract`, A)).status).toBe(404);
    expect((await harness.get(`${REVIEWS}/run_abc123/block_extract`)).status).toBe(200);
  });

  test('clock and held runs', async () => {
    await harness.post('/__control/clock', { advance_ms: 1000 }, A);
    await harness.post('/__control/resume', { hold: true }, A);
    expect((await harness.get('/__control/clock', B)).body.now).toBe(NOW);
    expect((await harness.get('/__control/clock')).body.now).toBe(NOW);
    const { overlay } = await harness.open({}, B);
    const decision = { verdict: 'approved', version_stamp: 1, command_id: 'c' };
    await harness.post(`${overlay}/decision`, decision, B);
    const again = await harness.post(`${overlay}/decision`, decision, B);
    expect(again.body.submission_status).toBe('already_applied');
  });

  test('ids', async () => {
    const opened = await Promise.all([harness.open({}, A), harness.open({}, B), harness.open()]);
    expect(new Set(opened.map((each) => each.reviewId)).size).toBe(3);
    expect(new Set(opened.map((each) => each.runId)).size).toBe(3);
  });

  test('journal', async () => {
    await harness.get(REVIEWS, A);
    const journal = async (options = {}) =>
      (await harness.get('/__control/journal', options)).body.entries.length;
    expect([await journal(A), await journal(B), await journal()]).toEqual([1, 0, 0]);
    await harness.get(REVIEWS, B);
    await harness.send('DELETE', '/__control/journal', undefined, A);
    expect([await journal(A), await journal(B)]).toEqual([0, 1]);
  });

  // What no route answers is written into the journal of the default namespace.
  test('the journal of what no route answers', async () => {
    await harness.get('/v1/nowhere', A);
    await harness.send('DELETE', REVIEWS, undefined, A);
    const journal = async (options = {}) =>
      (await harness.get('/__control/journal', options)).body.entries.length;
    expect([await journal(A), await journal()]).toEqual([2, 0]);
  });

  test('import', async () => {
    await harness.open({}, B);
    const { text } = await harness.get('/__control/state', B);
    await harness.send('PUT', '/__control/state', SCENARIOS.seeds(), A);
    expect((await harness.get('/__control/state', B)).text).toBe(text);
    expect((await harness.get(`${REVIEWS}/run_abc123/block_extract`, A)).status).toBe(200);
  });
});

describe('namespaces in use', () => {
  test('are listed in order, the default one left out', async () => {
    expect(await names()).toEqual([]);
    await harness.get(REVIEWS, B);
    await harness.get('/__control/clock', A);
    await harness.get(REVIEWS);
    expect(await names()).toEqual(['a', 'b']);
  });

  test('are forgotten when they are deleted, with all that is in them', async () => {
    const { overlay, reviewId } = await harness.open({ run_id: 'r', block_id: 'b' }, A);
    await harness.open({}, B);
    const reply = await harness.send('DELETE', '/__control/namespaces/a');
    expect(reply.status).toBe(204);
    expect(await names()).toEqual(['b']);
    expect((await harness.get(overlay, A)).status).toBe(404);
    expect((await harness.open({ run_id: 'r', block_id: 'b' }, A)).reviewId).toBe(reviewId);
    expect((await harness.send('DELETE', '/__control/namespaces/never-used')).status).toBe(204);
  });
});

describe('names', () => {
  test.each(['x', 'A-b_c.9', '.', 'n'.repeat(64), 'default'])('%s is one', async (namespace) => {
    expect((await harness.get(REVIEWS, { namespace })).status).toBe(200);
    expect(await names()).toEqual([namespace]);
  });

  test.each(['', 'a b', 'a/b', 'é', 'n'.repeat(65), 'a,b'])('%s is none', async (namespace) => {
    const headers = { 'x-review-namespace': encodeURI(namespace).replace('%20', ' ') };
    for (const path of [REVIEWS, '/__control/clock', '/__control/state']) {
      const reply = await harness.get(path, { headers });
      expect(reply.status).toBe(422);
      expect(reply.body.detail[0].loc).toEqual(['header', 'x-review-namespace']);
    }
    const body = { version_stamp: 3 };
    const claim = await harness.post(`${REVIEWS}/run_abc123/block_extract/claim`, body, {
      headers,
    });
    expect(claim.status).toBe(422);
    expect((await harness.get(`${REVIEWS}/run_abc123/block_extract`)).body.rev).toBe(3);
    expect(await names()).toEqual([]);
  });

  test('one that is none cannot be deleted either', async () => {
    const reply = await harness.send('DELETE', '/__control/namespaces/a%20b');
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['path', 'name']);
  });
});
