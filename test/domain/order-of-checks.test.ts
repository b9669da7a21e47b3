import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import { transition } from '../../src/domain/transition.ts';
import {
  appending,
  APPLYING,
  approvingById,
  attempt,
  claiming,
  creating,
  deciding,
  envOf,
  opened,
  OUTPUTS,
  play,
  refusalOf,
  rejecting,
  rejectingById,
  releasing,
  REOPENING,
  within,
  type Move,
} from '../support/reviews.ts';

const ROOT_ID = versionIdOf(OUTPUTS.extract);
const UNKNOWN_ID = versionIdOf('nothing has this content');
const OLD = { version_stamp: 0 };
const command_id = 'cmd-1';
const A = { total: 1 };

const APPENDED = play(opened(), appending({ command_id, snapshot: A }));
const DECIDED = play(APPENDED, deciding());
const PEERS = { policies: { ...DEFAULT_POLICIES, superseded: 'peers' } } as const;
/** Two leaves, A and another. */
const FORKED = play(APPENDED, within(PEERS, creating(ROOT_ID, { total: 2 })));

function resultWithoutReview(move: Move) {
  return transition(undefined, move.commandFor(opened()), envOf());
}

describe('ERR-3: the shape is judged before the review is looked for', () => {
  test.each([
    ['an append without a version', appending()],
    ['an append with two', appending({ snapshot: {}, reviewable_value: {} })],
    ['a rejection without a reason', rejecting({ reason: null })],
    ['an approval with two edits', deciding({ edited_output: {}, reviewable_value: {} })],
    ['a rejection by id with a blank reason', rejectingById(ROOT_ID, ' ')],
  ])('%s', (_, move) => {
    const { review, result } = resultWithoutReview(move);
    expect(review).toBeUndefined();
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'invalid' } });
  });

  test('also where the surface does not show the review', () => {
    const conditional = opened({ blockType: 'conditional' });
    expect(refusalOf(conditional, rejectingById(ROOT_ID, ''))).toMatchObject({ kind: 'invalid' });
  });
});

describe('ERR-3: without a review there is nothing to command', () => {
  test.each([
    ['claim', claiming()],
    ['release', releasing()],
    ['append', appending({ snapshot: {} })],
    ['decide', deciding()],
    ['create_version', creating(ROOT_ID, {})],
    ['approve', approvingById(ROOT_ID)],
    ['reject', rejectingById(ROOT_ID)],
    ['reopen', REOPENING],
    ['apply', APPLYING],
  ])('%s', (_, move) => {
    const { review, result } = resultWithoutReview(move);
    expect(review).toBeUndefined();
    expect(result).toEqual({ ok: false, refusal: { kind: 'no_review' } });
  });
});

type Row = readonly [name: string, review: Review, move: Move, kind: string];

