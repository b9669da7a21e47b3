import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { SubmitHILDecisionRequest } from '../../src/contract/wire.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import { hilDecisionOf } from '../../src/views/agent.ts';
import {
  agentOf,
  driving,
  hilDeciding,
  proposal,
  PROPOSALS,
  START,
  withAgent,
} from '../support/agents.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  approvingById,
  attempt,
  BOB,
  claiming,
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

const FRESH = opened();
const DATA = { total: 325 };
const APPROVED = play(FRESH, hilDeciding());
const EDITED = play(FRESH, hilDeciding({ modified_data: DATA }));
const REJECTED = play(FRESH, hilDeciding({ approved: false }));

function outcome(review: typeof FRESH, move: Move) {
  const { review: after, result } = attempt(review, move);
  return { after, status: result.ok ? result.value : result.refusal.kind };
}

describe('HIL-1: a fresh decision', () => {
  test('approves the head, whatever its rev, in one write', () => {
    const before = play(FRESH, claiming(), appending({ snapshot: { total: 1 } }));
    const { after, status } = outcome(before, hilDeciding({}, { now: afterNoon(9), actor: BOB }));
    expect(status).toEqual({ submissionStatus: 'accepted' });
    expect(after).toMatchObject({
      status: 'approved',
      rev: before.rev + 1,
      effective_seq: 1,
      claim: null,
      decided_at: afterNoon(9),
      commands: [],
    });
    expect(after.versions).toEqual(before.versions);
    expect(after.decisions).toMatchObject([
      { verdict: 'approved', decided_by: BOB, on_seq: 1, effective_seq: 1, reason: null },
    ]);
    expect(lastOf(after.audit)).toMatchObject({ action: 'decision_made', actor: BOB });
    expect(findBreaches(after)).toEqual([]);
  });

  test('with modified_data appends a human_edit and approves it, in one write', () => {
    const before = play(FRESH, appending({ snapshot: { total: 1 } }));
    const after = play(before, hilDeciding({ modified_data: DATA }, { actor: BOB }));
    expect(lastOf(after.versions)).toMatchObject({
      seq: 2,
      parent_seq: 1,
      origin: 'human_edit',
      author: BOB,
      snapshot: DATA,
      note: null,
    });
    expect(after.decisions).toMatchObject([{ on_seq: 2, effective_seq: 2 }]);
    expect(after.rev).toBe(before.rev + 1);
    const entries = after.audit.slice(before.audit.length);
    expect(entries.map((each) => [each.action, each.rev_result])).toEqual([
      ['version_added', after.rev],
      ['decision_made', after.rev],
    ]);
    expect(findBreaches(after)).toEqual([]);
  });

  test('takes empty data for data, null for none', () => {
    expect(play(FRESH, hilDeciding({ modified_data: {} })).versions).toHaveLength(2);
    expect(play(FRESH, hilDeciding({ modified_data: null })).versions).toHaveLength(1);
  });

  test('rejects with a reason of its own', () => {
    expect(REJECTED.status).toBe('rejected');
    expect(REJECTED.decisions).toMatchObject([
      { on_seq: 0, effective_seq: null, reason: 'Rejected through hil-decisions.' },
    ]);
    expect(findBreaches(REJECTED)).toEqual([]);
  });

  test('cannot reject with data', () => {
    const move = hilDeciding({ approved: false, modified_data: DATA });
    expect(faultPlaces(FRESH, move)).toEqual(['body.modified_data']);
    expect(faultPlaces(FRESH, hilDeciding({ approved: false, modified_data: {} }))).toHaveLength(1);
    expect(play(FRESH, hilDeciding({ approved: false, modified_data: null })).status).toBe(
      'rejected',
    );
  });
});

const MODEL_VERSION = versionIdOf(OUTPUTS.extract);

