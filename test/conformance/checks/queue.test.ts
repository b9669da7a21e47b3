import { expect, test } from 'vitest';
import { LIST_CHECKS } from '../../../src/conformance/checks/all-resource-checks.ts';
import { edit } from '../../mutants/mutant.ts';
import { editsOf } from './edits-of.ts';
import {
  caughtBy,
  complaints,
  doubledIds,
  tryOn,
  withoutSmoke,
  type BrokenServer,
} from './broken-server.ts';

const QUEUE = 'src/store/overlay-queue.ts';
const REVIEWS = '/v1/workflows/reviews';

const IDS = ['QUE-1'];
const MINUTE_MS = 60_000;

const CHECKS = LIST_CHECKS.filter(({ id }) => id.startsWith('QUE-'));

test(
  'the mock passes them all',
  async () => {
    expect(await complaints(CHECKS, IDS)).toEqual([]);
    expect(withoutSmoke(CHECKS, IDS)).toEqual([]);
    expect(doubledIds(CHECKS)).toEqual([]);
  },
  MINUTE_MS,
);

const BROKEN: readonly BrokenServer[] = [
  {
    what: 'a reopened review has waited since it was opened',
    by: 'QUE-1/order-after-reopening',
    found: 'DEC-5 SHOULD',
    edits: [
      edit(
        'src/domain/reopen.ts',
        'awaiting_since: instantOf(review, env.now),',
        'awaiting_since: review.awaiting_since,',
      ),
    ],
  },
  {
    what: 'a claim taken over stays with who had it',
    by: 'QUE-1/mine',
    edits: [
      edit(
        QUEUE,
        'before.claim?.holder === after.claim?.holder',
        '(before.claim === null) === (after.claim === null)',
      ),
    ],
  },
  {
    what: 'conditional reviews are not in the queue',
    by: 'QUE-1/conditional-reviews-wait-too',
    edits: [
      edit(
        QUEUE,
        'if (!isOnOverlaySurface(review)) return;',
        "if (!isOnOverlaySurface(review) || review.block_type === 'conditional') return;",
      ),
    ],
  },
  {
    what: 'items of the queue lag behind',
    by: 'QUE-1/items',
    edits: [
      edit(
        'src/mock/review-text.ts',
        'writeJson(overlaySummaryOf(this.review, now))',
        'writeJson({ ...overlaySummaryOf(this.review, now), head_seq: 0 })',
      ),
    ],
  },
  {
    what: 'an unknown status is the queue of all that wait',
    by: 'QUE-1/unknown-values',
    breaking: ({ path, status }) =>
      path === REVIEWS && status === 422
        ? { status: 200, body: { data: [], has_more: false } }
        : undefined,
  },
  {
    what: 'the queue says nothing of more',
    by: 'QUE-1/head-of-the-queue',
    breaking: ({ path, body }) =>
      path === REVIEWS && 'has_more' in (body as object)
        ? { body: { ...(body as object), has_more: undefined } }
        : undefined,
  },
  {
    what: 'the queue is one too long',
    by: 'QUE-1/limit-by-default',
    edits: editsOf('queue-one-too-many'),
  },
  {
    what: 'mine=false is the list',
    by: 'QUE-1/is-told-from-the-list',
    found: 'QUE-1 SHOULD',
    edits: editsOf('mine-false-is-the-list'),
  },
];

test.each(BROKEN)(
  'is caught: $what',
  async (broken) => {
    expect(await tryOn(CHECKS, broken)).toEqual(caughtBy(broken));
  },
  MINUTE_MS,
);
