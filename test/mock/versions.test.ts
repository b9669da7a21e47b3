import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { BOT, createHarness, DANA, type Harness, type Json } from '../support/harness.ts';

const VERSIONS = '/v1/workflows/reviews/versions';
const VECTORS: readonly { description: string; snapshot: string; id: string }[] = JSON.parse(
  readFileSync(new URL('../../spec/vectors/version-ids.json', import.meta.url), 'utf8'),
);
const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };
const ROOT = versionIdOf(OUTPUT);

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

const create = (body: Json, key = 'dana') => harness.post(VERSIONS, body, { key });

describe('RES-2: version ids', () => {
  test.each(VECTORS)('$description', async ({ snapshot, id }) => {
    expect(versionIdOf(JSON.parse(snapshot))).toBe(id);
    const { overlay, reviewId } = await harness.open({ evidence: { output: { not: 'it' } } });
    const body = `{"version_stamp": 1, "snapshot": ${snapshot}}`;
    expect((await harness.post(`${overlay}/versions`, body)).status).toBe(200);
    const { data } = (await harness.get(`${VERSIONS}?review_id=${reviewId}`)).body;
    expect(data[1].id).toBe(id);
    expect((await harness.get(`${VERSIONS}/${id}`)).body.snapshot).toEqual(JSON.parse(snapshot));
  });
});

describe('RES-3: creating a version', () => {
  test('answers 201 with the version, which both surfaces show', async () => {
    const { overlay, reviewId } = await harness.open();
    const body = { review_id: reviewId, parent_id: ROOT, snapshot: { a: 1 }, note: 'n' };
    const reply = await create(body);
    expect(reply.status).toBe(201);
    const id = versionIdOf({ a: 1 });
    expect(reply.body).toEqual({
      id,
      review_id: reviewId,
      parent_id: ROOT,
      author: DANA,
      snapshot: { a: 1 },
      note: 'n',
      created_at: expect.any(String),
    });
    const shown = (await harness.get(overlay)).body;
    expect(shown.rev).toBe(2);
    expect(shown.versions[1]).toMatchObject({ parent_seq: 0, origin: 'human_edit', note: 'n' });
  });

  test('by an agent is an agent_edit', async () => {
    const { overlay, reviewId } = await harness.open();
    await create({ review_id: reviewId, parent_id: ROOT, snapshot: { a: 1 } }, 'bot');
    const [, version] = (await harness.get(overlay)).body.versions;
    expect(version).toMatchObject({ origin: 'agent_edit', author: BOT, note: null });
  });

  test('again answers the same version with its first note, on a decided review too', async () => {
    const { overlay, reviewId } = await harness.open();
    const body = { review_id: reviewId, parent_id: ROOT, snapshot: { a: 1 }, note: 'first' };
    const first = await create(body);
    const again = await create({ ...body, note: 'second' }, 'lee');
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect((await harness.get(overlay)).body.rev).toBe(2);
    await harness.post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 2 });
    expect((await create(body)).text).toBe(first.text);
    expect((await create({ ...body, snapshot: { a: 2 } })).status).toBe(409);
    expect((await harness.get(overlay)).body.versions).toHaveLength(2);
  });

  test('with the same snapshot under another parent is 409', async () => {
    const { reviewId } = await harness.open();
    const child = { review_id: reviewId, parent_id: ROOT, snapshot: { a: 1 } };
    const { id } = (await create(child)).body;
    const grandchild = { ...child, parent_id: id, snapshot: { a: 2 } };
    expect((await create(grandchild)).status).toBe(201);
    const reply = await create({ ...grandchild, parent_id: ROOT });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain(id);
    expect((await create({ ...child, parent_id: id })).status).toBe(409);
    expect((await create({ ...child, parent_id: id, snapshot: OUTPUT })).status).toBe(409);
  });

  test('needs a review and a parent that are there', async () => {
    const { reviewId } = await harness.open();
    const other = await harness.open({ evidence: { output: { other: 1 } } });
    const body = { review_id: reviewId, parent_id: versionIdOf({ other: 1 }), snapshot: {} };
    const noParent = await create(body);
    expect(noParent.status).toBe(404);
    expect(noParent.body.detail).toContain(body.parent_id);
    const noReview = await create({ ...body, review_id: 'rev_none' });
    expect(noReview.body.detail).toBe("No review found for review_id='rev_none'");
    expect((await create({ ...body, review_id: other.reviewId })).status).toBe(201);
  });

  test('of overlay versions with one content the first is the one', async () => {
    const { overlay, reviewId, resource } = await harness.open();
    const append = (version_stamp: number, snapshot: object, note: string) =>
      harness.post(`${overlay}/versions`, { version_stamp, snapshot, note });
    await append(1, { a: 1 }, 'first');
    await append(2, { a: 2 }, 'second');
    await append(3, { a: 1 }, 'third');
    const { data } = (await harness.get(`${VERSIONS}?review_id=${reviewId}`)).body;
    expect(data.map((each: Json) => each.note)).toEqual([null, 'first', 'second']);
    const body = { version_id: versionIdOf({ a: 1 }) };
    const acknowledged = { ...body, acknowledged_superseded_version_ids: [versionIdOf({ a: 2 })] };
    const approved = await harness.post(`${resource}/approve`, acknowledged);
    expect(approved.body.submission_status).toBe('accepted');
    expect((await harness.get(overlay)).body.decisions[0]).toMatchObject({
      on_seq: 1,
      effective_seq: 1,
    });
  });

  test('a version id that two reviews share answers one of them', async () => {
    const first = await harness.open({ evidence: { output: { shared: 1 } } });
    const second = await harness.open({ evidence: { output: { shared: 1 } } });
    const { body } = await harness.get(`${VERSIONS}/${versionIdOf({ shared: 1 })}`);
    expect([first.reviewId, second.reviewId]).toContain(body.review_id);
  });
});

