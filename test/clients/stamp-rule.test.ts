import { beforeEach, describe, expect, test } from 'vitest';
import {
  createClientScript,
  LOST,
  overlayAt,
  OVERLAY,
  type ClientScript,
} from './client-script.ts';

let script: ClientScript;

beforeEach(() => {
  script = createClientScript();
});

const append = (stamp: number, commandId: string | null, total = 1) => ({
  version_stamp: stamp,
  snapshot: { total },
  ...(commandId === null ? {} : { command_id: commandId }),
});

describe('CAS-1: a stale stamp', () => {
  test('sent again after its 409 is a misuse, by the same write or another', () => {
    script.read(3);
    script.stale('claim', { version_stamp: 3 });
    const [misuse] = script.stale('claim', { version_stamp: 3 });
    expect(misuse).toEqual({
      kind: 'stale-stamp-repeated',
      level: 'misuse',
      actor: 'ann',
      operation: 'claim_review',
      review: 'run_1:block_1',
      seqs: [2, 3],
      sentence:
        'claim_review sent stamp 3 (#3) although it had been refused as stale (#2), with no read in between.',
      advice: expect.stringContaining('Read the review again'),
      requirement: 'CAS-1',
      count: 1,
    });
    script.stale('claim', { version_stamp: 3 });
    script.stale('release', { version_stamp: 3 });
    expect(script.found()).toEqual(['stale-stamp-repeated 2', 'stale-stamp-repeated 1']);
  });

  test.each<[string, (play: ClientScript) => unknown]>([
    ['after a read', (play) => play.read(4)],
    ['after a read that still shows it', (play) => play.read(3)],
    [
      'after another write of its own that succeeded',
      (play) => [play.read(4), play.write('claim', { version_stamp: 4 })],
    ],
    [
      'after a queue that shows it',
      (play) =>
        play.send('GET', '/v1/workflows/reviews?status=awaiting_review', {
          reply: { data: [{ workflow_run_id: 'run_1', block_id: 'block_1', rev: 4 }] },
        }),
    ],
    ['after a read that was too long to be kept', (play) => play.send('GET', OVERLAY)],
  ])('is none %s', (_name, meanwhile) => {
    script.read(3);
    script.stale('release', { version_stamp: 3 });
    meanwhile(script);
    script.stale('release', { version_stamp: 3 });
    expect(script.found()).toEqual([]);
  });

  test('is none of another actor, nor of another review', () => {
    script.read(3);
    script.read(3, { actor_id: 'bob' });
    const other = '/v1/workflows/reviews/run_2/block_1';
    script.send('GET', other, { reply: overlayAt(3) });
    script.stale('claim', { version_stamp: 3 });
    script.stale('claim', { version_stamp: 3 }, { actor_id: 'bob' });
    script.send('POST', `${other}/claim`, { body: { version_stamp: 3 }, reply: overlayAt(4) });
    expect(script.found()).toEqual([]);
  });

  test('is none of the same block in another namespace', () => {
    script.read(3);
    script.read(3, { namespace: 'b' });
    script.stale('claim', { version_stamp: 3 });
    script.write('claim', { version_stamp: 3 }, { namespace: 'b' });
    expect(script.found()).toEqual([]);
  });

  test('is none when the second was on its way before the first was refused', () => {
    script.read(3);
    script.stale('claim', { version_stamp: 3 });
    script.stale('claim', { version_stamp: 3 }, { began_after: 1 });
    expect(script.found()).toEqual([]);
  });

  test('a named command whose answer was lost is repeated with its old stamp, rightly', () => {
    script.read(3);
    script.write('versions', append(3, 'c1'), LOST);
    script.stale('claim', { version_stamp: 3 });
    script.write('versions', append(3, 'c1'));
    expect(script.found()).toEqual([]);
  });

  test('a named command that was itself refused has no such right', () => {
    script.read(3);
    script.stale('versions', append(3, 'c1'));
    script.stale('versions', append(3, 'c1'));
    expect(script.found()).toEqual(['stale-stamp-repeated 1']);
  });
});

