import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { PROPOSALS } from '../support/agents.ts';
import { createHarness, NOW, type Harness, type Json } from '../support/harness.ts';

let harness: Harness;
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness();
});

/** A world of its own, with a review whose agent is in this mode. */
async function spawned(agent: Json = { mode: 'auto' }) {
  worlds += 1;
  const options = { namespace: `agents-${worlds}` };
  const opened = await harness.open({ agent, run_id: 'run_1', block_id: 'hil-1' }, options);
  const place = `${opened.runId}/${opened.blockId}`;
  return {
    ...opened,
    options,
    drive: (event: Json) => harness.post(`/__control/agents/${place}`, event, options),
    read: async () =>
      (await harness.get(`/v1/workflows/runs/run_1/agent-hil-reviews/hil-1`, options)).body,
    overlayBody: async () => (await harness.get(opened.overlay, options)).body,
    post: (path: string, body: Json) => harness.post(path, body, options),
    advance: async (byMs: number) =>
      harness.post('/__control/clock', { advance_ms: byMs }, options),
  };
}
const at = (byMs: number) => new Date(Date.parse(NOW) + byMs).toISOString();

const NO_AGENT = "No agent review found for run_id='run_x' block_id='block_x'";

describe('AGT-1: an agent review', () => {
  test('is there with the gate that spawned it, as documented', async () => {
    const { read, drive } = await spawned();
    const queued = await read();
    expect(queued).toEqual({
      id: expect.stringMatching(/^agrev_\w+$/),
      run_id: 'run_1',
      block_id: 'hil-1',
      workflow_id: expect.stringMatching(/^wf_/),
      mode: 'auto',
      status: 'queued',
      managed_agent_session_id: null,
      managed_agent_vault_id: null,
      proposed_decision: null,
      submitted_hil_command_id: null,
      failure_reason: null,
      auto_threshold: 0.85,
      timeout_seconds: 900,
      created_at: NOW,
      updated_at: NOW,
    });
    const started = await drive({ event: 'start' });
    expect(started.status).toBe(200);
    expect(started.body).toEqual({
      ...queued,
      status: 'running',
      managed_agent_session_id: expect.stringMatching(/^sesn_\w+$/),
    });
    expect(await read()).toEqual(started.body);
  });

  test('has the settings it was given', async () => {
    const settings = { mode: 'review', auto_threshold: 0, timeout_seconds: 3600 };
    expect(await (await spawned(settings)).read()).toMatchObject(settings);
  });

  test('is 404 where there is no review, where it has no agent, where it did not fire', async () => {
    const options = { namespace: 'agentless' };
    const path = '/v1/workflows/runs/run_x/agent-hil-reviews/block_x';
    const read = async () => harness.get(path, options);
    const expected = { status: 404, body: { detail: NO_AGENT } };
    expect(await read()).toMatchObject(expected);
    const ids = { run_id: 'run_x', block_id: 'block_x', agent: { mode: 'auto' } };
    const never = { kind: 'confidence_lt', threshold: 0.5 };
    const gate = { block_type: 'extract', predicate: never, evidence: { output: {} } };
    await harness.post('/__control/gates', { ...gate, ...ids }, options);
    expect(await read()).toMatchObject(expected);
    await harness.open({ ...ids, iteration_key: 'row-1' }, options);
    expect(await read()).toMatchObject(expected);
    await harness.open({ ...ids, agent: undefined }, options);
    expect(await read()).toMatchObject(expected);
    const event = { event: 'start' };
    const driven = await harness.post('/__control/agents/run_x/block_x', event, options);
    expect(driven).toMatchObject(expected);
    const nowhere = await harness.post('/__control/agents/run_x/block_y', event, options);
    expect(nowhere.body.detail).toBe(NO_AGENT.replace('block_x', 'block_y'));
  });
});

const AGENT_PATHS: readonly (readonly [string, string, Json?])[] = [
  ['GET', '/v1/workflows/runs/run_1/agent-hil-reviews/hil-1'],
  ['POST', '/v1/workflows/runs/run_1/hil-decisions', { block_id: 'hil-1', approved: true }],
  ['GET', '/v1/workflows/runs/run_1/hil-decisions/hil-1'],
];

