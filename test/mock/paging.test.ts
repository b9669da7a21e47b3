import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';
const UNKNOWN = 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

interface Filled {
  readonly ids: readonly string[];
  readonly overlays: ReadonlyMap<string, string>;
  readonly options: { readonly namespace: string };
  readonly page: (
    query: string,
  ) => Promise<{ ids: string[]; before: string | null; after: string | null }>;
}

let worlds = 0;

/** A world with reviews a second apart, and its pages. */
async function filled(count: number): Promise<Filled> {
  worlds += 1;
  const options = { namespace: `paging-${worlds}` };
  const overlays = new Map<string, string>();
  for (let place = 0; place < count; place += 1) {
    await harness.post('/__control/clock', { advance_ms: 1000 }, options);
    const { reviewId, overlay } = await harness.open({ workflow_id: `wf_${place % 2}` }, options);
    overlays.set(reviewId, overlay);
  }
  const page = async (query: string) => {
    const reply = await harness.get(`${REVIEWS}?${query}`, options);
    expect(reply.status, reply.text).toBe(200);
    const { data, list_metadata: metadata } = reply.body;
    return { ids: data.map((each: Json) => each.id), ...metadata };
  };
  return { ids: [...overlays.keys()], overlays, options, page };
}

describe('LST-3: cursors', () => {
  test.each([
    [7, 1],
    [7, 2],
    [7, 3],
    [7, 5],
    [7, 7],
    [7, 8],
    [40, 6],
  ])('%i reviews, %i a page, forth and back, in both orders', async (count, limit) => {
    const { ids, page } = await filled(count);
    for (const order of ['asc', 'desc']) {
      const wanted = order === 'asc' ? ids : ids.toReversed();
      const pages: string[][] = [];
      let query = '';
      let first: string | null = null;
      for (;;) {
        const { ids: found, before, after } = await page(`limit=${limit}&order=${order}${query}`);
        pages.push(found);
        expect(before).toBe(pages.length === 1 ? null : found[0]);
        first = found[0] ?? null;
        if (after === null) break;
        expect(after).toBe(found.at(-1));
        query = `&after=${after}`;
      }
      expect(pages.flat()).toEqual(wanted);
      const sizes = pages.slice(0, -1).map((each) => each.length);
      expect(sizes.every((size) => size === limit)).toBe(true);

      const back: string[] = [];
      for (let cursor: string | null = first; cursor !== null;) {
        const earlier = await page(`limit=${limit}&order=${order}&before=${cursor}`);
        back.unshift(...earlier.ids);
        expect(earlier.after).toBe(earlier.ids.at(-1) ?? null);
        cursor = earlier.before;
      }
      expect(back).toEqual(wanted.slice(0, back.length));
      expect(back).toHaveLength(pages.slice(0, -1).flat().length);
    }
  });

  test('a before page holds the reviews just before the cursor', async () => {
    const { ids, page } = await filled(5);
    const found = await page(`limit=2&before=${ids[3]}`);
    expect(found).toEqual({ ids: [ids[1], ids[2]], before: ids[1], after: ids[2] });
  });

  test('both are null on an empty page', async () => {
    const { ids, page } = await filled(2);
    const empty = { ids: [], before: null, after: null };
    expect(await page(`after=${ids[1]}`)).toEqual(empty);
    expect(await page(`before=${ids[0]}`)).toEqual(empty);
    expect(await page('run_id=none')).toEqual(empty);
    expect(await page(`run_id=none&after=${ids[0]}`)).toEqual(empty);
  });

  test('respect the filter, also when they do not match it', async () => {
    const { ids, page } = await filled(8);
    const odd = ids.filter((_, place) => place % 2 === 1);
    expect(await page(`workflow_id=wf_1&limit=2&after=${ids[2]}`)).toEqual({
      ids: [odd[1], odd[2]],
      before: odd[1],
      after: odd[2],
    });
    expect(await page(`workflow_id=wf_1&limit=2&after=${ids[0]}`)).toEqual({
      ids: [odd[0], odd[1]],
      before: null,
      after: odd[1],
    });
    expect(await page(`workflow_id=wf_1&limit=9&before=${ids[4]}`)).toEqual({
      ids: [odd[0], odd[1]],
      before: null,
      after: odd[1],
    });
  });

  test.each(['after', 'before'])('an unknown %s is 422 and named', async (name) => {
    const reply = await harness.get(`${REVIEWS}?${name}=${UNKNOWN}`);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['query', name], input: UNKNOWN }]);
  });

  test.each(['', 'nonsense', '%00', 'rev_'])('after=%s is unknown as well', async (cursor) => {
    expect((await harness.get(`${REVIEWS}?after=${cursor}`)).status).toBe(422);
  });

  test('the id of a review in another namespace is unknown', async () => {
    const { ids } = await filled(1);
    expect((await harness.get(`${REVIEWS}?after=${ids[0]}`)).status).toBe(422);
  });

  test('both at once are 422, known or not', async () => {
    const { ids, options } = await filled(1);
    for (const cursor of [ids[0], UNKNOWN, '']) {
      const query = `after=${cursor}&before=${cursor}`;
      const reply = await harness.get(`${REVIEWS}?${query}`, options);
      expect(reply.status).toBe(422);
      expect(reply.body.detail[0].msg).toBe('Send after or before, not both');
    }
  });

  test('policy cursor=404: an unknown cursor is 404, both at once stay 422', async () => {
    const lenient = await createHarness({ policies: { cursor: '404' } });
    const { reviewId } = await lenient.open();
    for (const url of [`${REVIEWS}?after=${UNKNOWN}`, `${REVIEWS}?before=${UNKNOWN}`]) {
      const reply = await lenient.get(url);
      expect(reply.status).toBe(404);
      expect(reply.body.detail).toContain(UNKNOWN);
      expect((await lenient.get(`${url}&after=x&before=y`)).status).toBe(422);
    }
    const versions = `${REVIEWS}/versions?review_id=${reviewId}&after=rvr_x`;
    expect((await lenient.get(versions)).status).toBe(404);
  });
});

