import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationId } from '../../src/contract/operations.ts';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import {
  createHarness,
  seen,
  type Harness,
  type OpenedReview,
  type Reply,
} from '../support/harness.ts';
import { DOCUMENTED, DOCUMENTED_PAIRS, operationNamed } from './document.ts';

const NOT_THERE = 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA';
const NO_VERSION = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';
const MODEL_OUTPUT = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });
const REVIEWS = '/v1/workflows/reviews';
const EDITED = { total_amount: 325 };
const TOO_LARGE_BYTES = 10 * 1024 * 1024 + 1;

type Row = readonly [OperationId, status: number, how: string, run: () => Promise<Reply>];

let harness: Harness;
let lenient: Harness;
let open: Harness['open'];
let get: Harness['get'];
let post: Harness['post'];

beforeAll(async () => {
  harness = await createHarness();
  lenient = await createHarness({ policies: { cursor: '404' } });
  ({ open, get, post } = harness);
});

const write = async (path: string, body: object) => {
  const { overlay } = await open();
  return post(`${overlay}/${path}`, body);
};
const resolve = async (path: string, body: object) => {
  const { resource } = await open();
  return post(`${resource}/${path}`, body);
};
const createVersion = async (body: object = {}) => {
  const { reviewId } = await open();
  const whole = { review_id: reviewId, parent_id: MODEL_OUTPUT, snapshot: EDITED, ...body };
  return post(`${REVIEWS}/versions`, whole);
};

const NAMED_BLOCK = { block_id: 'block_1' };
const RUNS = '/v1/workflows/runs';
const NO_RUN = `${RUNS}/run_none`;
const runOf = ({ runId }: OpenedReview) => `${RUNS}/${runId}`;
const decideByHil = async (body: object) => {
  const review = await open(NAMED_BLOCK);
  return post(`${runOf(review)}/hil-decisions`, { ...NAMED_BLOCK, approved: true, ...body });
};

const APPROVED = { verdict: 'approved', version_stamp: 1 };
const REJECTED = { version_id: MODEL_OUTPUT, reason: 'Illegible.' };

const SUCCESSES: readonly Row[] = [
  ['get_overlay', 200, 'a review', async () => get((await open()).overlay)],
  ['claim_review', 200, 'the right stamp', () => write('claim', { version_stamp: 1 })],
  ['release_review', 200, 'the right stamp', () => write('release', { version_stamp: 1 })],
  [
    'append_version',
    200,
    'the right stamp',
    () => write('versions', { version_stamp: 1, snapshot: EDITED }),
  ],
  ['submit_decision', 200, 'the right stamp', () => write('decision', APPROVED)],
  ['list_overlays', 200, 'any', () => get(`${REVIEWS}?mine=true`)],
  ['list_reviews', 200, 'any', () => get(REVIEWS)],
  ['get_review', 200, 'a review', async () => get((await open()).resource)],
  ['approve_review', 200, 'a version', () => resolve('approve', { version_id: MODEL_OUTPUT })],
  ['reject_review', 200, 'a version', () => resolve('reject', REJECTED)],
  [
    'list_review_versions',
    200,
    'a review',
    async () => get(`${REVIEWS}/versions?review_id=${(await open()).reviewId}`),
  ],
  ['create_review_version', 201, 'a parent', () => createVersion()],
  [
    'get_review_version',
    200,
    'a version',
    async () => {
      await open();
      return get(`${REVIEWS}/versions/${MODEL_OUTPUT}`);
    },
  ],
  [
    'get_agent_hil_review',
    200,
    'an agent',
    async () =>
      get(
        `${runOf(await open({ ...NAMED_BLOCK, agent: { mode: 'auto' } }))}/agent-hil-reviews/block_1`,
      ),
  ],
  ['submit_hil_decision', 202, 'an approval', () => decideByHil({})],
  [
    'get_hil_decision',
    200,
    'a review',
    async () => get(`${runOf(await open(NAMED_BLOCK))}/hil-decisions/block_1`),
  ],
];

