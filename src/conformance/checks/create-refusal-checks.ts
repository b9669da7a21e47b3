import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectSame, see } from './review-sight.ts';
import { added, rootOf } from './version-tree.ts';

/** In the form of a review's id, and the id of none. Source: REV-1. */
export const NO_REVIEW_ID = 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA';
/** In the form of a version's id, and the id of none. Source: RES-2. */
export const NO_VERSION_ID = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';

const SNAPSHOT = { total_amount: 325 };

/** What a request is made of: a review, a version of it, and one of another review. */
interface Scene {
  readonly trial: Trial;
  readonly review: Subject;
  readonly rootId: string;
  readonly elsewhereId: string;
}

interface Refusal {
  readonly name: string;
  readonly status: readonly number[];
  readonly when: string;
  readonly send: (scene: Scene) => Promise<Exchange>;
  readonly isSmoke?: boolean;
}

/** Source: RES-3. */
const REFUSALS: readonly Refusal[] = [
  {
    name: 'unknown-review',
    status: [404],
    when: 'to a review that does not exist',
    send: ({ trial, review, rootId }) =>
      trial.a.create(review, { review_id: NO_REVIEW_ID, parent_id: rootId, snapshot: SNAPSHOT }),
  },
  {
    name: 'unknown-parent',
    status: [404],
    when: 'to a parent that does not exist',
    send: ({ trial, review }) =>
      trial.a.create(review, { parent_id: NO_VERSION_ID, snapshot: SNAPSHOT }),
  },
  {
    name: 'parent-of-another-review',
    status: [404],
    when: 'to a parent that only another review has',
    isSmoke: true,
    send: ({ trial, review, elsewhereId }) =>
      trial.a.create(review, { parent_id: elsewhereId, snapshot: SNAPSHOT }),
  },
  {
    name: 'parent-that-is-a-review',
    status: [404, 422],
    when: 'to a review’s id as its parent',
    send: ({ trial, review }) =>
      trial.a.create(review, { parent_id: review.reviewId, snapshot: SNAPSHOT }),
  },
  {
    name: 'parent-by-seq',
    status: [422],
    when: 'to a number as its parent',
    send: ({ trial, review }) => trial.a.create(review, { parent_id: 0, snapshot: SNAPSHOT }),
  },
  {
    name: 'parent-null',
    status: [422],
    when: 'to a parent that is null',
    send: ({ trial, review }) => trial.a.create(review, { parent_id: null, snapshot: SNAPSHOT }),
  },
  {
    name: 'without-parent',
    status: [422],
    when: 'without a parent_id',
    send: ({ trial, review }) => trial.a.create(review, { snapshot: SNAPSHOT }),
  },
  {
    name: 'without-review',
    status: [422],
    when: 'without a review_id',
    send: ({ trial, review, rootId }) =>
      trial.a.create(review, { review_id: undefined, parent_id: rootId, snapshot: SNAPSHOT }),
  },
  {
    name: 'without-snapshot',
    status: [422],
    when: 'without a snapshot',
    send: ({ trial, review, rootId }) => trial.a.create(review, { parent_id: rootId }),
  },
];

/** Versions that cannot be created. Source: RES-3. */
export const CREATE_REFUSAL_CHECKS: readonly Check[] = REFUSALS.map(
  ({ name, status, when, send, isSmoke }): Check => ({
    id: `RES-3/refused-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['resource'],
    ...(isSmoke === true ? {} : { from: 'ci' }),
    run: async (trial) => {
      const scene = await openScene(trial);
      const { review } = scene;
      const before = await see(trial, review);
      const refused = await send(scene);
      trial.must.status('RES-3', refused, { is: status, when });
      if (isSuccess(refused)) return;
      const after = await see(trial, review);
      expectSame(trial, 'ERR-2', { before, by: refused, after, when: 'after a refused creation' });
    },
  }),
);

async function openScene(trial: Trial): Promise<Scene> {
  const review = await trial.open();
  const elsewhere = await trial.open();
  const { id: rootId } = await rootOf(trial, review);
  const { id: parentId } = await rootOf(trial, elsewhere);
  const snapshot = { only: trial.newName('elsewhere') };
  const { id: elsewhereId } = await added(trial, elsewhere, { parentId, snapshot });
  return { trial, review, rootId, elsewhereId };
}
