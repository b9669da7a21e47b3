import type { components } from './generated/review-api-types.ts';

type Schemas = components['schemas'];

/** The mock always writes every member, also where the document lets a server leave it out. */
type Complete<T> = { readonly [Key in keyof T]-?: T[Key] };

/** A free JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** Who acted: a model, an agent or a human, all in one shape. */
export type Actor = Complete<Schemas['Actor']>;
/** What makes a gate fire. */
export type Predicate = Schemas['ReviewPredicate'];
/** One immutable full snapshot of a block's output. */
export type Version = Complete<Schemas['OutputVersion']>;
/** A verdict on one version, as the overlay surface shows it. */
export type Decision = Complete<Schemas['ReviewDecision']>;
/** An advisory lease. */
export type Claim = Complete<Schemas['ReviewClaim']>;
/** One line of a review's audit. */
export type AuditEntry = Complete<Schemas['AuditEntry']>;
/** A review as the overlay surface shows it. */
export type ReviewOverlay = Complete<Schemas['ReviewOverlay']>;
/** A review in the overlay queue. */
export type OverlayQueueItem = Complete<Schemas['OverlayQueueItem']>;
/** A page of the overlay queue. */
export type OverlayQueue = Complete<Schemas['OverlayQueue']>;
/** A review as the resource surface shows it. */
export type WorkflowReview = Complete<Schemas['WorkflowReview']>;
/** A decision as the resource surface shows it. */
export type WorkflowReviewDecision = Complete<Schemas['Decision']>;
/** A version as the resource surface shows it. */
export type WorkflowReviewVersion = Complete<Schemas['WorkflowReviewVersion']>;
/** Where a page begins and ends. */
export type ListMetadata = Complete<Schemas['ListMetadata']>;
/** A page of reviews. */
export type WorkflowReviewList = Complete<Schemas['WorkflowReviewList']>;
/** A page of versions. */
export type WorkflowReviewVersionList = Complete<Schemas['WorkflowReviewVersionList']>;
/** The answer to an approval or rejection on the resource surface. */
export type WorkflowReviewDecisionResponse = Complete<Schemas['WorkflowReviewDecisionResponse']>;
/** The answer to a decision on the overlay surface. */
export type SubmitDecisionResponse = Complete<Schemas['SubmitDecisionResponse']>;

/** What an agent found, and would do. */
export type ProposedDecision = Schemas['ProposedDecision'];
/** An agent's attempt at a review. */
export type AgentHilReview = Complete<Schemas['AgentHilReview']>;
/** The answer to a decision on the agent surface. */
export type SubmitHILDecisionResponse = Complete<Schemas['SubmitHILDecisionResponse']>;
/** A block's decision, as the agent surface shows it. */
export type HILDecisionResource = Complete<Schemas['HILDecisionResource']>;

/** The types of blocks that can be gated. */
export type BlockType = ReviewOverlay['block_type'];
/** Where a review stands. */
export type ReviewStatus = ReviewOverlay['status'];
/** What a decision says. */
export type Verdict = Decision['verdict'];

/** What a caller sends to claim_review. */
export type ClaimRequest = Schemas['ClaimRequest'];
/** What a caller sends to release_review. */
export type ReleaseRequest = Schemas['ReleaseRequest'];
/** What a caller sends to append_version. */
export type AppendVersionRequest = Schemas['AppendVersionRequest'];
/** What a caller sends to submit_decision. */
export type SubmitDecisionRequest = Schemas['SubmitDecisionRequest'];
/** What a caller sends to create_review_version. */
export type CreateReviewVersionRequest = Schemas['CreateReviewVersionRequest'];
/** What a caller sends to approve_review. */
export type ApproveReviewRequest = Schemas['ApproveReviewRequest'];
/** What a caller sends to submit_hil_decision. */
export type SubmitHILDecisionRequest = Schemas['SubmitHILDecisionRequest'];
/** What a caller sends to reject_review. */
export type RejectReviewRequest = Schemas['RejectReviewRequest'];
