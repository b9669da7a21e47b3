import { describe, expect, test } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import {
  afterNoon,
  appending,
  attempt,
  BOB,
  claiming,
  deciding,
  lastOf,
  opened,
  play,
  refusalOf,
  rejecting,
  releasing,
  within,
  type Move,
} from '../support/reviews.ts';

/** At rev 4, claimed, with two versions. */
const WAITING = play(opened(), claiming(), appending({ snapshot: { total: 1 } }), claiming());
const DECIDED = play(WAITING, deciding());
const LATER = afterNoon(60);

type Stamped = (version_stamp: number) => Move;

const STAMPED: readonly (readonly [operation: string, withStamp: Stamped])[] = [
  ['claim', (version_stamp) => claiming({ version_stamp })],
  ['release', (version_stamp) => releasing({ version_stamp })],
  ['append', (version_stamp) => appending({ version_stamp, snapshot: { total: 2 } })],
  ['decide', (version_stamp) => deciding({ version_stamp })],
];

const WRONG_STAMPS: readonly (readonly [name: string, offset: number])[] = [
  ['one behind', -1],
  ['far behind', -4],
  ['one ahead', 1],
  ['far ahead', 1000],
];

/** Every stamped operation with every kind of wrong stamp. */
const STALE = STAMPED.flatMap(([operation, withStamp]) =>
  WRONG_STAMPS.map(([name, offset]) => ({ operation, withStamp, name, offset })),
);

function withoutAudit(review: Review): Review {
  return { ...review, audit: [] };
}

describe('CAS-1: a write needs the current rev as its stamp', () => {
  test.each(STAMPED)('%s with the current rev is carried out', (_, withStamp) => {
    expect(attempt(WAITING, withStamp(4)).result.ok).toBe(true);
  });

  test.each(STALE)('$operation with a stamp $name is stale', ({ withStamp, offset }) => {
    const stamp = 4 + offset;
    expect(refusalOf(WAITING, withStamp(stamp))).toEqual({ kind: 'stale_stamp', rev: 4, stamp });
  });

  test('the stamp that won once is stale afterwards', () => {
    const claimed = play(WAITING, claiming({ version_stamp: 4 }));
    expect(refusalOf(claimed, claiming({ version_stamp: 4 }))).toEqual({
      kind: 'stale_stamp',
      rev: 5,
      stamp: 4,
    });
  });
});

describe('CAS-4: a stale write changes nothing but the audit', () => {
  test.each(STALE)('$operation with a stamp $name', ({ withStamp, offset }) => {
    const { review } = attempt(WAITING, within({ now: LATER }, withStamp(4 + offset)));
    expect(withoutAudit(review)).toEqual(withoutAudit(WAITING));
    expect(review.audit.slice(0, -1)).toEqual(WAITING.audit);
  });

  test.each(STALE)('$operation with a stamp $name is audited', (row) => {
    const { operation, withStamp, offset } = row;
    const move = within({ actor: BOB, now: LATER }, withStamp(4 + offset));
    const { review } = attempt(WAITING, move);
    expect(lastOf(review.audit)).toEqual({
      entry_id: `entry-${WAITING.audit.length + 1}`,
      event: 'stale_write_rejected',
      action: 'stale_write_rejected',
      actor: BOB,
      at: LATER,
      rev_observed: 4 + offset,
      rev_result: null,
      detail: { operation },
    });
  });

  test.each(STALE)('$operation with a stamp $name on a decided review, likewise', (row) => {
    const { withStamp, offset } = row;
    const stamp = DECIDED.rev + offset;
    const { review, result } = attempt(DECIDED, withStamp(stamp));
    expect(result).toMatchObject({ refusal: { kind: 'stale_stamp', rev: DECIDED.rev, stamp } });
    expect(withoutAudit(review)).toEqual(withoutAudit(DECIDED));
    expect(lastOf(review.audit)).toMatchObject({
      action: 'stale_write_rejected',
      rev_observed: stamp,
      rev_result: null,
    });
  });

  test.each(STAMPED)('%s with the right stamp on a decided review is not audited', (_, stamped) => {
    const { review, result } = attempt(DECIDED, stamped(DECIDED.rev));
    expect(result).toMatchObject({ refusal: { kind: 'already_decided' } });
    expect(review).toBe(DECIDED);
  });
});

describe('ERR-2: no error changes anything', () => {
  test.each([
    ['an append without a snapshot', appending()],
    ['an append to an unknown parent', appending({ snapshot: {}, parent_seq: 9 })],
    ['a decision on an unknown version', deciding({ on_seq: 9 })],
    ['an approval of an unknown version', deciding({ effective_seq: 9 })],
    ['a rejection without a reason', rejecting({ reason: ' ' })],
  ])('%s', (_, move) => {
    const { review, result } = attempt(WAITING, within({ now: LATER }, move));
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'invalid' } });
    expect(review).toBe(WAITING);
  });
});
