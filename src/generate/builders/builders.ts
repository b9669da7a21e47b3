import type { AgentHilReview, ReviewOverlay, WorkflowReview } from '../../contract/wire.ts';
import { invariant } from '../../contract/invariant.ts';
import type { Review } from '../../domain/review.ts';
import { agentHilReviewOf } from '../../views/agent.ts';
import { overlayOf } from '../../views/overlay.ts';
import { workflowReviewOf } from '../../views/resource.ts';
import { compileFixtureSchemas, createFixtureCheck } from '../check/check-fixtures.ts';
import { ImpossibleRequest } from '../impossible-request.ts';
import { once } from '../once.ts';
import { buildAgent } from './build-agent.ts';
import { buildReview, refuse } from './build-review.ts';
import type { AgentOverrides, OverlayOverrides } from './overrides.ts';

/** What a review of the resource surface is to be like. */
export type ReviewOverrides = OverlayOverrides & {
  readonly block_type?: WorkflowReview['block_type'];
  readonly iteration_key?: string | null;
  readonly parent_step_id?: string | null;
};

/**
 * Builds an overlay for a test: what is not given is believable, and what is given is reached by
 * commands. The same overrides build the same overlay; give runs names to tell them apart.
 *
 * Errors: ImpossibleRequest when no sequence of commands leads there.
 * Source: operation get_overlay; the requirement in the message.
 */
export function overlay(overrides: OverlayOverrides = {}): ReviewOverlay {
  const review = buildReview(overrides);
  return checked('overlay', overlayOf(review, review.updated_at));
}

/**
 * Builds a review of the resource surface for a test.
 *
 * Errors: ImpossibleRequest, as with `overlay`.
 * Source: operation get_review; RES-1, LST-5.
 */
export function workflowReview(overrides: ReviewOverrides = {}): WorkflowReview {
  const { iteration_key: iterationKey = null, parent_step_id: parentStepId = null } = overrides;
  const blockType: string | undefined = overrides.block_type;
  if (blockType === 'conditional')
    refuse('block_type', 'it is not on the resource surface', 'LST-5');
  const review = buildReview(overrides, { iterationKey, parentStepId });
  return checked('resource', workflowReviewOf(review));
}

/**
 * Builds an agent's attempt for a test.
 *
 * Errors: ImpossibleRequest when no sequence of events leads there.
 * Source: operation get_agent_hil_review; AGT-2 … AGT-6.
 */
export function agentHilReview(overrides: AgentOverrides = {}): AgentHilReview {
  const review: Review = buildAgent(overrides);
  invariant(review.agent, 'a builder lost its agent');
  return checked('agent', agentHilReviewOf(review, review.agent));
}

const schemas = once(compileFixtureSchemas);

/** What was given may not even be of the right shape: tests are not all typed. */
function checked<T>(surface: 'overlay' | 'resource' | 'agent', built: T): T {
  const [fault] = createFixtureCheck(surface, schemas()).faultsOf(built, surface);
  if (fault === undefined) return built;
  const place = fault.path.join('.');
  throw new ImpossibleRequest(`${place} cannot be: ${fault.message} (${fault.requirement}).`);
}
