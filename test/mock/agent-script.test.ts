import { beforeAll, describe, expect, test } from 'vitest';
import { PROPOSALS } from '../support/agents.ts';
import { createHarness, NOW, type Harness, type Json } from '../support/harness.ts';

const AGENT = '/v1/workflows/runs/run_1/agent-hil-reviews/hil-1';
const REVIEWS = '/v1/workflows/reviews';

let harness: Harness;
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness();
});

/** A world of its own, with a review whose agent plays this script. */
async function playing(script: readonly Json[], settings: Json = {}) {
  worlds += 1;
  const options = { namespace: `script-${worlds}` };
  const agent = { mode: 'review', script, ...settings };
  const opened = await harness.open({ agent, run_id: 'run_1', block_id: 'hil-1' }, options);
  const post = (path: string, body: Json) => harness.post(path, body, options);
  const get = async (path: string) => (await harness.get(path, options)).body;
  return {
    ...opened,
    options,
    post,
    get,
    agent: async () => get(AGENT),
    drive: (event: Json) => post('/__control/agents/run_1/hil-1', event),
    advance: (byMs: number) => post('/__control/clock', { advance_ms: byMs }),
  };
}

const at = (byMs: number) => new Date(Date.parse(NOW) + byMs).toISOString();

const start = (after_ms: number) => ({ after_ms, event: 'start' });
const propose = (after_ms: number, proposal: Json = PROPOSALS.approve) => ({
  after_ms,
  event: 'propose',
  proposal,
});
const SCRIPT = [start(1000), propose(2000)];

