import { describe, expect, test } from 'vitest';
import type { AppendVersionRequest, SubmitDecisionRequest } from '../../src/contract/wire.ts';
import {
  appending,
  attempt,
  deciding,
  opened,
  play,
  refusalOf,
  rejecting,
  REOPENING,
  type Move,
} from '../support/reviews.ts';

const command_id = 'cmd-1';
/** Versions 0 and 1, so that the head is not the root. */
const TWO = play(opened(), appending({ snapshot: { total: 1 } }));

type AppendBody = Partial<AppendVersionRequest>;
type DecideBody = Partial<SubmitDecisionRequest>;
const append = (body: AppendBody = {}) => appending({ snapshot: { a: 1, b: 2 }, ...body });

const OTHER_APPENDS: readonly (readonly [string, AppendBody])[] = [
  ['another snapshot', { snapshot: { a: 1 } }],
  ['another origin', { origin: 'agent_edit' }],
  ['another parent', { parent_seq: 0 }],
  ['another note', { note: 'Typo.' }],
  ['the same content as a reviewable_value', { snapshot: null, reviewable_value: { a: 1, b: 2 } }],
];

const OTHER_DECISIONS: readonly (readonly [string, DecideBody])[] = [
  ['another verdict', { verdict: 'rejected', reason: 'No.' }],
  ['another on_seq', { on_seq: 0 }],
  ['another effective_seq', { effective_seq: 0 }],
  ['a reason', { reason: 'Fine.' }],
  ['an edit', { edited_output: {} }],
  ['an edit in its own shape', { reviewable_value: {} }],
];

describe('IDM-3: a command_id with another body is refused', () => {
  const refused = { kind: 'command_reused', commandId: command_id };

  test.each(OTHER_APPENDS)('append: %s', (_, body) => {
    const before = play(TWO, append({ command_id }));
    const attempted = attempt(before, append({ command_id, ...body }));
    expect(attempted.result).toEqual({ ok: false, refusal: refused });
    expect(attempted.review).toBe(before);
  });

  test.each(OTHER_DECISIONS)('decide: %s', (_, body) => {
    const before = play(TWO, deciding({ command_id }));
    const attempted = attempt(before, deciding({ command_id, ...body }));
    expect(attempted.result).toEqual({ ok: false, refusal: refused });
    expect(attempted.review).toBe(before);
  });

  test.each<readonly [string, Move, Move]>([
    [
      'another reviewable_value appended',
      appending({ command_id, reviewable_value: { a: 1 } }),
      appending({ command_id, reviewable_value: { a: 2 } }),
    ],
    [
      'another edit',
      deciding({ command_id, edited_output: { a: 1 } }),
      deciding({ command_id, edited_output: { a: 2 } }),
    ],
    [
      'another edit in its own shape',
      deciding({ command_id, reviewable_value: { a: 1 } }),
      deciding({ command_id, reviewable_value: { a: 2 } }),
    ],
    [
      'the same edit under another version',
      deciding({ command_id, edited_output: {}, on_seq: 0 }),
      deciding({ command_id, edited_output: {}, on_seq: 1 }),
    ],
    [
      'another on_seq with the same effective_seq',
      deciding({ command_id, on_seq: 0, effective_seq: 1 }),
      deciding({ command_id, on_seq: 1, effective_seq: 1 }),
    ],
    [
      'a rejection of another version',
      rejecting({ command_id, on_seq: 0 }),
      rejecting({ command_id }),
    ],
    [
      'a rejection for another reason',
      rejecting({ command_id }),
      rejecting({ command_id, reason: 'X' }),
    ],
    [
      'a rejection after an approval',
      deciding({ command_id, reason: 'X' }),
      rejecting({ command_id, reason: 'X' }),
    ],
  ])('%s', (_, first, second) => {
    expect(refusalOf(play(TWO, first), second)).toEqual(refused);
  });

  test('append and decide share the ids of a review', () => {
    const appended = play(TWO, append({ command_id }));
    expect(refusalOf(appended, deciding({ command_id }))).toEqual(refused);
    const decided = play(TWO, rejecting({ command_id }));
    expect(refusalOf(decided, append({ command_id }))).toEqual(refused);
  });
});

describe('IDM-5: a command_id is used up by success alone', () => {
  const tries: readonly (readonly [string, Move])[] = [
    ['stale', append({ command_id, version_stamp: 0 })],
    ['invalid in shape', append({ command_id, reviewable_value: {} })],
    ['invalid in state', append({ command_id, parent_seq: 9 })],
    ['a stale decision', deciding({ command_id, version_stamp: 0 })],
    ['an invalid decision', deciding({ command_id, on_seq: 9 })],
  ];

  test.each(tries)('not by a first try that was %s', (_, move) => {
    const failed = attempt(TWO, move);
    expect(failed.result.ok).toBe(false);
    expect(play(failed.review, append({ command_id, note: 'Now.' })).versions).toHaveLength(3);
  });

  test('not by a try on a decided review', () => {
    const failed = attempt(play(TWO, deciding()), append({ command_id }));
    expect(failed.result.ok).toBe(false);
    expect(play(failed.review, REOPENING, append({ command_id })).versions).toHaveLength(3);
  });

  test('not by another review', () => {
    play(TWO, append({ command_id }));
    expect(play(opened({ runId: 'run_2' }), append({ command_id })).versions).toHaveLength(2);
  });
});
