import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf, versionIdOfHash } from '../../src/contract/canonical-json.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };
const ROOT = versionIdOf(OUTPUT);
const VERSIONS = '/v1/workflows/reviews/versions';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

describe('X-1: one state, two surfaces', () => {
  test('each version is on both', async () => {
    const { overlay, reviewId } = await harness.open();
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
    const parent_id = versionIdOf({ a: 1 });
    await harness.post(VERSIONS, { review_id: reviewId, parent_id, snapshot: { a: 2 } });
    const edit = { version_stamp: 3, verdict: 'approved', edited_output: { a: 3 } };
    await harness.post(`${overlay}/decision`, edit);
    const { versions } = (await harness.get(overlay)).body;
    const { data } = (await harness.get(`${VERSIONS}?review_id=${reviewId}`)).body;
    expect(data).toHaveLength(4);
    const ids = versions.map((each: Json) => versionIdOfHash(each.content_sha256));
    for (const [seq, version] of data.entries()) {
      expect(version).toMatchObject({
        id: ids[seq],
        parent_id: seq === 0 ? null : ids[versions[seq].parent_seq],
        snapshot: versions[seq].snapshot,
        author: versions[seq].author,
        note: versions[seq].note,
        created_at: versions[seq].created_at,
      });
      expect((await harness.get(`${VERSIONS}/${version.id}`)).body.snapshot).toEqual(
        version.snapshot,
      );
    }
  });

  test.each([
    ['the head', {}, { a: 1 }],
    ['another effective version', { effective_seq: 0 }, OUTPUT],
    ['another version ruled on', { on_seq: 0 }, OUTPUT],
    ['an edit', { edited_output: { b: 1 } }, { b: 1 }],
  ])('an overlay approval of %s shows its effective version', async (_what, more, snapshot) => {
    const { overlay, resource } = await harness.open();
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
    await harness.post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 2, ...more });
    const { decision } = (await harness.get(resource)).body;
    expect(decision).toMatchObject({ verdict: 'approved', version_id: versionIdOf(snapshot) });
  });

  test('an overlay rejection shows the version it ruled on', async () => {
    const { overlay, resource } = await harness.open();
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
    const body = { verdict: 'rejected', version_stamp: 2, on_seq: 0, reason: 'Why.' };
    await harness.post(`${overlay}/decision`, body);
    const { decision } = (await harness.get(resource)).body;
    expect(decision).toMatchObject({ verdict: 'rejected', version_id: ROOT, reason: 'Why.' });
  });

  test.each([
    ['approve', { version_id: ROOT }, 'approved', 0],
    ['reject', { version_id: ROOT, reason: 'Why.' }, 'rejected', null],
  ])('a resource %s shows on the overlay', async (path, body, verdict, effectiveSeq) => {
    const { overlay, resource, reviewId } = await harness.open();
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    await harness.post(`${resource}/${path}`, body);
    const shown = (await harness.get(overlay)).body;
    expect(shown).toMatchObject({
      status: verdict,
      effective_seq: effectiveSeq,
      claim: null,
      rev: 3,
    });
    const reason = 'reason' in body ? body.reason : null;
    expect(shown.decisions).toMatchObject([
      { verdict, on_seq: 0, effective_seq: effectiveSeq, reason },
    ]);
    expect(shown.audit.at(-1)).toMatchObject({
      action: 'decision_made',
      rev_observed: 2,
      rev_result: 3,
    });
    const listed = await harness.get(`/v1/workflows/reviews?decision_status=${verdict}`);
    expect(listed.text).toContain(reviewId);
  });

  test('a reopened review is undecided on both', async () => {
    const { overlay, resource, reviewId } = await harness.open();
    await harness.post(`${resource}/approve`, { version_id: ROOT });
    await harness.post(`/__control/reviews/${reviewId}/reopen`, {});
    expect((await harness.get(resource)).body.decision).toBeNull();
    expect((await harness.get(overlay)).body.decisions).toHaveLength(1);
    await harness.post(`${resource}/reject`, { version_id: ROOT, reason: 'x' });
    const { decisions } = (await harness.get(overlay)).body;
    expect(decisions[1].supersedes_decision_id).toBe(decisions[0].decision_id);
    expect((await harness.get(resource)).body.decision.verdict).toBe('rejected');
  });
});

describe('X-2: a write through any surface makes older stamps stale', () => {
  test.each([
    [
      'create',
      (id: string) => harness.post(VERSIONS, { review_id: id, parent_id: ROOT, snapshot: {} }),
    ],
    [
      'approve',
      (id: string) => harness.post(`/v1/workflows/reviews/${id}/approve`, { version_id: ROOT }),
    ],
    [
      'reject',
      (id: string) =>
        harness.post(`/v1/workflows/reviews/${id}/reject`, { version_id: ROOT, reason: 'x' }),
    ],
  ] as const)('%s', async (_what, write) => {
    const { overlay, reviewId } = await harness.open();
    expect((await write(reviewId)).status).toBeLessThan(300);
    const reply = await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain('overlay is at rev 2, request sent rev 1');
  });

  test('what changes nothing moves nothing', async () => {
    const { overlay, resource, reviewId } = await harness.open();
    await harness.get(resource);
    await harness.get(`${VERSIONS}?review_id=${reviewId}`);
    await harness.post(`${resource}/approve`, { version_id: 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA' });
    expect((await harness.post(`${overlay}/claim`, { version_stamp: 1 })).status).toBe(200);
  });
});