describe('a scripted agent', () => {
  test('plays as the clock goes on, each step counted from the one before', async () => {
    const { agent, advance } = await playing(SCRIPT);
    expect(await agent()).toMatchObject({ status: 'queued', updated_at: NOW });
    await advance(999);
    expect(await agent()).toMatchObject({ status: 'queued', managed_agent_session_id: null });
    await advance(1);
    expect(await agent()).toMatchObject({ status: 'running', updated_at: at(1000) });
    await advance(1999);
    expect(await agent()).toMatchObject({ status: 'running', updated_at: at(1000) });
    await advance(1);
    expect(await agent()).toMatchObject({ status: 'submitted', updated_at: at(3000) });
  });

  test('plays at once what is due at once', async () => {
    const { agent } = await playing([start(0), propose(0)]);
    expect(await agent()).toMatchObject({ status: 'submitted', updated_at: NOW });
  });

  test('dates each act at its own time, however late it is read', async () => {
    const { agent, advance, get, overlay } = await playing([
      start(1000),
      propose(2000, PROPOSALS.correct),
    ]);
    await advance(500_000);
    const review = await get(overlay);
    expect(review).toMatchObject({ decided_at: at(3000), updated_at: at(3000) });
    expect(review.versions[1].created_at).toBe(at(3000));
    expect(review.audit.slice(1).map((each: Json) => each.at)).toEqual([at(3000), at(3000)]);
    expect(await agent()).toMatchObject({ status: 'submitted', updated_at: at(3000) });
    const { blocks } = await get('/__control/runs/run_1');
    expect(blocks).toMatchObject([{ resumed_with: PROPOSALS.correct.modified_data }]);
  });

  test.each<[string, (world: Awaited<ReturnType<typeof playing>>) => Promise<Json>, Json]>([
    ['the list', ({ get }) => get(REVIEWS), { data: [] }],
    [
      'the decided list',
      ({ get }) => get(`${REVIEWS}?decision_status=approved`),
      { data: [{ decision: { verdict: 'approved' } }] },
    ],
    ['the queue', ({ get }) => get(`${REVIEWS}?status=awaiting_review`), { data: [] }],
    [
      'the approved queue',
      ({ get }) => get(`${REVIEWS}?status=approved`),
      { data: [{ decided_at: at(3000) }] },
    ],
    ['the run', ({ get }) => get('/__control/runs/run_1'), { status: 'completed' }],
    [
      'the decision',
      ({ get }) => get('/v1/workflows/runs/run_1/hil-decisions/hil-1'),
      { decision_received: true, received_at: at(3000) },
    ],
    [
      'the state',
      ({ get }) => get('/__control/state'),
      { reviews: [{ status: 'approved', agent: { script: [] } }] },
    ],
  ])('is seen by whoever reads %s first', async (_, read, expected) => {
    const world = await playing(SCRIPT);
    await world.advance(3000);
    expect(await read(world)).toMatchObject(expected);
  });

  test('is seen by whoever writes first', async () => {
    const { advance, post, overlay } = await playing(SCRIPT);
    await advance(3000);
    const body = { version_stamp: 1, verdict: 'rejected', reason: 'No.' };
    expect((await post(`${overlay}/decision`, body)).status).toBe(409);
    const hil = { block_id: 'hil-1', approved: true };
    const reply = await post('/v1/workflows/runs/run_1/hil-decisions', hil);
    expect(reply.body.submission_status).toBe('already_applied');
  });

  test('passes over what its status does not allow', async () => {
    const { agent, advance, get, overlay } = await playing([
      propose(1000),
      { after_ms: 0, event: 'timeout' },
      start(1000),
      start(1000),
      propose(1000, PROPOSALS.escalate),
      propose(1000, PROPOSALS.reject),
    ]);
    await advance(1500);
    expect(await agent()).toMatchObject({ status: 'queued', updated_at: NOW });
    await advance(2000);
    expect(await agent()).toMatchObject({ status: 'running', updated_at: at(2000) });
    await advance(50_000);
    expect(await agent()).toMatchObject({ status: 'proposed', updated_at: at(4000) });
    expect((await get(overlay)).rev).toBe(1);
  });

  test('fails as it is told to, or because of what it proposes', async () => {
    const failing = await playing([{ after_ms: 5, event: 'fail', reason: 'Lost.' }]);
    await failing.advance(5);
    expect(await failing.agent()).toMatchObject({ status: 'failed', failure_reason: 'Lost.' });
    const silent = await playing([{ after_ms: 5, event: 'fail' }]);
    await silent.advance(5);
    expect((await silent.agent()).failure_reason).toBe('The agent session failed.');
    const wrong = await playing([start(0), propose(5, { ...PROPOSALS.approve, confidence: 2 })]);
    await wrong.advance(5);
    expect((await wrong.agent()).failure_reason).toContain('confidence: ');
  });

  test.each([
    ['time runs out before its proposal', 30_001, 'failed', 31_000],
    ['time runs out at the instant of its proposal', 30_000, 'failed', 31_000],
    ['it proposes before its time is up', 29_999, 'submitted', 30_999],
  ])('%s', async (_, afterMs, status, atMs) => {
    const script = [start(1000), propose(afterMs)];
    const { agent, advance } = await playing(script, { timeout_seconds: 30 });
    await advance(100_000);
    expect(await agent()).toMatchObject({ status, updated_at: at(atMs) });
  });
});

describe('somebody else in between', () => {
  test('AGT-5: a human decides, and the agent does no more', async () => {
    const { agent, advance, post, get, overlay } = await playing(SCRIPT);
    await advance(2000);
    const body = { version_stamp: 1, verdict: 'rejected', reason: 'No.' };
    expect((await post(`${overlay}/decision`, body)).status).toBe(200);
    await advance(50_000);
    expect(await agent()).toMatchObject({ status: 'superseded_by_human', updated_at: at(2000) });
    expect(await get(overlay)).toMatchObject({ status: 'rejected', rev: 2 });
  });

  test('X-2: a human edits, and the agent decides on what is then the head', async () => {
    const { advance, post, get, overlay } = await playing(SCRIPT);
    await post(`${overlay}/versions`, { version_stamp: 1, snapshot: { total: 1 } });
    await advance(3000);
    expect(await get(overlay)).toMatchObject({ status: 'approved', rev: 3, effective_seq: 1 });
  });

  test('events by hand and by script go together', async () => {
    const { agent, advance, drive } = await playing(SCRIPT);
    expect((await drive({ event: 'start' })).body.status).toBe('running');
    await advance(3000);
    expect(await agent()).toMatchObject({ status: 'submitted', updated_at: at(3000) });
  });

  test('RES-7: runs that are held hold its decision too', async () => {
    const { advance, post, get } = await playing(SCRIPT);
    await post('/__control/resume', { hold: true });
    await advance(3000);
    const { status } = await get('/__control/runs/run_1');
    expect(status).toBe('awaiting_review');
    const { body } = await post('/__control/resume', { hold: false });
    expect(body.applied_review_ids).toHaveLength(1);
    expect((await get('/__control/runs/run_1')).status).toBe('completed');
  });

  test('several agents act in the order of their times', async () => {
    const world = await playing([start(0), propose(3000)]);
    const agent = { mode: 'review', script: [start(0), propose(1000)] };
    await harness.open({ agent, run_id: 'run_1', block_id: 'hil-2' }, world.options);
    await world.advance(2000);
    const { blocks, status } = await world.get('/__control/runs/run_1');
    expect(status).toBe('awaiting_review');
    expect(blocks.map((each: Json) => each.status)).toEqual(['awaiting_review', 'approved']);
    await world.advance(1000);
    expect((await world.get('/__control/runs/run_1')).status).toBe('completed');
  });
});

