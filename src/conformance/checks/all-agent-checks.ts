import type { Check } from '../check.ts';
import { AGENT_DISPATCH_CHECKS } from './agent-dispatch-checks.ts';
import { AGENT_LIFE_CHECKS } from './agent-life-checks.ts';
import { AGENT_PROPOSAL_CHECKS } from './agent-proposal-checks.ts';
import { AGENT_SUBMISSION_CHECKS } from './agent-submission-checks.ts';
import { AGENT_SUPERSEDED_CHECKS } from './agent-superseded-checks.ts';
import { AGENT_TIMEOUT_CHECKS } from './agent-timeout-checks.ts';
import { HIL_CHECKS } from './hil-checks.ts';
import { HIL_REPEAT_CHECKS } from './hil-repeat-checks.ts';

/** The agent surface: agents and what they propose, decisions by run and block. */
export const AGENT_CHECKS: readonly Check[] = [
  ...AGENT_LIFE_CHECKS,
  ...AGENT_DISPATCH_CHECKS,
  ...AGENT_SUBMISSION_CHECKS,
  ...AGENT_PROPOSAL_CHECKS,
  ...AGENT_TIMEOUT_CHECKS,
  ...AGENT_SUPERSEDED_CHECKS,
  ...HIL_CHECKS,
  ...HIL_REPEAT_CHECKS,
];
