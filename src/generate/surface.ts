import type { StateDocument } from '../contract/control-contract.ts';
import { invariant } from '../contract/invariant.ts';
import type { AgentHilReview, ReviewOverlay, WorkflowReview } from '../contract/wire.ts';
import type { Review } from '../domain/review.ts';
import { agentHilReviewOf } from '../views/agent.ts';
import { overlayOf } from '../views/overlay.ts';
import { workflowReviewOf } from '../views/resource.ts';

/** What can be shown of a review, and the state that all of it is drawn from. */
export const SURFACES = ['overlay', 'resource', 'agent', 'state'] as const;

/** One of them. */
export type Surface = (typeof SURFACES)[number];

/** What one review is on each surface. */
export interface SurfaceItems {
  readonly overlay: ReviewOverlay;
  readonly resource: WorkflowReview;
  readonly agent: AgentHilReview;
  readonly state: StateDocument['reviews'][number];
}

/** Shows a review on a surface, as read at an instant. */
export function itemOf<Name extends Surface>(
  surface: Name,
  review: Review,
  now: string,
): SurfaceItems[Name] {
  const show: { readonly [Each in Surface]: () => SurfaceItems[Each] } = {
    overlay: () => overlayOf(review, now),
    resource: () => workflowReviewOf(review),
    agent: () => {
      invariant(review.agent, 'a review without an agent on the agent surface');
      return agentHilReviewOf(review, review.agent);
    },
    state: () => review as SurfaceItems['state'],
  };
  return show[surface]();
}
