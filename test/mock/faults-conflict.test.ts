import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { MockOptions } from '../../src/mock/mock.ts';
import type { Json } from '../support/harness.ts';
import { createFaulted, OVERLAY, REVIEWS } from './faulted.ts';

const RIVAL = { kind: 'human', id: 'rival_reviewer', display_name: 'Rival Reviewer' };
const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };
const MODEL_OUTPUT = versionIdOf(OUTPUT);

const STAMPED: readonly (readonly [string, Json])[] = [
  ['claim', {}],
  ['release', {}],
  ['versions', { snapshot: { total_amount: 1 } }],
  ['decision', { verdict: 'approved' }],
  ['decision', { verdict: 'rejected', reason: 'No.' }],
];

const racing = (options: MockOptions = {}, gate: Json = {}) =>
  createFaulted({ faults: [{ fault: 'lose_race', times: 1 }], ...options }, gate);

describe('lose_race on a stamped write', () => {
  test.each(STAMPED)('%s %j: the rival claims, and a re-read shows it', async (path, body) => {
    const { send, overlay, hits } = await racing();
    const reply = await send({ path: `${OVERLAY}/${path}`, body: { version_stamp: 1, ...body } });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain('overlay is at rev 2, request sent rev 1');
    const { body: seen } = await send({ path: OVERLAY });
    expect(seen).toMatchObject({ rev: 2, status: 'awaiting_review', claim: { holder: RIVAL } });
    expect(seen.audit.slice(1)).toMatchObject([
      { action: 'claimed', actor: RIVAL, rev_observed: 1, rev_result: 2 },
      { action: 'stale_write_rejected', actor: { id: 'user_42' }, rev_result: null },
    ]);
    expect(await hits()).toEqual([1]);
    // With the new stamp it goes through, as the detail says.
    const again = await send({ path: `${OVERLAY}/${path}`, body: { version_stamp: 2, ...body } });
    expect(again.status).toBe(200);
    expect((await overlay()).rev).toBe(3);
  });

  test('while somebody holds the claim the rival appends', async () => {
    const { send, setFaults } = await createFaulted();
    await send({ path: `${OVERLAY}/claim`, body: { version_stamp: 1 } });
    await setFaults({ fault: 'lose_race' });
    const body = { version_stamp: 2, verdict: 'approved' };
    expect((await send({ path: `${OVERLAY}/decision`, body })).status).toBe(409);
    const { body: seen } = await send({ path: OVERLAY });
    expect(seen).toMatchObject({ rev: 3, head_seq: 1, claim: { holder: { id: 'user_42' } } });
    expect(seen.versions[1]).toMatchObject({ author: RIVAL, origin: 'human_edit', parent_seq: 0 });
    expect(seen.versions[1].snapshot).not.toEqual(seen.versions[0].snapshot);
  });

  test('a claim that has run out is taken', async () => {
    const { send, control, setFaults } = await createFaulted();
    await send({ path: `${OVERLAY}/claim`, body: { version_stamp: 1 } });
    await control('clock', { advance_ms: 900_000 });
    await setFaults({ fault: 'lose_race' });
    await send({ path: `${OVERLAY}/release`, body: { version_stamp: 2 } });
    expect((await send({ path: OVERLAY })).body.claim.holder).toEqual(RIVAL);
  });

  test.each(['extract', 'classifier', 'split', 'for_each'])(
    'the rival of a %s block writes what that block can have, each time another',
    async (block_type) => {
      const { send, control } = await createFaulted({}, { block_type });
      await control('faults', { rules: [{ fault: 'lose_race' }] }, 'PUT');
      for (const stamp of [1, 2, 3]) {
        const body = { version_stamp: stamp };
        expect((await send({ path: `${OVERLAY}/claim`, body })).status).toBe(409);
      }
      const { versions } = (await send({ path: OVERLAY })).body;
      expect(versions).toHaveLength(3);
      expect(new Set(versions.map((each: Json) => each.content_sha256)).size).toBe(3);
      const { body: state } = await control('state');
      expect((await control('state', state, 'PUT')).status).toBe(200);
    },
  );

  test('times holds for writes that come at once', async () => {
    const { send, control, hits } = await racing();
    const gate = { block_type: 'extract', predicate: { kind: 'always' }, evidence: { output: {} } };
    await control('gates', { ...gate, run_id: 'run_2', block_id: 'block_1' });
    const body = { version_stamp: 1 };
    const replies = await Promise.all(
      [OVERLAY, `${REVIEWS}/run_2/block_1`].map((path) => send({ path: `${path}/claim`, body })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await hits()).toEqual([1]);
  });

  test('IDM-1: the repeat of a command is no write, and is answered as one', async () => {
    const { send, setFaults, overlay } = await createFaulted();
    const body = { version_stamp: 1, verdict: 'approved', command_id: 'c' };
    await send({ path: `${OVERLAY}/decision`, body });
    await setFaults({ fault: 'lose_race' }, { fault: 'stale' });
    const repeat = await send({ path: `${OVERLAY}/decision`, body });
    expect(repeat.body.submission_status).toBe('already_applied');
    expect((await overlay()).rev).toBe(2);
  });
});

describe.each(['lose_race', 'stale'] as const)('%s leaves alone', (fault) => {
  const REFUSED: readonly (readonly [string, number, Json])[] = [
    ['a stamp that is old anyway', 409, { path: 'claim', body: { version_stamp: 0 } }],
    ['a stamp from the future', 409, { path: 'claim', body: { version_stamp: 9 } }],
    ['a body that is none', 422, { path: 'claim', body: {} }],
    ['a stranger', 401, { path: 'claim', body: { version_stamp: 1 }, key: null }],
  ];

  test.each(REFUSED)('%s: %i', async (_what, status, { path, ...sent }) => {
    const faulted = await createFaulted({ faults: [{ fault }] });
    const reply = await faulted.send({ path: `${OVERLAY}/${path}`, ...sent });
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.body)).not.toContain('rev 2');
    expect((await faulted.overlay()).rev).toBe(1);
    expect(await faulted.hits()).toEqual([0]);
    expect(await faulted.journal()).toMatchObject([
      { status, handled_status: status, fault: null },
    ]);
  });

  test('reads, of every surface', async () => {
    const { send, reviewId, hits } = await createFaulted({ faults: [{ fault }] });
    for (const path of [OVERLAY, REVIEWS, `${REVIEWS}/${reviewId}`, `${REVIEWS}?status=approved`]) {
      expect((await send({ path })).status).toBe(200);
    }
    expect(await hits()).toEqual([0]);
  });

  test('writes without a stamp, on the agent surface', async () => {
    const { send, overlay } = await createFaulted({ faults: [{ fault }] });
    const path = '/v1/workflows/runs/run_1/hil-decisions';
    const reply = await send({ path, body: { block_id: 'block_1', approved: true } });
    expect(reply.status).toBe(202);
    expect((await overlay()).rev).toBe(2);
  });

  test('a review that is not there, or that is decided', async () => {
    const { send, reviewId, setFaults, hits } = await createFaulted();
    const verdict = { version_stamp: 1, verdict: 'approved' };
    await send({ path: `${OVERLAY}/decision`, body: verdict });
    await setFaults({ fault });
    const body = { version_stamp: 2 };
    const decided = await send({ path: `${OVERLAY}/claim`, body });
    expect(decided.body.detail).toContain('already approved');
    expect((await send({ path: `${REVIEWS}/run_0/b/claim`, body })).status).toBe(404);
    const approval = { version_id: MODEL_OUTPUT };
    const repeat = await send({ path: `${REVIEWS}/${reviewId}/approve`, body: approval });
    expect(repeat.body.submission_status).toBe('already_applied');
    expect(await hits()).toEqual([0]);
  });

  test('a version that is not there', async () => {
    const { send, reviewId, hits } = await createFaulted({ faults: [{ fault }] });
    const body = { version_id: versionIdOf({ nobody: 'wrote this' }) };
    expect((await send({ path: `${REVIEWS}/${reviewId}/approve`, body })).status).toBe(404);
    expect(await hits()).toEqual([0]);
  });
});

