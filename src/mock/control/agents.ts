import type { AgentEventRequest, GateRequest } from '../../contract/control-contract.ts';
import { fault, type FieldFault } from '../../contract/problems.ts';
import type { Check } from '../../contract/validators.ts';
import type { Actor, ProposedDecision } from '../../contract/wire.ts';
import type { AgentEvent, AgentPlan } from '../../domain/agent.ts';
import { agentHilReviewOf } from '../../views/agent.ts';
import { noAgent } from '../agent-handlers.ts';
import { blockAddressOf } from '../block-address.ts';
import { problemOf } from '../refusal-problem.ts';
import { ok, type Reply } from '../reply.ts';
import type { ControlCall } from './control-handler.ts';

/** What an agent is spawned with when the gate does not say. Source: S3's example. */
const DEFAULT_AUTO_THRESHOLD = 0.85;
const DEFAULT_TIMEOUT_SECONDS = 900;

/** The agent acts under its own name; this one only delivers the event. */
const DELIVERY: Actor = { kind: 'agent', id: 'control', display_name: 'Control interface' };

type AgentSettings = NonNullable<GateRequest['agent']>;

/** Reads how an agent is to be spawned. Source: spec/control.yaml AgentSettings. */
export function agentPlanOf(settings: AgentSettings, checkProposal: Check): AgentPlan {
  return {
    mode: settings.mode,
    autoThreshold: settings.auto_threshold ?? DEFAULT_AUTO_THRESHOLD,
    timeoutSeconds: settings.timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS,
    script: (settings.script ?? []).map((step) => ({
      afterMs: step.after_ms,
      event: eventOf(step, checkProposal),
    })),
  };
}

/** Drives an agent. Source: spec/control.yaml drive_agent; AGT-2 … AGT-6. */
export async function driveAgent({ params, body, world, schemas }: ControlCall): Promise<Reply> {
  const { run_id: runId = '', block_id: blockId = '' } = params;
  const event = eventOf(body as AgentEventRequest, schemas.ProposedDecision);
  const address = blockAddressOf(runId, blockId);
  const command = { kind: 'agent_event', event } as const;
  const { after, result } = await world.command<'agent_event'>(address, command, DELIVERY);
  if (result.ok)
    return after?.agent ? ok(agentHilReviewOf(after, after.agent)) : noAgent(runId, blockId);
  const { refusal } = result;
  const isAbsent = refusal.kind === 'no_review' || refusal.kind === 'no_agent';
  return isAbsent ? noAgent(runId, blockId) : problemOf(refusal, '');
}

/** A proposal that is none is the agent's fault, not the caller's. Source: AGT-4. */
function eventOf(request: AgentEventRequest, checkProposal: Check): AgentEvent {
  switch (request.event) {
    case 'start':
    case 'timeout':
      return { kind: request.event };
    case 'fail':
      return { kind: 'fail', reason: request.reason ?? 'The agent session failed.' };
    case 'propose': {
      const [first] = proposalFaults(request.proposal, checkProposal);
      return first === undefined
        ? {
            kind: 'propose',
            proposal: request.proposal as unknown as ProposedDecision,
            fault: null,
          }
        : {
            kind: 'propose',
            proposal: null,
            fault: `${first.loc.slice(1).join('.')}: ${first.msg}`,
          };
    }
  }
}

function proposalFaults(proposal: unknown, checkProposal: Check): readonly FieldFault[] {
  return proposal === undefined
    ? [fault(['body', 'proposal'], ['missing', 'Field required'])]
    : checkProposal(proposal);
}
