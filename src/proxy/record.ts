import type { ObservedExchange } from '../clients/observed-exchange.ts';
import type { Addressed } from '../clients/operation-at.ts';
import type { Exchange, Outcome, SentRequest } from '../conformance/exchange.ts';
import { outcomeOf } from '../conformance/execute/recorder.ts';
import { NAMESPACE_HEADER } from '../conformance/target.ts';
import { parseJson } from '../contract/json.ts';
import { withoutKeys, withoutKeysIn, withoutToken, type Caller } from './keys.ts';

/** A request of the review API on its way through. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query, without keys. */
  readonly url: string;
  readonly addressed: Addressed;
  readonly caller: Caller;
  /** The body, as sent: a key may stand in it. Undefined when it is too long to be judged. */
  readonly text: string | undefined;
  readonly namespace: string | null;
  /** The review that an oracle can follow: one that is addressed by run and block. */
  readonly review: string | null;
  /** What was over when it began. */
  readonly beganAfter: number;
  /** Units: ticks of the proxy's own clock. */
  readonly invokedAt: number;
}

/** What came of it. */
export type PassingReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      /** Undefined when it is too long to be judged, or cannot be read. */
      readonly text: string | undefined;
    }
  | { readonly kind: 'silent'; readonly reason: string };

/** Reads a request. */
export function passingRequest(
  request: Request,
  parts: Pick<PassingRequest, 'addressed' | 'caller' | 'text' | 'beganAfter' | 'invokedAt'> & {
    readonly url: string;
  },
): PassingRequest {
  const { caller, addressed } = parts;
  const namespace = request.headers.get(NAMESPACE_HEADER);
  const { run_id: runId, block_id: blockId } = addressed.params;
  const scope = namespace === null ? '' : `${namespace}/`;
  return {
    ...parts,
    method: request.method,
    url: withoutKeys(withoutToken(parts.url, caller), caller.keys),
    namespace,
    review: runId === undefined || blockId === undefined ? null : `${scope}${runId}:${blockId}`,
  };
}

/** When an exchange was over. */
export interface Ending {
  readonly seq: number;
  /** RFC 3339. */
  readonly at: string;
  /** Units: ticks of the proxy's own clock. */
  readonly returnedAt: number;
  /** Whether the client waited for it. */
  readonly isHeard: boolean;
}

/** The exchange as the judge of clients takes it. */
export function observedOf(
  { method, url, addressed, caller, text, namespace, beganAfter }: PassingRequest,
  reply: PassingReply,
  { seq, at, isHeard }: Ending,
): ObservedExchange {
  const isAnswered = reply.kind === 'answered' && isHeard;
  return {
    seq,
    at,
    method,
    url,
    operation_id: addressed.operation,
    actor_id: caller.name,
    request_body: text ?? null,
    status: isAnswered ? reply.status : null,
    response_body: isAnswered ? (reply.text ?? null) : null,
    ...(namespace === null ? {} : { namespace }),
    began_after: beganAfter,
  };
}

/** The exchange as the suite's oracles and reports take it: without keys, as it is kept. */
export function exchangeOf(
  request: PassingRequest,
  reply: PassingReply,
  { seq, returnedAt }: Ending,
): Exchange {
  const { caller, addressed, review, invokedAt } = request;
  const outcome = outcomeIn(reply, caller);
  return {
    id: seq,
    actor: caller.name,
    operation: addressed.operation,
    review,
    request: sentRequestOf(request),
    invokedAt,
    returnedAt: outcome.kind === 'replied' ? returnedAt : null,
    outcome,
  };
}

function outcomeIn(reply: PassingReply, { keys }: Caller): Outcome {
  if (reply.kind === 'silent') return { kind: 'unknown', reason: reply.reason };
  const { status, headers, text } = reply;
  if (text === undefined) return { kind: 'unknown', reason: 'the reply could not be read' };
  const outcome = outcomeOf({ status, headers: Object.fromEntries(headers), text });
  if (!keys.some((key) => text.includes(key))) return outcome;
  return withoutKeysIn(outcome, keys) as Outcome;
}

const DEPTH_MAX = 512;
const RAW_SHOWN_MAX = 200;

function sentRequestOf({
  method,
  url,
  text,
  namespace,
  caller: { keys },
}: PassingRequest): SentRequest {
  const headers = namespace === null ? {} : { headers: { [NAMESPACE_HEADER]: namespace } };
  const sent = { method, path: url, ...headers };
  if (text === undefined || text === '') return sent;
  const json = parseJson(text, DEPTH_MAX);
  return json.ok
    ? { ...sent, body: withoutKeysIn(json.value, keys) }
    : { ...sent, rawBody: withoutKeys(text, keys).slice(0, RAW_SHOWN_MAX) };
}