describe.each(AGENT_PATHS)('AUTH-1: %s %s', (method, path, body) => {
  test('401 comes first, and nothing changes', async () => {
    const { options, overlayBody } = await spawned();
    const before = await overlayBody();
    const nobody = { ...options, key: null };
    expect((await harness.send(method, path, body, nobody)).status).toBe(401);
    expect((await harness.send(method, path.replace('run_1', 'run_0'), body, nobody)).status).toBe(
      401,
    );
    expect((await harness.send(method, `${path}?access_token=`, body, nobody)).status).toBe(401);
    expect((await harness.send(method, `${path}?access_token=no`, body, nobody)).status).toBe(401);
    expect(await overlayBody()).toEqual(before);
  });

  test('takes access_token, names its owner, and keeps it nowhere', async () => {
    const { options } = await spawned();
    const tokened = `${path}?access_token=bot&x=1`;
    const reply = await harness.send(method, tokened, body, { ...options, key: null });
    expect(reply.status).toBeLessThan(300);
    const { entries } = (await harness.get('/__control/journal', options)).body;
    expect(entries.at(-1)).toMatchObject({ actor_id: 'agent_1', status: reply.status });
    expect(entries.at(-1).url).toContain('x=1');
    expect(JSON.stringify(entries)).not.toMatch(/access_token=bot/);
  });
});

test('AUTH-1: a key in a header wins over access_token; elsewhere the parameter counts not', async () => {
  const { options, overlay } = await spawned();
  const path = `${AGENT_PATHS[0]?.[1]}?access_token=bot`;
  await harness.get(path, { ...options, key: 'lee' });
  const bearer = { headers: { Authorization: 'Bearer dana' } };
  await harness.get(path, { ...options, ...bearer, key: 'lee' });
  const { entries } = (await harness.get('/__control/journal', options)).body;
  expect(entries.map((each: Json) => each.actor_id)).toEqual(['user_7', 'user_42']);
  const reply = await harness.get(`${overlay}?access_token=bot`, { ...options, key: null });
  expect(reply.status).toBe(401);
});

describe('AGT-2: an event that cannot happen', () => {
  test('is 409, says why, and changes nothing', async () => {
    const { drive, read } = await spawned();
    const queued = await read();
    for (const event of ['propose', 'timeout']) {
      const reply = await drive({ event });
      expect(reply.status).toBe(409);
      expect(reply.body.detail).toBe(`The agent is queued: ${event} cannot happen now.`);
    }
    expect(await read()).toEqual(queued);
    await drive({ event: 'fail' });
    const failed = await read();
    for (const event of ['start', 'propose', 'fail', 'timeout']) {
      expect((await drive({ event, proposal: PROPOSALS.approve })).status).toBe(409);
    }
    expect(await read()).toEqual(failed);
  });

  test.each([
    [{}, ['event']],
    [{ event: 'stop' }, ['event']],
    [{ event: 'propose', proposal: 'yes' }, ['proposal']],
    [{ event: 'fail', reason: '' }, ['reason']],
    [{ event: 'start', surprise: 1 }, ['surprise']],
  ])('%j is 422', async (body, path) => {
    const { drive, read } = await spawned();
    const reply = await drive(body);
    expect(reply.status).toBe(422);
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(['body', ...path]);
    expect((await read()).status).toBe('queued');
  });
});

const SOURCE = { document_index: 0 };
const ITEM = { field_path: 'total', action: 'modified', quote: 'Total', source: SOURCE };
const VALID = PROPOSALS.approve;

describe('AGT-4: a proposal that is not valid is answered with 200 and a failed agent', () => {
  test.each<[Json, string]>([
    [undefined, 'proposal: Field required'],
    [{}, 'confidence: Field required'],
    [{ ...VALID, confidence: undefined }, 'confidence: Field required'],
    [{ ...VALID, confidence: 2 }, 'confidence: '],
    [{ ...VALID, confidence: -0.1 }, 'confidence: '],
    [{ ...VALID, confidence: '0.9' }, 'confidence: '],
    [{ ...VALID, evidence: undefined }, 'evidence: Field required'],
    [{ ...VALID, evidence: [] }, 'evidence: '],
    [{ ...VALID, evidence: [{ ...ITEM, quote: '' }] }, 'evidence.0.quote: '],
    [{ ...VALID, evidence: [{ ...ITEM, action: 'kept' }] }, 'evidence.0.action: '],
    [{ ...VALID, evidence: [{ ...ITEM, source: {} }] }, 'evidence.0.source.document_index: '],
    [
      { ...VALID, evidence: [{ ...ITEM, source: { document_index: 0, page_number: 0 } }] },
      'evidence.0.source.page_number: ',
    ],
    [{ ...VALID, approved: 'yes' }, 'approved: '],
    [{ ...VALID, modified_data: [] }, 'modified_data: '],
    [{ ...VALID, changed_paths: [1] }, 'changed_paths.0: '],
    [{ ...VALID, escalation_reason: 'x'.repeat(2001) }, 'escalation_reason: '],
    [{ ...VALID, approved: null }, 'approved must be null exactly when escalate is set'],
    [{ ...PROPOSALS.escalate, escalation_reason: undefined }, 'escalation_reason'],
    [{ ...PROPOSALS.reject, modified_data: {} }, 'modified_data needs approved'],
    [{ ...VALID, changed_paths: ['tax'] }, 'tax has no evidence item'],
  ])('%j', async (proposal, reason) => {
    const { drive, read, overlayBody } = await spawned({ mode: 'review' });
    const running = (await drive({ event: 'start' })).body;
    const before = await overlayBody();
    const reply = await drive({ event: 'propose', proposal });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toEqual({
      ...running,
      status: 'failed',
      failure_reason: expect.stringContaining(`The proposal is not valid: `),
    });
    expect(reply.body.failure_reason).toContain(reason);
    expect(await read()).toEqual(reply.body);
    expect(await overlayBody()).toEqual(before);
  });

  test('a session error says what it was told, or what it can', async () => {
    const fail = async (reason?: string) =>
      (await (await spawned()).drive({ event: 'fail', reason })).body.failure_reason;
    expect(await fail('The tool call broke off.')).toBe('The tool call broke off.');
    expect(await fail()).toBe('The agent session failed.');
  });
});

