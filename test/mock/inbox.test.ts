import { beforeAll, describe, expect, test } from 'vitest';
import { findBreaches } from '../../src/domain/invariants.ts';
import type { Review } from '../../src/domain/review.ts';
import { inboxScenario } from '../../src/mock/scenarios/inbox.ts';
import { BLOCK_TYPES_OF } from '../../src/predicates/predicate-faults.ts';
import { createHarness, NOW, type Harness, type Json } from '../support/harness.ts';

const reviews = inboxScenario().reviews as readonly Review[];

const distinct = (values: Iterable<unknown>) => [...new Set(values)].toSorted();

describe('the inbox, at its instant', () => {
  test('has sixty reviews that the rules could have made', () => {
    expect(reviews).toHaveLength(60);
    for (const review of reviews) expect(findBreaches(review), review.id).toEqual([]);
  });

  test('has every kind of predicate that can be a trigger', () => {
    const kinds = Object.keys(BLOCK_TYPES_OF).filter((kind) => kind !== 'any_of');
    expect(distinct(reviews.map((each) => each.triggered_by.kind))).toEqual(kinds.toSorted());
    for (const { block_type, triggered_by } of reviews) {
      expect(BLOCK_TYPES_OF[triggered_by.kind]).toContain(block_type);
    }
  });

  test('has every type of block and every status', () => {
    expect(distinct(reviews.map((each) => each.block_type))).toEqual([
      'classifier',
      'conditional',
      'extract',
      'for_each',
      'split',
    ]);
    const statuses = ['approved', 'awaiting_review', 'rejected'];
    expect(distinct(reviews.map((each) => each.status))).toEqual(statuses);
    const waiting = reviews.filter((each) => each.status === 'awaiting_review');
    expect(waiting.length).toBeGreaterThan(reviews.length / 2);
    expect(waiting.some((each) => each.decisions.length > 0)).toBe(true);
  });

  test('has an agent in each status, and no two reviews with the same agent', () => {
    const agents = reviews.flatMap((each) => each.agent ?? []);
    expect(distinct(agents.map((each) => each.status))).toEqual([
      'escalated',
      'failed',
      'proposed',
      'queued',
      'running',
      'submitted',
      'superseded_by_human',
    ]);
    expect(distinct(agents.map((each) => each.id))).toHaveLength(agents.length);
    expect(distinct(agents.map((each) => each.mode))).toEqual(['auto', 'pre_review', 'review']);
  });

  test('has claims that live, and claims that ran out', () => {
    const ends = reviews.flatMap((each) => each.claim?.expires_at ?? []);
    expect(ends.filter((end) => end > NOW).length).toBeGreaterThan(0);
    expect(ends.filter((end) => end <= NOW).length).toBeGreaterThan(0);
  });

  test('has iterations, which belong to a step of their run', () => {
    const iterations = reviews.filter((each) => each.iteration_key !== null);
    expect(iterations.length).toBeGreaterThan(0);
    for (const each of iterations) expect(each.parent_step_id).toContain(each.run_id);
  });

  test('has nothing from its future but what agents will do', () => {
    for (const { audit, agent } of reviews) {
      for (const { at } of audit) expect(at <= NOW).toBe(true);
      for (const { at } of agent?.script ?? []) expect(at > NOW).toBe(true);
      expect((agent?.updated_at ?? NOW) <= NOW).toBe(true);
    }
  });

  test('is the same every time', () => {
    expect(inboxScenario()).toEqual({ ...inboxScenario(), reviews });
  });
});

describe('the inbox, served', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await createHarness({ scenario: inboxScenario() });
  });

  test('is taken as it is exported', async () => {
    const { body: state } = await harness.get('/__control/state');
    expect(state.reviews).toHaveLength(60);
    const options = { namespace: 'copy' };
    const reply = await harness.send('PUT', '/__control/state', state, options);
    expect(reply).toMatchObject({ status: 200, body: { reviews: 60 } });
    expect((await harness.get('/__control/state', options)).body).toEqual(state);
  });

  test('every review is shown where it has to be, as documented', async () => {
    for (const { id, run_id, block_id, block_type, iteration_key, agent } of reviews) {
      const resource = await harness.get(`/v1/workflows/reviews/${id}`);
      expect(resource.status).toBe(block_type === 'conditional' ? 404 : 200);
      const overlay = await harness.get(`/v1/workflows/reviews/${run_id}/${block_id}`);
      expect(overlay.status).toBe(iteration_key === null ? 200 : 404);
      const spawned = await harness.get(
        `/v1/workflows/runs/${run_id}/agent-hil-reviews/${block_id}`,
      );
      expect(spawned.status).toBe(agent === null || iteration_key !== null ? 404 : 200);
    }
  });

  test('one agent starts after five seconds and submits twenty later, while one looks', async () => {
    const watched = reviews.find((each) => (each.agent?.script.length ?? 0) > 0);
    const place = `${watched?.run_id}/${watched?.block_id}`;
    const path = `/v1/workflows/runs/${place.replace('/', '/agent-hil-reviews/')}`;
    const agent = async () => (await harness.get(path)).body;
    const waiting = async () => {
      const { body } = await harness.get('/v1/workflows/reviews?limit=200');
      return body.data.map((each: Json) => each.id).includes(watched?.id);
    };
    expect(await agent()).toMatchObject({ status: 'queued' });
    await harness.advance(4999);
    expect(await agent()).toMatchObject({ status: 'queued', managed_agent_session_id: null });
    await harness.advance(1);
    expect(await agent()).toMatchObject({
      status: 'running',
      updated_at: '2026-05-13T09:05:05.000Z',
      managed_agent_session_id: expect.stringMatching(/./),
    });
    await harness.advance(19_999);
    expect((await agent()).status).toBe('running');
    expect(await waiting()).toBe(true);
    await harness.advance(1);
    expect(await waiting()).toBe(false);
    expect(await agent()).toMatchObject({
      status: 'submitted',
      updated_at: '2026-05-13T09:05:25.000Z',
    });
    const { body } = await harness.get('/__control/state');
    for (const review of body.reviews) expect(findBreaches(review)).toEqual([]);
  });
});
