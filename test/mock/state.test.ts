import { beforeAll, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const STATE = '/__control/state';

let harness: Harness;
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness({ scenario: SCENARIOS.inbox() });
});

function ownWorld() {
  worlds += 1;
  const options = { namespace: `state-${worlds}` };
  return {
    options,
    open: (gate: Json = {}) => harness.open(gate, options),
    get: (path: string) => harness.get(path, options),
    post: (path: string, body: unknown) => harness.post(path, body, options),
    put: (body: unknown) => harness.send('PUT', STATE, body, options),
  };
}

/** A state with a bit of everything: claim, edits, decisions, reopening, a held run, a stale write. */
async function eventful() {
  const world = ownWorld();
  const { open, post } = world;
  const first = await open({ run_id: 'r1', block_id: 'b1' });
  await post(`${first.overlay}/claim`, { version_stamp: 1 });
  await post(`${first.overlay}/versions`, {
    version_stamp: 2,
    snapshot: { a: 1 },
    command_id: 'c1',
  });
  await post(`${first.overlay}/versions`, { version_stamp: 2, snapshot: { a: 2 } });
  const second = await open({ run_id: 'r1', block_id: 'b2', iteration_key: 'row-1' });
  const third = await open({ run_id: 'r2', block_id: 'b3' });
  await post(`${third.overlay}/decision`, {
    version_stamp: 1,
    verdict: 'approved',
    command_id: 'c1',
  });
  await post(`/__control/reviews/${third.reviewId}/reopen`, {});
  await post('/__control/resume', { hold: true });
  const edit = { version_stamp: 3, verdict: 'approved', edited_output: { a: 3 } };
  await post(`${third.overlay}/decision`, edit);
  await open({
    run_id: 'r3',
    block_id: 'b4',
    block_type: 'conditional',
    evidence: { output: { branch: 'x' } },
  });
  return { ...world, first, second, third, state: (await world.get(STATE)).text };
}

describe('export and import', () => {
  test('give the same bytes, in another namespace too', async () => {
    const { state, put, get } = await eventful();
    expect((await put(state)).body).toEqual({ reviews: 4 });
    expect((await get(STATE)).text).toBe(state);
    const other = ownWorld();
    expect((await other.put(state)).status).toBe(200);
    expect((await other.get(STATE)).text).toBe(state);
  });

  test('the inbox too', async () => {
    const { text } = await harness.get(STATE);
    const { put, get } = ownWorld();
    expect((await put(text)).body).toEqual({ reviews: 60 });
    expect((await get(STATE)).text).toBe(text);
    for (const url of [
      '/v1/workflows/reviews?decision_status=all',
      '/v1/workflows/reviews?status=approved',
    ]) {
      expect((await get(url)).text).toBe((await harness.get(url)).text);
    }
  });

  test('bring back every surface, memory of commands, held runs and the clock', async () => {
    const { state, first, third } = await eventful();
    const { put, get, post } = ownWorld();
    await post('/__control/clock', { set: '2031-01-01T00:00:00Z' });
    await put(state);
    expect((await get('/__control/clock')).body).toEqual(JSON.parse(state).clock);
    const append = { version_stamp: 2, snapshot: { a: 1 }, command_id: 'c1' };
    expect((await post(`${first.overlay}/versions`, append)).body.rev).toBe(3);
    expect((await get('/v1/workflows/reviews?mine=true')).body.data).toHaveLength(1);
    expect((await get('/__control/runs/r2')).body.status).toBe('awaiting_review');
    const released = await post('/__control/resume', { hold: false });
    expect(released.body.applied_review_ids).toEqual([third.reviewId]);
    const { data } = (await get(`/v1/workflows/reviews/versions?review_id=${third.reviewId}`)).body;
    expect((await get(`/v1/workflows/reviews/versions/${data[1].id}`)).status).toBe(200);
    const next = await post('/__control/gates', {
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: {} },
    });
    expect(state).not.toContain(next.body.review_id);
  });

  test('replace what was there', async () => {
    const { put, open, get } = ownWorld();
    const { overlay, resource } = await open({ run_id: 'gone' });
    await put({ ...SCENARIOS.empty(), ids_made: 9 });
    expect((await get(overlay)).status).toBe(404);
    expect((await get(resource)).status).toBe(404);
    expect((await get('/__control/runs/gone')).status).toBe(404);
    expect((await get('/v1/workflows/reviews')).body.data).toEqual([]);
    expect((await get('/v1/workflows/reviews?mine=false')).body.data).toEqual([]);
  });

  // A gate takes JSON 256 deep; the snapshot stands three levels deeper in the state.
  test('the deepest output that a gate takes comes back', async () => {
    const { put, get, open } = ownWorld();
    const depth = 252;
    await open({ evidence: { output: { in: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) } } });
    expect((await put((await get(STATE)).text)).status).toBe(200);
  });
});

type Spoil = (state: Json) => void;
const review =
  (index: number, spoil: Spoil): Spoil =>
  (state) =>
    spoil(state.reviews[index]);

