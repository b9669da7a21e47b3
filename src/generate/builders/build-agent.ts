import type { ProposedDecision } from '../../contract/wire.ts';
import type { AgentEvent, AgentState } from '../../domain/agent.ts';
import { dispatchOf, proposalFault } from '../../domain/proposal.ts';
import type { Review } from '../../domain/review.ts';
import { refuse, someHuman, startBuilding, type Building } from './build-review.ts';
import type { AgentOverrides } from './overrides.ts';

const AUTO_THRESHOLD = 0.85;
const TIMEOUT_SECONDS = 900;

/** A mode in which a proposal can lead to each status. Source: AGT-3. */
const MODES: Readonly<Record<AgentState['status'], AgentState['mode']>> = {
  queued: 'pre_review',
  running: 'pre_review',
  proposed: 'pre_review',
  submitted: 'review',
  escalated: 'auto',
  failed: 'pre_review',
  superseded_by_human: 'review',
};

/** Builds a review with an agent that is where it is wished to be. Errors: ImpossibleRequest. */
export function buildAgent(wish: AgentOverrides): Review {
  const { status = 'queued', created_at: createdAt } = wish;
  const mode = wish.mode ?? MODES[status];
  const autoThreshold = wish.auto_threshold ?? AUTO_THRESHOLD;
  const timeoutSeconds = wish.timeout_seconds ?? TIMEOUT_SECONDS;
  const overrides = {
    ...(wish.run_id === undefined ? {} : { workflow_run_id: wish.run_id }),
    ...(wish.block_id === undefined ? {} : { block_id: wish.block_id }),
    ...(wish.workflow_id === undefined ? {} : { workflow_id: wish.workflow_id }),
    ...(createdAt === undefined ? {} : { created_at: createdAt }),
  };
  const agent = { mode, autoThreshold, timeoutSeconds, script: [] };
  const building = startBuilding(overrides, { agent });
  drive(building, wish);
  return building.review();
}

function drive({ act, review }: Building, wish: AgentOverrides): void {
  // The agent takes no time, so that no time limit is too short for it.
  const happen = (event: AgentEvent) =>
    act(someHuman(), { kind: 'agent_event', event }, review().updated_at);
  switch (wish.status) {
    case undefined:
    case 'queued':
      return;
    case 'running':
      return happen({ kind: 'start' });
    case 'superseded_by_human': {
      const body = { version_stamp: review().rev, verdict: 'approved' } as const;
      return act(someHuman(), { kind: 'decide', body });
    }
    case 'failed':
      happen({ kind: 'start' });
      return happen({ kind: 'fail', reason: wish.failure_reason ?? 'The session ended.' });
    default: {
      happen({ kind: 'start' });
      const proposal = wish.proposed_decision ?? proposalFor(wish.status, review());
      refuseOther(wish.status, proposal, review());
      return happen({ kind: 'propose', proposal, fault: null });
    }
  }
}

function proposalFor(status: 'proposed' | 'submitted' | 'escalated', { agent }: Review) {
  const threshold = agent?.auto_threshold ?? AUTO_THRESHOLD;
  const confidence = status === 'escalated' ? threshold / 2 : 1;
  return {
    approved: true,
    confidence,
    evidence: [
      {
        field_path: 'total_amount',
        action: 'approved_unchanged',
        quote: 'Total due 505.00',
        source: { document_index: 0, page_number: 1 },
      },
    ],
  } satisfies ProposedDecision;
}

function refuseOther(status: string, proposal: ProposedDecision, { agent }: Review): void {
  const fault = proposalFault(proposal);
  if (fault !== undefined) refuse('proposed_decision', fault, 'AGT-6');
  const leadsTo = agent && dispatchOf(agent, proposal);
  if (leadsTo !== status) {
    refuse(`status ${status}`, `in mode ${agent?.mode} this proposal leads to ${leadsTo}`, 'AGT-3');
  }
}
