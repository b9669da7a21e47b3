import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, type Harness, type Reply } from '../support/harness.ts';

let harness: Harness;
let overlay: string;
let decided: string;
let gone: string;

const APPROVED = { verdict: 'approved', version_stamp: 1, command_id: 'first' };
const TOO_LARGE = '{'.repeat(10 * 1024 * 1024 + 1);

beforeAll(async () => {
  harness = await createHarness();
  overlay = (await harness.open()).overlay;
  decided = (await harness.open()).overlay;
  gone = '/v1/workflows/reviews/run_gone/block_gone';
  await harness.post(`${decided}/decision`, APPROVED);
});

/** What is asked, each part good unless a test breaks it. */
interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly type?: string;
  readonly namespace?: string;
}

async function ask({ method = 'POST', path, body, key = 'dana', type, namespace }: Ask) {
  return harness.send(method, path ?? `${overlay}/decision`, body, {
    key,
    ...(namespace === undefined ? {} : { namespace }),
    headers: type === undefined ? {} : { 'Content-Type': type },
  });
}

/** Each check of the order, with a way to fail it and the reply that shows it failed. */
interface Step {
  readonly name: string;
  readonly broken: () => Ask;
  readonly isSeen: (reply: Reply) => boolean;
}

const detail = (reply: Reply, words: string) => JSON.stringify(reply.body.detail).includes(words);

/** In the order of the requirement; what a later row breaks must survive an earlier row's break. */
const STEPS: readonly Step[] = [
  { name: '401', broken: () => ({ key: null }), isSeen: ({ status }) => status === 401 },
  {
    name: 'method 405',
    broken: () => ({ method: 'PUT' }),
    isSeen: ({ status }) => status === 405,
  },
  {
    name: '413',
    broken: () => ({ body: TOO_LARGE }),
    isSeen: ({ status }) => status === 413,
  },
  {
    name: '415',
    broken: () => ({ type: 'text/plain' }),
    isSeen: ({ status }) => status === 415,
  },
  {
    name: 'JSON that does not parse',
    broken: () => ({ body: '{"verdict": ' }),
    isSeen: (reply) => reply.status === 422 && detail(reply, 'json_invalid'),
  },
  {
    name: '422 on the shape of the query or a header',
    broken: () => ({ namespace: 'a b' }),
    isSeen: (reply) => reply.status === 422 && detail(reply, 'x-review-namespace'),
  },
  {
    name: '422 on the shape of the body',
    broken: () => ({ body: { verdict: 'maybe', version_stamp: 0 } }),
    isSeen: (reply) => reply.status === 422 && detail(reply, 'verdict'),
  },
  {
    name: '404',
    broken: () => ({ path: `${gone}/decision` }),
    isSeen: ({ status }) => status === 404,
  },
];

const PAIRS = STEPS.flatMap((earlier, index) =>
  STEPS.slice(index + 1).map((later) => ({
    earlier,
    later,
    pair: `${earlier.name} > ${later.name}`,
  })),
);

describe('ERR-3: of two things wrong, the earlier check answers', () => {
  test.each(STEPS)('$name alone', async ({ broken, isSeen }) => {
    const body = { verdict: 'approved', version_stamp: 0 };
    const reply = await ask({ body, ...broken() });
    expect(isSeen(reply), `${reply.status} ${reply.text}`).toBe(true);
  });

  test.each(PAIRS)('$pair', async ({ earlier, later }) => {
    const stale = { verdict: 'approved', version_stamp: 0 };
    const reply = await ask({ body: stale, ...later.broken(), ...earlier.broken() });
    expect(earlier.isSeen(reply), `${reply.status} ${reply.text}`).toBe(true);
  });

  test('401 comes before an unknown route', async () => {
    expect((await ask({ path: '/v1/nowhere', key: null })).status).toBe(401);
    expect((await ask({ path: '/v1/nowhere' })).status).toBe(404);
  });

  test('an unknown route comes before size and content type', async () => {
    const reply = await ask({ path: '/v1/nowhere', body: TOO_LARGE, type: 'text/plain' });
    expect(reply.status).toBe(404);
  });

  test('the shape of path and body are told together', async () => {
    const reply = await ask({ path: '/v1/workflows/reviews/%zz/b/decision', body: {} });
    const places = reply.body.detail.map((each: { loc: unknown[] }) => each.loc.join('.'));
    expect(places).toEqual(['path.run_id', 'body.verdict', 'body.version_stamp']);
  });
});