const SHAPES: readonly (readonly [string, Spoil, readonly (string | number)[]])[] = [
  ['another format', (state) => (state.format = 'other'), ['format']],
  ['another version', (state) => (state.version = 2), ['version']],
  ['no clock', (state) => delete state.clock, ['clock']],
  [
    'a clock without Z',
    (state) => (state.clock.now = '2026-05-13T09:05:00+00:00'),
    ['clock', 'now'],
  ],
  ['a negative count', (state) => (state.ids_made = -1), ['ids_made']],
  ['an extra member', (state) => (state.surprise = 1), ['surprise']],
  ['reviews that are no list', (state) => (state.reviews = {}), ['reviews']],
  ['a review id', review(1, (each) => (each.id = 'rev_1')), ['reviews', 1, 'id']],
  ['no rev', review(0, (each) => delete each.rev), ['reviews', 0, 'rev']],
  ['no version', review(0, (each) => (each.versions = [])), ['reviews', 0, 'versions']],
  ['a status', review(2, (each) => (each.status = 'open')), ['reviews', 2, 'status']],
  [
    'an actor',
    review(0, (each) => (each.audit[0].actor.kind = 'robot')),
    ['reviews', 0, 'audit', 0, 'actor', 'kind'],
  ],
];

type Breach = readonly [string, Spoil, readonly (string | number)[], requirement: string];
const BREACHES: readonly Breach[] = [
  [
    'seq',
    review(0, (each) => (each.versions[1].seq = 5)),
    ['reviews', 0, 'versions', 1, 'seq'],
    'REV-2',
  ],
  [
    'origin',
    review(0, (each) => (each.versions[0].origin = 'human_edit')),
    ['reviews', 0, 'versions', 0, 'origin'],
    'REV-2',
  ],
  [
    'hash',
    review(0, (each) => (each.versions[1].snapshot.a = 9)),
    ['reviews', 0, 'versions', 1, 'content_sha256'],
    'REV-7',
  ],
  ['status', review(0, (each) => (each.status = 'approved')), ['reviews', 0, 'status'], 'REV-3'],
  [
    'effective_seq',
    review(2, (each) => (each.effective_seq = 0)),
    ['reviews', 2, 'effective_seq'],
    'REV-4',
  ],
  ['rev', review(0, (each) => (each.rev = 8)), ['reviews', 0, 'rev'], 'REV-6'],
  [
    'audit',
    review(1, (each) => (each.audit[0].event = 'claimed')),
    ['reviews', 1, 'audit', 0, 'event'],
    'REV-8',
  ],
  [
    'time',
    review(0, (each) => (each.audit[1].at = '2020-01-01T00:00:00.000Z')),
    ['reviews', 0, 'audit', 1, 'at'],
    'TIME-1',
  ],
  [
    'on_seq',
    review(2, (each) => (each.decisions[0].on_seq = 7)),
    ['reviews', 2, 'decisions', 0, 'on_seq'],
    'DEC-1',
  ],
  [
    'receipts',
    review(2, (each) => each.run_receipts.pop()),
    ['reviews', 2, 'run_receipts'],
    'IDM-1',
  ],
  ['the same review', (state) => state.reviews.push(state.reviews[1]), ['reviews', 4], 'REV-1'],
  [
    'the same block',
    review(3, (each) => {
      each.run_id = 'r1';
      each.block_id = 'b1';
    }),
    ['reviews', 3],
    'REV-1',
  ],
];

/** The words of the fault at a path, once a spoilt state was refused and nothing changed. */
async function refusalAt(spoil: Spoil, path: readonly (string | number)[]): Promise<string> {
  const { state, put, get } = await eventful();
  const spoilt = JSON.parse(state);
  spoil(spoilt);
  const reply = await put(spoilt);
  expect(reply.status, reply.text).toBe(422);
  expect((await get(STATE)).text).toBe(state);
  const place = JSON.stringify(['body', ...path]);
  return (
    reply.body.detail.find((each: Json) => JSON.stringify(each.loc) === place)?.msg ?? reply.text
  );
}

describe('import is all or nothing', () => {
  test.each(SHAPES)('%s: a document of another shape', async (_what, spoil, path) => {
    expect(await refusalAt(spoil, path)).toMatch(/^(Input|Field|Extra|String|List)/);
  });

  test.each(BREACHES)(
    '%s: a state that could not have been',
    async (_what, spoil, path, requirement) => {
      expect(await refusalAt(spoil, path)).toContain(`(${requirement})`);
    },
  );

  test.each(['', '{', '[]', 'null', '"state"'])('%j is no document', async (text) => {
    const { put, get, open } = ownWorld();
    await open();
    const before = await get(STATE);
    expect((await put(text)).status).toBe(422);
    expect((await get(STATE)).text).toBe(before.text);
  });

  test('a document with more faults than can be told is refused in few words', async () => {
    const { state, put } = await eventful();
    const spoilt = JSON.parse(state);
    const [first] = spoilt.reviews;
    spoilt.reviews = Array.from({ length: 100 }, () => ({ ...first, rev: 9 }));
    const reply = await put(spoilt);
    expect(reply.status).toBe(422);
    expect(reply.body.detail.length).toBeLessThanOrEqual(20);
  });

  test('a document larger than an API body is taken', async () => {
    const { put, get, open } = ownWorld();
    const big = { text: 'x'.repeat(6 * 1024 * 1024) };
    await open({ evidence: { output: big } });
    await open({ evidence: { output: big } });
    expect((await put((await get(STATE)).text)).body).toEqual({ reviews: 2 });
  });
});
