import { problem } from '../contract/problems.ts';
import type {
  ApproveReviewRequest,
  CreateReviewVersionRequest,
  RejectReviewRequest,
  ReviewStatus,
} from '../contract/wire.ts';
import type { ApproveCommand, RejectCommand } from '../domain/command.ts';
import { isOnResourceSurface, type Review } from '../domain/review.ts';
import {
  decisionResponseOf,
  workflowReviewVersionOf,
  workflowReviewVersionsOf,
} from '../views/resource.ts';
import type { Call, Handler } from './handler.ts';
import { listMetadataOf, pageOf, pageRequestOf, unknownCursor } from './page.ts';
import { problemOf } from './refusal-problem.ts';
import { ok, type Reply } from './reply.ts';

type ResourceOperation =
  | 'list_reviews'
  | 'get_review'
  | 'approve_review'
  | 'reject_review'
  | 'list_review_versions'
  | 'create_review_version'
  | 'get_review_version';

/** The statuses behind each `decision_status`. Source: LST-1. */
const STATUSES: Readonly<Record<string, readonly ReviewStatus[]>> = {
  pending: ['awaiting_review'],
  approved: ['approved'],
  rejected: ['rejected'],
  decided: ['approved', 'rejected'],
  all: ['awaiting_review', 'approved', 'rejected'],
};

/** The resource surface: it translates, the rules decide. Source: contract operations 7 to 13. */
export const RESOURCE_HANDLERS: Readonly<Record<ResourceOperation, Handler>> = {
  list_reviews: listReviews,
  get_review: async (call) => {
    const review = await findReview(call, call.params['review_id'] ?? '');
    return review
      ? ok(call.world.texts.workflowReview(review))
      : noReview(call.params['review_id'] ?? '');
  },
  approve_review: (call) => {
    const body = call.body as ApproveReviewRequest;
    return resolve(call, {
      kind: 'approve',
      versionId: body.version_id,
      acknowledgedIds: body.acknowledged_superseded_version_ids ?? [],
    });
  },
  reject_review: (call) => {
    const { version_id: versionId, reason } = call.body as RejectReviewRequest;
    return resolve(call, { kind: 'reject', versionId, reason });
  },
  list_review_versions: async (call) => {
    const reviewId = String(call.query['review_id']);
    const request = pageRequestOf(call);
    if ('kind' in request) return request;
    const review = await findReview(call, reviewId);
    if (review === undefined) return noReview(reviewId);
    const page = pageOf(workflowReviewVersionsOf(review), request);
    return page
      ? ok({ data: page.items, list_metadata: page.metadata })
      : unknownCursor(request.cursor, call);
  },
  create_review_version: createReviewVersion,
  get_review_version: async (call) => {
    const versionId = call.params['version_id'] ?? '';
    const review = await call.world.store.findByVersion(versionId);
    const version = review && workflowReviewVersionOf(review, versionId);
    return version
      ? ok(version)
      : problem('not_found', `No version found for version_id='${versionId}'`);
  },
};

async function listReviews(call: Call): Promise<Reply> {
  const { query, world } = call;
  const request = pageRequestOf(call);
  if ('kind' in request) return request;
  const { limit, cursor } = request;
  const text = (name: string) => query[name] as string | undefined;
  const page = await world.store.list({
    workflowId: text('workflow_id'),
    runId: text('run_id'),
    blockId: text('block_id'),
    stepId: text('step_id'),
    iterationKey: text('iteration_key'),
    statuses: STATUSES[text('decision_status') ?? 'pending'] ?? [],
    order: query['order'] === 'desc' ? 'desc' : 'asc',
    limit,
    cursor: cursor && { kind: cursor.kind, reviewId: cursor.id },
  });
  if (page === undefined) return unknownCursor(cursor, call);
  const data = page.reviews.map(world.texts.workflowReview);
  return ok(world.texts.page(data, { list_metadata: listMetadataOf(page.reviews, page) }));
}

async function createReviewVersion(call: Call): Promise<Reply> {
  const body = call.body as CreateReviewVersionRequest;
  const { review_id: reviewId } = body;
  const { after, result } = await call.world.command<'create_version'>(
    { kind: 'review', reviewId },
    {
      kind: 'create_version',
      parentId: body.parent_id,
      snapshot: body.snapshot,
      note: body.note ?? null,
      acknowledgedIds: body.acknowledged_superseded_version_ids ?? [],
    },
    call.actor,
  );
  if (!result.ok) return problemOf(result.refusal, subjectOf(reviewId));
  const version = after && workflowReviewVersionOf(after, result.value.versionId);
  return version ? { status: 201, body: version } : noReview(reviewId);
}

async function resolve(call: Call, command: ApproveCommand | RejectCommand): Promise<Reply> {
  const reviewId = call.params['review_id'] ?? '';
  const { after, result } = await call.world.command<'approve' | 'reject'>(
    { kind: 'review', reviewId },
    command,
    call.actor,
  );
  if (!result.ok) return problemOf(result.refusal, subjectOf(reviewId));
  return after ? ok(decisionResponseOf(after, result.value)) : noReview(reviewId);
}

async function findReview(call: Call, reviewId: string): Promise<Review | undefined> {
  const review = await call.world.store.find({ kind: 'review', reviewId });
  return review && isOnResourceSurface(review) ? review : undefined;
}

function subjectOf(reviewId: string): string {
  return `review_id='${reviewId}'`;
}

function noReview(reviewId: string): Reply {
  return problemOf({ kind: 'no_review' }, subjectOf(reviewId));
}
