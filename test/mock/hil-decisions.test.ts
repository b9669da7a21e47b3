import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, DANA, LEE, NOW, type Harness, type Json } from '../support/harness.ts';

const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };
const EDITED = { total_amount: 325, vendor_name: 'Acme Corp' };
const DECISIONS = '/v1/workflows/runs/run_1/hil-decisions';
const NO_BLOCK = { status: 404, body: { detail: 'HIL block not found in run' } };

let harness: Harness;
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness();
});

/** A world of its own, with one review. */
async function gated(gate: Json = {}) {
  worlds += 1;
  const options = { namespace: `hil-${worlds}` };
  const ids = { run_id: 'run_1', block_id: 'hil-1' };
  const opened = await harness.open({ ...ids, ...gate }, options);
  const post = (path: string, body: Json, key = 'dana') =>
    harness.post(path, body, { ...options, key });
  return {
    ...opened,
    options,
    post,
    decide: (body: Json, key?: string) => post(DECISIONS, { block_id: 'hil-1', ...body }, key),
    read: async () => (await harness.get(`${DECISIONS}/hil-1`, options)).body,
    overlayBody: async () => (await harness.get(opened.overlay, options)).body,
    hold: (hold: boolean) => post('/__control/resume', { hold }),
    advance: (byMs: number) => post('/__control/clock', { advance_ms: byMs }),
  };
}

const at = (byMs: number) => new Date(Date.parse(NOW) + byMs).toISOString();

const UNDECIDED = {
  run_id: 'run_1',
  block_id: 'hil-1',
  block_status: 'awaiting_review',
  decision_received: false,
  decision_applied: false,
  approved: null,
  modified_data: null,
  payload_hash: null,
  received_at: null,
  applied_at: null,
};

describe('HIL-1: reading', () => {
  test('a block that nobody decided on', async () => {
    const { read } = await gated();
    expect(await read()).toEqual(UNDECIDED);
  });

  test.each<[Json, Json]>([
    [{ approved: true }, { approved: true, modified_data: null, block_status: 'completed' }],
    [{ approved: false }, { approved: false, modified_data: null, block_status: 'cancelled' }],
    [
      { approved: true, modified_data: EDITED },
      { approved: true, modified_data: EDITED, block_status: 'completed' },
    ],
  ])('one that was decided: %j', async (body, shown) => {
    const { decide, read, advance } = await gated();
    await advance(5);
    const reply = await decide(body);
    expect(reply.status).toBe(202);
    const decision = {
      ...UNDECIDED,
      decision_received: true,
      decision_applied: true,
      payload_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      received_at: at(5),
      applied_at: at(5),
      ...shown,
    };
    expect(reply.body).toEqual({ submission_status: 'accepted', decision });
    await advance(5);
    expect(await read()).toEqual(reply.body.decision);
  });

  test('IDM-2: one that the run has not taken up, and then has', async () => {
    const { decide, read, advance, hold } = await gated();
    await hold(true);
    const held = {
      decision_received: true,
      decision_applied: false,
      block_status: 'awaiting_review',
      approved: true,
      received_at: NOW,
      applied_at: null,
    };
    const { body } = await decide({ approved: true });
    expect(body).toMatchObject({ submission_status: 'accepted', decision: held });
    await advance(7);
    expect(await decide({ approved: true })).toMatchObject({
      status: 202,
      body: { submission_status: 'already_received', decision: held },
    });
    expect(await read()).toMatchObject(held);
    await hold(false);
    const applied = { ...held, decision_applied: true, block_status: 'completed' };
    expect(await read()).toMatchObject({ ...applied, applied_at: at(7) });
    expect((await decide({ approved: true })).body.submission_status).toBe('already_applied');
  });

  test('one that was reopened, and decided again after', async () => {
    const { decide, read, post, reviewId } = await gated();
    await decide({ approved: true, modified_data: EDITED });
    await post(`/__control/reviews/${reviewId}/reopen`, {});
    expect(await read()).toEqual(UNDECIDED);
    await decide({ approved: false });
    expect(await read()).toMatchObject({ approved: false, modified_data: null });
  });

  test.each<[string, Json]>([
    ['decision', { approved: true, modified_data: EDITED }],
    ['resource', { approved: true, modified_data: null }],
    ['rejection', { approved: false, modified_data: null }],
  ])('one that was decided elsewhere: %s', async (surface, shown) => {
    const { read, post, overlay, resource } = await gated();
    const approval = { verdict: 'approved', version_stamp: 1, edited_output: EDITED };
    const version_id = versionIdOf(OUTPUT);
    if (surface === 'decision') await post(`${overlay}/decision`, approval);
    if (surface === 'resource') await post(`${resource}/approve`, { version_id });
    if (surface === 'rejection') await post(`${resource}/reject`, { version_id, reason: 'No.' });
    expect(await read()).toMatchObject({ decision_received: true, received_at: NOW, ...shown });
  });
});

