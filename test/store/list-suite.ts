import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../src/contract/instant.ts';
import type { Review } from '../../src/domain/review.ts';
import type { ReviewQuery, Store } from '../../src/store/store.ts';
import { listOf, pageOf } from './naive-store.ts';
import {
  ACT,
  actsOf,
  createEnv,
  createPlayer,
  openIn,
  START_MS,
  type Act,
} from './sample-reviews.ts';
import type { CreateStore } from './store-suite.ts';

const STATUSES = [
  ['awaiting_review'],
  ['approved'],
  ['rejected'],
  ['approved', 'rejected'],
  ['awaiting_review', 'approved', 'rejected'],
] as const satisfies readonly ReviewQuery['statuses'][];

const orNone = <T>(...values: readonly T[]) => fc.constantFrom(undefined, undefined, ...values);

/** A query without a cursor. */
const QUERY: fc.Arbitrary<ReviewQuery> = fc.record({
  workflowId: orNone('wf_1', 'wf_2', 'wf_3'),
  runId: orNone('run', 'run_a', 'run_b'),
  blockId: orNone('b', 'a_b', 'c'),
  stepId: orNone('run_a_b', 'run_b', 'run_a_c', 'none'),
  iterationKey: orNone('0', '1', '', 'none'),
  statuses: fc.constantFrom(...STATUSES),
  order: fc.constantFrom('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 6 }),
});

const ids = (reviews: readonly Review[] | undefined) => reviews?.map(({ id }) => id);

/** A page with its reviews by id, for a readable difference. */
function shown(page: Awaited<ReturnType<Store['list']>>) {
  return page && { ...page, reviews: ids(page.reviews) };
}

/** Walks all pages by their cursors; each page is given to `onPage` before the next is read. */
async function walk(
  store: Store,
  query: ReviewQuery,
  kind: 'after' | 'before',
  onPage: (reviews: readonly Review[]) => Promise<void> | void = () => {},
): Promise<readonly string[]> {
  const pages: string[][] = [];
  let { cursor } = query;
  for (;;) {
    const page = await store.list({ ...query, cursor });
    if (page === undefined) throw new Error('the cursor was not taken');
    pages.push(page.reviews.map(({ id }) => id));
    const next = kind === 'after' ? page.reviews.at(-1) : page.reviews[0];
    if (!(kind === 'after' ? page.hasLater : page.hasEarlier) || next === undefined) break;
    await onPage(page.reviews);
    cursor = { kind, reviewId: next.id };
  }
  return (kind === 'after' ? pages : pages.toReversed()).flat();
}

/** The lists of the resource surface. Source: LST-1 … LST-5. */
export function describeLists(createStore: CreateStore): void {
  test('as a sorted, filtered array would, with or without a cursor (LST-1, LST-2, LST-3)', async () => {
    const asked = fc.tuple(QUERY, fc.constantFrom(undefined, 'after', 'before'), fc.nat(1000));
    await fc.assert(
      fc.asyncProperty(
        actsOf(20, 120),
        fc.array(asked, { minLength: 20, maxLength: 20 }),
        async (acts, queries) => {
          const { store, reviews } = await createPlayer(createStore()).play(acts);
          for (const [query, kind, pick] of queries) {
            const reviewId = reviews[pick % Math.max(1, reviews.length)]?.id ?? 'rev_none';
            const cursor = kind && { kind, reviewId };
            const page = await store.list({ ...query, cursor });
            expect(shown(page)).toEqual(shown(pageOf(reviews, { ...query, cursor })));
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('all of them to who walks the pages, in either direction (LST-3)', async () => {
    await fc.assert(
      fc.asyncProperty(actsOf(20, 120), QUERY, async (acts, query) => {
        const { store, reviews } = await createPlayer(createStore()).play(acts);
        const all = listOf(reviews, query);
        expect(await walk(store, query, 'after')).toEqual(ids(all));
        const last = all.at(-1);
        if (last === undefined) return;
        const cursor = { kind: 'before', reviewId: last.id } as const;
        expect(await walk(store, { ...query, cursor }, 'before')).toEqual(ids(all.slice(0, -1)));
      }),
      { numRuns: 80 },
    );
  });

  test('and each filter alone, each order, each status, of a store large enough for trees', async () => {
    const acts = fc
      .sample(ACT, { numRuns: 400, seed: 7 })
      .map((act, index): Act =>
        index % 3 ? { ...act, kind: 'open', runId: `run_${index % 90}` } : act,
      );
    const { store, reviews } = await createPlayer(createStore()).play(acts);
    expect(reviews.length).toBeGreaterThan(150);
    const filters: readonly Partial<ReviewQuery>[] = [
      {},
      { workflowId: 'wf_1' },
      { workflowId: 'none' },
      { runId: 'run_7' },
      { blockId: 'c' },
      { stepId: 'run_8_c' },
      { iterationKey: '0' },
      { iterationKey: '' },
      { workflowId: 'wf_2', blockId: 'b' },
      { workflowId: 'wf_2', iterationKey: '1' },
      { workflowId: 'wf_1', blockId: 'b', iterationKey: '1' },
      { runId: 'run_7', blockId: 'c', stepId: 'run_7_c', workflowId: 'wf_1' },
      { runId: 'run_7', stepId: 'run_8_c' },
    ];
    for (const filter of filters) {
      for (const statuses of STATUSES) {
        for (const order of ['asc', 'desc'] as const) {
          const query: ReviewQuery = { ...filter, statuses, order, limit: 7 };
          expect(await walk(store, query, 'after')).toEqual(ids(listOf(reviews, query)));
          expect(shown(await store.list(query))).toEqual(shown(pageOf(reviews, query)));
        }
      }
    }
  });

  describe('and a cursor', () => {
    test('may name a review that the filter does not match (LST-3)', async () => {
      const { store, first, second, third } = await threeReviews(createStore);
      const query = { workflowId: 'wf_2', statuses: ['awaiting_review'], order: 'asc' } as const;
      const list = async (kind: 'after' | 'before', reviewId: string) =>
        shown(await store.list({ ...query, limit: 5, cursor: { kind, reviewId } }));
      const lone = { reviews: [second.id], hasEarlier: false, hasLater: false };
      const none = { reviews: [], hasEarlier: false, hasLater: false };
      expect(await list('after', first.id)).toEqual(lone);
      expect(await list('before', third.id)).toEqual(lone);
      expect(await list('after', third.id)).toEqual(none);
      expect(await list('before', first.id)).toEqual(none);
      expect(await list('after', second.id)).toEqual(none);
    });

    test('that names nothing is no cursor, nor is one that names a conditional review (LST-5)', async () => {
      const { store } = await threeReviews(createStore);
      const hidden = await openIn(store, createEnv({ newId: () => 'rev_HIDDEN' }), {
        blockId: 'if',
        blockType: 'conditional',
      });
      for (const reviewId of ['rev_none', '', hidden.id]) {
        for (const kind of ['after', 'before'] as const) {
          const cursor = { kind, reviewId };
          const query = { statuses: ['awaiting_review'], order: 'asc', limit: 5, cursor } as const;
          expect(await store.list(query)).toBeUndefined();
        }
      }
    });
  });

  test('so that a walk meets each review that matched throughout exactly once (LST-4)', async () => {
    const meanwhile = fc.array(actsOf(0, 6), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(actsOf(25, 100), QUERY, meanwhile, async (acts, query, writes) => {
        const store = createStore();
        const player = createPlayer(store);
        let { reviews } = await player.play(acts);
        let throughout = new Set(ids(listOf(reviews, query)));
        let step = 0;
        const visited = await walk(store, { ...query, limit: 2 }, 'after', async () => {
          for (const act of writes[step++] ?? []) {
            ({ reviews } = await player.play([act]));
            const matching = new Set(ids(listOf(reviews, query)));
            throughout = new Set([...throughout].filter((id) => matching.has(id)));
          }
        });
        expect(new Set(visited).size).toBe(visited.length);
        expect(visited).toEqual(expect.arrayContaining([...throughout]));
      }),
      { numRuns: 150 },
    );
  });
}

async function threeReviews(createStore: CreateStore) {
  const store = createStore();
  const env = createEnv();
  const at = (offsetMs: number) => ({ ...env, now: formatInstant(START_MS + offsetMs) });
  const first = await openIn(store, at(0), { blockId: 'first', workflowId: 'wf_1' });
  const second = await openIn(store, at(1), { blockId: 'second', workflowId: 'wf_2' });
  const third = await openIn(store, at(2), { blockId: 'third', workflowId: 'wf_1' });
  return { store, first, second, third };
}
