import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, DANA, NOW, type Harness } from '../support/harness.ts';

const ROOT = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });
const CHILD = versionIdOf({ a: 1 });

let harness: Harness;
let peers: Harness;
let strict: Harness;

beforeAll(async () => {
  harness = await createHarness();
  peers = await createHarness({ policies: { superseded: 'peers' } });
  strict = await createHarness({ policies: { conflict: '409' } });
});

/** A review with the model's output, and optionally a correction. */
async function reviewed(at: Harness, isEdited = false) {
  const { overlay, resource, reviewId } = await at.open();
  if (isEdited) await at.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
  return {
    overlay,
    reviewId,
    approve: (version_id: string, more: object = {}) =>
      at.post(`${resource}/approve`, { version_id, ...more }),
    reject: (version_id: string, reason = 'No.') =>
      at.post(`${resource}/reject`, { version_id, reason }),
    text: async () => (await at.get(overlay)).text,
    shown: async () => (await at.get(overlay)).body,
  };
}

describe('RES-1, RES-5: a decision', () => {
  test('approves', async () => {
    const { approve, reviewId } = await reviewed(harness);
    const { body } = await approve(ROOT);
    expect(body).toMatchObject({
      submission_status: 'accepted',
      resume_status: 'resumed',
      resume_error: null,
      review: { id: reviewId },
    });
    const decision = {
      verdict: 'approved',
      version_id: ROOT,
      author: DANA,
      created_at: NOW,
      reason: null,
    };
    expect(body.review.decision).toEqual(decision);
    expect((await harness.get(`/v1/workflows/reviews/${reviewId}`)).body).toEqual(body.review);
  });

  test('rejects, and resumes the run all the same', async () => {
    const { reject } = await reviewed(harness);
    const { body } = await reject(ROOT, 'Illegible.');
    expect(body).toMatchObject({ submission_status: 'accepted', resume_status: 'resumed' });
    expect(body.review.decision).toMatchObject({
      verdict: 'rejected',
      version_id: ROOT,
      reason: 'Illegible.',
    });
  });

  test('before one there is none', async () => {
    const { reviewId } = await reviewed(harness);
    const { body } = await harness.get(`/v1/workflows/reviews/${reviewId}`);
    expect(body.decision).toBeNull();
  });

  test.each(['', ' ', '\t\n', '\u00a0'])('a rejection for %j is 422', async (reason) => {
    const { reject, text } = await reviewed(harness);
    const before = await text();
    const reply = await reject(ROOT, reason);
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['body', 'reason']);
    expect(await text()).toBe(before);
  });

  test('a version of another review is 404', async () => {
    const { approve, reject } = await reviewed(harness);
    await harness.open({ evidence: { output: { other: 1 } } });
    const other = versionIdOf({ other: 1 });
    expect((await approve(other)).status).toBe(404);
    expect((await reject(other)).status).toBe(404);
  });
});

describe('RES-6: the same decision again', () => {
  test('is already_applied and changes nothing, whatever the reason', async () => {
    const approved = await reviewed(harness);
    const first = await approved.approve(ROOT);
    const before = await approved.text();
    const again = await approved.approve(ROOT);
    expect(again.body).toMatchObject({
      submission_status: 'already_applied',
      resume_status: 'skipped',
    });
    expect(again.body.review).toEqual(first.body.review);
    expect(await approved.text()).toBe(before);

    const rejected = await reviewed(harness);
    await rejected.reject(ROOT, 'One.');
    const other = await rejected.reject(ROOT, 'Another.');
    expect(other.body.submission_status).toBe('already_applied');
    expect(other.body.review.decision.reason).toBe('One.');
  });

  test('a decision of the overlay surface counts', async () => {
    const { overlay, approve } = await reviewed(harness);
    await harness.post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 });
    expect((await approve(ROOT)).body.submission_status).toBe('already_applied');
  });
});

describe('RES-7: a different decision on a decided review', () => {
  test('is a conflict with 200, and the decision stands', async () => {
    const { approve, reject, text } = await reviewed(harness, true);
    await approve(CHILD);
    const before = await text();
    for (const reply of [await reject(CHILD), await approve(ROOT), await reject(ROOT)]) {
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ submission_status: 'conflict', resume_status: 'skipped' });
      expect(reply.body.review.decision).toMatchObject({ verdict: 'approved', version_id: CHILD });
    }
    expect(await text()).toBe(before);
  });

  test('policy conflict=409: is 409', async () => {
    const { approve, reject, text } = await reviewed(strict);
    await approve(ROOT);
    const before = await text();
    const reply = await reject(ROOT);
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toBe('The review is already approved.');
    expect((await approve(ROOT)).body.submission_status).toBe('already_applied');
    expect(await text()).toBe(before);
  });
});

const create = (at: Harness, body: object) => at.post('/v1/workflows/reviews/versions', body);

describe('RES-8: other leaves', () => {
  test('must be acknowledged before a version is approved', async () => {
    const { approve, shown } = await reviewed(harness, true);
    const refused = await approve(ROOT);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(CHILD);
    expect((await approve(ROOT, { acknowledged_superseded_version_ids: [ROOT] })).status).toBe(409);
    expect((await shown()).status).toBe('awaiting_review');
    const more = { acknowledged_superseded_version_ids: ['rvr_other', CHILD] };
    expect((await approve(ROOT, more)).body.submission_status).toBe('accepted');
    expect((await shown()).effective_seq).toBe(0);
  });

  test('the leaf itself needs no acknowledgement', async () => {
    const { approve } = await reviewed(harness, true);
    expect((await approve(CHILD)).status).toBe(200);
  });

  test('must be acknowledged before a version is parented elsewhere', async () => {
    const { reviewId } = await reviewed(harness, true);
    const body = { review_id: reviewId, parent_id: ROOT, snapshot: { b: 1 } };
    const refused = await create(harness, body);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(CHILD);
    expect(refused.body.detail).toContain('acknowledged_superseded_version_ids');
    const more = { acknowledged_superseded_version_ids: [CHILD] };
    expect((await create(harness, { ...body, ...more })).status).toBe(201);
    const third = { ...body, parent_id: CHILD, snapshot: { c: 1 } };
    expect((await create(harness, third)).body.detail).toContain(versionIdOf({ b: 1 }));
  });

  test('do not matter to a rejection, nor to the overlay surface', async () => {
    const { reject } = await reviewed(harness, true);
    expect((await reject(ROOT)).body.submission_status).toBe('accepted');
    const { overlay } = await reviewed(harness, true);
    const append = { version_stamp: 2, snapshot: { b: 1 }, parent_seq: 0 };
    expect((await harness.post(`${overlay}/versions`, append)).status).toBe(200);
    const decide = { version_stamp: 3, verdict: 'approved', on_seq: 0 };
    expect((await harness.post(`${overlay}/decision`, decide)).status).toBe(200);
  });

  test('policy superseded=peers: do not matter at all', async () => {
    const { approve, reviewId } = await reviewed(peers, true);
    const body = { review_id: reviewId, parent_id: ROOT, snapshot: { b: 1 } };
    expect((await create(peers, body)).status).toBe(201);
    expect((await approve(ROOT)).body.submission_status).toBe('accepted');
  });
});
