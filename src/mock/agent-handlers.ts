import { problem, type Problem } from '../contract/problems.ts';
import type { SubmitHILDecisionRequest } from '../contract/wire.ts';
import { agentHilReviewOf, hilDecisionOf } from '../views/agent.ts';
import { blockAddressOf } from './block-address.ts';
import type { Call, Handler } from './handler.ts';
import { problemOf } from './refusal-problem.ts';
import { ok, type Reply } from './reply.ts';

type AgentOperation = 'get_agent_hil_review' | 'submit_hil_decision' | 'get_hil_decision';

const NO_BLOCK = problem('not_found', 'HIL block not found in run');

/** The agent surface: it translates, the rules decide. Source: contract operations 14 to 16. */
export const AGENT_HANDLERS: Readonly<Record<AgentOperation, Handler>> = {
  get_agent_hil_review: async ({ params, world }) => {
    const { run_id: runId = '', block_id: blockId = '' } = params;
    const review = await world.store.find(blockAddressOf(runId, blockId));
    return review?.agent ? ok(agentHilReviewOf(review, review.agent)) : noAgent(runId, blockId);
  },
  submit_hil_decision: submitHilDecision,
  get_hil_decision: async ({ params, world }) => {
    const { run_id: runId = '', block_id: blockId = '' } = params;
    const review = await world.store.find(blockAddressOf(runId, blockId));
    return review ? ok(hilDecisionOf(review)) : NO_BLOCK;
  },
};

async function submitHilDecision({ params, body, world, actor }: Call): Promise<Reply> {
  const runId = params['run_id'] ?? '';
  const request = body as SubmitHILDecisionRequest;
  const { after, result } = await world.command<'hil_decide'>(
    blockAddressOf(runId, request.block_id),
    { kind: 'hil_decide', body: request },
    actor,
  );
  if (!result.ok && result.refusal.kind !== 'no_review') return problemOf(result.refusal, '');
  if (!result.ok || after === undefined) return NO_BLOCK;
  const decision = hilDecisionOf(after);
  const submissionStatus = result.value.submissionStatus;
  return { status: 202, body: { submission_status: submissionStatus, decision } };
}

/** There is no agent review there. Source: AGT-1. */
export function noAgent(runId: string, blockId: string): Problem {
  return problem('not_found', `No agent review found for run_id='${runId}' block_id='${blockId}'`);
}