describe('CAS-1: a 409', () => {
  test('is ignored by going on with a stamp that was not read', () => {
    script.read(3);
    script.stale('claim', { version_stamp: 3 });
    const [misuse] = script.write('claim', { version_stamp: 4 });
    expect(misuse).toMatchObject({ kind: 'conflict-ignored', seqs: [2, 3], requirement: 'CAS-1' });
    expect(script.found()).toEqual(['conflict-ignored 1']);
  });

  test('is ignored by going on with an older stamp', () => {
    script.read(2);
    script.read(3);
    script.stale('claim', { version_stamp: 3 });
    script.stale('claim', { version_stamp: 2 });
    expect(script.found()).toEqual(['conflict-ignored 1']);
  });

  test('that says the review is decided is ignored by any further write', () => {
    script.read(3);
    const decided = { status: 409, reply: { detail: 'The review is already approved.' } };
    script.write('claim', { version_stamp: 3 }, decided);
    script.write('claim', { version_stamp: 3 }, decided);
    expect(script.found()).toEqual(['conflict-ignored 1']);
  });

  test('in an envelope is read too', () => {
    script.read(3);
    const message = 'The review is already rejected.';
    const decided = { status: 409, reply: { detail: { code: 'conflict', message } } };
    script.write('claim', { version_stamp: 3 }, decided);
    script.write('claim', { version_stamp: 3 }, decided);
    expect(script.found()).toEqual(['conflict-ignored 1']);
  });

  test('is not ignored when a newer stamp was known before it, as after a double click', () => {
    script.read(3);
    script.write('claim', { version_stamp: 3 });
    script.stale('claim', { version_stamp: 3 }, { began_after: 1 });
    script.write('release', { version_stamp: 4 });
    expect(script.found()).toEqual([]);
  });

  test.each([
    ['its words', 'bob', "command_id 'c1' was used for a different request on this review."],
    ['the names used before', 'ann', 'Conflict.'],
  ])(
    'for a command_id that was used up asks for a new one, not for a read: by %s',
    (_by, first, detail) => {
      script.read(3, { actor_id: 'bob' });
      script.read(3);
      script.write('versions', append(3, 'c1'), { actor_id: first });
      script.read(4);
      script.write('versions', append(4, 'c1', 2), { status: 409, reply: { detail } });
      script.write('versions', append(4, 'c2', 2));
      expect(script.found()).toEqual([]);
    },
  );

  const APPROVE = '/v1/workflows/reviews/rev_A/approve';
  const body = { version_id: 'rvr_XEAM4ON3XNZEVX2XERKKRI7MJE' };
  const superseded = { status: 409, reply: { detail: 'There are other leaves: rvr_A.' } };

  test('on the resource surface is ignored by the same request again', () => {
    script.send('POST', APPROVE, { body, ...superseded });
    script.send('POST', APPROVE, { body, ...superseded });
    expect(script.found()).toEqual(['conflict-ignored 1']);
  });

  test('on the resource surface is answered by another request, or by a read', () => {
    script.send('POST', APPROVE, { body, ...superseded });
    const acknowledged = { ...body, acknowledged_superseded_version_ids: ['rvr_A'] };
    script.send('POST', APPROVE, { body: acknowledged });
    script.send('GET', '/v1/workflows/reviews/rev_A', { reply: { id: 'rev_A', decision: null } });
    script.send('POST', APPROVE, { body });
    expect(script.found()).toEqual([]);
  });
});

describe('CAS-1: a stamp that nobody showed', () => {
  test('is a misuse', () => {
    const [misuse] = script.write('claim', { version_stamp: 1 });
    expect(misuse).toMatchObject({ kind: 'wrote-without-reading', seqs: [1], level: 'misuse' });
    expect(misuse?.sentence).toContain('none was');
    script.read(2, { actor_id: 'bob' });
    script.write('claim', { version_stamp: 2 }, { actor_id: 'bob' });
    script.write('claim', { version_stamp: 9 }, { actor_id: 'bob' });
    expect(script.found()).toEqual(['wrote-without-reading 1', 'wrote-without-reading 1']);
    expect(script.report().misuses[1]?.sentence).toContain('the last one was 3');
  });

  test.each<[string, (play: ClientScript) => unknown]>([
    ['a read', (play) => play.read(4)],
    ['a write of its own', (play) => [play.read(3), play.write('release', { version_stamp: 3 })]],
    [
      'a decision',
      (play) => [
        play.read(3),
        play.write('decision', { version_stamp: 3, verdict: 'approved', command_id: 'c' }),
      ],
    ],
    [
      'the queue',
      (play) =>
        play.send('GET', '/v1/workflows/reviews?mine=false', {
          reply: { data: [{ workflow_run_id: 'run_1', block_id: 'block_1', rev: 4 }] },
        }),
    ],
  ])('is none once %s has', (_name, before) => {
    before(script);
    script.write('claim', { version_stamp: 4 });
    expect(script.found()).toEqual([]);
  });

  test('was not shown by a reply that came while the write was on its way', () => {
    script.read(1);
    script.read(2);
    script.write('claim', { version_stamp: 2 }, { began_after: 1 });
    expect(script.found()).toEqual(['wrote-without-reading 1']);
  });

  test('is no misuse when what came before went unseen', () => {
    const late = createClientScript(41);
    late.write('claim', { version_stamp: 7 });
    expect(late.found()).toEqual([]);
    expect(late.report().unseen).toBe(40);
  });

  test('is no misuse when a reply was too long to be kept', () => {
    script.send('GET', OVERLAY, { response_body: '{"rev":8,"versions":[… (70000 characters)' });
    script.write('claim', { version_stamp: 8 });
    expect(script.found()).toEqual([]);
  });

  test('is not judged of a request that is no valid one, or of nobody', () => {
    script.write('claim', { version_stamp: -1 }, { status: 422, reply: { detail: [] } });
    script.write(
      'claim',
      { version_stamp: 1 },
      { status: 401, actor_id: null, reply: { detail: 'No' } },
    );
    expect(script.found()).toEqual(['schema-violation 1']);
  });
});