const REFUSALS: readonly Row[] = [
  ['get_overlay', 404, 'no such block', () => get(`${REVIEWS}/run_0/block_0`)],
  ['get_overlay', 422, 'malformed percent-encoding', () => get(`${REVIEWS}/%zz/block`)],
  ['claim_review', 404, 'no block', () => post(`${REVIEWS}/r/b/claim`, { version_stamp: 1 })],
  ['claim_review', 409, 'stale', () => write('claim', { version_stamp: 0 })],
  ['claim_review', 422, 'no stamp', () => write('claim', {})],
  ['release_review', 404, 'no block', () => post(`${REVIEWS}/r/b/release`, { version_stamp: 1 })],
  ['release_review', 409, 'stale', () => write('release', { version_stamp: 2 })],
  ['release_review', 422, 'no stamp', () => write('release', {})],
  [
    'append_version',
    404,
    'no block',
    () => post(`${REVIEWS}/r/b/versions`, { version_stamp: 1, snapshot: {} }),
  ],
  ['append_version', 409, 'stale', () => write('versions', { version_stamp: 0, snapshot: {} })],
  ['append_version', 422, 'no snapshot', () => write('versions', { version_stamp: 1 })],
  ['submit_decision', 404, 'no block', () => post(`${REVIEWS}/r/b/decision`, APPROVED)],
  ['submit_decision', 409, 'stale', () => write('decision', { ...APPROVED, version_stamp: 9 })],
  ['submit_decision', 422, 'unknown seq', () => write('decision', { ...APPROVED, on_seq: 7 })],
  ['list_overlays', 422, 'empty status', () => get(`${REVIEWS}?status=`)],
  ['list_reviews', 404, 'policy cursor=404', () => lenient.get(`${REVIEWS}?after=${NOT_THERE}`)],
  ['list_reviews', 422, 'unknown cursor', () => get(`${REVIEWS}?after=${NOT_THERE}`)],
  ['get_review', 404, 'no such review', () => get(`${REVIEWS}/${NOT_THERE}`)],
  ['get_review', 422, 'malformed percent-encoding', () => get(`${REVIEWS}/%ff`)],
  ['approve_review', 404, 'no such version', () => resolve('approve', { version_id: NO_VERSION })],
  [
    'approve_review',
    409,
    'another leaf',
    async () => {
      const { overlay, resource } = await open();
      await post(`${overlay}/versions`, { version_stamp: 1, snapshot: EDITED });
      return post(`${resource}/approve`, { version_id: MODEL_OUTPUT });
    },
  ],
  ['approve_review', 422, 'no version id', () => resolve('approve', { version_id: 'v1' })],
  [
    'reject_review',
    404,
    'no such version',
    () => resolve('reject', { ...REJECTED, version_id: NO_VERSION }),
  ],
  [
    'reject_review',
    409,
    'policy conflict=409',
    async () => {
      const strict = await createHarness({ policies: { conflict: '409' } });
      const { resource } = await strict.open();
      await strict.post(`${resource}/approve`, { version_id: MODEL_OUTPUT });
      return strict.post(`${resource}/reject`, REJECTED);
    },
  ],
  ['reject_review', 422, 'blank reason', () => resolve('reject', { ...REJECTED, reason: ' ' })],
  [
    'list_review_versions',
    404,
    'no such review',
    () => get(`${REVIEWS}/versions?review_id=${NOT_THERE}`),
  ],
  ['list_review_versions', 422, 'no review id', () => get(`${REVIEWS}/versions`)],
  ['create_review_version', 404, 'no such review', () => createVersion({ review_id: NOT_THERE })],
  [
    'create_review_version',
    409,
    'decided',
    async () => {
      const { overlay, reviewId } = await open();
      await post(`${overlay}/decision`, APPROVED);
      return createVersion({ review_id: reviewId });
    },
  ],
  ['create_review_version', 422, 'no snapshot', () => createVersion({ snapshot: null })],
  ['get_review_version', 404, 'no such version', () => get(`${REVIEWS}/versions/${NO_VERSION}`)],
  [
    'get_review_version',
    422,
    'a namespace that is no name',
    () => get(`${REVIEWS}/versions/${NO_VERSION}`, { namespace: 'a b' }),
  ],
  ['get_agent_hil_review', 404, 'no agent', () => get(`${NO_RUN}/agent-hil-reviews/block_1`)],
  [
    'get_agent_hil_review',
    422,
    'a namespace that is no name',
    () => get(`${NO_RUN}/agent-hil-reviews/block_1`, { namespace: 'a b' }),
  ],
  ['submit_hil_decision', 404, 'no such block', () => decideByHil({ block_id: 'other' })],
  [
    'submit_hil_decision',
    409,
    'decided otherwise',
    async () => {
      const review = await open(NAMED_BLOCK);
      await post(`${review.overlay}/decision`, APPROVED);
      return post(`${runOf(review)}/hil-decisions`, { block_id: 'block_1', approved: false });
    },
  ],
  ['submit_hil_decision', 422, 'no verdict', () => decideByHil({ approved: null })],
  ['get_hil_decision', 404, 'no such block', () => get(`${NO_RUN}/hil-decisions/block_1`)],
  [
    'get_hil_decision',
    422,
    'a namespace that is no name',
    () => get(`${NO_RUN}/hil-decisions/block_1`, { namespace: 'a b' }),
  ],
];

/** What every operation refuses in the same way. */
const GENERAL: readonly Row[] = DOCUMENTED.flatMap(({ id, method }): Row[] => {
  const url = urlOf(id);
  const large = { headers: { 'Content-Type': 'application/json' } };
  const form = { headers: { 'Content-Type': 'text/plain' } };
  return [
    [id, 401, 'no key', () => harness.send(method, url, undefined, { key: null })],
    ...(method === 'POST'
      ? ([
          [id, 413, 'too large', () => post(url, ' '.repeat(TOO_LARGE_BYTES), large)],
          [id, 415, 'text', () => post(url, 'version_stamp=1', form)],
        ] satisfies Row[])
      : []),
  ];
});

/** An address that the operation answers, whether or not what it names exists. */
function urlOf(id: OperationId): string {
  const path = operationNamed(id).path.replaceAll(/\{(\w+)\}/g, 'some_$1');
  return id === 'list_overlays' ? `${path}?mine=true` : path;
}

const TABLE = [...SUCCESSES, ...REFUSALS, ...GENERAL];

describe('SCH-1: every documented reply can be had, and is as documented', () => {
  test.each(TABLE)('%s %i: %s', async (id, status, _how, run) => {
    const reply = await run();
    expect(reply.status, reply.text).toBe(status);
    expect(seen).toContain(`${id} ${status}`);
  });

  test('no documented pair is left out', () => {
    const covered = new Set(TABLE.map(([id, status]) => `${id} ${status}`));
    const left = DOCUMENTED_PAIRS.filter((pair) => !covered.has(pair));
    expect(left).toEqual([]);
    expect(DOCUMENTED).toHaveLength(16);
  });
});
