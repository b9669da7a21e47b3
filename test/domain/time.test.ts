import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import { instantOf, type Review } from '../../src/domain/review.ts';
import { shiftReview } from '../../src/domain/shift.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  approvingById,
  attempt,
  claiming,
  creating,
  deciding,
  lastOf,
  NOON,
  opened,
  OUTPUTS,
  play,
  rejecting,
  rejectingById,
  releasing,
  REOPENING,
  within,
  type Move,
} from '../support/reviews.ts';

const ROOT_ID = versionIdOf(OUTPUTS.extract);
const EARLIER = { now: afterNoon(-3600) };

describe('TIME-1: the times within a review never go back', () => {
  const writes: readonly (readonly [string, Move])[] = [
    ['claim', claiming()],
    ['release', releasing()],
    ['append', appending({ snapshot: {} })],
    ['edited approval', deciding({ edited_output: {} })],
    ['rejection', rejecting()],
    ['creation by content', creating(ROOT_ID, {})],
    ['approval by id', approvingById(ROOT_ID)],
    ['rejection by id', rejectingById(ROOT_ID)],
  ];

  test.each(writes)('%s, with a clock that was set back', (_, move) => {
    const review = play(opened(), within(EARLIER, move));
    expect(review.updated_at).toBe(NOON);
    expect(JSON.stringify(review)).not.toContain(EARLIER.now);
  });

  test('a claim lasts from the time it was given, not from the clock', () => {
    const review = play(opened(), within(EARLIER, claiming({ ttl_seconds: 30 })));
    expect(review.claim).toMatchObject({ claimed_at: NOON, expires_at: afterNoon(30) });
  });

  test('a reopening waits from its own time, not from the clock', () => {
    const decided = play(opened(), within({ now: afterNoon(60) }, deciding()));
    expect(play(decided, within(EARLIER, REOPENING)).awaiting_since).toBe(afterNoon(60));
  });

  test('a decision is applied at its own time, not at the clock', () => {
    const review = play(opened(), within({ ...EARLIER, areRunsHeld: true }, deciding()));
    expect(lastOf(play(review, within(EARLIER, APPLYING)).run_receipts).applied_at).toBe(NOON);
    const atOnce = play(opened(), within(EARLIER, deciding()));
    expect(lastOf(atOnce.run_receipts).applied_at).toBe(NOON);
  });

  test('an audited stale write counts as well', () => {
    const stale = within({ now: afterNoon(60) }, claiming({ version_stamp: 0 }));
    const { review } = attempt(opened(), stale);
    expect(review.updated_at).toBe(NOON);
    expect(play(review, claiming()).updated_at).toBe(afterNoon(60));
    const earlier = attempt(review, within(EARLIER, claiming({ version_stamp: 0 })));
    expect(lastOf(earlier.review.audit).at).toBe(afterNoon(60));
  });

  test.each([
    ['ahead', afterNoon(1), afterNoon(1)],
    ['in place', NOON, NOON],
    ['behind', afterNoon(-1), NOON],
  ])('with a clock %s', (_, now, instant) => {
    expect(instantOf(opened(), now)).toBe(instant);
  });

  test('a review without an audit goes by its opening', () => {
    expect(instantOf({ ...opened(), audit: [] }, afterNoon(-1))).toBe(NOON);
  });

  // The sum of the clock and the longest claim leaves the four-digit years: `+010000-01-01…` is no
  // RFC 3339, and sorts before every other instant.
  test('a claim in the last minute of the calendar ends at an instant, too', () => {
    const review = play(opened(), within({ now: '9999-12-31T23:59:00.000Z' }, claiming()));
    expect(review.claim?.expires_at).toMatch(/^\d{4}-/);
    expect(findBreaches(review)).toEqual([]);
  });

  // The instant at which a held decision is applied leaves no audit entry, and the next act is
  // dated by the audit alone.
  test('what follows an application is not dated before it', () => {
    const held = play(opened(), within({ areRunsHeld: true }, deciding()));
    const applied = play(held, within({ now: afterNoon(60) }, APPLYING));
    expect(play(applied, REOPENING).updated_at).toBe(afterNoon(60));
  });
});

function withoutDetails(review: Review): Review {
  return { ...review, audit: review.audit.map((each) => ({ ...each, detail: {} })) };
}

/** Moves whatever looks like an instant, wherever it stands. */
function movedAsText(review: Review, deltaMs: number): Review {
  const text = JSON.stringify(review).replaceAll(/"(\d{4}-[^"]+Z)"/g, (_, instant: string) =>
    JSON.stringify(new Date(Date.parse(instant) + deltaMs).toISOString()),
  );
  return JSON.parse(text) as Review;
}

describe('shiftReview moves every instant by the same time', () => {
  const review = play(
    opened(),
    within({ now: afterNoon(1), areRunsHeld: true }, deciding({ edited_output: {} })),
    within({ now: afterNoon(2) }, REOPENING),
    within({ now: afterNoon(3) }, rejecting()),
    within({ now: afterNoon(4) }, REOPENING),
    within({ now: afterNoon(5) }, claiming()),
  );
  const decided = play(review, within({ now: afterNoon(6) }, deciding()));

  test.each([
    ['forth', 90_061_001],
    ['back', -90_061_001],
  ])('%s', (_, deltaMs) => {
    for (const each of [review, decided]) {
      const shifted = shiftReview(each, deltaMs);
      expect(withoutDetails(shifted)).toEqual(movedAsText(withoutDetails(each), deltaMs));
      expect(findBreaches(shifted)).toEqual([]);
    }
  });

  // The end of a claim stands in the audit entry of that claim, too, and is left where it was.
  test('also those that the audit tells of', () => {
    expect(shiftReview(review, 1000).audit).toEqual(movedAsText(review, 1000).audit);
  });

  test('there and back again', () => {
    expect(shiftReview(shiftReview(decided, 1234), -1234)).toEqual(decided);
  });

  test('not at all: the very same', () => {
    expect(shiftReview(review, 0)).toBe(review);
  });
});
