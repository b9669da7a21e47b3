import { contentSha256 } from '../contract/canonical-json.ts';
import type { Actor, ProposedDecision } from '../contract/wire.ts';
import { isTerminal, nextStep, type AgentEvent, type AgentState } from './agent.ts';
import type { AgentEventCommand } from './command.ts';
import { dispatchOf, proposalFault } from './proposal.ts';
import { rememberedWith } from './repeat.ts';
import { headSeq, instantOf, type Review } from './review.ts';
import { rule } from './rule.ts';
import { done, refused, type Env, type Step } from './step.ts';

/**
 * Lets something happen to the agent.
 *
 * Errors: `no_agent`; `agent_event_refused` when its status does not allow the event.
 * Source: AGT-2.
 */
export function agentEvent(review: Review, { event }: AgentEventCommand, env: Env): Step<null> {
  const { agent } = review;
  if (agent === null) return refused(review, { kind: 'no_agent' });
  if (!isAllowed(agent, event)) {
    const { status } = agent;
    return refused(review, { kind: 'agent_event_refused', event: event.kind, status });
  }
  return done(happen(review, agent, { event, env }), null);
}

/**
 * Lets the agent do everything that is due by now, each at its own time.
 *
 * Source: AGT-4.
 */
export function settleAgent(review: Review, env: Env): Step<null> {
  let settled = review;
  for (;;) {
    const { agent } = settled;
    const step = agent && nextStep(agent);
    if (!agent || !step || step.at > env.now) return done(settled, null);
    const remaining = { ...agent, script: agent.script.filter((each) => each !== step) };
    const isPossible = isAllowed(agent, step.event);
    // A script may say what cannot happen; then it does not.
    settled = isPossible
      ? happen(settled, remaining, { event: step.event, env: { ...env, now: step.at } })
      : { ...settled, agent: remaining };
  }
}

/** Source: AGT-2. */
function isAllowed(agent: AgentState, event: AgentEvent): boolean {
  switch (event.kind) {
    case 'start':
      return agent.status === 'queued';
    case 'propose':
    case 'timeout':
      return agent.status === 'running';
    case 'fail':
      return !isTerminal(agent);
  }
}

interface Happening {
  readonly event: AgentEvent;
  readonly env: Env;
}

function happen(review: Review, agent: AgentState, { event, env }: Happening): Review {
  const at = instantOf(review, env.now);
  const become = (change: Partial<AgentState>): Review => ({
    ...review,
    agent: { ...agent, ...change, updated_at: at },
  });
  switch (event.kind) {
    case 'start':
      return become({
        status: 'running',
        started_at: at,
        managed_agent_session_id: env.newId('session'),
      });
    case 'fail':
      return become({ status: 'failed', failure_reason: event.reason, script: [] });
    case 'timeout': {
      const reason = `No proposal within ${agent.timeout_seconds} seconds.`;
      return become({ status: 'failed', failure_reason: reason, script: [] });
    }
    case 'propose':
      return propose(review, { ...agent, updated_at: at, script: [] }, { event, env });
  }
}

type Proposing = Happening & { readonly event: Extract<AgentEvent, { kind: 'propose' }> };

function propose(review: Review, agent: AgentState, { event, env }: Proposing): Review {
  const { proposal } = event;
  const fault = event.fault ?? (proposal && proposalFault(proposal)) ?? undefined;
  if (fault !== undefined || proposal === null) {
    const reason = `The proposal is not valid: ${fault ?? 'there is none'}.`;
    return { ...review, agent: { ...agent, status: 'failed', failure_reason: reason } };
  }
  const status = dispatchOf(agent, proposal);
  const proposed = { ...agent, status, proposed_decision: proposal };
  return status === 'submitted'
    ? submit(review, proposed, { proposal, env })
    : { ...review, agent: proposed };
}

/**
 * Carries out the agent's decision: one write, the corrected version first.
 *
 * Source: AGT-4, REV-6, X-2.
 */
function submit(
  review: Review,
  agent: AgentState,
  { proposal, env }: { readonly proposal: ProposedDecision; readonly env: Env },
): Review {
  const { modified_data: snapshot } = proposal;
  const onSeq = headSeq(review);
  const commandId = `agent_hil_review:${agent.id}`;
  const submitted = { ...review, agent: { ...agent, submitted_hil_command_id: commandId } };
  return rule(
    submitted,
    { ...env, actor: actorOf(agent) },
    {
      verdict: proposal.approved === true ? 'approved' : 'rejected',
      edit: snapshot ? { snapshot, parentSeq: onSeq, origin: 'agent_edit', note: null } : null,
      onSeq,
      reason: rejectionReason(proposal),
      remember: (decisionId) =>
        rememberedWith(review, {
          command_id: commandId,
          operation: 'agent',
          body_sha256: contentSha256(proposal),
          decision_id: decisionId,
        }),
    },
  );
}

/** Who acts when an agent decides. Source: AGT-4. */
export function actorOf(agent: AgentState): Actor {
  return { kind: 'agent', id: agent.id, display_name: 'Review agent' };
}

/** A rejection needs a reason, and a proposal has no place for one but its evidence. */
function rejectionReason({ evidence }: ProposedDecision): string {
  const item = evidence.find((each) => each.action === 'rejected') ?? evidence[0];
  const brief = item?.reasoning_brief?.trim();
  return brief ? brief : 'Rejected by the review agent.';
}