/** Each move is wrong in two ways; the one that is judged first is the answer. */
const TWICE_WRONG: readonly Row[] = [
  [
    'shape before repeat: append',
    APPENDED,
    appending({ command_id, snapshot: A, reviewable_value: A }),
    'invalid',
  ],
  ['shape before repeat: decide', APPENDED, rejecting({ command_id, reason: null }), 'invalid'],
  ['shape before stamp: append', APPENDED, appending(OLD), 'invalid'],
  ['shape before stamp: decide', APPENDED, rejecting({ ...OLD, reason: ' ' }), 'invalid'],
  ['shape before decided: append', DECIDED, appending(), 'invalid'],
  ['shape before decided: reject by id', DECIDED, rejectingById(ROOT_ID, ' '), 'invalid'],
  ['shape before version: reject by id', APPENDED, rejectingById(UNKNOWN_ID, ' '), 'invalid'],
  ['version before decided: approve', DECIDED, approvingById(UNKNOWN_ID), 'no_version'],
  ['version before leaves: approve', FORKED, approvingById(UNKNOWN_ID), 'no_version'],
  ['parent before decided: create', DECIDED, creating(UNKNOWN_ID, {}), 'no_version'],
  ['parent before content: create', APPENDED, creating(UNKNOWN_ID, A), 'no_version'],
  [
    'reuse before stamp: append',
    APPENDED,
    appending({ ...OLD, command_id, snapshot: {} }),
    'command_reused',
  ],
  ['reuse before stamp: decide', APPENDED, deciding({ ...OLD, command_id }), 'command_reused'],
  [
    'reuse before decided: append',
    DECIDED,
    appending({ command_id, snapshot: {} }),
    'command_reused',
  ],
  ['reuse before decided: decide', DECIDED, deciding({ command_id }), 'command_reused'],
  ['reuse before state: decide', APPENDED, deciding({ command_id, on_seq: 9 }), 'command_reused'],
  [
    'content before decided: create',
    DECIDED,
    creating(ROOT_ID, OUTPUTS.extract),
    'version_elsewhere',
  ],
  ['stamp before decided: claim', DECIDED, claiming(OLD), 'stale_stamp'],
  ['stamp before decided: release', DECIDED, releasing(OLD), 'stale_stamp'],
  ['stamp before decided: append', DECIDED, appending({ ...OLD, snapshot: {} }), 'stale_stamp'],
  ['stamp before decided: decide', DECIDED, deciding(OLD), 'stale_stamp'],
  [
    'stamp before state: append',
    APPENDED,
    appending({ ...OLD, snapshot: {}, parent_seq: 9 }),
    'stale_stamp',
  ],
  ['stamp before state: on_seq', APPENDED, deciding({ ...OLD, on_seq: 9 }), 'stale_stamp'],
  [
    'stamp before state: effective_seq',
    APPENDED,
    deciding({ ...OLD, effective_seq: 9 }),
    'stale_stamp',
  ],
  [
    'decided before state: append',
    DECIDED,
    appending({ snapshot: {}, parent_seq: 9 }),
    'already_decided',
  ],
  ['decided before state: on_seq', DECIDED, deciding({ on_seq: 9 }), 'already_decided'],
  [
    'decided before state: effective_seq',
    DECIDED,
    deciding({ effective_seq: 9 }),
    'already_decided',
  ],
  [
    'decided before leaves: create',
    play(FORKED, deciding()),
    creating(ROOT_ID, {}),
    'already_decided',
  ],
];

describe('ERR-3: of two faults the earlier one is the answer', () => {
  test.each(TWICE_WRONG)('%s', (_, review, move, kind) => {
    expect(refusalOf(review, move)).toMatchObject({ kind });
  });

  test('a reused command_id with an old stamp is not audited as stale', () => {
    const { review } = attempt(APPENDED, deciding({ ...OLD, command_id }));
    expect(review).toBe(APPENDED);
  });

  test.each([
    ['an old stamp', OLD],
    ['a stamp ahead', { version_stamp: 99 }],
  ])('a repeat with %s is a repeat', (_, stamp) => {
    const move = appending({ ...stamp, command_id, snapshot: A });
    expect(attempt(APPENDED, move)).toEqual({
      review: APPENDED,
      result: { ok: true, value: { isRepeat: true } },
    });
  });

  test('a conflict on a decided review is told before its other leaves', () => {
    const decided = play(FORKED, deciding());
    expect(attempt(decided, approvingById(ROOT_ID)).result).toMatchObject({
      value: { submissionStatus: 'conflict' },
    });
  });

  test('the shape that depends on the block type is state: stamp and verdict come before it', () => {
    const classifier = opened({ blockType: 'classifier' });
    const body = { reviewable_value: { wrong: 1 } };
    expect(refusalOf(classifier, appending({ ...body, ...OLD })).kind).toBe('stale_stamp');
    expect(refusalOf(classifier, deciding({ ...body, ...OLD })).kind).toBe('stale_stamp');
    const decided = play(classifier, deciding());
    expect(refusalOf(decided, appending(body)).kind).toBe('already_decided');
    const id = versionIdOf(OUTPUTS.classifier);
    expect(refusalOf(decided, creating(id, { wrong: 1 })).kind).toBe('already_decided');
  });
});
