import type { Check } from '../check.ts';
import type { Query } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { checkWalk } from '../oracle/walk-check.ts';
import { shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { NO_REVIEW_ID } from './create-refusal-checks.ts';
import { expectPage, pageIn, pageQuery, walkedPageIn, type ExpectedPage } from './list-page.ts';
import { openScene, settle } from './list-scene.ts';

const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;
const UNPROCESSABLE = 422;

const ORDERS = ['asc', 'desc'] as const;
type Order = (typeof ORDERS)[number];

/** The order of the list, its limits and its pages. Source: LST-2, LST-3. */
export const LIST_PAGE_CHECKS: readonly Check[] = [
  ...ORDERS.map((order): Check => ({
    id: `LST-2/order-${order}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(order === 'asc' ? {} : { from: 'ci' }),
    run: (trial) => isOrdered(trial, order, 9),
  })),
  {
    id: 'LST-2/order-of-many',
    phase: 'paging',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => isOrdered(trial, 'asc', 30),
  },
  {
    id: 'LST-2/limits',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async ({ a, must, workflowId }) => {
      for (const limit of [0, 201, -1, 1.5, '1e1', 'ten', '']) {
        const listed = await a.list({ workflow_id: workflowId, limit });
        must.status('LST-2', listed, { is: UNPROCESSABLE, when: `to limit=${limit}` });
      }
      for (const limit of [1, LIMIT_MAX]) {
        const listed = await a.list({ workflow_id: workflowId, limit });
        must.status('LST-2', listed, { is: 200, when: `to limit=${limit}` });
      }
      const listed = await a.list({ workflow_id: workflowId, order: 'newest' });
      must.status('LST-2', listed, { is: UNPROCESSABLE, when: 'to order=newest' });
    },
  },
  {
    id: 'LST-2/limit-by-default',
    phase: 'paging',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      const all = await openOrdered(trial, LIMIT_DEFAULT + 1, {});
      const { workflowId: workflow_id } = trial;
      for (const [query, limit] of [
        [{ workflow_id }, LIMIT_DEFAULT],
        [{ workflow_id, limit: LIMIT_DEFAULT + 1 }, LIMIT_DEFAULT + 1],
        [{ workflow_id, limit: LIMIT_MAX }, LIMIT_MAX],
      ] as const) {
        const page = pageIn(await trial.a.list(query));
        const what = 'limit' in query ? `limit ${limit}` : 'no limit';
        trial.must.equal('LST-2', page.exchange, {
          what: `the length of the first page of ${all.length} reviews with ${what}`,
          got: page.ids.length,
          expected: Math.min(limit, all.length),
        });
        expectPage(trial, page, { all, limit });
      }
    },
  },
  ...ORDERS.flatMap((order) =>
    (['all', 'pending'] as const).map((status): Check => ({
      id: `LST-3/every-page-of-${status}-${order}`,
      also: ['LST-1', 'LST-2'],
      phase: 'paging',
      surfaces: ['resource'],
      needs: ['gates'],
      ...(order === 'asc' && status === 'pending' ? {} : { from: 'ci' }),
      run: (trial) => everyPage(trial, { order, decision_status: status }),
    })),
  ),
  {
    id: 'LST-3/empty-list',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const page = pageIn(await trial.a.list(pageQuery(trial, { limit: 1 })));
      expectPage(trial, page, { all: [], limit: 1 });
    },
  },
  ...(['after', 'before'] as const).map((cursor): Check => ({
    id: `LST-3/unknown-${cursor}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(cursor === 'after' ? {} : { from: 'ci' }),
    run: async ({ a, open, must, dialect, workflowId }) => {
      await open();
      const allowed = dialect.cursor === undefined ? [422, 404, 400] : [Number(dialect.cursor)];
      for (const [id, is] of [
        [NO_REVIEW_ID, allowed],
        ['nothing', [422, 404, 400]],
      ] as const) {
        const listed = await a.list({ workflow_id: workflowId, [cursor]: id });
        must.status('LST-3', listed, {
          is,
          when: `to ${cursor}=${shown(id)}, which names nothing`,
        });
      }
    },
  })),
  {
    id: 'LST-3/both-cursors',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      const [first, , last] = await openOrdered(trial, 3, {});
      for (const [after, before] of [
        [first, last],
        [last, first],
        [first, first],
      ]) {
        const query = { workflow_id: trial.workflowId, after, before };
        const listed = await trial.a.list(query);
        trial.should.status('LST-3', listed, { is: UNPROCESSABLE, when: 'to both cursors' });
      }
    },
  },
  ...ORDERS.map((order): Check => ({
    id: `LST-3/cursor-that-no-longer-matches-${order}`,
    phase: 'paging',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => cursorOfDecided(trial, order),
  })),
];

/** Opens reviews and hands back their ids in the order in which the target lists them. */
async function openOrdered(trial: Trial, count: number, more: Query): Promise<readonly string[]> {
  await openScene(trial, count);
  return idsOf(trial, more);
}

