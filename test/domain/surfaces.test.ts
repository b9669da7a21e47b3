import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { BlockType } from '../../src/contract/wire.ts';
import { decidedVersionId } from '../../src/domain/resolve.ts';
import { isOnResourceSurface } from '../../src/domain/review.ts';
import { nodeOf, versionIdAt } from '../../src/domain/version-tree.ts';
import {
  appending,
  approvingById,
  attempt,
  claiming,
  creating,
  deciding,
  lastOf,
  opened,
  OUTPUTS,
  play,
  refusalOf,
  rejecting,
  rejectingById,
  releasing,
  type Move,
} from '../support/reviews.ts';

const A = { total: 1 };
const ROOT_ID = versionIdOf(OUTPUTS.extract);
const A_ID = versionIdOf(A);
const APPENDED = play(opened(), appending({ snapshot: A }));

describe('X-1: what one surface makes the other one shows', () => {
  test('a version has a seq and an id', () => {
    const created = play(opened(), creating(ROOT_ID, A));
    for (const review of [APPENDED, created]) {
      expect(versionIdAt(review, 1)).toBe(A_ID);
      expect(nodeOf(review, A_ID)).toMatchObject({ parentId: ROOT_ID, version: { seq: 1 } });
    }
    expect(versionIdAt(APPENDED, 2)).toBeUndefined();
  });

  test.each([
    ['an approval', deciding(), A_ID],
    ['an approval of another version', deciding({ on_seq: 1, effective_seq: 0 }), ROOT_ID],
    ['an edited approval', deciding({ edited_output: {} }), versionIdOf({})],
    ['a rejection', rejecting({ on_seq: 0 }), ROOT_ID],
  ])('%s by seq is one by id', (_, move, versionId) => {
    const review = play(APPENDED, move);
    expect(decidedVersionId(review, lastOf(review.decisions))).toBe(versionId);
  });

  test.each([
    ['an approval', approvingById(A_ID), { on_seq: 1, effective_seq: 1 }],
    ['a rejection', rejectingById(A_ID), { on_seq: 1, effective_seq: null }],
  ])('%s by id is one by seq', (_, move, expected) => {
    expect(lastOf(play(APPENDED, move).decisions)).toMatchObject(expected);
  });
});

describe('X-2: a write through any surface makes an older stamp stale', () => {
  const moves: readonly (readonly [string, Move])[] = [
    ['a creation by content', creating(A_ID, { total: 2 })],
    ['an approval by id', approvingById(A_ID)],
    ['a rejection by id', rejectingById(A_ID)],
  ];

  test.each(moves)('%s', (_, move) => {
    const stamp = APPENDED.rev;
    const after = play(APPENDED, move);
    expect(refusalOf(after, claiming({ version_stamp: stamp }))).toEqual({
      kind: 'stale_stamp',
      rev: stamp + 1,
      stamp,
    });
  });
});

describe('LST-5: conditional reviews are not on the resource surface', () => {
  test.each<readonly [BlockType, boolean]>([
    ['extract', true],
    ['classifier', true],
    ['split', true],
    ['for_each', true],
    ['conditional', false],
  ])('%s: %s', (blockType, isShown) => {
    const review = opened({ blockType });
    expect(isOnResourceSurface(review)).toBe(isShown);
    const { result } = attempt(review, approvingById(versionIdOf(OUTPUTS[blockType])));
    expect(result.ok).toBe(isShown);
  });

  const review = opened({ blockType: 'conditional' });
  const id = versionIdOf(OUTPUTS.conditional);

  test.each([
    ['a new version', creating(id, A)],
    ['an approval', approvingById(id)],
    ['a rejection', rejectingById(id)],
  ])('%s finds no review', (_, move) => {
    const attempted = attempt(review, move);
    expect(attempted.result).toEqual({ ok: false, refusal: { kind: 'no_review' } });
    expect(attempted.review).toBe(review);
  });

  test.each([
    ['claim', claiming()],
    ['release', releasing()],
    ['append', appending({ snapshot: A })],
    ['decide', deciding()],
  ])('the overlay surface takes a %s', (_, move) => {
    expect(attempt(review, move).result.ok).toBe(true);
  });
});
