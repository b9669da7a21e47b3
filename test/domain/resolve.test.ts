import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { decidedVersionId } from '../../src/domain/resolve.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  approvingById,
  attempt,
  BOB,
  claiming,
  creating,
  deciding,
  faultPlaces,
  lastOf,
  opened,
  OUTPUTS,
  play,
  refusalOf,
  rejecting,
  rejectingById,
  REOPENING,
  within,
  type Move,
} from '../support/reviews.ts';

const A = { total: 1 };
const B = { total: 2 };
const ROOT_ID = versionIdOf(OUTPUTS.extract);
const A_ID = versionIdOf(A);
const B_ID = versionIdOf(B);
const LATER = afterNoon(60);
const PEERS = { policies: { ...DEFAULT_POLICIES, superseded: 'peers' } } as const;
const STRICT = { policies: { ...DEFAULT_POLICIES, conflict: '409' } } as const;

/** The root and, under it, A. */
const TWO = play(opened(), creating(ROOT_ID, A));
/** The root with two leaves, A and B. */
const FORKED = play(TWO, within(PEERS, creating(ROOT_ID, B)));

function answer(submissionStatus: string, resumeStatus: string) {
  return { ok: true, value: { submissionStatus, resumeStatus } };
}

describe('RES-1: a decision by id says what, by whom, when and why', () => {
  test('an approval, without a reason', () => {
    const review = play(TWO, within({ actor: BOB, now: LATER }, approvingById(A_ID)));
    expect(review).toMatchObject({ status: 'approved', decided_at: LATER, effective_seq: 1 });
    expect(review.decisions).toEqual([
      {
        decision_id: 'decision-1',
        verdict: 'approved',
        decided_by: BOB,
        decided_at: LATER,
        on_seq: 1,
        effective_seq: 1,
        reason: null,
        supersedes_decision_id: null,
      },
    ]);
  });

  test('a rejection, with its reason and without an effective version', () => {
    const review = play(TWO, rejectingById(ROOT_ID, 'No.'));
    expect(review).toMatchObject({ status: 'rejected', effective_seq: null });
    expect(lastOf(review.decisions)).toMatchObject({
      verdict: 'rejected',
      on_seq: 0,
      effective_seq: null,
      reason: 'No.',
    });
  });

  test.each(['', ' ', '\n\t'])('a rejection with the reason %j is invalid', (reason) => {
    expect(faultPlaces(TWO, rejectingById(A_ID, reason))).toEqual(['body.reason']);
    expect(attempt(TWO, rejectingById(A_ID, reason)).review).toBe(TWO);
  });

  test('names the effective version when approved, the version ruled on when rejected', () => {
    expect(decidedVersionId(TWO, { on_seq: 0, effective_seq: 1 })).toBe(A_ID);
    expect(decidedVersionId(TWO, { on_seq: 1, effective_seq: 0 })).toBe(ROOT_ID);
    expect(decidedVersionId(TWO, { on_seq: 1, effective_seq: null })).toBe(A_ID);
  });
});

describe('RES-5: a decision names an existing version of the review', () => {
  test.each<readonly [string, Move]>([
    ['an approval', approvingById(B_ID)],
    ['a rejection', rejectingById(B_ID)],
  ])('%s of another is refused', (_, move) => {
    expect(refusalOf(TWO, move)).toEqual({ kind: 'no_version', versionId: B_ID });
    expect(attempt(TWO, move).review).toBe(TWO);
    expect(refusalOf(play(TWO, deciding()), move)).toEqual({ kind: 'no_version', versionId: B_ID });
  });

  test('content that is there twice means the lowest seq', () => {
    const doubled = play(opened(), appending({ snapshot: A }), appending({ snapshot: A }));
    expect(play(doubled, approvingById(A_ID)).decisions[0]).toMatchObject({
      on_seq: 1,
      effective_seq: 1,
    });
  });
});

