import type { OperationId } from '../contract/operations.ts';

/** What a reply shows of one review. */
export interface Sighting {
  /** The review: `run:block`, or its id where no reply has told the block. */
  readonly review: string;
  /** The id by which the resource surface knows it, where it was shown too. */
  readonly reviewId?: string;
  readonly rev?: number;
  /** Until when it is claimed; null when it is not, undefined when the reply does not say. */
  readonly claimedUntil?: string | null;
  readonly isDecided?: boolean;
}

type Params = Readonly<Record<string, string>>;
type Finder = (body: unknown, params: Params) => readonly Sighting[];

const overlay: Finder = (body, { run_id: runId = '', block_id: blockId = '' }) =>
  isRecord(body) ? [overlaySighting(body, `${runId}:${blockId}`)] : [];

const resource: Finder = (body) => (isRecord(body) ? [resourceSighting(body)] : []);

const agent: Finder = (_body, { run_id: runId, block_id: blockId }) =>
  runId === undefined || blockId === undefined ? [] : [{ review: `${runId}:${blockId}` }];

const nothing: Finder = () => [];

/** Where each operation's success shows a review. Source: spec/openapi.yaml. */
const FINDERS: Readonly<Record<OperationId, Finder>> = {
  get_overlay: overlay,
  claim_review: overlay,
  release_review: overlay,
  append_version: overlay,
  submit_decision: (body, params) => overlay(memberOf(body, 'overlay'), params),
  list_overlays: (body) =>
    itemsOf(body).map((item) =>
      overlaySighting(item, `${String(item['workflow_run_id'])}:${String(item['block_id'])}`),
    ),
  list_reviews: (body) => itemsOf(body).map(resourceSighting),
  get_review: resource,
  approve_review: (body, params) => resource(memberOf(body, 'review'), params),
  reject_review: (body, params) => resource(memberOf(body, 'review'), params),
  list_review_versions: (body) =>
    itemsOf(body)
      .slice(0, 1)
      .map((item) => ({ review: String(item['review_id']) })),
  create_review_version: nothing,
  get_review_version: nothing,
  get_agent_hil_review: agent,
  submit_hil_decision: agent,
  get_hil_decision: agent,
};

/**
 * Finds the reviews that a successful reply shows.
 *
 * Shape: the operation, the parsed body, the ids in the path → what is shown, by review.
 */
export function sightingsIn(
  operation: OperationId,
  body: unknown,
  params: Params,
): readonly Sighting[] {
  return FINDERS[operation](body, params);
}

function overlaySighting(shown: Readonly<Record<string, unknown>>, review: string): Sighting {
  const { rev, claim, status } = shown;
  const until = isRecord(claim) ? claim['expires_at'] : undefined;
  return {
    review,
    ...(typeof rev === 'number' ? { rev } : {}),
    ...(claim === null ? { claimedUntil: null } : {}),
    ...(typeof until === 'string' ? { claimedUntil: until } : {}),
    ...(typeof status === 'string' ? { isDecided: status !== 'awaiting_review' } : {}),
  };
}

function resourceSighting(shown: Readonly<Record<string, unknown>>): Sighting {
  const { id, run_id: runId, block_id: blockId, iteration_key: iterationKey, decision } = shown;
  const reviewId = String(id);
  // The overlay surface addresses only those that are no iteration. Source: REV-1.
  const isAddressed = typeof runId === 'string' && typeof blockId === 'string' && !iterationKey;
  return {
    review: isAddressed ? `${runId}:${blockId}` : reviewId,
    reviewId,
    ...(decision === undefined ? {} : { isDecided: decision !== null }),
  };
}

function itemsOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const data = memberOf(body, 'data');
  return Array.isArray(data) ? data.filter(isRecord) : [];
}

function memberOf(body: unknown, name: string): unknown {
  return isRecord(body) ? body[name] : undefined;
}

/** A JSON object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
