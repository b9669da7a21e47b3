import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { formatInstant } from '../../src/contract/instant.ts';
import type { Review } from '../../src/domain/review.ts';
import { transition } from '../../src/domain/transition.ts';
import type { Store } from '../../src/store/store.ts';
import { ACT, actsOf, createEnv, createPlayer, openIn, send, START_MS } from './sample-reviews.ts';
import type { CreateStore } from './store-suite.ts';

async function allOf(store: Store): Promise<readonly Review[]> {
  const reviews: Review[] = [];
  for await (const review of store.all()) reviews.push(review);
  return reviews;
}

const byId = (left: Review, right: Review) => (left.id < right.id ? -1 : 1);

/** Finding, updating, replacing. Source: CAS-2, CAS-3, CAS-4, RES-3, RES-7. */
export function describeKeeping(createStore: CreateStore): void {
  test('and finds them by block and by id', async () => {
    const store = createStore();
    const env = createEnv();
    const plain = await openIn(store, env);
    const first = await openIn(store, env, { iterationKey: '0' });
    const second = await openIn(store, env, { iterationKey: '1' });
    const block = { kind: 'block', runId: 'run_1', blockId: 'block_1' } as const;
    expect(await store.find({ ...block, iterationKey: null })).toEqual(plain);
    expect(await store.find({ ...block, iterationKey: '0' })).toEqual(first);
    expect(await store.find({ ...block, iterationKey: '2' })).toBeUndefined();
    expect(await store.find({ kind: 'review', reviewId: second.id })).toEqual(second);
    expect(await store.find({ kind: 'review', reviewId: 'rev_1' })).toBeUndefined();
  });

  test('and keeps blocks apart whatever is in their ids', async () => {
    const store = createStore();
    const env = createEnv();
    const ids = ['a', 'b', 'a:a', 'a:b', 'a","b', 'null', '', ' ', 'é', '\u0000', '__proto__'];
    const opened = [];
    for (const runId of ids) {
      for (const blockId of ids) opened.push(await openIn(store, env, { runId, blockId }));
    }
    await openIn(store, env, { runId: 'a', blockId: 'a', iterationKey: 'null' });
    for (const review of opened) {
      const { run_id: runId, block_id: blockId } = review;
      const address = { kind: 'block', runId, blockId, iterationKey: null } as const;
      expect((await store.find(address))?.id).toBe(review.id);
      expect(await store.reviewsOfRun(runId)).toHaveLength(ids.length + (runId === 'a' ? 1 : 0));
    }
  });

  test('and hands a step the review before it, and what the step made of it to the caller', async () => {
    const store = createStore();
    const opened = await openIn(store, createEnv());
    const { before, after, result } = await send<'claim'>(
      store,
      opened.id,
      { kind: 'claim', body: { version_stamp: 1 } },
      createEnv(),
    );
    expect(before).toEqual(opened);
    expect(after).toMatchObject({ id: opened.id, rev: 2 });
    expect(result.ok).toBe(true);
    expect(await store.find({ kind: 'review', reviewId: opened.id })).toEqual(after);
  });

  test('and opens nothing where a step has no review', async () => {
    const store = createStore();
    const address = { kind: 'review', reviewId: 'rev_1' } as const;
    const updated = await store.update(address, (review) =>
      transition(review, { kind: 'reopen' }, createEnv()),
    );
    expect(updated).toEqual({
      before: undefined,
      after: undefined,
      result: { ok: false, refusal: { kind: 'no_review' } },
    });
    expect(await allOf(store)).toEqual([]);
  });

  test('and keeps what a refused step noted (CAS-4)', async () => {
    const store = createStore();
    const opened = await openIn(store, createEnv());
    const command = { kind: 'release', body: { version_stamp: 0 } } as const;
    const { result } = await send<'release'>(store, opened.id, command, createEnv());
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'stale_stamp' } });
    const kept = await store.find({ kind: 'review', reviewId: opened.id });
    expect(kept).toMatchObject({ rev: 1, audit: [{}, { action: 'stale_write_rejected' }] });
    expect(await allOf(store)).toEqual([kept]);
  });

  test('and keeps nothing of a step that throws', async () => {
    const store = createStore();
    const opened = await openIn(store, createEnv());
    const address = { kind: 'review', reviewId: opened.id } as const;
    const update = store.update(address, () => {
      throw new Error('a defect');
    });
    await expect(update).rejects.toThrow('a defect');
    expect(await store.find(address)).toEqual(opened);
  });

  test('and lets one of a thousand writes with the same stamp win (CAS-2)', async () => {
    const store = createStore();
    const { id } = await openIn(store, createEnv());
    const command = { kind: 'claim', body: { version_stamp: 1 } } as const;
    const updates = await Promise.all(
      Array.from({ length: 1000 }, () => send<'claim'>(store, id, command, createEnv())),
    );
    expect(updates.filter(({ result }) => result.ok)).toHaveLength(1);
    const kept = await store.find({ kind: 'review', reviewId: id });
    expect(kept?.rev).toBe(2);
    expect(kept?.audit).toHaveLength(1001);
  });

  test('and steps from one write to the next, a thousand at once (CAS-3)', async () => {
    const store = createStore();
    const { id } = await openIn(store, createEnv());
    const address = { kind: 'review', reviewId: id } as const;
    const updates = await Promise.all(
      Array.from({ length: 1000 }, () =>
        store.update(address, (review) => {
          const body = { version_stamp: review?.rev ?? 0 };
          return transition(review, { kind: 'claim', body }, createEnv());
        }),
      ),
    );
    const revs = updates.map(({ after }) => after?.rev ?? 0).toSorted((a, b) => a - b);
    expect(revs).toEqual(Array.from({ length: 1000 }, (_, index) => index + 2));
    for (const { before, after } of updates) expect(after?.rev).toBe((before?.rev ?? 0) + 1);
    expect((await store.find(address))?.rev).toBe(1001);
  });

  test('and opens a block once, of many at once (REV-1)', async () => {
    const store = createStore();
    const env = createEnv();
    const opened = await Promise.allSettled(Array.from({ length: 50 }, () => openIn(store, env)));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await allOf(store)).toHaveLength(1);
    expect(await store.reviewsOfRun('run_1')).toHaveLength(1);
  });

  test('and finds one by the id of a version, appended ones included (RES-3)', async () => {
    const store = createStore();
    const env = createEnv();
    const review = await openIn(store, env, { snapshot: { n: 1 } });
    const twin = await openIn(store, env, { blockId: 'twin', snapshot: { n: 2 } });
    await openIn(store, env, {
      blockId: 'if',
      blockType: 'conditional',
      snapshot: { branch: 'x' },
    });
    const body = { version_stamp: 1, snapshot: { n: 2 } };
    await send<'append'>(store, review.id, { kind: 'append', body }, env);
    const last = { version_stamp: 2, snapshot: { n: 3 } };
    await send<'append'>(store, review.id, { kind: 'append', body: last }, env);
    expect((await store.findByVersion(versionIdOf({ n: 1 })))?.id).toBe(review.id);
    expect([review.id, twin.id]).toContain((await store.findByVersion(versionIdOf({ n: 2 })))?.id);
    expect(await store.findByVersion(versionIdOf({ n: 3 }))).toMatchObject({ rev: 3 });
    expect(await store.findByVersion(versionIdOf({ n: 4 }))).toBeUndefined();
    expect(await store.findByVersion(versionIdOf({ branch: 'x' }))).toBeUndefined();
  });

  test('and finds any version of any review, once they have moved about', async () => {
    await fc.assert(
      fc.asyncProperty(actsOf(0, 80), async (acts) => {
        const { store, reviews } = await createPlayer(createStore()).play(acts);
        for (const review of reviews) {
          const isShown = review.block_type !== 'conditional';
          for (const { snapshot } of review.versions) {
            const found = await store.findByVersion(versionIdOf(snapshot));
            if (!isShown && found === undefined) continue;
            const snapshots = found?.versions.map((version) => versionIdOf(version.snapshot));
            expect(found?.block_type).not.toBe('conditional');
            expect(snapshots).toContain(versionIdOf(snapshot));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('and knows whose runs wait to take up a decision (RES-7)', async () => {
    const store = createStore();
    const env = createEnv();
    const held = createEnv({ areRunsHeld: true });
    const first = await openIn(store, env, { blockId: 'first' });
    const second = await openIn(store, env, { blockId: 'second' });
    const decide = { kind: 'decide', body: { version_stamp: 1, verdict: 'approved' } } as const;
    expect(await store.waitingForRun()).toEqual([]);
    await send<'decide'>(store, first.id, decide, held);
    await send<'decide'>(store, second.id, decide, env);
    expect(await store.waitingForRun()).toEqual([first.id]);
    await send<'apply'>(store, first.id, { kind: 'apply' }, env);
    expect(await store.waitingForRun()).toEqual([]);
    await send<'reopen'>(store, second.id, { kind: 'reopen' }, env);
    const again = { kind: 'decide', body: { ...decide.body, version_stamp: 3 } } as const;
    await send<'decide'>(store, second.id, again, held);
    expect(await store.waitingForRun()).toEqual([second.id]);
    await send<'reopen'>(store, second.id, { kind: 'reopen' }, env);
    expect(await store.waitingForRun()).toEqual([]);
  });

  test('and gives all of them, oldest first, and those of a run', async () => {
    const store = createStore();
    const opened: Review[] = [];
    const ids = createEnv();
    for (let index = 0; index < 20; index += 1) {
      const env = { ...ids, now: formatInstant(START_MS + index) };
      const runId = index % 2 ? 'odd' : 'even';
      opened.push(await openIn(store, env, { runId, blockId: `block_${index}` }));
    }
    const decide = { kind: 'decide', body: { version_stamp: 1, verdict: 'approved' } } as const;
    await send<'decide'>(store, opened[3]?.id ?? '', decide, ids);
    const ordered = opened.map(({ id }) => id);
    expect((await allOf(store)).map(({ id }) => id)).toEqual(ordered);
    const odd = await store.reviewsOfRun('odd');
    expect(odd.map(({ id }) => id)).toEqual(ordered.filter((_, index) => index % 2));
    expect(odd[1]?.status).toBe('approved');
    expect(await store.reviewsOfRun('none')).toEqual([]);
  });

  test('and replaces them all, with every index', async () => {
    await fc.assert(
      fc.asyncProperty(actsOf(0, 80), async (acts) => {
        const played = await createPlayer(createStore()).play(acts);
        const store = createStore();
        const old = await openIn(store, createEnv(), { runId: 'old', snapshot: { old: true } });
        await store.replaceAll(played.reviews);
        expect((await allOf(store)).toSorted(byId)).toEqual(played.reviews.toSorted(byId));
        expect(await store.find({ kind: 'review', reviewId: old.id })).toEqual(
          played.reviews.find(({ id }) => id === old.id),
        );
        expect(await store.reviewsOfRun('old')).toEqual([]);
        expect(await store.findByVersion(versionIdOf({ old: true }))).toBeUndefined();
        expect((await store.waitingForRun()).toSorted()).toEqual(
          (await played.store.waitingForRun()).toSorted(),
        );
        const everything = {
          statuses: ['awaiting_review', 'approved', 'rejected'],
          order: 'asc',
          limit: 200,
        } as const;
        expect(await store.list(everything)).toEqual(await played.store.list(everything));
        const queue = { status: 'awaiting_review', now: played.now, limit: 200 } as const;
        expect(await store.queue(queue)).toEqual(await played.store.queue(queue));
      }),
      { numRuns: 40 },
    );
  });

  test('and replaces all of them or none', async () => {
    const store = createStore();
    const kept = await openIn(store, createEnv());
    const { reviews } = await createPlayer(createStore()).play(
      fc.sample(ACT, { numRuns: 30, seed: 1 }),
    );
    const other = { ...kept, id: `rev_${'Z'.repeat(26)}`, run_id: 'run_other' };
    const broken = new Proxy(other, {
      get: (review, name) => {
        if (name === 'versions') throw new Error('a broken review');
        return Reflect.get(review, name) as unknown;
      },
    });
    await expect(store.replaceAll([...reviews, broken])).rejects.toThrow('a broken review');
    expect(await allOf(store)).toEqual([kept]);
    const page = await store.list({ statuses: ['awaiting_review'], order: 'asc', limit: 200 });
    expect(page?.reviews).toEqual([kept]);
  });
}
