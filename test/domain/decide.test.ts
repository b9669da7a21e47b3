import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/contract/wire.ts';
import {
  afterNoon,
  appending,
  attempt,
  BOB,
  claiming,
  deciding,
  faultPlaces,
  lastOf,
  opened,
  play,
  refusalOf,
  rejecting,
  within,
} from '../support/reviews.ts';

/** Versions 0, 1 and 2. */
const THREE = play(
  opened(),
  appending({ snapshot: { total: 1 } }),
  appending({ snapshot: { total: 2 } }),
);
const LATER = afterNoon(60);
const EDIT = { total: 3 };

function decisionAfter(move: ReturnType<typeof deciding>): Decision {
  return lastOf(play(THREE, move).decisions);
}

describe('DEC-1: an approval appends a decision and names what goes on', () => {
  test('with everything about it', () => {
    const review = play(THREE, within({ actor: BOB, now: LATER }, deciding()));
    expect(review.decisions).toEqual([
      {
        decision_id: 'decision-1',
        verdict: 'approved',
        decided_by: BOB,
        decided_at: LATER,
        on_seq: 2,
        effective_seq: 2,
        reason: null,
        supersedes_decision_id: null,
      },
    ]);
    expect(review).toMatchObject({ status: 'approved', decided_at: LATER, effective_seq: 2 });
    expect(review.versions).toEqual(THREE.versions);
  });

  test('answers accepted', () => {
    const { result } = attempt(THREE, deciding());
    expect(result).toEqual({ ok: true, value: { submissionStatus: 'accepted' } });
  });

  test.each([
    ['neither', {}, 2, 2],
    ['two nulls', { on_seq: null, effective_seq: null }, 2, 2],
    ['on_seq alone', { on_seq: 1 }, 1, 1],
    ['on_seq 0', { on_seq: 0 }, 0, 0],
    ['effective_seq alone', { effective_seq: 0 }, 2, 0],
    ['both', { on_seq: 0, effective_seq: 1 }, 0, 1],
  ])('given %s', (_, body, onSeq, effectiveSeq) => {
    const review = play(THREE, deciding(body));
    expect(review.decisions[0]).toMatchObject({ on_seq: onSeq, effective_seq: effectiveSeq });
    expect(review.effective_seq).toBe(effectiveSeq);
  });

  test.each([
    ['on_seq', { on_seq: 3 }, ['body.on_seq']],
    ['on_seq below 0', { on_seq: -1 }, ['body.on_seq']],
    ['on_seq beside a known effective_seq', { on_seq: 3, effective_seq: 0 }, ['body.on_seq']],
    ['effective_seq', { effective_seq: 3 }, ['body.effective_seq']],
    ['both', { on_seq: 3, effective_seq: 4 }, ['body.on_seq', 'body.effective_seq']],
  ])('an unknown %s is invalid', (_, body, places) => {
    expect(faultPlaces(THREE, deciding(body))).toEqual(places);
  });

  test('an unknown on_seq of a rejection or an edit is invalid', () => {
    expect(faultPlaces(THREE, rejecting({ on_seq: 3 }))).toEqual(['body.on_seq']);
    expect(faultPlaces(THREE, deciding({ on_seq: 3, edited_output: EDIT }))).toEqual([
      'body.on_seq',
    ]);
  });

  test('its reason stays null, whatever was sent', () => {
    expect(decisionAfter(deciding({ reason: 'Fine.' })).reason).toBeNull();
    expect(decisionAfter(deciding({ reason: 'Fine.', edited_output: EDIT })).reason).toBeNull();
  });
});