async function idsOf(trial: Trial, more: Query): Promise<readonly string[]> {
  return pageIn(await trial.a.list(pageQuery(trial, { limit: LIMIT_MAX }, more))).ids;
}

async function isOrdered(trial: Trial, order: Order, count: number): Promise<void> {
  const { a, must } = trial;
  const { reviews } = await openScene(trial, count);
  await settleSome(trial, reviews);
  const query = pageQuery(trial, { limit: LIMIT_MAX }, { decision_status: 'all', order });
  const queries = order === 'asc' ? [query, { ...query, order: undefined }] : [query];
  for (const each of queries) {
    const listed = await a.list(each);
    if (!must.status('LST-2', listed, { is: 200, when: 'to a list of all reviews' })) return;
    const page = walkedPageIn(listed);
    expectOrder(trial, { page, order, listed });
    must.equal('LST-1', listed, {
      what: 'the number of reviews listed',
      got: page.items.length,
      expected: count,
    });
  }
}

function expectOrder(
  trial: Trial,
  seen: {
    readonly page: ReturnType<typeof walkedPageIn>;
    readonly order: Order;
    readonly listed: ReturnType<Trial['history']>[number];
  },
): void {
  const { page, order, listed } = seen;
  const walk = {
    list: 'reviews',
    pages: [page],
    limit: LIMIT_MAX,
    order,
    startedAt: 0,
    endedAt: 0,
    wasCutShort: true,
  } as const;
  const violations = checkWalk(walk, []);
  for (const [rule, judge] of [
    ['ORDER', trial.must],
    ['TIE-ORDER', trial.should],
  ] as const) {
    const broken = violations.find((each) => each.rule === rule);
    judge.holds('LST-2', broken === undefined, () => ({
      sentence: broken?.sentence ?? '',
      expected: order === 'asc' ? 'oldest created_at first' : 'newest created_at first',
      got: shown(page.items.map(({ id, key }) => [id, ...key])),
      witness: [listed],
    }));
  }
}

/** Decides some in the middle, the younger ones first, with both verdicts. */
async function settleSome(trial: Trial, reviews: readonly Subject[]): Promise<void> {
  const middle = reviews.filter((_, index) => index % 3 === 1).toReversed();
  for (const [index, review] of middle.entries()) {
    await settle(trial, review, index % 2 === 0 ? 'approved' : 'rejected');
  }
}

/** Every page there is: each limit that matters, each cursor, both ways. */
async function everyPage(trial: Trial, more: Query): Promise<void> {
  const { reviews } = await openScene(trial, 6);
  await settleSome(trial, reviews);
  const all = await idsOf(trial, more);
  for (const limit of limitsFor(trial, all.length)) {
    const cursors = [{}, ...all.map((after) => ({ after })), ...all.map((before) => ({ before }))];
    for (const cursor of cursors) await judgePage(trial, { all, limit, ...cursor }, more);
  }
}

function limitsFor({ mode }: Trial, count: number): readonly number[] {
  return mode === 'smoke' ? [2] : [1, 2, 3, count - 1, count, LIMIT_DEFAULT, LIMIT_MAX];
}

async function judgePage(trial: Trial, expected: ExpectedPage, more: Query): Promise<void> {
  const listed = await trial.a.list(pageQuery(trial, expected, more));
  const when = `to ${listed.request.path.replace(/^[^?]*/, '')}`;
  if (!trial.must.status('LST-3', listed, { is: 200, when })) return;
  expectPage(trial, pageIn(listed), expected);
}

async function cursorOfDecided(trial: Trial, order: Order): Promise<void> {
  const { a, should } = trial;
  const { reviews } = await openScene(trial, 5);
  const all = await idsOf(trial, { order });
  const cursors = [all[0], all[2], all.at(-1)].filter((id) => id !== undefined);
  for (const review of reviews.filter(({ reviewId }) => cursors.includes(reviewId))) {
    await settle(trial, review, 'approved');
  }
  for (const cursor of cursors) {
    for (const kind of ['after', 'before'] as const) {
      const query = pageQuery(trial, { limit: LIMIT_MAX, [kind]: cursor }, { order });
      const listed = await a.list(query);
      const when = `to ${kind}= a review that was decided meanwhile`;
      if (!should.status('LST-3', listed, { is: 200, when })) continue;
      const place = all.indexOf(cursor);
      const behind = all.slice(place + 1).filter((id) => !cursors.includes(id));
      const ahead = all.slice(0, place).filter((id) => !cursors.includes(id));
      const [ids, others] = kind === 'after' ? [behind, ahead] : [ahead, behind];
      const hasOthers = ids.length > 0 && others.length > 0;
      const page = pageIn(listed);
      should.equal('LST-3', listed, {
        what: `the page ${kind} a review that was decided meanwhile`,
        got: { ids: page.ids, before: page.before, after: page.after },
        expected: {
          ids,
          before: kind === 'after' && hasOthers ? (ids[0] ?? null) : null,
          after: kind === 'before' && hasOthers ? (ids.at(-1) ?? null) : null,
        },
      });
    }
  }
}
