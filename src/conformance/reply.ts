import type { OperationId } from '../contract/operations.ts';
import type {
  ReviewOverlay,
  WorkflowReview,
  WorkflowReviewDecisionResponse,
} from '../contract/wire.ts';
import { declaredPart, declaredShapeOf, type DeclaredShape } from './declared-shape.ts';
import type { Exchange } from './exchange.ts';
import { Inconclusive } from './rig.ts';

/** The schema of each operation's success. Source: spec/openapi.yaml. */
export const SUCCESS_SCHEMAS: Readonly<Record<OperationId, string>> = {
  get_overlay: 'ReviewOverlay',
  claim_review: 'ReviewOverlay',
  release_review: 'ReviewOverlay',
  append_version: 'ReviewOverlay',
  submit_decision: 'SubmitDecisionResponse',
  list_overlays: 'OverlayQueue',
  list_reviews: 'WorkflowReviewList',
  get_review: 'WorkflowReview',
  approve_review: 'WorkflowReviewDecisionResponse',
  reject_review: 'WorkflowReviewDecisionResponse',
  list_review_versions: 'WorkflowReviewVersionList',
  create_review_version: 'WorkflowReviewVersion',
  get_review_version: 'WorkflowReviewVersion',
  get_agent_hil_review: 'AgentHilReview',
  submit_hil_decision: 'SubmitHILDecisionResponse',
  get_hil_decision: 'HILDecisionResource',
};

const SUCCESS_SHAPES = Object.fromEntries(
  Object.entries(SUCCESS_SCHEMAS).map(([operation, name]) => [operation, declaredShapeOf(name)]),
) as Readonly<Record<OperationId, DeclaredShape>>;

/** The status of a reply; undefined when none came. A 5xx has one too. */
export function statusOf({ outcome }: Exchange): number | undefined {
  return outcome.kind === 'unsent' ? undefined : outcome.status;
}

/** The parsed body of a reply; undefined when there is none. */
export function bodyOf(exchange: Exchange): unknown {
  return exchange.outcome.kind === 'replied' ? exchange.outcome.body : undefined;
}

/**
 * The parsed body of a reply, a success without what the document does not declare.
 *
 * Whatever is compared goes through here: a server may add members to what one operation answers
 * and not to what another does, or say something else in them each time.
 *
 * Source: SCH-2.
 */
export function declaredBodyOf(exchange: Exchange): unknown {
  const body = bodyOf(exchange);
  const { operation } = exchange;
  if (operation === null || !isSuccess(exchange)) return body;
  return declaredPart(SUCCESS_SHAPES[operation], body);
}

/** Whether a reply says that the request was carried out. */
export function isSuccess(exchange: Exchange): boolean {
  const status = statusOf(exchange);
  return status !== undefined && status >= 200 && status < 300;
}

/**
 * Reads the overlay in a reply, wherever the operation puts it.
 *
 * Errors: throws Inconclusive when there is none: what hangs on it can then not be judged.
 */
export function overlayIn(exchange: Exchange): ReviewOverlay {
  const overlay = findOverlay(exchange);
  if (overlay !== undefined) return overlay;
  throw new Inconclusive(`${lineOf(exchange)}, and an overlay was needed`);
}

/** The overlay in a reply, or undefined. */
export function findOverlay(exchange: Exchange): ReviewOverlay | undefined {
  const body = declaredBodyOf(exchange);
  if (!isSuccess(exchange) || !isRecord(body)) return undefined;
  const holder = exchange.operation === 'submit_decision' ? body['overlay'] : body;
  return isRecord(holder) && Array.isArray(holder['versions'])
    ? (holder as unknown as ReviewOverlay)
    : undefined;
}

/** A review of the resource surface; throws Inconclusive when the reply holds none. */
export function reviewIn(exchange: Exchange): WorkflowReview {
  return recordIn(exchange) as unknown as WorkflowReview;
}

/** The answer to a verdict on the resource surface; throws Inconclusive when it is none. */
export function verdictIn(exchange: Exchange): WorkflowReviewDecisionResponse {
  return recordIn(exchange) as unknown as WorkflowReviewDecisionResponse;
}

/** The JSON object in a successful reply; throws Inconclusive when there is none. */
export function recordIn(exchange: Exchange): Readonly<Record<string, unknown>> {
  const body = declaredBodyOf(exchange);
  if (isSuccess(exchange) && isRecord(body)) return body;
  throw new Inconclusive(`${lineOf(exchange)}, and a JSON object was needed`);
}

/** A JSON object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SHOWN_MAX = 300;

/** A request and what came of it, in one line for a report. */
export function lineOf({ request, outcome }: Exchange): string {
  return `${request.method} ${request.path} answered ${shownOutcome(outcome)}`;
}

/** What came of a request, in a few words for a report. */
export function shownOutcome(outcome: Exchange['outcome']): string {
  if (outcome.kind !== 'replied') return `nothing (${outcome.reason})`;
  const body = outcome.body === undefined ? (outcome.text ?? '') : shown(outcome.body);
  return `${outcome.status} ${body}`.trimEnd();
}

/** A value as a report shows it: JSON, cut when it is long. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}
