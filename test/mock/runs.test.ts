import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };
const APPROVE = { verdict: 'approved', version_stamp: 1 };
const REJECT = { verdict: 'rejected', version_stamp: 1, reason: 'x' };

let harness: Harness;
let options: { namespace: string };
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness();
});

const ownWorld = () => {
  worlds += 1;
  options = { namespace: `runs-${worlds}` };
};
const open = (block_id: string, more: Json = {}) =>
  harness.open({ run_id: 'run_1', block_id, ...more }, options);
const decide = (overlay: string, body: Json) => harness.post(`${overlay}/decision`, body, options);
const hold = (held: boolean) => harness.post('/__control/resume', { hold: held }, options);
const run = async (runId = 'run_1') =>
  (await harness.get(`/__control/runs/${runId}`, options)).body;

describe('RUN-1: a run', () => {
  test('completes with the effective snapshot once its review is approved', async () => {
    ownWorld();
    const { overlay, reviewId } = await open('b');
    const block = { review_id: reviewId, block_id: 'b', iteration_key: null };
    expect(await run()).toEqual({
      run_id: 'run_1',
      status: 'awaiting_review',
      blocks: [{ ...block, status: 'awaiting_review', resumed_with: null }],
    });
    await decide(overlay, { ...APPROVE, edited_output: { a: 1 } });
    expect(await run()).toEqual({
      run_id: 'run_1',
      status: 'completed',
      blocks: [{ ...block, status: 'approved', resumed_with: { a: 1 } }],
    });
  });

  test('goes on with the effective version, not with the one ruled on', async () => {
    ownWorld();
    const { overlay } = await open('b');
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } }, options);
    await decide(overlay, { ...APPROVE, version_stamp: 2, effective_seq: 0 });
    expect((await run()).blocks[0].resumed_with).toEqual(OUTPUT);
  });

  test('is cancelled by a rejection', async () => {
    ownWorld();
    const { overlay } = await open('b');
    await decide(overlay, REJECT);
    expect(await run()).toMatchObject({ status: 'cancelled', blocks: [{ resumed_with: null }] });
  });

  test('waits for all of its reviews, iterations and conditionals too', async () => {
    ownWorld();
    const first = await open('b1');
    const second = await open('b2', {
      block_type: 'conditional',
      evidence: { output: { branch: 'x' } },
    });
    const third = await open('b3', { iteration_key: 'row-1' });
    await open('b', { run_id: 'run_2' });
    await decide(first.overlay, REJECT);
    await decide(second.overlay, APPROVE);
    expect((await run()).status).toBe('awaiting_review');
    await harness.post(`${third.resource}/approve`, { version_id: versionIdOf(OUTPUT) }, options);
    const { status, blocks } = await run();
    expect(status).toBe('cancelled');
    expect(blocks.map((each: Json) => each.block_id)).toEqual(['b1', 'b2', 'b3']);
    expect((await run('run_2')).status).toBe('awaiting_review');
  });

  test('waits again once a review is reopened', async () => {
    ownWorld();
    const { overlay, reviewId } = await open('b');
    await decide(overlay, APPROVE);
    await harness.post(`/__control/reviews/${reviewId}/reopen`, {}, options);
    expect(await run()).toMatchObject({
      status: 'awaiting_review',
      blocks: [{ resumed_with: null }],
    });
  });

  test('that nobody knows is 404', async () => {
    const reply = await harness.get('/__control/runs/run_none');
    expect(reply.status).toBe(404);
    expect(reply.body.detail).toBe("No run found for run_id='run_none'");
  });

  test('is found by an id that has to be encoded', async () => {
    ownWorld();
    await open('b', { run_id: 'a/b ü' });
    expect((await run(encodeURIComponent('a/b ü'))).run_id).toBe('a/b ü');
  });
});

describe('RES-7, RUN-1: runs that are held', () => {
  test('wait with decided reviews, and take the decisions up on release', async () => {
    ownWorld();
    const approved = await open('b1');
    const rejected = await open('b2');
    const early = await open('b0', { run_id: 'run_0' });
    await decide(early.overlay, APPROVE);
    await hold(true);
    const version_id = versionIdOf(OUTPUT);
    const reply = await harness.post(`${approved.resource}/approve`, { version_id }, options);
    expect(reply.body).toMatchObject({ submission_status: 'accepted', resume_status: 'pending' });
    const again = await harness.post(`${approved.resource}/approve`, { version_id }, options);
    expect(again.body).toMatchObject({
      submission_status: 'already_applied',
      resume_status: 'skipped',
    });
    await decide(rejected.overlay, REJECT);
    expect(await run()).toMatchObject({
      status: 'awaiting_review',
      blocks: [{ resumed_with: null }, {}],
    });
    expect((await run('run_0')).status).toBe('completed');
    const before = await harness.get(approved.overlay, options);
    const released = await hold(false);
    expect(released.body.applied_review_ids.toSorted()).toEqual(
      [approved.reviewId, rejected.reviewId].toSorted(),
    );
    expect(await run()).toMatchObject({
      status: 'cancelled',
      blocks: [{ resumed_with: OUTPUT }, {}],
    });
    expect((await harness.get(approved.overlay, options)).text).toBe(before.text);
    expect((await hold(false)).body.applied_review_ids).toEqual([]);
  });

  test('holding once more applies nothing', async () => {
    ownWorld();
    await hold(true);
    const { overlay } = await open('b');
    await decide(overlay, APPROVE);
    expect((await hold(true)).body).toEqual({ hold: true, applied_review_ids: [] });
    expect((await run()).status).toBe('awaiting_review');
  });

  test('a decision that was taken back is not applied', async () => {
    ownWorld();
    await hold(true);
    const { overlay, reviewId } = await open('b');
    await decide(overlay, APPROVE);
    await harness.post(`/__control/reviews/${reviewId}/reopen`, {}, options);
    expect((await hold(false)).body.applied_review_ids).toEqual([]);
    expect((await run()).status).toBe('awaiting_review');
  });

  test.each([{}, { hold: 'true' }, { hold: 1 }, { hold: true, x: 1 }])(
    '%j is 422',
    async (body) => {
      const reply = await harness.post('/__control/resume', body);
      expect(reply.status).toBe(422);
      expect(reply.body.detail[0].loc[0]).toBe('body');
    },
  );
});
