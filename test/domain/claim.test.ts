import { describe, expect, test } from 'vitest';
import { isSameActor, liveClaim } from '../../src/domain/review.ts';
import {
  afterNoon,
  ANN,
  appending,
  attempt,
  BOB,
  claiming,
  deciding,
  NOON,
  opened,
  play,
  releasing,
  within,
} from '../support/reviews.ts';

const CLAIMED = play(opened(), claiming());

describe('CLM-1: a claim names its holder and its end', () => {
  test.each([
    ['900 seconds unless told otherwise', {}, 900],
    ['the shortest', { ttl_seconds: 30 }, 30],
    ['the longest', { ttl_seconds: 86_400 }, 86_400],
  ])('%s', (_, body, ttlSeconds) => {
    const review = play(opened(), within({ actor: BOB, now: afterNoon(5) }, claiming(body)));
    expect(review.claim).toEqual({
      holder: BOB,
      claimed_at: afterNoon(5),
      expires_at: afterNoon(5 + ttlSeconds),
    });
  });
});

describe('CLM-2: a claim is advisory', () => {
  test('another actor may claim over it', () => {
    const review = play(CLAIMED, within({ actor: BOB, now: afterNoon(10) }, claiming()));
    expect(review.claim).toMatchObject({ holder: BOB, claimed_at: afterNoon(10) });
  });

  test('another actor may release it', () => {
    expect(play(CLAIMED, within({ actor: BOB }, releasing())).claim).toBeNull();
  });

  test('another actor may append while it stands, and it goes on standing', () => {
    const review = play(CLAIMED, within({ actor: BOB }, appending({ snapshot: {} })));
    expect(review.versions).toHaveLength(2);
    expect(review.claim).toEqual(CLAIMED.claim);
  });

  test('another actor may decide while it stands', () => {
    expect(play(CLAIMED, within({ actor: BOB }, deciding())).status).toBe('approved');
  });
});

describe('CLM-3: a claim expires', () => {
  const expiring = play(opened(), claiming({ ttl_seconds: 30 }));

  test.each([
    ['when it is made', 0, true],
    ['just before its end', 29.999, true],
    ['at its end', 30, false],
    ['after its end', 31, false],
  ])('%s', (_, seconds, isLive) => {
    expect(liveClaim(expiring, afterNoon(seconds))).toEqual(isLive ? expiring.claim : null);
  });

  test('there is none to expire on an unclaimed review', () => {
    expect(liveClaim(opened(), NOON)).toBeNull();
  });

  test('an expiry is no write: the stamp from before it is still right', () => {
    const move = within({ now: afterNoon(3600) }, appending({ version_stamp: 2, snapshot: {} }));
    expect(attempt(expiring, move).result.ok).toBe(true);
  });
});

describe('CLM-4: a release clears the claim', () => {
  test('of its holder', () => {
    const review = play(CLAIMED, releasing());
    expect(review).toMatchObject({ claim: null, rev: 3 });
  });

  test('and is an ordinary write when nobody holds one', () => {
    const review = play(opened(), within({ now: afterNoon(5) }, releasing()));
    expect(review).toMatchObject({ claim: null, rev: 2, updated_at: afterNoon(5) });
  });

  test('leaves the rest as it was', () => {
    const { claim: _, rev: _rev, audit: _audit, ...rest } = play(CLAIMED, releasing());
    expect(CLAIMED).toMatchObject(rest);
  });
});

describe('QUE-1: whose claim it is', () => {
  test.each([
    ['the same actor under another name', { ...ANN, display_name: 'Anne' }, true],
    ['an actor of another kind with the same id', { ...ANN, kind: 'agent' as const }, false],
    ['an actor of the same kind with another id', BOB, false],
  ])('%s', (_, other, isSame) => {
    expect(isSameActor(ANN, other)).toBe(isSame);
  });
});
