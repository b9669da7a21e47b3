import { describe, expect, test } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { versionIdAt } from '../../src/domain/version-tree.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  approvingById,
  attempt,
  BOB,
  CHECKER,
  claiming,
  creating,
  deciding,
  lastOf,
  opened,
  play,
  rejecting,
  rejectingById,
  releasing,
  REOPENING,
  within,
  type Move,
} from '../support/reviews.ts';

/** The id of the model's output. */
const ROOT = versionIdAt(opened(), 0) ?? '';
const DECIDED = play(opened(), rejecting());
const HELD = play(opened(), within({ areRunsHeld: true }, deciding()));
const LATER = afterNoon(60);

type Row = readonly [name: string, before: Review, move: Move, acts: readonly string[]];

/** Every kind of write, the review it is made on, and the acts it leaves in the audit. */
const WRITES: readonly Row[] = [
  ['claim', opened(), claiming(), ['claimed']],
  ['release', play(opened(), claiming()), releasing(), ['released']],
  ['append', opened(), appending({ snapshot: { total: 1 } }), ['version_added']],
  ['approval', opened(), deciding(), ['decision_made']],
  ['rejection', opened(), rejecting(), ['decision_made']],
  [
    'edited approval',
    opened(),
    deciding({ edited_output: { total: 1 } }),
    ['version_added', 'decision_made'],
  ],
  ['creation by content', opened(), creating(ROOT, { total: 1 }), ['version_added']],
  ['approval by id', opened(), approvingById(ROOT), ['decision_made']],
  ['rejection by id', opened(), rejectingById(ROOT), ['decision_made']],
  ['reopening', DECIDED, REOPENING, ['reopened']],
];

/** What answers without error and is still no write. */
const NO_WRITES: readonly (readonly [name: string, before: Review, move: Move])[] = [
  ['an approval by id repeated', play(opened(), approvingById(ROOT)), approvingById(ROOT)],
  ['a conflicting approval by id', DECIDED, approvingById(ROOT)],
  [
    'a creation by content repeated',
    play(opened(), creating(ROOT, { total: 1 })),
    creating(ROOT, { total: 1 }),
  ],
  ['applying what is applied', DECIDED, APPLYING],
  ['applying without a decision', opened(), APPLYING],
];

describe('REV-6: rev is a token of the whole document, one more on each write', () => {
  test.each(WRITES)('%s moves it by one', (_, before, move) => {
    const after = play(before, move);
    expect(after.rev).toBe(before.rev + 1);
  });

  test.each(NO_WRITES)('%s does not move it, nor anything else', (_, before, move) => {
    const { review, result } = attempt(before, within({ now: LATER }, move));
    expect(result.ok).toBe(true);
    expect(review).toEqual(before);
  });

  test('a run that takes a decision up does not move it', () => {
    const applied = play(HELD, APPLYING);
    expect(applied).toEqual({ ...HELD, run_receipts: applied.run_receipts });
    expect(applied.run_receipts).not.toEqual(HELD.run_receipts);
  });
});