describe('HIL-1: deciding', () => {
  test('is deciding the review, by the caller, without a stamp', async () => {
    const { decide, overlayBody, post, overlay, resource, options } = await gated();
    await post(`${overlay}/claim`, { version_stamp: 1 });
    expect((await decide({ approved: true, modified_data: EDITED }, 'lee')).status).toBe(202);
    const after = await overlayBody();
    expect(after).toMatchObject({ status: 'approved', rev: 3, claim: null, effective_seq: 1 });
    expect(after.versions[1]).toMatchObject({
      origin: 'human_edit',
      author: LEE,
      snapshot: EDITED,
      parent_seq: 0,
    });
    expect(after.decisions).toMatchObject([{ decided_by: LEE, on_seq: 1, effective_seq: 1 }]);
    const version_id = versionIdOf(EDITED);
    const { decision } = (await harness.get(resource, options)).body;
    expect(decision).toMatchObject({ verdict: 'approved', version_id, author: LEE });
    const run = (await harness.get('/__control/runs/run_1', options)).body;
    expect(run).toMatchObject({ status: 'completed', blocks: [{ resumed_with: EDITED }] });
  });

  test('rejects with a reason of its own, and cancels the run', async () => {
    const { decide, overlayBody, options } = await gated();
    await decide({ approved: false });
    const { decisions } = await overlayBody();
    expect(decisions).toMatchObject([
      { verdict: 'rejected', decided_by: DANA, reason: 'Rejected through hil-decisions.' },
    ]);
    const run = (await harness.get('/__control/runs/run_1', options)).body;
    expect(run.status).toBe('cancelled');
  });

  test('again is a repeat, by whoever and with whichever command_id', async () => {
    const { decide, overlayBody } = await gated();
    const first = await decide({ approved: true, modified_data: EDITED, command_id: 'a' });
    const before = await overlayBody();
    for (const again of [
      { approved: true },
      { approved: true, modified_data: EDITED },
      { approved: true, modified_data: EDITED, command_id: 'a' },
      { approved: true, command_id: 'b' },
    ]) {
      const reply = await decide(again, 'lee');
      expect(reply.status).toBe(202);
      expect(reply.body).toEqual({ ...first.body, submission_status: 'already_applied' });
    }
    expect(await overlayBody()).toEqual(before);
  });

  test('otherwise than decided is 409, and changes nothing', async () => {
    const { decide, overlayBody } = await gated();
    await decide({ approved: true, modified_data: EDITED });
    const before = await overlayBody();
    for (const other of [
      { approved: false },
      { approved: true, modified_data: OUTPUT },
      { approved: true, modified_data: {} },
    ]) {
      const reply = await decide(other);
      expect(reply.status).toBe(409);
      expect(reply.body).toEqual({ detail: 'The review is already approved.' });
    }
    expect(await overlayBody()).toEqual(before);
  });

  test('IDM-3: with a command_id of something else is 409, also on the overlay', async () => {
    const { decide, post, overlay, overlayBody } = await gated();
    const append = { version_stamp: 1, snapshot: EDITED, command_id: 'a' };
    await post(`${overlay}/versions`, append);
    const before = await overlayBody();
    const reply = await decide({ approved: true, command_id: 'a' });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain("'a'");
    expect(await overlayBody()).toEqual(before);
    expect((await decide({ approved: true, command_id: 'b' })).status).toBe(202);
    const decision = { verdict: 'approved', version_stamp: 2, command_id: 'b' };
    expect((await post(`${overlay}/decision`, decision)).body.detail).toContain("'b'");
  });

  test('IDM-1: a command_id answers as a repeat after a reopening', async () => {
    const { decide, post, reviewId, overlayBody } = await gated();
    const body = { approved: false, command_id: 'a' };
    await decide(body);
    await post(`/__control/reviews/${reviewId}/reopen`, {});
    const before = await overlayBody();
    const reply = await decide(body);
    expect(reply).toMatchObject({ status: 202, body: { submission_status: 'already_applied' } });
    expect(await overlayBody()).toEqual(before);
  });

  test('IDM-4: of many at once one is accepted', async () => {
    const { decide, overlayBody } = await gated();
    const tries = Array.from({ length: 8 }, () => decide({ approved: true }));
    const statuses = (await Promise.all(tries)).map((reply) => reply.body.submission_status);
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'already_applied')).toHaveLength(7);
    expect((await overlayBody()).decisions).toHaveLength(1);
  });

  test('a conditional block, which the resource surface does not show', async () => {
    const evidence = { output: { branch: 'manual' } };
    const { decide, read } = await gated({ block_type: 'conditional', evidence });
    expect((await decide({ approved: true, modified_data: { branch: 'auto' } })).status).toBe(202);
    expect(await read()).toMatchObject({ modified_data: { branch: 'auto' } });
  });
});