describe('HIL-1: the same decision again, whoever made it first and wherever', () => {
  test.each<[string, Move, Partial<SubmitHILDecisionRequest>]>([
    ['hil, approved', hilDeciding(), {}],
    ['hil, approved; null data', hilDeciding(), { modified_data: null }],
    ['hil, approved; its data', hilDeciding(), { modified_data: { ...OUTPUTS.extract } }],
    ['hil, edited; its data', hilDeciding({ modified_data: DATA }), { modified_data: DATA }],
    [
      'hil, edited; its data with another order and 1.0',
      hilDeciding({ modified_data: { a: 1, b: [2] } }),
      { modified_data: { b: [2.0], a: 1.0 } },
    ],
    ['hil, edited; no data', hilDeciding({ modified_data: DATA }), {}],
    ['hil, rejected', hilDeciding({ approved: false }), { approved: false }],
    ['decision, approved', deciding(), {}],
    ['decision, edited', deciding({ edited_output: DATA }), { modified_data: DATA }],
    ['decision, rejected', rejecting(), { approved: false }],
    ['approve', approvingById(MODEL_VERSION), {}],
    ['reject', rejectingById(MODEL_VERSION), { approved: false }],
  ])('%s', (_, first, again) => {
    for (const areRunsHeld of [true, false]) {
      const before = play(FRESH, within({ areRunsHeld }, first));
      const { after, status } = outcome(before, hilDeciding(again, { actor: BOB, areRunsHeld }));
      const submissionStatus = areRunsHeld ? 'already_received' : 'already_applied';
      expect(status).toEqual({ submissionStatus });
      expect(after).toBe(before);
    }
  });

  test('made by an agent', () => {
    const before = play(
      withAgent({ mode: 'review' }),
      driving(START),
      driving(proposal(PROPOSALS.correct)),
    );
    expect(agentOf(before).status).toBe('submitted');
    const { modified_data } = PROPOSALS.correct;
    const { after, status } = outcome(before, hilDeciding({ modified_data }));
    expect(status).toEqual({ submissionStatus: 'already_applied' });
    expect(after).toBe(before);
  });

  test('goes by the version that is effective, which need not be the head', () => {
    const before = play(FRESH, appending({ snapshot: DATA }), deciding({ effective_seq: 0 }));
    const own = outcome(before, hilDeciding({ modified_data: { ...OUTPUTS.extract } }));
    expect(own.status).toEqual({ submissionStatus: 'already_applied' });
    expect(outcome(before, hilDeciding({ modified_data: DATA })).status).toBe('decision_conflict');
  });

  test('is received until the run took it up', () => {
    const held = play(FRESH, hilDeciding({}, { areRunsHeld: true }));
    expect(outcome(play(held, APPLYING), hilDeciding()).status).toEqual({
      submissionStatus: 'already_applied',
    });
  });

  test.each<[string, Move, Partial<SubmitHILDecisionRequest>]>([
    ['approved, then rejected', hilDeciding(), { approved: false }],
    ['rejected, then approved', hilDeciding({ approved: false }), {}],
    ['rejected elsewhere, then approved', rejecting(), {}],
    ['approved elsewhere, then rejected', approvingById(MODEL_VERSION), { approved: false }],
    ['approved, then with data', hilDeciding(), { modified_data: DATA }],
    ['approved, then with empty data', hilDeciding(), { modified_data: {} }],
    ['edited, then otherwise', hilDeciding({ modified_data: DATA }), { modified_data: {} }],
    [
      'edited, then with the data of the model',
      hilDeciding({ modified_data: DATA }),
      { modified_data: { ...OUTPUTS.extract } },
    ],
    ['rejected, then approved with its data', rejecting(), { modified_data: OUTPUTS.extract }],
  ])('another decision is refused: %s', (_, first, other) => {
    const before = play(FRESH, first);
    const { after, status } = outcome(before, hilDeciding(other));
    expect(status).toBe('decision_conflict');
    expect(after).toBe(before);
  });
});