describe('REV-8: every write is audited with its actor, its time and its revs', () => {
  test.each(WRITES)('%s', (_, before, move, acts) => {
    const after = play(before, within({ actor: BOB, now: LATER }, move));
    const added = after.audit.slice(before.audit.length);
    expect(added.map((each) => each.action)).toEqual(acts);
    for (const each of added) {
      expect(each).toMatchObject({
        actor: BOB,
        at: LATER,
        rev_observed: before.rev,
        rev_result: before.rev + 1,
      });
    }
  });

  test.each([
    ['gate_fired', 'overlay_created', opened()],
    ['version_added', 'version_appended', play(opened(), appending({ snapshot: {} }))],
    ['claimed', 'claimed', play(opened(), claiming())],
    ['released', 'released', play(opened(), releasing())],
    ['decision_made', 'decided', DECIDED],
    ['reopened', 'reopened', play(DECIDED, REOPENING)],
    [
      'stale_write_rejected',
      'stale_write_rejected',
      attempt(opened(), claiming({ version_stamp: 0 })).review,
    ],
  ])('the action %s is the event %s', (action, event, review) => {
    expect(lastOf(review.audit)).toMatchObject({ action, event });
  });

  test('says of a version and a decision which they are', () => {
    const review = play(opened(), deciding({ edited_output: { total: 1 } }));
    expect(review.audit.slice(-2).map((each) => each.detail)).toEqual([
      { seq: 1, parent_seq: 0, origin: 'human_edit' },
      { decision_id: 'decision-1', verdict: 'approved', on_seq: 1, effective_seq: 1 },
    ]);
  });

  test('says of a reopening which decision it takes back, of a claim how long it holds', () => {
    expect(lastOf(play(DECIDED, REOPENING).audit).detail).toEqual({ decision_id: 'decision-1' });
    const claimed = play(opened(), claiming({ ttl_seconds: 60 }));
    expect(lastOf(claimed.audit).detail).toEqual({ ttl_seconds: 60 });
  });

  test('gives every entry an id of its own', () => {
    const review = play(DECIDED, REOPENING, claiming(), deciding({ edited_output: {} }));
    const ids = review.audit.map((each) => each.entry_id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('REV-9: updated_at is the instant of the last write', () => {
  test.each(WRITES)('%s sets it', (_, before, move) => {
    expect(play(before, within({ now: LATER }, move)).updated_at).toBe(LATER);
  });
});

describe('REV-2: versions ascend without a gap and never change', () => {
  test('whoever adds one, on whichever surface', () => {
    const first = play(opened(), appending({ snapshot: { total: 1 } }));
    const review = play(
      first,
      within({ actor: CHECKER }, creating(versionIdAt(first, 1) ?? '', { total: 2 })),
      deciding({ edited_output: { total: 3 } }),
    );
    expect(review.versions.map((each) => each.seq)).toEqual([0, 1, 2, 3]);
    expect(review.versions.map((each) => each.snapshot['total'])).toEqual([505, 1, 2, 3]);
    expect(review.versions[1]).toBe(first.versions[1]);
  });
});

describe('REV-3, REV-4: status, decided_at and effective_seq go together', () => {
  test.each([
    ['an approval', deciding(), { status: 'approved', decided_at: LATER, effective_seq: 0 }],
    ['a rejection', rejecting(), { status: 'rejected', decided_at: LATER, effective_seq: null }],
    [
      'an approval by id',
      approvingById(ROOT),
      { status: 'approved', decided_at: LATER, effective_seq: 0 },
    ],
    [
      'a rejection by id',
      rejectingById(ROOT),
      { status: 'rejected', decided_at: LATER, effective_seq: null },
    ],
    [
      'an append',
      appending({ snapshot: {} }),
      { status: 'awaiting_review', decided_at: null, effective_seq: null },
    ],
    ['a claim', claiming(), { status: 'awaiting_review', decided_at: null, effective_seq: null }],
  ])('after %s', (_, move, expected) => {
    expect(play(opened(), within({ now: LATER }, move))).toMatchObject(expected);
  });
});

describe('REV-5: decisions and audit only grow', () => {
  test('a decision after a reopening stands behind the first', () => {
    const second = play(DECIDED, REOPENING, deciding());
    expect(second.decisions).toHaveLength(2);
    expect(second.decisions[0]).toBe(DECIDED.decisions[0]);
    expect(second.audit.slice(0, DECIDED.audit.length)).toEqual(DECIDED.audit);
  });

  test('decisions are empty while awaiting, unless reopened', () => {
    expect(play(opened(), claiming(), appending({ snapshot: {} })).decisions).toEqual([]);
    expect(play(DECIDED, REOPENING).decisions).toEqual(DECIDED.decisions);
  });
});