describe('HIL-1: a block that is not there', () => {
  test('is 404, as is one that has only iterations', async () => {
    const { options, decide, post } = await gated({ iteration_key: 'row-1' });
    expect(await decide({ approved: true })).toMatchObject(NO_BLOCK);
    expect(await harness.get(`${DECISIONS}/hil-1`, options)).toMatchObject(NO_BLOCK);
    const elsewhere = '/v1/workflows/runs/run_2/hil-decisions';
    const body = { block_id: 'hil-1', approved: true };
    expect(await post(elsewhere, body)).toMatchObject(NO_BLOCK);
    expect(await harness.get(`${elsewhere}/hil-1`, options)).toMatchObject(NO_BLOCK);
  });
});

describe('SCH-3: a body that is not one', () => {
  test.each<[Json, readonly string[]]>([
    [{ approved: undefined }, ['approved']],
    [{ approved: null }, ['approved']],
    [{ approved: 'true' }, ['approved']],
    [{ approved: true, block_id: undefined }, ['block_id']],
    [{ approved: true, block_id: 1 }, ['block_id']],
    [{ approved: true, modified_data: [] }, ['modified_data']],
    [{ approved: false, modified_data: EDITED }, ['modified_data']],
    [{ approved: false, modified_data: {} }, ['modified_data']],
    [{ approved: true, command_id: 1 }, ['command_id']],
    [{ approved: true, version_stamp: 1 }, ['version_stamp']],
  ])('%j is 422 and says where', async (body, path) => {
    const { decide, read } = await gated();
    const reply = await decide(body);
    expect(reply.status, reply.text).toBe(422);
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(['body', ...path]);
    expect(await read()).toEqual(UNDECIDED);
  });

  test('ERR-3: the shape comes before 404', async () => {
    const { decide } = await gated();
    const body = { block_id: 'nowhere', approved: false, modified_data: EDITED };
    expect((await decide(body)).status).toBe(422);
  });
});
