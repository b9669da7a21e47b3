import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { contentSha256, versionIdOf } from '../../src/contract/canonical-json.ts';
import type { ReviewState } from '../../src/contract/control-contract.ts';
import { actOf, draftOf } from '../../src/inspector/model/act-draft.ts';
import { curlText } from '../../src/inspector/model/curl-text.ts';
import {
  actsOn,
  requestOf,
  surfacesOf,
  viewRequestsOf,
  type Act,
  type AskedRequest,
} from '../../src/inspector/model/review-requests.ts';
import { versionIdOfHash } from '../../src/inspector/model/version-id.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness } from '../support/harness.ts';

const [REVIEW] = SCENARIOS.seeds().reviews as readonly [ReviewState];

const ACTS: readonly Act[] = [
  { kind: 'claim', ttlSeconds: 60 },
  { kind: 'release' },
  { kind: 'append', snapshot: { a: 1 }, parentSeq: 1, origin: 'agent_edit', note: '' },
  { kind: 'approve', onSeq: 1 },
  { kind: 'approve_edited', onSeq: 0, snapshot: { a: 2 } },
  { kind: 'reject', onSeq: 1, reason: 'Illegible.' },
];

describe('a request for an act', () => {
  const CASES = (['overlay', 'resource'] as const).flatMap((surface) =>
    ACTS.filter(({ kind }) => actsOn(surface).includes(kind)).map((act) => [surface, act] as const),
  );

  test.each(CASES)('is one that the mock carries out: %s %j', async (surface, act) => {
    const harness = await createHarness({ scenario: SCENARIOS.seeds() });
    const { method, path, body } = requestOf(act, REVIEW, { surface, stamp: REVIEW.rev });
    const reply = await harness.send(method, path, body);
    expect([200, 201], reply.text).toContain(reply.status);
    const after = (await harness.get(`/__control/reviews/${REVIEW.id}`)).body;
    expect(after.rev).toBe(REVIEW.rev + 1);
  });

  test('with an old stamp meets a conflict', async () => {
    const harness = await createHarness({ scenario: SCENARIOS.seeds() });
    const { method, path, body } = requestOf(ACTS[0] as Act, REVIEW, {
      surface: 'overlay',
      stamp: REVIEW.rev - 1,
    });
    expect((await harness.send(method, path, body)).status).toBe(409);
  });

  test('escapes what stands in the path', () => {
    const review = { ...REVIEW, run_id: 'a/b', block_id: 'c d?' };
    const asked = requestOf({ kind: 'release' }, review, { surface: 'overlay', stamp: 1 });
    expect(asked.path).toBe('/v1/workflows/reviews/a%2Fb/c%20d%3F/release');
  });

  test('goes through a surface that shows the review (REV-1, LST-5)', () => {
    const shown = (iteration_key: string | null, block_type: ReviewState['block_type']) =>
      surfacesOf({ iteration_key, block_type });
    expect(shown(null, 'extract')).toEqual(['overlay', 'resource']);
    expect(shown('k', 'extract')).toEqual(['resource']);
    expect(shown(null, 'conditional')).toEqual(['overlay']);
    expect(shown('k', 'conditional')).toEqual([]);
  });
});

describe('requests that show a review', () => {
  test('are answered by the surfaces, and the agent surface says that there is no agent', async () => {
    const harness = await createHarness({ scenario: SCENARIOS.seeds() });
    const statuses = await Promise.all(
      viewRequestsOf(REVIEW).map(
        async ({ label, request }: { label: string; request: AskedRequest }) => [
          label,
          (await harness.get(request.path)).status,
        ],
      ),
    );
    expect(Object.fromEntries(statuses)).toMatchObject({
      Overlay: 200,
      Resource: 200,
      Versions: 200,
      State: 200,
    });
  });
});

describe('a draft', () => {
  const draft = draftOf(REVIEW);

  test('is at first a claim with the rev of now', () => {
    expect(actOf(draft, REVIEW)).toEqual({ ok: true, act: { kind: 'claim', ttlSeconds: 900 } });
  });

  test.each([
    ['a snapshot that is no JSON', { kind: 'append', snapshot: '{' }, /^The snapshot: Line 1/],
    [
      'a snapshot that is no object',
      { kind: 'approve_edited', snapshot: '[]' },
      /object is wanted/,
    ],
    ['a stamp that is no number', { stamp: 'x' }, /stamp/],
    ['a time that is no number', { ttlSeconds: 'x' }, /seconds/],
    ['no time', { ttlSeconds: '' }, /seconds/],
  ] as const)('with %s is no request', (_what, change, fault) => {
    const reading = actOf({ ...draft, ...change }, REVIEW);
    expect(reading).toMatchObject({ ok: false, fault: expect.stringMatching(fault) });
  });

  test('that the mock will refuse is sent all the same', () => {
    expect(actOf({ ...draft, kind: 'reject', reason: ' ' }, REVIEW).ok).toBe(true);
    expect(actOf({ ...draft, ttlSeconds: '1' }, REVIEW).ok).toBe(true);
  });

  test('is about the version it names, else the newest', () => {
    const head = REVIEW.versions.length - 1;
    const seqOf = (seq: string) => {
      const reading = actOf({ ...draft, kind: 'approve', seq }, REVIEW);
      return reading.ok && reading.act.kind === 'approve' ? reading.act.onSeq : undefined;
    };
    expect(seqOf('')).toBe(head);
    expect(seqOf('0')).toBe(0);
  });
});

describe('a version id (RES-2)', () => {
  test.each([
    [{}, 'rvr_IQJW7I2VWNTYUEKGVULPP2DETY'],
    [{ category: 'invoice' }, 'rvr_4TVHVDXJRTPVUX66IT63CSBLRE'],
  ])('%j', (snapshot, id) => {
    expect(versionIdOfHash(contentSha256(snapshot))).toBe(id);
    expect(versionIdOf(snapshot)).toBe(id);
  });
});

describe('curl', () => {
  test('a plain read is the plainest line', () => {
    expect(curlText({ method: 'GET', url: 'http://a/b', headers: {} })).toBe(
      "curl -s \\\n  'http://a/b'",
    );
    expect(curlText({ method: 'DELETE', url: 'http://a/b', headers: {} })).toContain('-X DELETE');
    const post = { method: 'POST', url: 'http://a/b', headers: {}, body: '{}' };
    expect(curlText(post)).not.toContain('-X');
    expect(curlText({ ...post, method: 'PUT' })).toContain('-X PUT');
  });

  test('a shell reads every word back as it was', () => {
    const body = `{"a":"it's $HOME \\n \`id\` \\"q\\" @file"}`;
    const headers = { 'Api-Key': "o'neil; rm" };
    const text = curlText({ method: 'PUT', url: "http://a/b?c='d'", headers, body });
    const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${text}`;
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual([
      '-s',
      '-X',
      'PUT',
      '-H',
      "Api-Key: o'neil; rm",
      '--data-raw',
      body,
      "http://a/b?c='d'",
    ]);
  });
});