describe('the resource surface', () => {
  const EDIT = { parent_id: MODEL_OUTPUT, snapshot: { total_amount: 1 } };
  const create = (reviewId: string) => ({
    path: `${REVIEWS}/versions`,
    body: { review_id: reviewId, ...EDIT },
  });
  const approve = (reviewId: string) => ({
    path: `${REVIEWS}/${reviewId}/approve`,
    body: { version_id: MODEL_OUTPUT },
  });
  const reject = (reviewId: string) => ({
    path: `${REVIEWS}/${reviewId}/reject`,
    body: { version_id: MODEL_OUTPUT, reason: 'No.' },
  });

  test.each([
    ['create', create],
    ['approve', approve],
  ])('RES-8: to %s, the rival has added a version, which the 409 names', async (_, sent) => {
    const { send, reviewId } = await racing();
    const reply = await send(sent(reviewId));
    expect(reply.status).toBe(409);
    const { body } = await send({ path: `${REVIEWS}/versions?review_id=${reviewId}` });
    expect(body.data).toHaveLength(2);
    const [, rivals] = body.data;
    expect(rivals).toMatchObject({ author: RIVAL, parent_id: MODEL_OUTPUT });
    expect(reply.body.detail).toContain(rivals.id);
  });

  test.each(['classifier', 'split', 'for_each'])('RES-4: of a %s block too', async (block_type) => {
    const { send, reviewId, journal } = await racing({}, { block_type });
    const list = await send({ path: `${REVIEWS}/versions?review_id=${reviewId}` });
    const body = { version_id: list.body.data[0].id };
    expect((await send({ path: `${REVIEWS}/${reviewId}/approve`, body })).status).toBe(409);
    expect((await journal()).at(-1).fault).toBe('lose_race: the rival added a version');
  });

  test.each([
    ['reject', {}, reject, 'approved', 200, 'conflict'],
    ['approve', { superseded: 'peers' }, approve, 'rejected', 200, 'conflict'],
    ['create', { superseded: 'peers' }, create, 'approved', 409, undefined],
    ['reject', { conflict: '409' }, reject, 'approved', 409, undefined],
  ] as const)(
    'where another version is no conflict, the rival has decided: %s under %j',
    async (...[, policies, sent, verdict, status, submission]) => {
      const { send, reviewId } = await racing({ policies });
      const reply = await send(sent(reviewId));
      expect(reply.status).toBe(status);
      expect(reply.body.submission_status).toBe(submission);
      const { body } = await send({ path: `${REVIEWS}/${reviewId}` });
      expect(body.decision).toMatchObject({ verdict, author: RIVAL });
    },
  );

  test.each([
    ['create', create],
    ['approve', approve],
    ['reject', reject],
  ])('stale, without cause: %s', async (_, sent) => {
    const { send, overlay, reviewId } = await createFaulted({ faults: [{ fault: 'stale' }] });
    const before = await overlay();
    const reply = await send(sent(reviewId));
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toMatch(/^Stale version_stamp: overlay is at rev 2/);
    expect(await overlay()).toEqual(before);
  });
});