const pages = [1, 2];
const FITTING: readonly (readonly [string, Json, readonly Json[]])[] = [
  ['extract', {}, [{ a: 1 }, { documents: 1 }]],
  ['classifier', { category: 'a' }, [{ category: 'b' }, { category: '' }]],
  [
    'split',
    [],
    [
      { documents: [{ name: 'n', pages }] },
      {
        documents: [
          { name: '', pages: [] },
          { name: '', pages: [7, 9] },
        ],
      },
    ],
  ],
  [
    'for_each',
    [],
    [
      { partitions: [{ key: 'k', pages }] },
      { partitions: [], unassigned_pages: [3] },
      { partitions: [], unassigned_pages: [] },
    ],
  ],
];

const list = (name: string, items: unknown) => ({ [name]: items });
const BAD_PAGES = [[0], [-1], [1.5], ['1'], [2, 1], [1, 1], [null], 1, null, '1'];
const MISFITS: readonly (readonly [string, Json, Json, readonly (string | number)[]])[] = [
  ['classifier', { category: 'a' }, {}, ['category']],
  ['classifier', { category: 'a' }, { category: 1 }, ['category']],
  ['classifier', { category: 'a' }, { category: null }, ['category']],
  ['classifier', { category: 'a' }, { category: 'b', reasoning: 'r' }, ['reasoning']],
  ['split', [], {}, ['documents']],
  ['split', [], list('splits', []), ['documents']],
  ['split', [], list('documents', {}), ['documents']],
  ['split', [], list('documents', [1]), ['documents', 0]],
  ['split', [], list('documents', [{ pages }]), ['documents', 0, 'name']],
  ['split', [], list('documents', [{ name: 'n' }]), ['documents', 0, 'pages']],
  ['split', [], list('documents', [{ name: 'n', pages, x: 1 }]), ['documents', 0, 'x']],
  ['split', [], { documents: [], unassigned_pages: [] }, ['unassigned_pages']],
  ['for_each', [], list('partitions', [{ name: 'n', pages }]), ['partitions', 0, 'key']],
  ['for_each', [], { partitions: [], unassigned_pages: [2, 2] }, ['unassigned_pages', 1]],
  ['for_each', [], { partitions: [], chunks: [] }, ['chunks']],
  ...BAD_PAGES.map(
    (bad) =>
      [
        'split',
        [],
        list('documents', [{ name: 'n', pages: bad }]),
        ['documents', 0, 'pages', ...(Array.isArray(bad) ? [bad.length - 1] : [])],
      ] as const,
  ),
];

describe('RES-4: the shape of a snapshot by block type', () => {
  test.each(FITTING)('%s', async (block_type, output, snapshots) => {
    for (const snapshot of snapshots) {
      const { reviewId } = await harness.open({ block_type, evidence: { output } });
      const { data } = (await harness.get(`${VERSIONS}?review_id=${reviewId}`)).body;
      const reply = await create({ review_id: reviewId, parent_id: data[0].id, snapshot });
      expect(reply.status, reply.text).toBe(201);
    }
  });

  test.each(MISFITS)('%s %j: %j is 422', async (block_type, output, snapshot, path) => {
    const { overlay, reviewId } = await harness.open({ block_type, evidence: { output } });
    const { data } = (await harness.get(`${VERSIONS}?review_id=${reviewId}`)).body;
    const reply = await create({ review_id: reviewId, parent_id: data[0].id, snapshot });
    expect(reply.status).toBe(422);
    const places = reply.body.detail.map((each: Json) => each.loc);
    expect(places).toContainEqual(['body', 'snapshot', ...path]);
    const body = { version_stamp: 1, snapshot };
    expect((await harness.post(`${overlay}/versions`, body)).status, 'overlay').toBe(200);
  });
});
