import { describe, expect, test } from 'vitest';
import { contentSha256 } from '../../src/contract/canonical-json.ts';
import type { ProposedDecision } from '../../src/contract/wire.ts';
import type { AgentPlan } from '../../src/domain/agent.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import { runOf } from '../../src/domain/run.ts';
import {
  agentOf,
  driving,
  planOf,
  proposal,
  PROPOSALS,
  settling,
  START,
  withAgent,
} from '../support/agents.ts';
import { afterNoon, appending, claiming, lastOf, OUTPUTS, play } from '../support/reviews.ts';

type Mode = AgentPlan['mode'];
type Kind = keyof typeof PROPOSALS;
type Status = 'proposed' | 'submitted' | 'escalated';

const THRESHOLD = planOf().autoThreshold;
const CONFIDENCES = [THRESHOLD - 0.001, THRESHOLD, THRESHOLD + 0.001, 0, 1];

const YES: Status = 'submitted';
const ASK: Status = 'escalated';
const PARK: Status = 'proposed';

/** The status after each proposal, with a confidence below, at and above the threshold, of 0, of 1. */
const TABLE: readonly (readonly [Mode, Kind, ...Status[]])[] = [
  ['pre_review', 'approve', PARK, PARK, PARK, PARK, PARK],
  ['pre_review', 'correct', PARK, PARK, PARK, PARK, PARK],
  ['pre_review', 'escalate', PARK, PARK, PARK, PARK, PARK],
  ['pre_review', 'reject', PARK, PARK, PARK, PARK, PARK],
  ['review', 'approve', YES, YES, YES, YES, YES],
  ['review', 'correct', YES, YES, YES, YES, YES],
  ['review', 'escalate', PARK, PARK, PARK, PARK, PARK],
  ['review', 'reject', YES, YES, YES, YES, YES],
  ['auto', 'approve', ASK, YES, YES, ASK, YES],
  ['auto', 'correct', ASK, YES, YES, ASK, YES],
  ['auto', 'escalate', ASK, ASK, ASK, ASK, ASK],
  ['auto', 'reject', ASK, YES, YES, ASK, YES],
];

const ROWS = TABLE.flatMap(([mode, kind, ...statuses]) =>
  statuses.map((status, index) => [mode, kind, CONFIDENCES[index] ?? 0, status] as const),
);

const PROPOSED_AT = afterNoon(20);

function started(mode: Mode) {
  return play(withAgent({ mode }), driving(START, { now: afterNoon(10) }));
}

describe('AGT-3: the dispatch table', () => {
  test.each(ROWS)('%s, %s with confidence %d: %s', (mode, kind, confidence, status) => {
    const proposed: ProposedDecision = { ...PROPOSALS[kind], confidence };
    const before = started(mode);
    const after = play(before, driving(proposal(proposed), { now: PROPOSED_AT }));
    expect(agentOf(after)).toEqual({
      ...agentOf(before),
      status,
      proposed_decision: proposed,
      submitted_hil_command_id:
        status === 'submitted' ? `agent_hil_review:${agentOf(before).id}` : null,
      updated_at: PROPOSED_AT,
    });
    expect(findBreaches(after)).toEqual([]);
    if (status === 'submitted') return;
    expect(after).toEqual({ ...before, agent: after.agent });
    expect(runOf('run_1', [after]).status).toBe('awaiting_review');
  });
});

const SUBMITTED = ROWS.filter(([, , , status]) => status === 'submitted');

