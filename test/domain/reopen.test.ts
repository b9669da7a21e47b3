import { describe, expect, test } from 'vitest';
import { standingDecision, waitsForRun } from '../../src/domain/review.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  attempt,
  claiming,
  deciding,
  lastOf,
  NOON,
  opened,
  play,
  refusalOf,
  rejecting,
  releasing,
  REOPENING,
  within,
} from '../support/reviews.ts';

const LATER = afterNoon(60);
const EDIT = { edited_output: { total: 1 } };
const APPROVED = play(opened(), deciding(EDIT));
const REJECTED = play(opened(), rejecting());

describe('DEC-5: a decided review takes no more writes', () => {
  const decided = [
    ['approved', APPROVED],
    ['rejected', REJECTED],
  ] as const;
  const writes = [
    ['claim', claiming()],
    ['release', releasing()],
    ['append', appending({ snapshot: {} })],
    ['approval', deciding()],
    ['edited approval', deciding(EDIT)],
    ['rejection', rejecting()],
  ] as const;
  const rows = decided.flatMap(([status, review]) =>
    writes.map(([name, move]) => ({ name, status, review, move })),
  );

  test.each(rows)('$name on a review $status', ({ status, review, move }) => {
    expect(refusalOf(review, move)).toEqual({ kind: 'already_decided', status });
  });
});

describe('DEC-5: a reopened review waits again', () => {
  const reopened = play(APPROVED, within({ now: LATER }, REOPENING));

  test('as from now, with nothing of the verdict', () => {
    expect(reopened).toMatchObject({
      status: 'awaiting_review',
      decided_at: null,
      effective_seq: null,
      awaiting_since: LATER,
      created_at: NOON,
    });
    expect(standingDecision(reopened)).toBeUndefined();
  });

  test('keeps its versions and its decisions', () => {
    expect(reopened.versions).toEqual(APPROVED.versions);
    expect(reopened.decisions).toEqual(APPROVED.decisions);
  });

  test('can be claimed and decided again', () => {
    expect(play(reopened, claiming(), rejecting()).status).toBe('rejected');
  });

  test('names in its next decision the one before', () => {
    const twice = play(reopened, rejecting(), REOPENING, deciding());
    expect(twice.decisions.map((each) => each.supersedes_decision_id)).toEqual([
      null,
      'decision-1',
      'decision-2',
    ]);
  });

  test('takes the new verdict, and shows no trace of the old one', () => {
    expect(play(reopened, rejecting())).toMatchObject({
      status: 'rejected',
      effective_seq: null,
    });
    expect(standingDecision(play(reopened, rejecting()))?.decision_id).toBe('decision-2');
  });

  test.each([
    ['fresh', opened()],
    ['reopened', reopened],
  ])('a review that is %s cannot be reopened', (_, review) => {
    const attempted = attempt(review, REOPENING);
    expect(attempted.result).toEqual({ ok: false, refusal: { kind: 'not_decided' } });
    expect(attempted.review).toBe(review);
  });
});

describe('RES-7, IDM-2: a run takes decisions up at once unless runs are held', () => {
  const held = play(opened(), within({ areRunsHeld: true, now: LATER }, deciding()));

  test('not held: with the decision', () => {
    const review = play(opened(), within({ now: LATER }, rejecting()));
    expect(review.run_receipts).toEqual([{ decision_id: 'decision-1', applied_at: LATER }]);
    expect(waitsForRun(review)).toBe(false);
  });

  test('held: not before it is let go', () => {
    expect(held.run_receipts).toEqual([{ decision_id: 'decision-1', applied_at: null }]);
    expect(waitsForRun(held)).toBe(true);
    const applied = play(held, within({ now: afterNoon(90) }, APPLYING));
    expect(applied.run_receipts).toEqual([
      { decision_id: 'decision-1', applied_at: afterNoon(90) },
    ]);
    expect(waitsForRun(applied)).toBe(false);
  });

  test('what is applied stays applied when it was', () => {
    const applied = play(held, within({ now: afterNoon(90) }, APPLYING));
    expect(play(applied, within({ now: afterNoon(120) }, APPLYING))).toEqual(applied);
  });

  test('a decision that was taken back is never applied', () => {
    const reopened = play(held, REOPENING);
    expect(waitsForRun(reopened)).toBe(false);
    expect(play(reopened, APPLYING)).toEqual(reopened);
    expect(waitsForRun(play(reopened, rejecting()))).toBe(false);
    const again = play(reopened, within({ areRunsHeld: true }, rejecting()), APPLYING);
    expect(again.run_receipts[0]?.applied_at).toBeNull();
    expect(lastOf(again.run_receipts)).toEqual({ decision_id: 'decision-2', applied_at: LATER });
  });
});
