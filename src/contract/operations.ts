/** The three views of one review state, each with its own addresses and shapes. */
export type Surface = 'overlay' | 'resource' | 'agent';

/** One operation of the review API, as the mock routes it and the suite calls it. */
export interface Operation {
  readonly surface: Surface;
  readonly method: 'GET' | 'POST';
  /** The path with OpenAPI placeholders. */
  readonly path: string;
  /** The status of every reply that is not an error. */
  readonly successStatus: 200 | 201 | 202;
}

const REVIEWS = '/v1/workflows/reviews';
const OVERLAY = `${REVIEWS}/{run_id}/{block_id}`;
const RUN = '/v1/workflows/runs/{run_id}';

/**
 * The sixteen operations in the contract's order.
 *
 * Everything that must exist once per operation is a `Record<OperationId, …>`, so that an
 * operation without its row does not compile.
 *
 * Source: spec/openapi.yaml; test/contract/operations.test.ts holds the two together.
 */
export const OPERATIONS = {
  get_overlay: row('overlay', 'GET', OVERLAY),
  claim_review: row('overlay', 'POST', `${OVERLAY}/claim`),
  release_review: row('overlay', 'POST', `${OVERLAY}/release`),
  append_version: row('overlay', 'POST', `${OVERLAY}/versions`),
  submit_decision: row('overlay', 'POST', `${OVERLAY}/decision`),
  list_overlays: row('overlay', 'GET', REVIEWS),
  list_reviews: row('resource', 'GET', REVIEWS),
  get_review: row('resource', 'GET', `${REVIEWS}/{review_id}`),
  approve_review: row('resource', 'POST', `${REVIEWS}/{review_id}/approve`),
  reject_review: row('resource', 'POST', `${REVIEWS}/{review_id}/reject`),
  list_review_versions: row('resource', 'GET', `${REVIEWS}/versions`),
  create_review_version: { ...row('resource', 'POST', `${REVIEWS}/versions`), successStatus: 201 },
  get_review_version: row('resource', 'GET', `${REVIEWS}/versions/{version_id}`),
  get_agent_hil_review: row('agent', 'GET', `${RUN}/agent-hil-reviews/{block_id}`),
  submit_hil_decision: { ...row('agent', 'POST', `${RUN}/hil-decisions`), successStatus: 202 },
  get_hil_decision: row('agent', 'GET', `${RUN}/hil-decisions/{block_id}`),
} as const satisfies Record<string, Operation>;

/** The name of an operation: its `operationId` in the document. */
export type OperationId = keyof typeof OPERATIONS;

/** The operations' names in the contract's order. */
export const OPERATION_IDS = Object.keys(OPERATIONS) as readonly OperationId[];

function row(surface: Surface, method: Operation['method'], path: string): Operation {
  return { surface, method, path, successStatus: 200 };
}
