import { problem } from '../contract/problems.ts';
import { methodsAt, operationAt, routeAt, type RoutedPath } from '../contract/routes.ts';
import type { ApiRequest } from './api-request.ts';
import {
  accessTokenOf,
  answer,
  authenticate,
  UNAUTHENTICATED,
  type ApiParts,
  type Exchange,
  type Place,
} from './api.ts';
import type { Handle } from './faults/with-faults.ts';
import type { ForeignApi, ForeignMatch } from '../contract/foreign.ts';
import { answerForeign } from './foreign.ts';
import type { ReplyCheck } from './reply-check.ts';
import { encodeReply, type EncodedReply } from './reply.ts';

/** What it takes to answer any request. */
export interface DispatchParts extends ApiParts {
  /** Answers what is none of the review API's. */
  readonly foreign?: ForeignApi | undefined;
  /** Hears of a defect of the mock itself. */
  readonly onDefect: (error: unknown) => void;
  /** Judges each reply before it is sent; undefined where replies are not judged. */
  readonly checkReply: ReplyCheck | undefined;
}

/** What the journal needs to know of a request. */
export type Seen = Pick<Exchange, 'world' | 'actor' | 'requestText'>;

/** A request handled. */
export interface Handled {
  readonly exchange: Seen;
  readonly encoded: EncodedReply;
}

/** Who answers a request, and how. */
export interface Dispatched {
  /** Null when no operation was meant, or one without a name. */
  readonly operationId: string | null;
  readonly handle: Handle<Handled>;
  /** What is known of a request that a fault kept from being handled. */
  readonly unhandled: () => Seen;
}

/** A request with its address read. */
export interface Addressed {
  readonly request: ApiRequest;
  /** As sent, without query. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly place: Place;
}

/**
 * Finds who answers a request: the review API, else a foreign operation, else a refusal.
 *
 * Source: ERR-3; spec/decisions/router.md.
 */
export function dispatch(parts: DispatchParts, addressed: Addressed): Dispatched {
  const { request, path } = addressed;
  const routed = routeAt(request.method, path);
  if (routed) return toOperation(parts, addressed, routed);
  const foreign = parts.foreign?.find(request.method, path);
  return foreign?.kind === 'operation'
    ? toForeign(parts, addressed, foreign)
    : toNobody(parts, addressed, foreign);
}

function toOperation(
  parts: DispatchParts,
  { request, search, place }: Addressed,
  { route, params }: RoutedPath,
): Dispatched {
  const operationId = operationAt(route, search);
  return {
    operationId,
    handle: async (interpose) => {
      const exchange = await answer(
        parts,
        { request, place, search, params, operationId },
        interpose,
      );
      const broken = parts.checkReply?.(operationId, exchange.reply);
      if (broken) parts.onDefect(new Error(broken.detail));
      return { exchange, encoded: encodeReply(broken ?? exchange.reply, parts.policies) };
    },
    unhandled: () => {
      const actor = authenticate(parts, request, accessTokenOf(operationId, search)) ?? null;
      return { world: place.world, actor, requestText: null };
    },
  };
}

function toForeign(
  parts: DispatchParts,
  { request, search, place }: Addressed,
  { operationId, answer: answerIt }: Extract<ForeignMatch, { kind: 'operation' }>,
): Dispatched {
  const actor = authenticate(parts, request) ?? null;
  const exchange = { world: place.world, actor, requestText: null };
  return {
    operationId,
    handle: async () =>
      actor === null
        ? { exchange, encoded: encodeReply(UNAUTHENTICATED, parts.policies) }
        : answerForeign(parts, { request, place, search, actor, answer: answerIt }),
    unhandled: () => exchange,
  };
}

/** No route: 401 comes first, then 405 where another method would do, then 404. Source: ERR-3. */
function toNobody(
  parts: DispatchParts,
  { request, path, place }: Addressed,
  foreign: Extract<ForeignMatch, { kind: 'other_method' }> | undefined,
): Dispatched {
  const actor = authenticate(parts, request) ?? null;
  const exchange = { world: place.world, actor, requestText: null };
  const allow = [...new Set([...methodsAt(path), ...(foreign?.allow ?? [])])].toSorted().join(', ');
  const encode = () => {
    if (actor === null) return encodeReply(UNAUTHENTICATED, parts.policies);
    if (allow === '') return encodeReply(notFound(parts, path), parts.policies);
    const detail = `${request.method} is not allowed here. Allowed: ${allow}.`;
    const encoded = encodeReply(problem('method_not_allowed', detail), parts.policies);
    return { ...encoded, headers: { ...encoded.headers, allow } };
  };
  return {
    operationId: null,
    handle: async () => ({ exchange, encoded: encode() }),
    unhandled: () => exchange,
  };
}

function notFound({ foreign }: DispatchParts, path: string) {
  const elsewhere = foreign
    ? 'Neither the review API nor the document of --spec has it.'
    : 'The API lives under /v1/workflows.';
  return problem('not_found', `No such path: ${path}. ${elsewhere}`);
}
