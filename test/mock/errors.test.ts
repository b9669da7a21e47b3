import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, type Harness, type Json, type Reply } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';
const UNKNOWN_REVIEW = 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA';
const UNKNOWN_VERSION = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';
const MODEL_OUTPUT = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });

let harness: Harness;
let enveloped: Harness;

beforeAll(async () => {
  harness = await createHarness();
  enveloped = await createHarness({ policies: { errors: 'envelope' } });
});

type Provocation = readonly [
  status: number,
  code: string,
  kind: string,
  provoke: (at: Harness) => Promise<Reply>,
];

const PROVOCATIONS: readonly Provocation[] = [
  [401, 'unauthorized', 'unauthenticated', (at) => at.get(REVIEWS, { key: null })],
  [404, 'not_found', 'not_found', (at) => at.get(`${REVIEWS}/${UNKNOWN_REVIEW}`)],
  [404, 'not_found', 'not_found', (at) => at.get('/v1/nowhere')],
  [405, 'method_not_allowed', 'method_not_allowed', (at) => at.send('DELETE', REVIEWS)],
  [
    409,
    'conflict',
    'stale_stamp',
    async (at) => at.post(`${(await at.open()).overlay}/claim`, { version_stamp: 5 }),
  ],
  [
    413,
    'payload_too_large',
    'too_large',
    (at) => at.post(`${REVIEWS}/r/b/claim`, ' '.repeat(10 * 1024 * 1024 + 1)),
  ],
  [
    415,
    'unsupported_media_type',
    'unsupported_media_type',
    (at) => at.post(`${REVIEWS}/r/b/claim`, 'x', { headers: { 'Content-Type': 'text/xml' } }),
  ],
];

describe('ERR-1: every error is JSON with a detail', () => {
  test.each(PROVOCATIONS)('%i is a sentence', async (status, _code, _kind, provoke) => {
    const reply = await provoke(harness);
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
    expect(Object.keys(reply.body)).toEqual(['detail']);
    expect(reply.body.detail).toMatch(/^\S.{15,}\.?$/);
  });

  test.each(PROVOCATIONS)('%i in an envelope: %s, %s', async (status, code, kind, provoke) => {
    const plain = await provoke(harness);
    const reply = await provoke(enveloped);
    expect(reply.status).toBe(status);
    const message = expect.stringMatching(/^\S.{15,}$/);
    expect(reply.body).toEqual({ detail: { code, message, details: { error: kind } } });
    expect(reply.body.detail.message).toBe(plain.body.detail);
  });

  test('a 422 is a list, with and without the envelope', async () => {
    for (const at of [harness, enveloped]) {
      const reply = await at.get(`${REVIEWS}?limit=500`);
      expect(reply.status).toBe(422);
      expect(reply.body).toEqual({
        detail: [
          {
            loc: ['query', 'limit'],
            msg: 'Input should be less than or equal to 200',
            type: 'less_than_equal',
            input: 500,
            ctx: { le: 200 },
          },
        ],
      });
    }
  });

  test('the loc of a 422 starts at the part of the request', async () => {
    const { overlay } = await harness.open();
    const starts = await Promise.all([
      harness.post(`${overlay}/claim`, {}),
      harness.get(`${REVIEWS}?limit=0`),
      harness.get(`${REVIEWS}/%zz`),
      harness.get(REVIEWS, { namespace: 'a/b' }),
    ]);
    expect(starts.map((reply) => reply.body.detail[0].loc[0])).toEqual([
      'body',
      'query',
      'path',
      'header',
    ]);
  });

  test('a long input is not sent back', async () => {
    const reply = await harness.get(`${REVIEWS}?limit=${'9'.repeat(5000)}`);
    expect(reply.status).toBe(422);
    expect(reply.text.length).toBeLessThan(500);
  });

  test.each([
    [`${REVIEWS}/run_1/block_1`, "No review found for run_id='run_1' block_id='block_1'"],
    [`${REVIEWS}/${UNKNOWN_REVIEW}`, `No review found for review_id='${UNKNOWN_REVIEW}'`],
    [
      `${REVIEWS}/versions?review_id=${UNKNOWN_REVIEW}`,
      `No review found for review_id='${UNKNOWN_REVIEW}'`,
    ],
  ])('%s: what was looked for is named', async (path, detail) => {
    expect((await harness.get(path)).body).toEqual({ detail });
  });

  // It says "No review found for version_id='…'", as if the version had been a review.
  test('an unknown version is called a version', async () => {
    const reply = await harness.get(`${REVIEWS}/versions/${UNKNOWN_VERSION}`);
    expect(reply.body).toEqual({ detail: `No version found for version_id='${UNKNOWN_VERSION}'` });
  });

  test('an unknown version of a known review is named, and so is the review', async () => {
    const { resource, reviewId } = await harness.open();
    const reply = await harness.post(`${resource}/approve`, { version_id: UNKNOWN_VERSION });
    expect(reply.body.detail).toContain(UNKNOWN_VERSION);
    expect(reply.body.detail).toContain(reviewId);
  });
});

const write = (path: string, body: object) => [path, body] as const;
const NO_DECISION = { verdict: 'approved', version_stamp: 1 };

describe('ERR-2: an error changes nothing but the audit', () => {
  test.each([
    write('claim', { version_stamp: 9 }),
    write('claim', { version_stamp: 1, ttl_seconds: 5 }),
    write('release', { version_stamp: 0 }),
    write('versions', { version_stamp: 0, snapshot: { a: 1 } }),
    write('versions', { version_stamp: 1, snapshot: { a: 1 }, parent_seq: 4 }),
    write('versions', { version_stamp: 1, snapshot: { a: 1 }, reviewable_value: { a: 1 } }),
    write('decision', { ...NO_DECISION, version_stamp: 7 }),
    write('decision', { ...NO_DECISION, on_seq: 3 }),
    write('decision', { ...NO_DECISION, effective_seq: 1 }),
    write('decision', { ...NO_DECISION, edited_output: { a: 1 }, on_seq: 2 }),
    write('decision', { ...NO_DECISION, edited_output: { a: 1 }, effective_seq: 0 }),
    write('decision', { verdict: 'rejected', version_stamp: 1, reason: ' \n' }),
    write('decision', { verdict: 'rejected', version_stamp: 1, reason: 'x', edited_output: {} }),
  ])('overlay: %s %j', async (path, body) => {
    const { overlay } = await harness.open();
    const before = await harness.get(overlay);
    const reply = await harness.post(`${overlay}/${path}`, body);
    expect([409, 422]).toContain(reply.status);
    const after = await harness.get(overlay);
    expect(withoutAudit(after.body)).toEqual(withoutAudit(before.body));
    const noted = after.body.audit.slice(before.body.audit.length);
    const isStale = reply.status === 409;
    expect(noted.map((each: Json) => each.action)).toEqual(isStale ? ['stale_write_rejected'] : []);
  });

  test.each([
    write('approve', { version_id: UNKNOWN_VERSION }),
    write('reject', { version_id: UNKNOWN_VERSION, reason: 'x' }),
    write('reject', { version_id: MODEL_OUTPUT, reason: ' ' }),
    write('approve', { version_id: MODEL_OUTPUT, extra: 1 }),
  ])('resource: %s %j', async (path, body) => {
    const { overlay, resource } = await harness.open();
    const before = await harness.get(overlay);
    expect((await harness.post(`${resource}/${path}`, body)).status).toBeGreaterThan(400);
    expect((await harness.get(overlay)).text).toBe(before.text);
  });
});

function withoutAudit(overlay: Json): Json {
  return { ...overlay, audit: undefined };
}
