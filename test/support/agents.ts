import type { ProposedDecision, SubmitHILDecisionRequest } from '../../src/contract/wire.ts';
import type { AgentEvent, AgentPlan, AgentState } from '../../src/domain/agent.ts';
import type { Review } from '../../src/domain/review.ts';
import { opened, type EnvSettings, type Move } from './reviews.ts';

const SOURCE = { document_index: 0, page_number: 1 };

/** What an agent can propose, each of them valid. */
export const PROPOSALS = {
  approve: {
    approved: true,
    confidence: 0.9,
    evidence: [
      { field_path: 'total', action: 'approved_unchanged', quote: 'Total 505', source: SOURCE },
    ],
  },
  correct: {
    approved: true,
    confidence: 0.9,
    modified_data: { total: 325, vendor: 'Acme' },
    changed_paths: ['total'],
    evidence: [{ field_path: 'total', action: 'modified', quote: 'Total 325', source: SOURCE }],
  },
  escalate: {
    approved: null,
    confidence: 0.9,
    escalate: true,
    escalation_reason: 'Two totals are printed.',
    evidence: [{ field_path: 'total', action: 'rejected', quote: 'Total 325', source: SOURCE }],
  },
  reject: {
    approved: false,
    confidence: 0.9,
    evidence: [
      { field_path: 'vendor', action: 'modified', quote: 'Acme', source: SOURCE },
      {
        field_path: 'total',
        action: 'rejected',
        quote: 'Total 5',
        source: SOURCE,
        reasoning_brief: ' The total is cut off. ',
      },
    ],
  },
} as const satisfies Record<string, ProposedDecision>;

/** How an agent is spawned unless a test says otherwise: sure from 0.85 on, a minute of time. */
export function planOf(change: Partial<AgentPlan> = {}): AgentPlan {
  return { mode: 'auto', autoThreshold: 0.85, timeoutSeconds: 60, script: [], ...change };
}

/** A review that was just opened, at noon, with an agent. */
export function withAgent(change: Partial<AgentPlan> = {}): Review {
  return opened({ agent: planOf(change) });
}

/** The agent of a review that has one. */
export function agentOf({ agent }: Review): AgentState {
  if (agent === null) throw new Error('The review has no agent.');
  return agent;
}

/** Something happens to the agent. */
export function driving(event: AgentEvent, settings: EnvSettings = {}): Move {
  return { commandFor: () => ({ kind: 'agent_event', event }), settings };
}

export const START: AgentEvent = { kind: 'start' };
export const TIMEOUT: AgentEvent = { kind: 'timeout' };
export const FAIL: AgentEvent = { kind: 'fail', reason: 'The session was lost.' };

export function proposal(proposed: ProposedDecision | null, fault: string | null = null) {
  return { kind: 'propose', proposal: proposed, fault } as const satisfies AgentEvent;
}

/** Lets the agent do what is due at that time. */
export function settling(now: string): Move {
  return { commandFor: () => ({ kind: 'agent_settle' }), settings: { now } };
}

/** Decides on the agent surface; approves unless told otherwise. */
export function hilDeciding(
  body: Partial<SubmitHILDecisionRequest> = {},
  settings: EnvSettings = {},
): Move {
  const whole = { block_id: 'block_1', approved: true, ...body };
  return { commandFor: () => ({ kind: 'hil_decide', body: whole }), settings };
}
