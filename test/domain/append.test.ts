import { describe, expect, test } from 'vitest';
import { contentSha256 } from '../../src/contract/canonical-json.ts';
import { headSeq } from '../../src/domain/review.ts';
import {
  afterNoon,
  appending,
  BOB,
  claiming,
  faultPlaces,
  lastOf,
  opened,
  OUTPUTS,
  play,
  refusalOf,
  within,
} from '../support/reviews.ts';

const TWO = play(opened(), appending({ snapshot: { total: 1 } }));

describe('VER-1: an append adds the next version', () => {
  test('with the caller as its author and the time of the write', () => {
    const move = appending({ snapshot: { total: 2 }, note: 'Typo.' });
    const review = play(TWO, within({ actor: BOB, now: afterNoon(9) }, move));
    expect(lastOf(review.versions)).toEqual({
      seq: 2,
      parent_seq: 1,
      author: BOB,
      origin: 'human_edit',
      snapshot: { total: 2 },
      content_sha256: contentSha256({ total: 2 }),
      note: 'Typo.',
      created_at: afterNoon(9),
    });
    expect(headSeq(review)).toBe(2);
  });

  test.each([
    ['an edit of a human when nothing is said', {}, 'human_edit'],
    ['an edit of a human', { origin: 'human_edit' as const }, 'human_edit'],
    ['an edit of an agent', { origin: 'agent_edit' as const }, 'agent_edit'],
  ])('as %s', (_, body, origin) => {
    const review = play(opened(), appending({ snapshot: {}, ...body }));
    expect(lastOf(review.versions).origin).toBe(origin);
  });

  test.each([
    ['left out', {}, null],
    ['null', { note: null }, null],
    ['empty', { note: '' }, ''],
  ])('with a note that is %s', (_, body, note) => {
    const review = play(opened(), appending({ snapshot: {}, ...body }));
    expect(lastOf(review.versions).note).toBe(note);
  });

  test('and leaves status and claim alone', () => {
    const claimed = play(opened(), claiming());
    const review = play(claimed, appending({ snapshot: {} }));
    expect(review).toMatchObject({ status: 'awaiting_review', decided_at: null });
    expect(review.claim).toEqual(claimed.claim);
  });

  test('takes any object, whatever the block type', () => {
    const review = play(opened({ blockType: 'classifier' }), appending({ snapshot: { odd: [] } }));
    expect(lastOf(review.versions).snapshot).toEqual({ odd: [] });
  });

  test('takes the empty object', () => {
    expect(lastOf(play(opened(), appending({ snapshot: {} })).versions).snapshot).toEqual({});
    const edited = play(opened(), appending({ reviewable_value: {} }));
    expect(lastOf(edited.versions).snapshot).toEqual({});
  });

  test('takes content that is there already', () => {
    const review = play(opened(), appending({ snapshot: OUTPUTS.extract }));
    expect(lastOf(review.versions)).toMatchObject({ seq: 1, parent_seq: 0 });
  });
});

describe('VER-1: an append has exactly one of snapshot and reviewable_value', () => {
  test.each([
    ['both', { snapshot: {}, reviewable_value: {} }, 'body.reviewable_value'],
    ['neither', {}, 'body.snapshot'],
    ['two nulls', { snapshot: null, reviewable_value: null }, 'body.snapshot'],
  ])('%s is invalid', (_, body, place) => {
    expect(faultPlaces(opened(), appending(body))).toEqual([place]);
  });

  test.each([
    ['snapshot', { snapshot: { a: 1 }, reviewable_value: null }],
    ['reviewable_value', { snapshot: null, reviewable_value: { a: 1 } }],
  ])('%s beside a null is taken', (_, body) => {
    expect(lastOf(play(opened(), appending(body)).versions).snapshot).toEqual({ a: 1 });
  });
});

describe('VER-2: the parent is the head unless told otherwise', () => {
  test.each([
    ['left out', {}, 1],
    ['null', { parent_seq: null }, 1],
    ['the head', { parent_seq: 1 }, 1],
    ['the root', { parent_seq: 0 }, 0],
  ])('%s', (_, body, parentSeq) => {
    const review = play(TWO, appending({ snapshot: {}, ...body }));
    expect(lastOf(review.versions)).toMatchObject({ seq: 2, parent_seq: parentSeq });
  });

  test.each([2, 99, -1])('%d is invalid when there is no such version', (parent_seq) => {
    expect(refusalOf(TWO, appending({ snapshot: {}, parent_seq }))).toMatchObject({
      kind: 'invalid',
      faults: [{ loc: ['body', 'parent_seq'], input: parent_seq }],
    });
  });
});