describe('LST-4: a walk by after, with writes meanwhile', () => {
  test('meets every review that matched throughout exactly once', async () => {
    const { ids, overlays, options, page } = await filled(20);
    const decide = (id: string) =>
      harness.post(
        `${overlays.get(id)}/decision`,
        { verdict: 'approved', version_stamp: 1 },
        options,
      );
    const decided = new Set<string>();
    const met: string[] = [];
    let query = '';
    for (;;) {
      const { ids: found, after } = await page(`limit=3${query}`);
      met.push(...found);
      // The cursor itself, one already met, one still to come, and one that is new.
      const ahead = ids.findLast((id) => !decided.has(id) && !met.includes(id));
      for (const id of [found.at(-1), met[0], ahead]) {
        if (id === undefined || !overlays.has(id) || decided.has(id)) continue;
        await decide(id);
        decided.add(id);
      }
      await harness.open({}, options);
      if (after === null || met.length > 100) break;
      query = `&after=${after}`;
    }
    expect(new Set(met).size).toBe(met.length);
    const throughout = ids.filter((id) => !decided.has(id));
    expect(throughout.length).toBeGreaterThan(3);
    expect(met).toEqual(expect.arrayContaining(throughout));
  });

  test('a review that was reopened behind the cursor is not met again', async () => {
    const { ids, overlays, options, page } = await filled(4);
    await harness.post(
      `${overlays.get(ids[0] ?? '')}/decision`,
      { verdict: 'approved', version_stamp: 1 },
      options,
    );
    const first = await page('limit=2');
    expect(first.ids).toEqual([ids[1], ids[2]]);
    await harness.send('POST', `/__control/reviews/${ids[0]}/reopen`, undefined, options);
    expect(await page(`limit=2&after=${first.after}`)).toMatchObject({ ids: [ids[3]] });
    expect((await page('limit=9')).ids).toEqual(ids);
  });
});

describe('LST-3: the list of versions', () => {
  test('is ordered by time, then seq, each content once, and paged both ways', async () => {
    const { overlay, reviewId } = await harness.open();
    const snapshots = [{ a: 1 }, { a: 2 }, { a: 1 }, { a: 3 }, { a: 4 }];
    for (const [place, snapshot] of snapshots.entries()) {
      const body = { version_stamp: place + 1, snapshot };
      expect((await harness.post(`${overlay}/versions`, body)).status).toBe(200);
    }
    const list = async (query: string) => {
      const url = `${REVIEWS}/versions?review_id=${reviewId}&${query}`;
      const { data, list_metadata: metadata } = (await harness.get(url)).body;
      return { ids: data.map((each: Json) => each.id) as string[], data, ...metadata };
    };
    const whole = await list('');
    expect(whole).toMatchObject({ before: null, after: null });
    expect(whole.data.map((each: Json) => each.snapshot.a ?? 0)).toEqual([0, 1, 2, 3, 4]);
    expect(whole.data[3].parent_id).toBe(whole.ids[1]);
    const { ids } = whole;
    expect(await list('limit=2')).toMatchObject({
      ids: ids.slice(0, 2),
      before: null,
      after: ids[1],
    });
    const second = { ids: ids.slice(2, 4), before: ids[2], after: ids[3] };
    expect(await list(`limit=2&after=${ids[1]}`)).toMatchObject(second);
    expect(await list(`limit=2&before=${ids[4]}`)).toMatchObject(second);
    const last = { ids: [ids[4]], before: ids[4], after: null };
    expect(await list(`limit=2&after=${ids[3]}`)).toMatchObject(last);
    const first = { ids: ids.slice(0, 1), before: null, after: ids[0] };
    expect(await list(`limit=3&before=${ids[1]}`)).toMatchObject(first);
    expect(await list(`limit=1&after=${ids[3]}`)).toMatchObject(last);
    expect(await list('limit=5')).toMatchObject({ ids, before: null, after: null });
    const empty = { ids: [], before: null, after: null };
    expect(await list(`after=${ids[4]}`)).toMatchObject(empty);
    expect(await list(`before=${ids[0]}`)).toMatchObject(empty);
  });

  test('a version of another review is an unknown cursor', async () => {
    const { reviewId } = await harness.open();
    const other = 'rvr_IQJW7I2VWNTYUEKGVULPP2DETY';
    const url = `${REVIEWS}/versions?review_id=${reviewId}&after=${other}`;
    expect((await harness.get(url)).status).toBe(422);
  });
});
