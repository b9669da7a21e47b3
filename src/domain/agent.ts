import { shiftInstant } from '../contract/instant.ts';
import type { AgentHilReview, ProposedDecision } from '../contract/wire.ts';
import type { Env } from './step.ts';

/** What can happen to an agent. Source: AGT-2. */
export type AgentEvent =
  | { readonly kind: 'start' }
  /** `fault` says why the proposal is not even one; then there is no proposal. */
  | {
      readonly kind: 'propose';
      readonly proposal: ProposedDecision | null;
      readonly fault: string | null;
    }
  | { readonly kind: 'fail'; readonly reason: string }
  | { readonly kind: 'timeout' };

/** An event that a scripted agent plays by itself. */
export interface ScriptStep {
  readonly at: string;
  readonly event: AgentEvent;
}

/**
 * An agent's attempt at a review: what the API shows, and what is still to come.
 *
 * Source: AGT-2, AGT-4; the members are those of AgentHilReview, less the review's own.
 */
export interface AgentState extends Omit<AgentHilReview, 'run_id' | 'block_id' | 'workflow_id'> {
  /** When it began running; its time limit counts from here. */
  readonly started_at: string | null;
  /** What it will do, in order of time. */
  readonly script: readonly ScriptStep[];
}

/** How an agent is to be spawned. */
export interface AgentPlan {
  readonly mode: AgentState['mode'];
  readonly autoThreshold: number;
  readonly timeoutSeconds: number;
  /** Each step's time is counted from the one before it. */
  readonly script: readonly { readonly afterMs: number; readonly event: AgentEvent }[];
}

/** Spawns an agent with its gate. Source: AGT-2. */
export function spawnAgent(plan: AgentPlan, { now, newId }: Env): AgentState {
  let at = now;
  const script = plan.script.map(({ afterMs, event }) => ({
    at: (at = shiftInstant(at, afterMs)),
    event,
  }));
  return {
    id: newId('agent'),
    mode: plan.mode,
    status: 'queued',
    managed_agent_session_id: null,
    managed_agent_vault_id: null,
    proposed_decision: null,
    submitted_hil_command_id: null,
    failure_reason: null,
    auto_threshold: plan.autoThreshold,
    timeout_seconds: plan.timeoutSeconds,
    created_at: now,
    updated_at: now,
    started_at: null,
    script,
  };
}

/** Whether nothing more can happen to it. Source: AGT-2. */
export function isTerminal({ status }: AgentState): boolean {
  return status !== 'queued' && status !== 'running';
}

/** What happens next by itself, and when; undefined for nothing. Source: AGT-4. */
export function nextStep(agent: AgentState): ScriptStep | undefined {
  if (isTerminal(agent)) return undefined;
  const [scripted] = agent.script;
  if (agent.started_at === null) return scripted;
  const at = shiftInstant(agent.started_at, agent.timeout_seconds * 1000);
  const timeout = { at, event: { kind: 'timeout' } } as const;
  return scripted === undefined || timeout.at <= scripted.at ? timeout : scripted;
}

/** The agent after somebody else decided: too late, unless it was done. Source: AGT-5. */
export function supersededAgent(agent: AgentState | null, at: string): AgentState | null {
  if (agent === null || isTerminal(agent)) return agent;
  return { ...agent, status: 'superseded_by_human', updated_at: at, script: [] };
}

/** Moves every instant of an agent. Units: milliseconds, may be negative. */
export function shiftAgent(agent: AgentState, deltaMs: number): AgentState {
  return {
    ...agent,
    created_at: shiftInstant(agent.created_at, deltaMs),
    updated_at: shiftInstant(agent.updated_at, deltaMs),
    started_at: agent.started_at && shiftInstant(agent.started_at, deltaMs),
    script: agent.script.map((step) => ({ ...step, at: shiftInstant(step.at, deltaMs) })),
  };
}
