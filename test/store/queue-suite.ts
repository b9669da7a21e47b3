import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../src/contract/instant.ts';
import type { QueuePage, QueueQuery, Store } from '../../src/store/store.ts';
import { queueOf } from './naive-store.ts';
import {
  ACTORS,
  actsOf,
  BOT,
  createEnv,
  createPlayer,
  DANA,
  LEE,
  openIn,
  send,
  START_MS,
} from './sample-reviews.ts';
import type { CreateStore } from './store-suite.ts';

const NOW = formatInstant(START_MS);

function instantAt(offsetMs: number): string {
  return formatInstant(START_MS + offsetMs);
}

function shown({ reviews, hasMore }: QueuePage) {
  return { reviews: reviews.map(({ id }) => id), hasMore };
}

async function blocksOf(store: Store, query: Partial<QueueQuery> = {}) {
  const page = await store.queue({ status: 'awaiting_review', now: NOW, limit: 200, ...query });
  return page.reviews.map((review) => review.block_id);
}

/** The queue of the overlay surface. Source: QUE-1. */
export function describeQueue(createStore: CreateStore): void {
  test('as a sorted, filtered array would', async () => {
    const query = fc.record({
      status: fc.constantFrom('awaiting_review', 'awaiting_review', 'approved', 'rejected'),
      workflowId: fc.constantFrom(undefined, undefined, 'wf_1', 'wf_2', 'none'),
      holder: fc.constantFrom(undefined, ...ACTORS),
      limit: fc.integer({ min: 1, max: 8 }),
      afterMs: fc.constantFrom(0, 0, 1, 29_999, 30_000, 1_000_000, -50_000),
    });
    await fc.assert(
      fc.asyncProperty(
        actsOf(20, 120),
        fc.array(query, { minLength: 20, maxLength: 20 }),
        async (acts, queries) => {
          const { store, reviews, now } = await createPlayer(createStore()).play(acts);
          for (const { afterMs, ...asked } of queries) {
            const instant = formatInstant(Date.parse(now) + afterMs);
            const page = await store.queue({ ...asked, now: instant });
            expect(shown(page)).toEqual(shown(queueOf(reviews, { ...asked, now: instant })));
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('by priority, negative ones last, then by the wait, then by _id', async () => {
    const store = createStore();
    const ids = createEnv();
    const open = (blockId: string, priority: number, offsetMs = 0) =>
      openIn(store, { ...ids, now: formatInstant(START_MS + offsetMs) }, { blockId, priority });
    await open('low', -1, -10);
    await open('lowest', -1_000_000, -20);
    await open('b', 0);
    await open('b2', 0);
    await open('a', 0);
    await open('late', 0, 1);
    await open('early', 0, -1);
    await open('ten', 10, 5);
    await open('nine', 9);
    await open('highest', 1_000_000, 7);
    expect(await blocksOf(store)).toEqual(
      ['highest', 'ten', 'nine', 'early', 'a', 'b', 'b2', 'late', 'low', 'lowest'], // prettier-ignore
    );
  });

  test('and says whether there are more', async () => {
    const store = createStore();
    const env = createEnv();
    for (const blockId of ['a', 'b', 'c']) await openIn(store, env, { blockId });
    const page = async (limit: number) =>
      shown(await store.queue({ status: 'awaiting_review', now: NOW, limit }));
    expect(await page(2)).toMatchObject({ reviews: { length: 2 }, hasMore: true });
    expect(await page(3)).toMatchObject({ reviews: { length: 3 }, hasMore: false });
    expect(await page(4)).toMatchObject({ reviews: { length: 3 }, hasMore: false });
  });

  test('but not those of an iteration, and conditional ones too', async () => {
    const store = createStore();
    const env = createEnv();
    await openIn(store, env, { blockId: 'loop', iterationKey: '0' });
    await openIn(store, env, { blockId: 'empty key', iterationKey: '' });
    await openIn(store, env, { blockId: 'if', blockType: 'conditional' });
    expect(await blocksOf(store)).toEqual(['if']);
  });

  test('anew from when they are reopened', async () => {
    const store = createStore();
    const ids = createEnv();
    const at = (offsetMs: number) => ({ ...ids, now: formatInstant(START_MS + offsetMs) });
    const first = await openIn(store, at(0), { blockId: 'first' });
    await openIn(store, at(1), { blockId: 'second' });
    const body = { version_stamp: 1, verdict: 'approved' } as const;
    await send<'decide'>(store, first.id, { kind: 'decide', body }, at(2));
    expect(await blocksOf(store)).toEqual(['second']);
    expect(await blocksOf(store, { status: 'approved' })).toEqual(['first']);
    await send<'reopen'>(store, first.id, { kind: 'reopen' }, at(3));
    expect(await blocksOf(store)).toEqual(['second', 'first']);
    expect(await blocksOf(store, { status: 'approved' })).toEqual([]);
  });

  test('of one holder while the claim lives, and of no namesake', async () => {
    const store = createStore();
    const env = createEnv();
    const { id } = await openIn(store, env, { blockId: 'mine' });
    await openIn(store, env, { blockId: 'free' });
    const claim = (rev: number, actor = DANA) =>
      send<'claim'>(
        store,
        id,
        { kind: 'claim', body: { version_stamp: rev, ttl_seconds: 30 } },
        { ...env, actor },
      );
    await claim(1);
    const renamed = { ...DANA, display_name: 'Dana R.' };
    expect(await blocksOf(store, { holder: DANA })).toEqual(['mine']);
    expect(await blocksOf(store, { holder: renamed, workflowId: 'wf_1' })).toEqual(['mine']);
    expect(await blocksOf(store, { holder: DANA, workflowId: 'wf_2' })).toEqual([]);
    expect(await blocksOf(store, { holder: LEE })).toEqual([]);
    expect(await blocksOf(store, { holder: BOT })).toEqual([]);
    expect(await blocksOf(store, { holder: DANA, now: instantAt(29_999) })).toEqual(['mine']);
    expect(await blocksOf(store, { holder: DANA, now: instantAt(30_000) })).toEqual([]);
    await claim(2, LEE);
    expect(await blocksOf(store, { holder: DANA })).toEqual([]);
    expect(await blocksOf(store, { holder: LEE })).toEqual(['mine']);
    const body = { version_stamp: 3 };
    await send<'release'>(store, id, { kind: 'release', body }, env);
    expect(await blocksOf(store, { holder: LEE })).toEqual([]);
  });
}
