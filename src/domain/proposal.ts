import type { ProposedDecision } from '../contract/wire.ts';
import type { AgentState } from './agent.ts';

/**
 * What is wrong with a proposal that has the right shape; undefined when nothing is.
 *
 * Source: AGT-6.
 */
export function proposalFault(proposal: ProposedDecision): string | undefined {
  const { approved = null, escalate = false, escalation_reason: reason } = proposal;
  if (escalate !== (approved === null)) return 'approved must be null exactly when escalate is set';
  if (escalate && (reason ?? '').trim() === '') return 'escalate needs an escalation_reason';
  if (proposal.modified_data && approved !== true) return 'modified_data needs approved';
  const grounded = new Set(proposal.evidence.map((item) => item.field_path));
  const bare = (proposal.changed_paths ?? []).find((path) => !grounded.has(path));
  return bare === undefined ? undefined : `the changed path ${bare} has no evidence item`;
}

/** Where a proposal leads. */
export type Dispatch = 'proposed' | 'submitted' | 'escalated';

/**
 * Where a valid proposal leads, by the agent's mode.
 *
 * Source: AGT-3.
 */
export function dispatchOf(agent: AgentState, proposal: ProposedDecision): Dispatch {
  const isEscalated = proposal.escalate === true;
  switch (agent.mode) {
    case 'pre_review':
      return 'proposed';
    case 'review':
      return isEscalated ? 'proposed' : 'submitted';
    case 'auto':
      return !isEscalated && proposal.confidence >= agent.auto_threshold
        ? 'submitted'
        : 'escalated';
  }
}
