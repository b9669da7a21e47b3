import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type {
  AppendVersionRequest,
  ApproveReviewRequest,
  ClaimRequest,
  CreateReviewVersionRequest,
  RejectReviewRequest,
  ReleaseRequest,
  SubmitDecisionRequest,
  SubmitHILDecisionRequest,
} from '../../contract/wire.ts';
import type { Exchange, SentRequest } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import type { Credentials } from './credentials.ts';
import type { Recorder, WireFault } from './recorder.ts';

/** Query parameters; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A request that none of the named operations can make. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly operation?: OperationId;
  readonly review?: Subject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`; bytes when it is no text. */
  readonly text?: string | Uint8Array<ArrayBuffer>;
}

/** One body of an operation, whole or with a mistake in it. */
type Body<T> = T | Readonly<Record<string, unknown>>;

/** One actor's way to call every operation; each call is recorded and its reply judged. */
export interface Caller {
  /** `A`, `B`, …, or `nobody`. */
  readonly name: string;
  readonly read: (review: Subject) => Promise<Exchange>;
  readonly claim: (review: Subject, body: Body<ClaimRequest>) => Promise<Exchange>;
  readonly release: (review: Subject, body: Body<ReleaseRequest>) => Promise<Exchange>;
  readonly append: (review: Subject, body: Body<AppendVersionRequest>) => Promise<Exchange>;
  readonly decide: (review: Subject, body: Body<SubmitDecisionRequest>) => Promise<Exchange>;
  readonly queue: (query: Query) => Promise<Exchange>;
  readonly list: (query: Query) => Promise<Exchange>;
  readonly show: (review: Subject) => Promise<Exchange>;
  readonly approve: (review: Subject, body: Body<ApproveReviewRequest>) => Promise<Exchange>;
  readonly reject: (review: Subject, body: Body<RejectReviewRequest>) => Promise<Exchange>;
  readonly versions: (review: Subject, query?: Query) => Promise<Exchange>;
  readonly create: (
    review: Subject,
    body: Body<Omit<CreateReviewVersionRequest, 'review_id'>>,
  ) => Promise<Exchange>;
  readonly version: (versionId: string, review?: Subject) => Promise<Exchange>;
  readonly agent: (review: Subject) => Promise<Exchange>;
  readonly hilDecide: (
    review: Subject,
    body: Body<Omit<SubmitHILDecisionRequest, 'block_id'>>,
  ) => Promise<Exchange>;
  readonly hilDecision: (review: Subject) => Promise<Exchange>;
  readonly send: (request: RawRequest) => Promise<Exchange>;
  /** The same actor behind a faulty wire. */
  readonly through: (fault: WireFault) => Caller;
}

/** What a caller is made of. */
export interface CallerParts {
  readonly recorder: Recorder;
  readonly credentials: Credentials | null;
  /** Sees each exchange once it is over. */
  readonly onExchange: (exchange: Exchange) => void;
  readonly fault?: WireFault;
}

/** Makes one actor's caller. Source: the sixteen operations of spec/openapi.yaml. */
export function createCaller(parts: CallerParts): Caller {
  const { recorder, credentials, onExchange, fault } = parts;
  const send = async (raw: RawRequest): Promise<Exchange> => {
    const exchange = await recorder.send(
      {
        credentials,
        operation: raw.operation ?? null,
        review: raw.review?.name ?? null,
        request: sentRequestOf(raw),
        ...(raw.text === undefined ? {} : { bodyText: raw.text }),
      },
      fault,
    );
    onExchange(exchange);
    return exchange;
  };
  const call = (operation: OperationId, params: Params, options: CallOptions = {}) =>
    send({
      method: OPERATIONS[operation].method,
      path: pathOf(operation, params) + queryText(options.query ?? {}),
      operation,
      ...(options.review === undefined ? {} : { review: options.review }),
      ...('body' in options ? { body: options.body } : {}),
    });
  const onOverlay = (operation: OperationId) => (review: Subject, body: unknown) =>
    call(operation, overlayParams(review), { review, body });
  const onReview = (operation: OperationId) => (review: Subject, body: unknown) =>
    call(operation, { review_id: review.reviewId }, { review, body });
  return {
    name: credentials?.name ?? 'nobody',
    read: (review) => call('get_overlay', overlayParams(review), { review }),
    claim: onOverlay('claim_review'),
    release: onOverlay('release_review'),
    append: onOverlay('append_version'),
    decide: onOverlay('submit_decision'),
    queue: (query) => call('list_overlays', {}, { query }),
    list: (query) => call('list_reviews', {}, { query }),
    show: (review) => call('get_review', { review_id: review.reviewId }, { review }),
    approve: onReview('approve_review'),
    reject: onReview('reject_review'),
    versions: (review, query = {}) =>
      call('list_review_versions', {}, { review, query: { review_id: review.reviewId, ...query } }),
    create: (review, body) =>
      call(
        'create_review_version',
        {},
        { review, body: { review_id: review.reviewId, ...(body as object) } },
      ),
    version: (versionId, review) =>
      call('get_review_version', { version_id: versionId }, review === undefined ? {} : { review }),
    agent: (review) => call('get_agent_hil_review', overlayParams(review), { review }),
    hilDecide: (review, body) =>
      call(
        'submit_hil_decision',
        { run_id: review.runId },
        { review, body: { block_id: review.blockId, ...(body as object) } },
      ),
    hilDecision: (review) => call('get_hil_decision', overlayParams(review), { review }),
    send,
    through: (wireFault) => createCaller({ ...parts, fault: wireFault }),
  };
}

type Params = Readonly<Record<string, string>>;

interface CallOptions {
  readonly review?: Subject;
  readonly query?: Query;
  readonly body?: unknown;
}

function overlayParams({ runId, blockId }: Subject): Params {
  return { run_id: runId, block_id: blockId };
}

const RAW_BODY_SHOWN_MAX = 200;

function sentRequestOf({ method, path, headers, body, text }: RawRequest): SentRequest {
  return {
    method,
    path,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    ...(text === undefined ? {} : { rawBody: beginningOf(text) }),
  };
}

/** Bytes that are no text are shown by the replacement character. */
function beginningOf(text: string | Uint8Array<ArrayBuffer>): string {
  const beginning = text.slice(0, RAW_BODY_SHOWN_MAX);
  return typeof beginning === 'string' ? beginning : new TextDecoder().decode(beginning);
}

/** Fills the placeholders of an operation's path. */
export function pathOf(operation: OperationId, params: Params): string {
  return OPERATIONS[operation].path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
}

/** Writes a query with its question mark; nothing when it is empty. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
