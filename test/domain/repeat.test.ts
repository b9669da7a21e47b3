import { describe, expect, test } from 'vitest';
import type { AppendVersionRequest, SubmitDecisionRequest } from '../../src/contract/wire.ts';
import type { Review } from '../../src/domain/review.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  attempt,
  BOB,
  claiming,
  deciding,
  opened,
  play,
  REOPENING,
  within,
  type Move,
} from '../support/reviews.ts';

const command_id = 'cmd-1';
/** Versions 0 and 1, so that the head is not the root. */
const TWO = play(opened(), appending({ snapshot: { total: 1 } }));
const LATER = afterNoon(60);

type AppendBody = Partial<AppendVersionRequest>;
type DecideBody = Partial<SubmitDecisionRequest>;
const append = (body: AppendBody = {}) => appending({ snapshot: { a: 1, b: 2 }, ...body });

function resultOf(review: Review, move: Move) {
  return attempt(review, move).result;
}

/** The first try, what is written between, and the second. */
function tryTwice(first: Move, second: Move, between: readonly Move[] = []) {
  const before = play(TWO, first, ...between);
  return { before, ...attempt(before, second) };
}

/** What the second try is: a repeat that leaves everything as it was, a write, or refused. */
function secondTry(first: Move, second: Move, between: readonly Move[] = []): string {
  const { before, review, result } = tryTwice(first, second, between);
  if (!result.ok) return result.refusal.kind;
  return review === before ? 'a repeat' : 'a write';
}

const APPEND_REPEATS: readonly (readonly [string, AppendBody, AppendBody])[] = [
  ['the very same', {}, {}],
  ['the keys in another order', {}, { snapshot: { b: 2, a: 1 } }],
  ['the default origin spelt out', {}, { origin: 'human_edit' }],
  ['the default origin left out', { origin: 'human_edit' }, {}],
  ['a null note', {}, { note: null }],
  ['a null parent', {}, { parent_seq: null }],
  ['a null reviewable_value', {}, { reviewable_value: null }],
  ['the head of the first try spelt out', {}, { parent_seq: 1 }],
  ['the head of the first try left out', { parent_seq: 1 }, {}],
  ['another stamp', {}, { version_stamp: 77 }],
];

const DECIDE_REPEATS: readonly (readonly [string, DecideBody, DecideBody])[] = [
  ['the very same', {}, {}],
  ['null members', {}, { edited_output: null, reviewable_value: null, reason: null }],
  ['null seqs', {}, { on_seq: null, effective_seq: null }],
  ['the head spelt out as on_seq', {}, { on_seq: 1 }],
  ['the head spelt out as effective_seq', {}, { effective_seq: 1 }],
  ['on_seq spelt out as effective_seq', { on_seq: 0 }, { on_seq: 0, effective_seq: 0 }],
  ['another stamp', {}, { version_stamp: 77 }],
  [
    'an edit with its keys in another order',
    { edited_output: { a: 1, b: 2 } },
    { edited_output: { b: 2, a: 1 } },
  ],
  [
    'an edit with the head of the first try spelt out',
    { edited_output: {} },
    { edited_output: {}, on_seq: 1, effective_seq: null },
  ],
  [
    'an edit in the shape of a reviewable_value',
    { reviewable_value: {} },
    { reviewable_value: {}, on_seq: 1 },
  ],
  [
    'a rejection with the head spelt out',
    { verdict: 'rejected', reason: 'No.' },
    { verdict: 'rejected', reason: 'No.', on_seq: 1, effective_seq: null },
  ],
];

describe('IDM-1: a repeat of a command is not applied again', () => {
  test.each(APPEND_REPEATS)('append: %s', (_, first, second) => {
    const again = append({ command_id, version_stamp: TWO.rev, ...second });
    expect(secondTry(append({ command_id, ...first }), again)).toBe('a repeat');
  });

  test('append: a null snapshot beside a reviewable_value', () => {
    const first = appending({ command_id, reviewable_value: {} });
    const again = appending({ command_id, reviewable_value: {}, snapshot: null });
    expect(secondTry(first, again)).toBe('a repeat');
  });

  test.each(DECIDE_REPEATS)('decide: %s', (_, first, second) => {
    const again = deciding({ command_id, version_stamp: TWO.rev, ...second });
    expect(secondTry(deciding({ command_id, ...first }), again)).toBe('a repeat');
  });

  test('answers an append that it was one', () => {
    const { result } = tryTwice(append({ command_id }), append({ command_id }));
    expect(result).toEqual({ ok: true, value: { isRepeat: true } });
    expect(attempt(TWO, append({ command_id })).result).toEqual({
      ok: true,
      value: { isRepeat: false },
    });
  });

  test('whoever repeats it', () => {
    const again = within({ actor: BOB, now: LATER }, append({ command_id, version_stamp: 2 }));
    expect(secondTry(append({ command_id }), again)).toBe('a repeat');
  });

  test.each([
    ['after other writes', [append(), claiming()]],
    ['on a decided review', [deciding()]],
    ['after a reopening', [deciding(), REOPENING]],
  ])('an append %s', (_, between) => {
    expect(secondTry(append({ command_id }), append({ command_id }), between)).toBe('a repeat');
  });

  test('a decision after a reopening', () => {
    const first = deciding({ command_id });
    expect(secondTry(first, first, [REOPENING])).toBe('a repeat');
    expect(secondTry(first, first, [REOPENING, append()])).toBe('a repeat');
  });

  test('the head left out is the one that the first try met, not the one of the repeat', () => {
    const between = [append(), append()];
    const met = append({ command_id, parent_seq: 1 });
    expect(secondTry(append({ command_id }), met, between)).toBe('a repeat');
    const current = append({ command_id, parent_seq: 4 });
    expect(secondTry(append({ command_id }), current, between)).toBe('command_reused');
  });

  test('without a command_id nothing is a repeat', () => {
    expect(play(TWO, append(), append({ command_id: null })).versions).toHaveLength(4);
    expect(play(TWO, append(), append({ command_id: null })).commands).toEqual([]);
  });

  test('another command_id is another command', () => {
    expect(play(TWO, append({ command_id }), append({ command_id: 'b' })).versions).toHaveLength(4);
  });
});

function status(submissionStatus: string) {
  return { ok: true, value: { submissionStatus } };
}

describe('IDM-2: a repeat of a decision says whether the run has it', () => {
  const held = play(TWO, within({ areRunsHeld: true }, deciding({ command_id })));

  test('at first accepted', () => {
    expect(resultOf(TWO, deciding({ command_id }))).toEqual(status('accepted'));
  });

  test('already_received while runs are held', () => {
    expect(resultOf(held, deciding({ command_id }))).toEqual(status('already_received'));
  });

  test('already_applied once they are let go', () => {
    const applied = play(held, APPLYING);
    expect(resultOf(applied, deciding({ command_id }))).toEqual(status('already_applied'));
  });

  test('already_applied at once when runs are not held', () => {
    const decided = play(TWO, deciding({ command_id }));
    const again = within({ areRunsHeld: true }, deciding({ command_id }));
    expect(resultOf(decided, again)).toEqual(status('already_applied'));
  });

  test('it is about its own decision, not the standing one', () => {
    const second = { command_id: 'cmd-2', edited_output: {} };
    const both = play(held, REOPENING, deciding(second));
    expect(resultOf(both, deciding({ command_id, on_seq: 1 }))).toEqual(status('already_received'));
    expect(resultOf(both, deciding(second))).toEqual(status('already_applied'));
  });
});