describe('AGT-4: what was submitted is decided, in one write', () => {
  test.each(SUBMITTED)('%s, %s with confidence %d', (mode, kind, confidence) => {
    const before = play(started(mode), claiming());
    const proposed = { ...PROPOSALS[kind], confidence };
    const after = play(before, driving(proposal(proposed), { now: PROPOSED_AT }));
    const verdict = kind === 'reject' ? 'rejected' : 'approved';
    const seq = kind === 'correct' ? 1 : 0;
    const effective_seq = kind === 'reject' ? null : seq;
    const actor = { kind: 'agent', id: agentOf(before).id };
    expect(after).toMatchObject({
      status: verdict,
      rev: before.rev + 1,
      decided_at: PROPOSED_AT,
      updated_at: PROPOSED_AT,
      effective_seq,
      claim: null,
    });
    expect(after.decisions).toMatchObject([
      {
        verdict,
        decided_by: actor,
        decided_at: PROPOSED_AT,
        on_seq: seq,
        effective_seq,
        reason: kind === 'reject' ? 'The total is cut off.' : null,
      },
    ]);
    const entries = after.audit.slice(before.audit.length);
    const actions = kind === 'correct' ? ['version_added', 'decision_made'] : ['decision_made'];
    expect(entries.map((each) => each.action)).toEqual(actions);
    for (const entry of entries) {
      expect(entry).toMatchObject({
        actor,
        at: PROPOSED_AT,
        rev_observed: before.rev,
        rev_result: before.rev + 1,
      });
    }
  });

  test.each<[Kind, string, unknown]>([
    ['approve', 'completed', OUTPUTS.extract],
    ['correct', 'completed', PROPOSALS.correct.modified_data],
    ['reject', 'cancelled', null],
  ])('RUN-1: %s: the run is %s', (kind, status, resumed_with) => {
    const after = play(started('review'), driving(proposal(PROPOSALS[kind])));
    expect(runOf('run_1', [after])).toMatchObject({ status, blocks: [{ resumed_with }] });
  });

  test('a corrected payload is a version of the agent, on top of what was the head', () => {
    const before = play(started('review'), appending({ snapshot: { total: 1 } }));
    const after = play(before, driving(proposal(PROPOSALS.correct), { now: PROPOSED_AT }));
    expect(after.versions.slice(0, 2)).toEqual(before.versions);
    expect(after.versions.slice(2)).toMatchObject([
      {
        seq: 2,
        parent_seq: 1,
        origin: 'agent_edit',
        author: { kind: 'agent', id: agentOf(before).id },
        snapshot: PROPOSALS.correct.modified_data,
        note: null,
        created_at: PROPOSED_AT,
      },
    ]);
    expect(after.decisions).toMatchObject([{ on_seq: 2, effective_seq: 2 }]);
    expect(after.rev).toBe(before.rev + 1);
  });

  test('without corrections it is the head that is approved', () => {
    const before = play(started('review'), appending({ snapshot: { total: 1 } }));
    const after = play(before, driving(proposal(PROPOSALS.approve)));
    expect(after.decisions).toMatchObject([{ on_seq: 1, effective_seq: 1 }]);
    expect(after.versions).toEqual(before.versions);
  });

  test('an empty correction is one too', () => {
    const empty = { ...PROPOSALS.correct, modified_data: {} };
    const after = play(started('review'), driving(proposal(empty)));
    expect(lastOf(after.versions)).toMatchObject({ seq: 1, snapshot: {} });
    const none = { ...PROPOSALS.correct, modified_data: null };
    expect(play(started('review'), driving(proposal(none))).versions).toHaveLength(1);
  });

  test.each([
    ['the item that rejects', PROPOSALS.reject.evidence, 'The total is cut off.'],
    [
      'the first item where none rejects',
      [{ ...PROPOSALS.approve.evidence[0], reasoning_brief: 'Not an invoice.' }],
      'Not an invoice.',
    ],
    [
      'a sentence of its own where there is no word of it',
      PROPOSALS.approve.evidence,
      'Rejected by the review agent.',
    ],
    [
      'a sentence of its own for a blank one',
      [{ ...PROPOSALS.approve.evidence[0], reasoning_brief: ' ' }],
      'Rejected by the review agent.',
    ],
  ])('DEC-3: the reason of a rejection is %s', (_, evidence, reason) => {
    const proposed = { ...PROPOSALS.reject, evidence: [...evidence] };
    const after = play(started('review'), driving(proposal(proposed)));
    expect(after.decisions).toMatchObject([{ verdict: 'rejected', reason }]);
  });

  test('RES-7: while runs are held its decision waits like any other', () => {
    const held = play(
      started('review'),
      driving(proposal(PROPOSALS.approve), { areRunsHeld: true }),
    );
    expect(held.run_receipts).toMatchObject([{ applied_at: null }]);
    expect(runOf('run_1', [held]).status).toBe('awaiting_review');
  });

  test('IDM-1: its command is remembered under the id that it shows', () => {
    const after = play(started('review'), driving(proposal(PROPOSALS.correct)));
    expect(after.commands).toMatchObject([
      {
        command_id: agentOf(after).submitted_hil_command_id,
        operation: 'agent',
        body_sha256: contentSha256(PROPOSALS.correct),
        head_seq: 0,
        decision_id: lastOf(after.decisions).decision_id,
      },
    ]);
  });

  test('a decision by script is dated and signed like one by event', () => {
    const script = [
      { afterMs: 5000, event: START },
      { afterMs: 7000, event: proposal(PROPOSALS.correct) },
    ];
    const after = play(withAgent({ mode: 'review', script }), settling(afterNoon(50)));
    expect(after.decisions).toMatchObject([
      { decided_at: afterNoon(12), decided_by: { kind: 'agent', id: agentOf(after).id } },
    ]);
    expect(lastOf(after.versions).created_at).toBe(afterNoon(12));
    expect(findBreaches(after)).toEqual([]);
  });
});

