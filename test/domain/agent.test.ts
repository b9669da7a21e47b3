import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { AgentEvent, AgentState, ScriptStep } from '../../src/domain/agent.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import type { Review } from '../../src/domain/review.ts';
import {
  agentOf,
  driving,
  FAIL,
  hilDeciding,
  proposal,
  PROPOSALS,
  settling,
  START,
  TIMEOUT,
  withAgent,
} from '../support/agents.ts';
import {
  afterNoon,
  appending,
  approvingById,
  attempt,
  claiming,
  creating,
  deciding,
  NOON,
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

type Status = AgentState['status'];

const QUEUED = withAgent();
const RUNNING = play(QUEUED, driving(START, { now: afterNoon(10) }));
const ESCALATED = play(RUNNING, driving(proposal(PROPOSALS.escalate)));

/** A review whose agent has each status. */
const AT: Readonly<Record<Status, Review>> = {
  queued: QUEUED,
  running: RUNNING,
  proposed: play(
    withAgent({ mode: 'pre_review' }),
    driving(START),
    driving(proposal(PROPOSALS.correct)),
  ),
  submitted: play(RUNNING, driving(proposal(PROPOSALS.approve))),
  escalated: ESCALATED,
  failed: play(RUNNING, driving(FAIL)),
  superseded_by_human: play(RUNNING, deciding()),
};
const STATUSES = Object.keys(AT) as Status[];

const PROPOSE = proposal(PROPOSALS.approve);
const EVENTS: readonly AgentEvent[] = [START, PROPOSE, FAIL, TIMEOUT];

/** The only moves there are. */
const NEXT: Partial<Record<`${Status} ${AgentEvent['kind']}`, Status>> = {
  'queued start': 'running',
  'queued fail': 'failed',
  'running propose': 'submitted',
  'running fail': 'failed',
  'running timeout': 'failed',
};

describe('AGT-2: an agent begins queued', () => {
  test('with the settings of its plan, and nothing done', () => {
    expect(agentOf(withAgent({ mode: 'review', autoThreshold: 0.5, timeoutSeconds: 30 }))).toEqual({
      id: 'agent-1',
      mode: 'review',
      status: 'queued',
      managed_agent_session_id: null,
      managed_agent_vault_id: null,
      proposed_decision: null,
      submitted_hil_command_id: null,
      failure_reason: null,
      auto_threshold: 0.5,
      timeout_seconds: 30,
      created_at: NOON,
      updated_at: NOON,
      started_at: null,
      script: [],
    });
    expect(opened().agent).toBeNull();
    expect(opened({ agent: null }).agent).toBeNull();
  });

  test('has a session from its start on, and no other after it', () => {
    expect(agentOf(RUNNING)).toEqual({
      ...agentOf(QUEUED),
      status: 'running',
      managed_agent_session_id: 'session-1',
      started_at: afterNoon(10),
      updated_at: afterNoon(10),
    });
    for (const status of ['submitted', 'escalated', 'failed', 'superseded_by_human'] as const) {
      expect(agentOf(AT[status]).managed_agent_session_id).toBe('session-1');
    }
  });
});

describe.each(STATUSES)('AGT-2: an agent that is %s', (status) => {
  test('is so, in a state that the rules can make', () => {
    expect(agentOf(AT[status]).status).toBe(status);
    expect(findBreaches(AT[status])).toEqual([]);
  });

  test.each(EVENTS)('meets $kind', (event) => {
    const before = AT[status];
    const move = driving(event, { now: afterNoon(20) });
    const next = NEXT[`${status} ${event.kind}`];
    const { review: after, result } = attempt(before, move);
    expect(result).toEqual(
      next === undefined
        ? { ok: false, refusal: { kind: 'agent_event_refused', event: event.kind, status } }
        : { ok: true, value: null },
    );
    expect(next === undefined ? after : before).toEqual(before);
    expect(agentOf(after).status).toBe(next ?? status);
    expect(agentOf(after)).toMatchObject({ auto_threshold: 0.85, timeout_seconds: 60 });
    expect(findBreaches(after)).toEqual([]);
  });
});

test.each(['proposed', 'submitted', 'escalated', 'failed', 'superseded_by_human'] as const)(
  'AGT-2: one that is %s stays so, however much time goes by',
  (status) => {
    expect(play(AT[status], settling(afterNoon(1_000_000)))).toBe(AT[status]);
  },
);

test('AGT-1: without an agent nothing can happen to it, and nothing is due', () => {
  const review = opened();
  expect(refusalOf(review, driving(START))).toEqual({ kind: 'no_agent' });
  expect(play(review, settling(afterNoon(9999)))).toBe(review);
});

describe('AGT-4: an agent that is done, or failed', () => {
  test('says why', () => {
    expect(agentOf(AT.failed)).toMatchObject({ failure_reason: 'The session was lost.' });
    const told = play(RUNNING, driving(TIMEOUT, { now: afterNoon(11) }));
    expect(agentOf(told)).toMatchObject({ failure_reason: 'No proposal within 60 seconds.' });
  });

  test('has failed at the very instant at which its time is up, not a millisecond before', () => {
    const almost = new Date(Date.parse(afterNoon(70)) - 1).toISOString();
    expect(play(RUNNING, settling(almost))).toBe(RUNNING);
    expect(agentOf(play(RUNNING, settling(afterNoon(70))))).toEqual({
      ...agentOf(RUNNING),
      status: 'failed',
      failure_reason: 'No proposal within 60 seconds.',
      updated_at: afterNoon(70),
    });
    expect(agentOf(play(RUNNING, settling(afterNoon(500)))).updated_at).toBe(afterNoon(70));
  });

  test('is too late for a proposal, which comes after its end', () => {
    const late = driving(PROPOSE, { now: afterNoon(70) });
    const { review, result } = attempt(RUNNING, late);
    expect(result).toMatchObject({ refusal: { kind: 'agent_event_refused', status: 'failed' } });
    expect(agentOf(review).failure_reason).toBe('No proposal within 60 seconds.');
  });

  test.each([FAIL, TIMEOUT, PROPOSE, proposal(null)])('has no more to do: $kind', (event) => {
    const script = [{ afterMs: 9000, event: START }];
    const after = play(withAgent({ script }), driving(START), driving(event));
    expect(agentOf(after).script).toEqual([]);
    expect(findBreaches(after)).toEqual([]);
  });

  test('has no time limit while it is queued', () => {
    expect(play(QUEUED, settling(afterNoon(9999)))).toBe(QUEUED);
  });
});

const MODEL_VERSION = versionIdOf(OUTPUTS.extract);
const HUMAN: readonly (readonly [string, Move])[] = [
  ['decision, approved', deciding()],
  ['decision, rejected', rejecting()],
  ['approve', approvingById(MODEL_VERSION)],
  ['reject', rejectingById(MODEL_VERSION)],
  ['hil-decisions, approved', hilDeciding()],
  ['hil-decisions, rejected', hilDeciding({ approved: false })],
];

describe.each(HUMAN)('AGT-5: a human decides: %s', (_, move) => {
  test.each(['queued', 'running'] as const)('one that is %s is superseded', (status) => {
    const script = [{ afterMs: 999_000, event: FAIL }];
    const queued = withAgent({ script });
    const before = status === 'queued' ? queued : play(queued, driving(START));
    const after = play(before, within({ now: afterNoon(30) }, move));
    expect(agentOf(after)).toEqual({
      ...agentOf(before),
      status: 'superseded_by_human',
      updated_at: afterNoon(30),
      script: [],
    });
    expect(after.decisions).toMatchObject([{ decided_by: { id: 'ann' } }]);
  });

  test.each(['proposed', 'escalated', 'failed'] as const)('one that is %s stays so', (status) => {
    const after = play(AT[status], within({ now: afterNoon(30) }, move));
    expect(after.agent).toBe(AT[status].agent);
    expect(after.status).not.toBe('awaiting_review');
  });
});

test('AGT-5: nothing but a decision concerns the agent, and a reopening does not revive it', () => {
  const touched = play(
    RUNNING,
    claiming(),
    appending({ snapshot: { total: 1 } }),
    creating(versionIdOf({ total: 1 }), { total: 2 }),
  );
  expect(touched.agent).toBe(RUNNING.agent);
  for (const status of ['submitted', 'superseded_by_human'] as const) {
    expect(play(AT[status], REOPENING).agent).toBe(AT[status].agent);
  }
});

// An agent's own times are not among those that the next act must not precede.
test('TIME-1: a clock that is set back does not take the agent back', () => {
  const after = play(RUNNING, driving(proposal(PROPOSALS.escalate), { now: afterNoon(5) }));
  expect(agentOf(after).updated_at).toBe(afterNoon(10));
});

const STEP: ScriptStep = { at: afterNoon(99), event: START };

describe('AGT-4: findBreaches finds a planted fault of the agent', () => {
  test.each<[string, Status, Partial<AgentState>, string]>([
    ['a start', 'queued', { started_at: NOON }, 'started_at'],
    ['no start', 'running', { started_at: null }, 'started_at'],
    ['no start', 'proposed', { started_at: null }, 'started_at'],
    ['no start', 'submitted', { started_at: null }, 'started_at'],
    ['no start', 'escalated', { started_at: null }, 'started_at'],
    ['a proposal', 'running', { proposed_decision: PROPOSALS.approve }, 'proposed_decision'],
    ['a proposal', 'failed', { proposed_decision: PROPOSALS.approve }, 'proposed_decision'],
    ['no proposal', 'proposed', { proposed_decision: null }, 'proposed_decision'],
    ['no proposal', 'submitted', { proposed_decision: null }, 'proposed_decision'],
    ['no proposal', 'escalated', { proposed_decision: null }, 'proposed_decision'],
    ['no command', 'submitted', { submitted_hil_command_id: null }, 'submitted_hil_command_id'],
    ['a command', 'escalated', { submitted_hil_command_id: 'x' }, 'submitted_hil_command_id'],
    ['no reason', 'failed', { failure_reason: null }, 'failure_reason'],
    ['a reason', 'superseded_by_human', { failure_reason: 'x' }, 'failure_reason'],
    ['something to do', 'failed', { script: [STEP] }, 'script'],
    ['something to do', 'proposed', { script: [STEP] }, 'script'],
  ])('%s, where it is %s', (_, status, change, member) => {
    const planted = { ...AT[status], agent: { ...agentOf(AT[status]), ...change } };
    expect(findBreaches(planted)).toContainEqual({
      path: ['agent', member],
      requirement: 'AGT-4',
      message: expect.any(String),
    });
  });

  test('and none in an agent that failed or was overtaken before it began', () => {
    expect(findBreaches(play(QUEUED, driving(FAIL)))).toEqual([]);
    expect(findBreaches(play(QUEUED, deciding()))).toEqual([]);
  });

  // Nothing compares the agent with the review's decisions; it goes on to decide a second time.
  test('AGT-5: an agent at work on a review that is decided', () => {
    const decided = play(RUNNING, deciding());
    expect(findBreaches({ ...decided, agent: RUNNING.agent })).not.toEqual([]);
  });

  // As above: it says that it submitted, and nobody decided.
  test('AGT-4: a submitted agent without its decision', () => {
    expect(findBreaches({ ...RUNNING, agent: AT.submitted.agent })).not.toEqual([]);
  });
});