describe('DEC-2: an edited approval appends the edit and approves it', () => {
  const edited = play(THREE, within({ actor: BOB, now: LATER }, deciding({ edited_output: EDIT })));

  test('as a human_edit of the caller', () => {
    expect(lastOf(edited.versions)).toMatchObject({
      seq: 3,
      parent_seq: 2,
      author: BOB,
      origin: 'human_edit',
      snapshot: EDIT,
      note: null,
      created_at: LATER,
    });
  });

  test('with a decision on the new version', () => {
    expect(edited).toMatchObject({ status: 'approved', effective_seq: 3, decided_at: LATER });
    expect(lastOf(edited.decisions)).toMatchObject({
      verdict: 'approved',
      on_seq: 3,
      effective_seq: 3,
    });
  });

  test('and leaves the output of the model at seq 0', () => {
    expect(edited.versions.slice(0, 3)).toEqual(THREE.versions);
  });

  test('in one write with two audit entries of the same revs', () => {
    expect(edited.rev).toBe(THREE.rev + 1);
    const added = edited.audit.slice(THREE.audit.length);
    expect(added.map((each) => [each.action, each.rev_observed, each.rev_result])).toEqual([
      ['version_added', THREE.rev, THREE.rev + 1],
      ['decision_made', THREE.rev, THREE.rev + 1],
    ]);
  });

  test('answers accepted', () => {
    const { result } = attempt(THREE, deciding({ edited_output: EDIT }));
    expect(result).toEqual({ ok: true, value: { submissionStatus: 'accepted' } });
  });

  test.each([0, 1])('under the version named by on_seq %d', (on_seq) => {
    const review = play(THREE, deciding({ on_seq, edited_output: EDIT }));
    expect(lastOf(review.versions)).toMatchObject({ seq: 3, parent_seq: on_seq });
    expect(lastOf(review.decisions)).toMatchObject({ on_seq: 3, effective_seq: 3 });
  });

  test('by its reviewable_value just as well', () => {
    const review = play(
      opened({ blockType: 'split' }),
      deciding({ reviewable_value: { splits: [] } }),
    );
    expect(lastOf(review.versions)).toMatchObject({ seq: 1, snapshot: { documents: [] } });
    expect(review.effective_seq).toBe(1);
  });

  test('takes an empty object for an edit', () => {
    expect(play(THREE, deciding({ edited_output: {} })).versions).toHaveLength(4);
    expect(play(THREE, deciding({ reviewable_value: {} })).versions).toHaveLength(4);
  });

  test('takes null for no edit', () => {
    const review = play(THREE, deciding({ edited_output: null, reviewable_value: null }));
    expect(review.versions).toHaveLength(3);
  });

  test.each([
    ['both shapes', { edited_output: {}, reviewable_value: {} }, ['body.reviewable_value']],
    [
      'effective_seq beside edited_output',
      { edited_output: {}, effective_seq: 0 },
      ['body.effective_seq'],
    ],
    [
      'effective_seq beside reviewable_value',
      { reviewable_value: {}, effective_seq: 0 },
      ['body.effective_seq'],
    ],
    [
      'everything at once',
      { edited_output: {}, reviewable_value: {}, effective_seq: 0 },
      ['body.reviewable_value', 'body.effective_seq'],
    ],
  ])('%s is invalid', (_, body, places) => {
    expect(faultPlaces(THREE, deciding(body))).toEqual(places);
  });

  test('a null effective_seq beside an edit is none', () => {
    const move = deciding({ edited_output: EDIT, effective_seq: null });
    expect(attempt(THREE, move).result.ok).toBe(true);
  });

  test('both or neither: a reviewable_value of the wrong shape leaves no trace', () => {
    const review = opened({ blockType: 'classifier' });
    const attempted = attempt(review, deciding({ reviewable_value: {} }));
    expect(attempted.result.ok).toBe(false);
    expect(attempted.review).toBe(review);
  });
});

describe('DEC-3: a rejection says why and lets nothing go on', () => {
  test('with its reason as it was sent, and no effective version', () => {
    const review = play(THREE, rejecting({ reason: ' Wrong. ' }));
    expect(review).toMatchObject({ status: 'rejected', effective_seq: null });
    expect(lastOf(review.decisions)).toMatchObject({
      verdict: 'rejected',
      on_seq: 2,
      effective_seq: null,
      reason: ' Wrong. ',
    });
  });

  test('on the version it names', () => {
    expect(decisionAfter(rejecting({ on_seq: 1 }))).toMatchObject({ on_seq: 1 });
  });

  test.each([
    ['null', null, 'missing'],
    ['empty', '', 'value_error'],
    ['blank', ' \t\n', 'value_error'],
  ])('its reason cannot be %s', (_, reason, type) => {
    expect(refusalOf(THREE, rejecting({ reason }))).toMatchObject({
      kind: 'invalid',
      faults: [{ loc: ['body', 'reason'], type }],
    });
  });

  test('its reason cannot be left out', () => {
    expect(faultPlaces(THREE, deciding({ verdict: 'rejected' }))).toEqual(['body.reason']);
  });

  test.each([
    ['edited_output', { edited_output: {} }],
    ['reviewable_value', { reviewable_value: {} }],
    ['effective_seq', { effective_seq: 0 }],
  ])('%s is invalid beside it', (name, body) => {
    expect(faultPlaces(THREE, rejecting(body))).toEqual([`body.${name}`]);
  });

  test('their nulls are not', () => {
    const nulls = { edited_output: null, reviewable_value: null, effective_seq: null };
    expect(attempt(THREE, rejecting(nulls)).result.ok).toBe(true);
  });
});

describe('DEC-4: deciding does not need the claim, and clears it', () => {
  const claimed = play(opened(), claiming());

  test.each([
    ['an approval', deciding()],
    ['an edited approval', deciding({ edited_output: EDIT })],
    ['a rejection', rejecting()],
  ])('%s', (_, move) => {
    expect(play(opened(), move).status).not.toBe('awaiting_review');
    expect(play(claimed, within({ actor: BOB }, move)).claim).toBeNull();
  });
});