describe('the state', () => {
  test('keeps what is still to come', async () => {
    const { advance, get, post, options } = await playing(SCRIPT);
    await advance(1500);
    const state = await get('/__control/state');
    expect(state.reviews[0].agent).toMatchObject({
      status: 'running',
      started_at: at(1000),
      script: [{ at: at(3000), event: { kind: 'propose', proposal: PROPOSALS.approve } }],
    });
    await post('/__control/reset', undefined);
    const loaded = await harness.send('PUT', '/__control/state', state, options);
    expect(loaded.status, loaded.text).toBe(200);
    expect(await get('/__control/state')).toEqual(state);
    await advance(1500);
    expect(await get(AGENT)).toMatchObject({ status: 'submitted', updated_at: at(3000) });
  });

  test('as a scenario is moved to the day it is played on, what is to come with it', async () => {
    const { advance, get } = await playing(SCRIPT);
    await advance(1500);
    const scenario = await get('/__control/state');
    const frozenAt = '2027-01-01T00:00:01.500Z';
    const moved = await createHarness({ scenario, frozenAt });
    const agent = async () => (await moved.get(AGENT)).body;
    expect(await agent()).toMatchObject({
      status: 'running',
      created_at: '2027-01-01T00:00:00.000Z',
      updated_at: '2027-01-01T00:00:01.000Z',
    });
    await moved.advance(1499);
    expect((await agent()).status).toBe('running');
    await moved.advance(1);
    expect(await agent()).toMatchObject({
      status: 'submitted',
      updated_at: '2027-01-01T00:00:03.000Z',
    });
    const still = await createHarness({ scenario, frozenAt });
    const [{ agent: kept }] = (await still.get('/__control/state')).body.reviews;
    expect(kept.started_at).toBe('2027-01-01T00:00:01.000Z');
  });

  // It is taken; once the proposal is due, every request of the namespace fails, reset among them.
  test.each<Json>([{ kind: 'propose' }, { kind: 'fail' }])(
    'is not taken with a step that cannot be played: %j',
    async (event) => {
      const { get, options } = await playing([start(0), propose(1000)]);
      const state = await get('/__control/state');
      state.reviews[0].agent.script[0].event = event;
      const reply = await harness.send('PUT', '/__control/state', state, options);
      expect(reply.status).toBe(422);
    },
  );
});

test('what an agent does is told as it happens', async () => {
  const { advance, get, options } = await playing(SCRIPT);
  const headers = { 'X-Review-Namespace': options.namespace };
  const stream = await fetch(`${harness.url}/__control/events`, { headers });
  await advance(3000);
  await get('/__control/runs/run_1');
  await harness.send('DELETE', `/__control/namespaces/${options.namespace}`);
  const events = (await stream.text()).split('\n\n').filter((each) => each.includes('event: '));
  expect(events.map((each) => /event: (\w+)/.exec(each)?.[1])).toEqual(['clock', 'review']);
  expect(events[1]).toContain('"status":"approved"');
});