type Change = Partial<ProposedDecision>;

describe('AGT-6: a proposal that is not valid makes the agent fail', () => {
  const { approve, correct, escalate, reject } = PROPOSALS;
  test.each<[string, ProposedDecision, Change, string]>([
    ['no verdict', approve, { approved: null }, 'approved must be null exactly when escalate'],
    ['a verdict and an escalation', escalate, { approved: true }, 'approved must be null exactly'],
    ['a rejection that escalates', escalate, { approved: false }, 'approved must be null exactly'],
    ['no reason to escalate', escalate, { escalation_reason: null }, 'escalation_reason'],
    ['a blank reason to escalate', escalate, { escalation_reason: ' \n' }, 'escalation_reason'],
    ['data in a rejection', reject, { modified_data: {} }, 'modified_data needs approved'],
    ['data in an escalation', escalate, { modified_data: {} }, 'modified_data needs approved'],
    ['a path without evidence', correct, { changed_paths: ['total', 'tax'] }, 'path tax has no'],
    ['a path of another item', correct, { changed_paths: ['total.net'] }, 'path total.net has no'],
  ])('%s', (_, valid, change, reason) => {
    const invalid = { ...valid, ...change };
    for (const mode of ['pre_review', 'review', 'auto'] as const) {
      const before = started(mode);
      const after = play(before, driving(proposal(invalid), { now: PROPOSED_AT }));
      expect(after).toEqual({ ...before, agent: after.agent });
      expect(agentOf(after)).toEqual({
        ...agentOf(before),
        status: 'failed',
        failure_reason: expect.stringContaining(reason),
        updated_at: PROPOSED_AT,
      });
      expect(findBreaches(after)).toEqual([]);
    }
  });

  test('one that is none at all says what it lacks', () => {
    const after = play(started('auto'), driving(proposal(null, 'confidence: Field required')));
    expect(agentOf(after)).toMatchObject({
      status: 'failed',
      proposed_decision: null,
      failure_reason: 'The proposal is not valid: confidence: Field required.',
    });
    expect(agentOf(play(started('auto'), driving(proposal(null)))).status).toBe('failed');
  });

  test.each<[string, ProposedDecision]>([
    ['no verdict at all beside an escalation', { ...escalate, approved: undefined as never }],
    ['a null where nothing was modified', { ...reject, modified_data: null }],
    ['evidence for more than was changed', { ...approve, changed_paths: [] }],
  ])('%s is valid', (_, valid) => {
    expect(agentOf(play(started('auto'), driving(proposal(valid)))).failure_reason).toBeNull();
  });
});