const decide = (path: string, body: object) => harness.post(`${path}/decision`, body);

describe('ERR-3: the order of the checks that need the review', () => {
  test('404 comes before a stale stamp', async () => {
    expect((await decide(gone, { verdict: 'approved', version_stamp: 99 })).status).toBe(404);
  });

  test('a rejection without a reason comes before 404', async () => {
    const reply = await decide(gone, { verdict: 'rejected', version_stamp: 1 });
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['body', 'reason']);
  });

  test('an idempotent replay comes before a stale stamp and a decided review', async () => {
    const reply = await decide(decided, APPROVED);
    expect(reply.status).toBe(200);
    expect(reply.body.submission_status).toBe('already_applied');
  });

  test('a command_id used for something else comes before a stale stamp', async () => {
    const reply = await decide(decided, { ...APPROVED, effective_seq: 0, on_seq: 3 });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain("command_id 'first'");
  });

  test('a stale stamp comes before a decided review', async () => {
    const reply = await decide(decided, { verdict: 'approved', version_stamp: 1 });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toBe(
      'Stale version_stamp: overlay is at rev 2, request sent rev 1. Re-read the overlay and retry.',
    );
  });

  test('a decided review comes before an unknown seq', async () => {
    const reply = await decide(decided, { verdict: 'approved', version_stamp: 2, on_seq: 9 });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toBe('The review is already approved.');
  });

  test('a stale stamp comes before an unknown seq', async () => {
    const reply = await decide(overlay, { verdict: 'approved', version_stamp: 0, on_seq: 9 });
    expect(reply.status).toBe(409);
  });

  test('an unknown seq is the last: 422 names it', async () => {
    const stamp = (await harness.get(overlay)).body.rev;
    const reply = await decide(overlay, { verdict: 'approved', version_stamp: stamp, on_seq: 9 });
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0]).toMatchObject({ loc: ['body', 'on_seq'], input: 9 });
  });
});

describe('ERR-3: the order on the resource surface', () => {
  const unknown = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';

  test('an unknown version comes before a decided review', async () => {
    const { overlay: path, resource } = await harness.open();
    await decide(path, { verdict: 'approved', version_stamp: 1 });
    expect((await harness.post(`${resource}/approve`, { version_id: unknown })).status).toBe(404);
  });

  test('a blank reason comes before an unknown review', async () => {
    const body = { version_id: unknown, reason: '  ' };
    const path = '/v1/workflows/reviews/rev_AAAAAAAAAAAAAAAAAAAAAAAAAA/reject';
    expect((await harness.post(path, body)).status).toBe(422);
  });

  test('both cursors at once come before an unknown review', async () => {
    const query = 'review_id=rev_AAAAAAAAAAAAAAAAAAAAAAAAAA&after=a&before=b';
    const reply = await harness.get(`/v1/workflows/reviews/versions?${query}`);
    expect(reply.status).toBe(422);
  });

  test('a decided review comes before a snapshot of the wrong shape', async () => {
    const output = { category: 'invoice' };
    const gate = { block_type: 'classifier', evidence: { output } };
    const { overlay: path, reviewId } = await harness.open(gate);
    const body = { review_id: reviewId, parent_id: versionIdOf(output), snapshot: { no: 1 } };
    const create = () => harness.post('/v1/workflows/reviews/versions', body);
    expect((await create()).status).toBe(422);
    await decide(path, { verdict: 'approved', version_stamp: 1 });
    expect((await create()).status).toBe(409);
  });
});