describe('IDM-1: a command_id', () => {
  const NAMED = { command_id: 'cmd-1', modified_data: DATA };

  test('answers as a repeat after a reopening, and changes nothing', () => {
    const before = play(FRESH, hilDeciding(NAMED), REOPENING);
    const { after, status } = outcome(before, hilDeciding(NAMED));
    expect(status).toEqual({ submissionStatus: 'already_applied' });
    expect(after).toBe(before);
    const unnamed = outcome(before, hilDeciding({ modified_data: DATA }));
    expect(unnamed.status).toEqual({ submissionStatus: 'accepted' });
    expect(unnamed.after.decisions[1]?.supersedes_decision_id).toBe(
      before.decisions[0]?.decision_id,
    );
  });

  test('is received while the run waits for its decision', () => {
    const before = play(FRESH, hilDeciding(NAMED, { areRunsHeld: true }));
    expect(outcome(before, hilDeciding(NAMED)).status).toEqual({
      submissionStatus: 'already_received',
    });
  });

  test.each<[string, Move, Move]>([
    ['another verdict', hilDeciding(NAMED), hilDeciding({ command_id: 'cmd-1', approved: false })],
    ['no data', hilDeciding(NAMED), hilDeciding({ command_id: 'cmd-1' })],
    ['other data', hilDeciding(NAMED), hilDeciding({ ...NAMED, modified_data: {} })],
    [
      'a decision on the overlay',
      hilDeciding(NAMED),
      deciding({ command_id: 'cmd-1', edited_output: DATA }),
    ],
    ['an append', hilDeciding(NAMED), appending({ command_id: 'cmd-1', snapshot: DATA })],
    ['what was an append', appending({ command_id: 'cmd-1', snapshot: DATA }), hilDeciding(NAMED)],
    ['what was a rejection', rejecting({ command_id: 'cmd-1' }), hilDeciding(NAMED)],
  ])('IDM-3: is refused for %s', (_, first, second) => {
    const played = play(FRESH, first);
    const before = played.status === 'awaiting_review' ? played : play(played, REOPENING);
    expect(refusalOf(before, second)).toEqual({ kind: 'command_reused', commandId: 'cmd-1' });
    expect(attempt(before, second).review).toBe(before);
  });

  test('left out and null are the same, and other ids are others', () => {
    const before = play(FRESH, hilDeciding({ command_id: 'cmd-1', modified_data: null }));
    expect(outcome(before, hilDeciding({ command_id: 'cmd-1' })).status).toEqual({
      submissionStatus: 'already_applied',
    });
    expect(before.commands).toMatchObject([
      {
        command_id: 'cmd-1',
        operation: 'hil_decide',
        head_seq: 0,
        decision_id: lastOf(before.decisions).decision_id,
      },
    ]);
    expect(play(FRESH, hilDeciding({ command_id: null })).commands).toEqual([]);
    expect(play(before, hilDeciding({ command_id: 'cmd-2' })).commands).toEqual(before.commands);
  });

  test('IDM-5: one that was refused is not used up', () => {
    const before = attempt(APPROVED, hilDeciding({ command_id: 'cmd-1', approved: false })).review;
    expect(play(before, REOPENING, hilDeciding({ ...NAMED, approved: true })).status).toBe(
      'approved',
    );
  });

  test('keeps those that were there', () => {
    const before = play(FRESH, appending({ command_id: 'cmd-0', snapshot: DATA }));
    const ids = play(before, hilDeciding(NAMED)).commands.map((each) => each.command_id);
    expect(ids).toEqual(['cmd-0', 'cmd-1']);
  });
});

describe('HIL-1: the hash of a payload', () => {
  test('is equal for equal decisions, on any surface, and differs for others', () => {
    const hashOf = (review: typeof FRESH) => hilDecisionOf(review).payload_hash;
    expect(hashOf(play(FRESH, deciding()))).toBe(hashOf(APPROVED));
    expect(hashOf(play(FRESH, deciding({ edited_output: DATA })))).toBe(hashOf(EDITED));
    expect(hashOf(play(FRESH, rejecting()))).toBe(hashOf(REJECTED));
    expect(new Set([APPROVED, EDITED, REJECTED].map(hashOf)).size).toBe(3);
  });
});
