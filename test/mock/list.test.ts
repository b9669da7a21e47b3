import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';

let harness: Harness;
/** Every review of the resource surface, in order, with what it can be filtered by. */
const all: Json[] = [];

/** Two workflows, three runs, iterations, a tie in time, every decision; one a second. */
beforeAll(async () => {
  harness = await createHarness();
  for (let place = 0; place < 24; place += 1) {
    if (place % 4 !== 1) await harness.advance(1000);
    const isIteration = place % 6 === 5;
    const { overlay, reviewId } = await harness.open({
      workflow_id: `wf_${place % 2}`,
      run_id: `run_${place % 3}`,
      block_id: isIteration ? 'block_loop' : `block_${place}`,
      iteration_key: isIteration ? `row-${place}` : null,
      parent_step_id: isIteration ? 'step_loop' : null,
    });
    const verdict = ['none', 'approved', 'none', 'rejected'][place % 4];
    if (verdict !== 'none' && !isIteration) {
      const body = { verdict, version_stamp: 1, reason: 'x' };
      await harness.post(`${overlay}/decision`, body);
    }
    all.push((await harness.get(`${REVIEWS}/${reviewId}`)).body);
  }
  all.sort((left, right) => {
    const keys = [left, right].map((each) => each.created_at + each.id) as [string, string];
    return keys[0] < keys[1] ? -1 : 1;
  });
  await harness.open({
    block_type: 'conditional',
    run_id: 'run_0',
    workflow_id: 'wf_0',
    block_id: 'block_cond',
    evidence: { output: { branch: 'x' } },
  });
});

async function list(query: string): Promise<string[]> {
  const reply = await harness.get(`${REVIEWS}?limit=200&${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body.data.map((each: Json) => each.id);
}

function idsOf(matches: (review: Json) => boolean): string[] {
  return all.filter(matches).map((each) => each.id);
}

const DECISIONS: Readonly<Record<string, (review: Json) => boolean>> = {
  pending: ({ decision }) => decision === null,
  approved: ({ decision }) => decision?.verdict === 'approved',
  rejected: ({ decision }) => decision?.verdict === 'rejected',
  decided: ({ decision }) => decision !== null,
  all: () => true,
};

describe('LST-1: decision_status', () => {
  test.each(Object.keys(DECISIONS))('%s', async (status) => {
    const wanted = idsOf((review) => DECISIONS[status]?.(review) ?? false);
    expect(wanted.length).toBeGreaterThan(3);
    expect(await list(`decision_status=${status}`)).toEqual(wanted);
  });

  test('pending is the default', async () => {
    expect(await list('')).toEqual(await list('decision_status=pending'));
  });
});

const FILTERS: readonly (readonly [string, string])[] = [
  ['workflow_id', 'wf_1'],
  ['run_id', 'run_2'],
  ['block_id', 'block_loop'],
  ['block_id', 'block_4'],
  ['step_id', 'run_2_block_loop'],
  ['step_id', 'run_1_block_4'],
  ['iteration_key', 'row-5'],
];
const COMBINATIONS = Array.from({ length: 2 ** FILTERS.length }, (_, bits) =>
  FILTERS.filter((_filter, place) => (bits >> place) % 2 === 1),
).filter((filters) => new Set(filters.map(([name]) => name)).size === filters.length);

describe('LST-1: filters are ANDed', () => {
  test('every combination of them', async () => {
    expect(COMBINATIONS.length).toBeGreaterThan(60);
    for (const filters of COMBINATIONS) {
      const matches = (review: Json) => filters.every(([name, value]) => review[name] === value);
      const query = filters.map(([name, value]) => `${name}=${value}`).join('&');
      expect(await list(`decision_status=all&${query}`), query).toEqual(idsOf(matches));
      const pending = (review: Json) => matches(review) && review.decision === null;
      expect(await list(query), query).toEqual(idsOf(pending));
    }
  });

  test.each([
    ...FILTERS.map(([name]) => `${name}=none`),
    'run_id=run_0&workflow_id=wf_none',
    'iteration_key=',
    'step_id=run_2',
  ])('%s matches nothing', async (query) => {
    expect(await list(`decision_status=all&${query}`)).toEqual([]);
  });
});

describe('LST-2: order and limit', () => {
  test('oldest first, ties by id, and turned around by order=desc', async () => {
    const ids = idsOf(() => true);
    expect(new Set(all.map((each) => each.created_at)).size).toBeLessThan(all.length);
    expect(await list('decision_status=all&order=asc')).toEqual(ids);
    expect(await list('decision_status=all&order=desc')).toEqual(ids.toReversed());
  });

  test('fifty unless told otherwise', async () => {
    const options = { namespace: 'many' };
    for (let place = 0; place < 53; place += 1) await harness.open({ run_id: 'run_many' }, options);
    const countOf = async (query: string) =>
      (await harness.get(`${REVIEWS}?${query}`, options)).body.data.length;
    expect(await countOf('')).toBe(50);
    expect(await countOf('run_id=run_many')).toBe(50);
    expect(await countOf('limit=51')).toBe(51);
    expect(await countOf('limit=200')).toBe(53);
    expect(await countOf('limit=1')).toBe(1);
    const queue = await harness.get(`${REVIEWS}?status=awaiting_review`, options);
    expect(queue.body.data).toHaveLength(50);
    expect(queue.body.has_more).toBe(true);
    const whole = await harness.get(`${REVIEWS}?status=awaiting_review&limit=53`, options);
    expect(whole.body.data).toHaveLength(53);
    expect(whole.body.has_more).toBe(false);
  });
});

describe('LST-5: conditional reviews are not on the resource surface', () => {
  test('neither listed, nor read, decided, versioned or used as a cursor', async () => {
    const gate = { block_type: 'conditional', evidence: { output: { branch: 'b' } } };
    const { overlay, reviewId, resource } = await harness.open(gate);
    const version_id = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await list('decision_status=all')).not.toContain(reviewId);
    expect((await harness.get(resource)).status).toBe(404);
    expect((await harness.post(`${resource}/approve`, { version_id })).status).toBe(404);
    expect((await harness.post(`${resource}/reject`, { version_id, reason: 'x' })).status).toBe(
      404,
    );
    expect((await harness.get(`${REVIEWS}/versions?review_id=${reviewId}`)).status).toBe(404);
    const body = { review_id: reviewId, parent_id: version_id, snapshot: {} };
    expect((await harness.post(`${REVIEWS}/versions`, body)).status).toBe(404);
    expect((await harness.get(`${REVIEWS}?after=${reviewId}`)).status).toBe(422);
    expect((await harness.get(overlay)).body.block_type).toBe('conditional');
    expect((await harness.get(`${REVIEWS}?status=awaiting_review`)).text).toContain('conditional');
  });
});