describe('AGT-4: time', () => {
  test('is up at the very instant, for whoever looks next', async () => {
    const { drive, read, advance } = await spawned({ mode: 'auto', timeout_seconds: 30 });
    await advance(1000);
    await drive({ event: 'start' });
    await advance(29_999);
    expect(await read()).toMatchObject({ status: 'running', updated_at: at(1000) });
    await advance(1);
    const failed = {
      status: 'failed',
      failure_reason: 'No proposal within 30 seconds.',
      updated_at: at(31_000),
    };
    expect(await read()).toMatchObject(failed);
  });

  test('can be told to be up', async () => {
    const { drive } = await spawned();
    await drive({ event: 'start' });
    expect((await drive({ event: 'timeout' })).body).toMatchObject({
      status: 'failed',
      failure_reason: 'No proposal within 900 seconds.',
    });
  });
});

describe('AGT-3, X-1: what an agent submits is on every surface', () => {
  test('with its corrections, under one rev', async () => {
    const { drive, overlayBody, resource, options } = await spawned({ mode: 'review' });
    await drive({ event: 'start' });
    const { body } = await drive({ event: 'propose', proposal: PROPOSALS.correct });
    expect(body).toMatchObject({
      status: 'submitted',
      submitted_hil_command_id: `agent_hil_review:${body.id}`,
      proposed_decision: PROPOSALS.correct,
    });
    const actor = { kind: 'agent', id: body.id };
    const overlay = await overlayBody();
    expect(overlay).toMatchObject({ status: 'approved', rev: 2, effective_seq: 1, head_seq: 1 });
    expect(overlay.versions[1]).toMatchObject({ origin: 'agent_edit', author: actor });
    expect(overlay.decisions).toMatchObject([{ decided_by: actor }]);
    const review = (await harness.get(resource, options)).body;
    expect(review.decision).toMatchObject({ verdict: 'approved', author: actor });
    const run = (await harness.get('/__control/runs/run_1', options)).body;
    const { modified_data: resumed_with } = PROPOSALS.correct;
    expect(run).toMatchObject({ status: 'completed', blocks: [{ resumed_with }] });
    const received = '/v1/workflows/runs/run_1/hil-decisions/hil-1';
    const decision = (await harness.get(received, options)).body;
    expect(decision).toMatchObject({ approved: true, modified_data: resumed_with });
  });

  test('X-2: a stamp from before is stale', async () => {
    const { drive, overlay, post } = await spawned({ mode: 'review' });
    await drive({ event: 'start' });
    await drive({ event: 'propose', proposal: PROPOSALS.reject });
    const reply = await post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 });
    expect(reply.status).toBe(409);
  });
});

test('AGT-5: a human who is faster supersedes it, on every surface', async () => {
  const version_id = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });
  const hil = { block_id: 'hil-1', approved: true };
  for (const surface of ['overlay', 'resource', 'hil'] as const) {
    const { drive, read, post, overlay, resource } = await spawned();
    await drive({ event: 'start' });
    const reply = {
      overlay: () => post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 }),
      resource: () => post(`${resource}/approve`, { version_id }),
      hil: () => post('/v1/workflows/runs/run_1/hil-decisions', hil),
    };
    expect((await reply[surface]()).status).toBeLessThan(300);
    expect((await read()).status).toBe('superseded_by_human');
    expect((await drive({ event: 'propose', proposal: VALID })).status).toBe(409);
  }
});
