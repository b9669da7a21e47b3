import type { Check } from '../check.ts';
import { pathOf, queryText, type Query } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { overlayIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { NO_REVIEW_ID, NO_VERSION_ID } from './create-refusal-checks.ts';
import { expectPage, pageIn, VERSION_LIST, type ExpectedPage } from './list-page.ts';
import { added, rootOf } from './version-tree.ts';

const UNPROCESSABLE = 422;
const LIMIT_MAX = 200;

/** The list of a review's versions. Source: LST-3, its sentence on the list of versions. */
export const VERSION_LIST_CHECKS: readonly Check[] = [
  {
    id: 'LST-3/versions-in-order',
    phase: 'tables',
    surfaces: ['resource'],
    run: async (trial) => {
      const { review, all } = await grow(trial);
      await judgePage(trial, review, { all, limit: LIMIT_MAX });
      // Turning the list around is for reviews alone; a server may refuse to be asked.
      const listed = await trial.a.versions(review, { order: 'desc' });
      trial.must.status('LST-2', listed, { is: [200, UNPROCESSABLE], when: 'to order=desc' });
      if (listed.outcome.kind !== 'replied' || listed.outcome.status !== 200) return;
      trial.must.equal('LST-2', listed, {
        what: 'the list of versions with order=desc',
        got: pageIn(listed).ids,
        expected: all,
      });
    },
  },
  {
    id: 'LST-3/versions-page-by-page',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const { review, all } = await grow(trial);
      const limits =
        trial.mode === 'smoke' ? [2] : [1, 2, 3, all.length - 1, all.length, LIMIT_MAX];
      for (const limit of limits) {
        await judgePage(trial, review, { all, limit });
        for (const id of all) {
          await judgePage(trial, review, { all, limit, after: id });
          await judgePage(trial, review, { all, limit, before: id });
        }
      }
    },
  },
  {
    id: 'LST-3/versions-of-the-overlay-page-by-page',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, open } = trial;
      const review = await open();
      for (const total of [5, 3, 9, 1, 3, 7]) {
        const { rev } = overlayIn(await a.read(review));
        await a.append(review, { version_stamp: rev, snapshot: { total_amount: total } });
      }
      const all = pageIn(await a.versions(review, { limit: LIMIT_MAX })).ids;
      for (const after of [undefined, ...all]) {
        await judgePage(trial, review, { all, limit: 2, ...(after && { after }) });
      }
    },
  },
  {
    id: 'LST-3/versions-limits',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async ({ a, open, must }) => {
      const review = await open();
      for (const limit of [0, 201, -1, 'ten']) {
        const listed = await a.versions(review, { limit });
        must.status('LST-3', listed, { is: UNPROCESSABLE, when: `to limit=${limit}` });
      }
      for (const limit of [1, LIMIT_MAX]) {
        const listed = await a.versions(review, { limit });
        must.status('LST-3', listed, { is: 200, when: `to limit=${limit}` });
      }
    },
  },
  {
    id: 'LST-3/versions-limit-by-default',
    phase: 'paging',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const all = [(await rootOf(trial, review)).id];
      for (let count = 1; count <= LIMIT_DEFAULT; count += 1) {
        const snapshot = { count, of: trial.newName('v') };
        const version = await added(trial, review, { parentId: all.at(-1) ?? '', snapshot });
        all.push(version.id);
      }
      const page = pageIn(await trial.a.versions(review));
      expectPage(trial, page, { all, limit: LIMIT_DEFAULT, sentences: VERSION_LIST });
    },
  },
  {
    id: 'LST-3/versions-without-review',
    phase: 'tables',
    surfaces: ['resource'],
    run: async (trial) => {
      const listed = await send(trial, {});
      trial.must.status('LST-3', listed, { is: UNPROCESSABLE, when: 'without a review_id' });
      const unknown = await send(trial, { review_id: NO_REVIEW_ID });
      trial.must.status('LST-3', unknown, { is: 404, when: 'for a review that does not exist' });
    },
  },
  {
    id: 'LST-3/versions-unknown-cursors',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, open, must, should } = trial;
      const review = await open();
      const { id } = await rootOf(trial, review);
      for (const cursor of ['after', 'before']) {
        const listed = await a.versions(review, { [cursor]: NO_VERSION_ID });
        const when = `to ${cursor}= a version that does not exist`;
        must.status('LST-3', listed, { is: [UNPROCESSABLE, 404, 400], when });
      }
      const both = await a.versions(review, { after: id, before: id });
      should.status('LST-3', both, { is: UNPROCESSABLE, when: 'to both cursors' });
    },
  },
];

const LIMIT_DEFAULT = 50;

function send({ a }: Trial, query: Query) {
  return a.send({
    method: 'GET',
    path: pathOf('list_review_versions', {}) + queryText(query),
    operation: 'list_review_versions',
  });
}

/** Grows a tree whose order of creation no walk through it has. */
async function grow(trial: Trial): Promise<{
  readonly review: Subject;
  readonly all: readonly string[];
}> {
  const review = await trial.open();
  const all = [(await rootOf(trial, review)).id];
  for (const parent of [0, 0, 1, 0, 2]) {
    const snapshot = { of: trial.newName('v') };
    const version = await added(trial, review, {
      parentId: all[parent] ?? '',
      snapshot,
      acknowledging: all.slice(1),
    });
    all.push(version.id);
  }
  return { review, all };
}

async function judgePage(trial: Trial, review: Subject, expected: ExpectedPage): Promise<void> {
  const { limit, after, before } = expected;
  const listed = await trial.a.versions(review, { limit, after, before });
  if (!trial.must.status('LST-3', listed, { is: 200, when: 'to a page of versions' })) return;
  expectPage(trial, pageIn(listed), { ...expected, sentences: VERSION_LIST });
}