describe('RES-6: the answer says whether it was fresh and whether the run goes on', () => {
  const held = { areRunsHeld: true };

  test.each<readonly [string, Move, string]>([
    ['an approval', approvingById(A_ID), 'resumed'],
    ['a rejection', rejectingById(A_ID), 'resumed'],
    ['an approval while runs are held', within(held, approvingById(A_ID)), 'pending'],
    ['a rejection while runs are held', within(held, rejectingById(A_ID)), 'pending'],
  ])('%s', (_, move, resumeStatus) => {
    expect(attempt(TWO, move).result).toEqual(answer('accepted', resumeStatus));
  });

  test.each<readonly [string, Move, Move]>([
    ['an approval', approvingById(A_ID), approvingById(A_ID)],
    ['a rejection', rejectingById(A_ID), rejectingById(A_ID)],
    ['a rejection for another reason', rejectingById(A_ID, 'No.'), rejectingById(A_ID, 'Never.')],
    [
      'an approval of the overlay surface',
      deciding({ on_seq: 0, effective_seq: 1 }),
      approvingById(A_ID),
    ],
    ['a rejection of the overlay surface', rejecting({ on_seq: 0 }), rejectingById(ROOT_ID)],
    ['one that the run still waits for', within(held, approvingById(A_ID)), approvingById(A_ID)],
    ['one by another actor', approvingById(A_ID), within({ actor: BOB }, approvingById(A_ID))],
    ['one despite other leaves', within(PEERS, approvingById(ROOT_ID)), approvingById(ROOT_ID)],
  ])('the same verdict on the same version again: %s', (_, first, second) => {
    const decided = play(TWO, first);
    const attempted = attempt(decided, within({ now: LATER }, second));
    expect(attempted.result).toEqual(answer('already_applied', 'skipped'));
    expect(attempted.review).toBe(decided);
  });

  test('a repeat under the strict policy is still no conflict', () => {
    const decided = play(TWO, approvingById(A_ID));
    const { result } = attempt(decided, within(STRICT, approvingById(A_ID)));
    expect(result).toEqual(answer('already_applied', 'skipped'));
  });

  test('an edit approved on the overlay surface is known by its own id', () => {
    const decided = play(TWO, deciding({ edited_output: B }));
    expect(attempt(decided, approvingById(B_ID)).result).toEqual(
      answer('already_applied', 'skipped'),
    );
  });
});

const CONFLICTS: readonly (readonly [string, Move, Move])[] = [
  ['another verdict', approvingById(A_ID), rejectingById(A_ID)],
  ['another verdict, the other way', rejectingById(A_ID), approvingById(A_ID)],
  ['another version', approvingById(A_ID), approvingById(ROOT_ID)],
  ['another version rejected', rejectingById(A_ID), rejectingById(ROOT_ID)],
  [
    'the version ruled on, not the effective one',
    deciding({ on_seq: 0, effective_seq: 1 }),
    approvingById(ROOT_ID),
  ],
];

describe('RES-7: a different decision on a decided review changes nothing', () => {
  test.each(CONFLICTS)('%s is a conflict', (_, first, second) => {
    const decided = play(TWO, first);
    const attempted = attempt(decided, within({ now: LATER }, second));
    expect(attempted.result).toEqual(answer('conflict', 'skipped'));
    expect(attempted.review).toBe(decided);
  });

  test.each(CONFLICTS)('%s is refused under the strict policy', (_, first, second) => {
    const decided = play(TWO, first);
    const attempted = attempt(decided, within(STRICT, second));
    const refusal = { kind: 'decision_conflict', status: decided.status };
    expect(attempted.result).toEqual({ ok: false, refusal });
    expect(attempted.review).toBe(decided);
  });

  test('a reopened review is decided afresh', () => {
    const review = play(TWO, approvingById(A_ID), REOPENING, rejectingById(A_ID));
    expect(review.status).toBe('rejected');
    expect(lastOf(review.decisions).supersedes_decision_id).toBe('decision-1');
  });

  test('a decision made while runs are held waits for its run', () => {
    const waiting = play(TWO, within({ areRunsHeld: true }, approvingById(A_ID)));
    expect(lastOf(waiting.run_receipts).applied_at).toBeNull();
    expect(lastOf(play(waiting, APPLYING).run_receipts).applied_at).not.toBeNull();
  });
});

describe('RES-8: other leaves than the approved version have to be acknowledged', () => {
  test.each([
    ['one of two leaves', A_ID, [B_ID]],
    ['the other leaf', B_ID, [A_ID]],
    ['a version with children', ROOT_ID, [A_ID, B_ID]],
  ])('%s', (_, versionId, versionIds) => {
    const attempted = attempt(FORKED, approvingById(versionId));
    expect(attempted.result).toEqual({
      ok: false,
      refusal: { kind: 'superseded_versions', versionIds },
    });
    expect(attempted.review).toBe(FORKED);
  });

  test('all of them acknowledged, it is approved', () => {
    expect(play(FORKED, approvingById(A_ID, [B_ID])).effective_seq).toBe(1);
    expect(play(FORKED, approvingById(ROOT_ID, [B_ID, A_ID])).effective_seq).toBe(0);
  });

  test('some of them acknowledged, it is not', () => {
    expect(refusalOf(FORKED, approvingById(ROOT_ID, [B_ID]))).toMatchObject({
      kind: 'superseded_versions',
      versionIds: expect.arrayContaining([A_ID]),
    });
  });

  test('among peers nothing has to be acknowledged', () => {
    expect(play(FORKED, within(PEERS, approvingById(A_ID))).effective_seq).toBe(1);
  });

  test('a rejection knows no such rule', () => {
    expect(play(FORKED, rejectingById(A_ID)).status).toBe('rejected');
  });
});

describe('DEC-4: a decision by id clears the claim, whoever holds it', () => {
  test.each([
    ['an approval', approvingById(A_ID)],
    ['a rejection', rejectingById(A_ID)],
  ])('%s', (_, move) => {
    expect(play(TWO, claiming(), within({ actor: BOB }, move)).claim).toBeNull();
  });
});
