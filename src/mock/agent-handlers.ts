import { problem } from '../contract/problems.ts';
import type { Handler } from './handler.ts';

type AgentOperation = 'get_agent_hil_review' | 'submit_hil_decision' | 'get_hil_decision';

const notYet: Handler = async () =>
  problem('not_implemented', 'The mock does not serve the agent surface yet.');

/** The agent surface. Source: contract operations 14 to 16. */
export const AGENT_HANDLERS: Readonly<Record<AgentOperation, Handler>> = {
  get_agent_hil_review: notYet,
  submit_hil_decision: notYet,
  get_hil_decision: notYet,
};
