import { parseInstant } from '../contract/instant.ts';
import { parseJson } from '../contract/json.ts';
import { OPERATIONS, type OperationId } from '../contract/operations.ts';
import { createBoundedMap, type BoundedMap } from './bounded-map.ts';
import type { ObservedExchange } from './observed-exchange.ts';
import { operationAt } from './operation-at.ts';
import { isRecord, sightingsIn, type Sighting } from './sighting.ts';

/** A body as far as it was kept: `unknown` says that nothing can be said of it. */
export type BodyReading =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'unknown' };

/**
 * How a request ended for its client.
 *
 * `unknown` is a lost reply, a 408 or a 5xx: it may have had its effect. `refused` has had none.
 */
export type ActOutcome = 'done' | 'conflict' | 'refused' | 'unknown';

/** One exchange, read once for every rule. */
export interface Act {
  readonly exchange: ObservedExchange;
  readonly seq: number;
  /** The `seq` of the last reply that its client can have known. */
  readonly beganAfter: number;
  /** Units: milliseconds since 1970; NaN when the time is none. */
  readonly atMs: number;
  readonly actor: string;
  readonly operation: OperationId;
  readonly search: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly isWrite: boolean;
  /** The review it is about; null when it is about none, or about several. */
  readonly review: string | null;
  readonly body: BodyReading;
  readonly outcome: ActOutcome;
  readonly reply: BodyReading;
  /** The reviews that the reply shows, when it is a success. */
  readonly sightings: readonly Sighting[];
}

/** Reads an exchange; undefined when it is no operation of the review API. */
export type ActReader = (exchange: ObservedExchange) => Act | undefined;

/** Who called when nobody is known. */
export const NOBODY = 'nobody';

/** Deeper than any document of the API. */
const DEPTH_MAX = 512;
const REVIEWS_KNOWN_MAX = 10_000;
/** How the mock's journal says that it kept the beginning of a body alone. */
const CUT = /… \(\d+ characters\)$/;
const CONFLICT = 409;
const TIMEOUT = 408;

/** Makes a reader; it remembers which id stands for which block. */
export function createActReader(): ActReader {
  const blockOf = createBoundedMap<string>(REVIEWS_KNOWN_MAX);
  return (exchange) => {
    const addressed = operationAt(exchange.method, exchange.url);
    if (addressed === undefined || addressed.operation !== exchange.operation_id) return undefined;
    const { operation, params, search } = addressed;
    const body = readBody(exchange.request_body);
    const reply = readReply(exchange.response_body);
    const outcome = outcomeOf(exchange.status);
    const place = { operation, params: withBlock(params, body), search, body };
    const scope = exchange.namespace === undefined ? '' : `${exchange.namespace}/`;
    const shown = outcome === 'done' && reply.kind === 'json' ? reply.value : undefined;
    const sightings = scoped(sightingsIn(operation, shown, place.params), scope);
    for (const { review, reviewId } of sightings) {
      if (reviewId !== undefined) blockOf.set(reviewId, review);
    }
    return {
      exchange,
      seq: exchange.seq,
      beganAfter: exchange.began_after ?? exchange.seq - 1,
      atMs: parseInstant(exchange.at),
      actor: exchange.actor_id ?? NOBODY,
      ...place,
      isWrite: OPERATIONS[operation].method === 'POST',
      review: reviewAt(place, { blockOf, scope }),
      outcome,
      reply,
      sightings: outcome === 'done' ? sightings.map((each) => named(each, blockOf)) : [],
    };
  };
}

/** The body of an act, if it is a JSON object. */
export function recordOf({ body }: Act): Readonly<Record<string, unknown>> | undefined {
  return body.kind === 'json' && isRecord(body.value) ? body.value : undefined;
}

function readBody(text: string | null): BodyReading {
  if (text === null || CUT.test(text)) return { kind: 'unknown' };
  if (text.trim() === '') return { kind: 'unreadable', reason: 'is empty' };
  const json = parseJson(text, DEPTH_MAX);
  if (json.ok) return { kind: 'json', value: json.value };
  if (json.fault.kind === 'syntax') return { kind: 'unreadable', reason: 'is no JSON' };
  return json.fault.kind === 'depth'
    ? { kind: 'unreadable', reason: `nests deeper than ${json.fault.depthMax}` }
    : { kind: 'json', value: JSON.parse(text) as unknown };
}

/** A reply is only looked into, never held against what JSON may be, so the quick way does. */
function readReply(text: string | null): BodyReading {
  if (text === null || CUT.test(text)) return { kind: 'unknown' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'unreadable', reason: 'is no JSON' };
  }
}

function outcomeOf(status: number | null): ActOutcome {
  if (status === null || status >= 500 || status === TIMEOUT) return 'unknown';
  if (status === CONFLICT) return 'conflict';
  return status < 300 ? 'done' : 'refused';
}

/** A decision on the agent surface names its block in the body. */
function withBlock(params: Act['params'], body: BodyReading): Act['params'] {
  const block = body.kind === 'json' && isRecord(body.value) ? body.value['block_id'] : undefined;
  return typeof block === 'string' && !('block_id' in params)
    ? { ...params, block_id: block }
    : params;
}

interface Names {
  readonly blockOf: BoundedMap<string>;
  /** The namespace with a slash, or nothing. */
  readonly scope: string;
}

function reviewAt(
  { params, search, body }: Pick<Act, 'params' | 'search' | 'body'>,
  { blockOf, scope }: Names,
): string | null {
  const { run_id: runId, block_id: blockId, review_id: inPath } = params;
  if (runId !== undefined && blockId !== undefined) return `${scope}${runId}:${blockId}`;
  const inBody = body.kind === 'json' && isRecord(body.value) ? body.value['review_id'] : undefined;
  const id = inPath ?? search.get('review_id') ?? inBody;
  return typeof id === 'string' ? (blockOf.get(scope + id) ?? scope + id) : null;
}

function scoped(sightings: readonly Sighting[], scope: string): readonly Sighting[] {
  if (scope === '') return sightings;
  return sightings.map(({ review, reviewId, ...shown }) => ({
    ...shown,
    review: scope + review,
    ...(reviewId === undefined ? {} : { reviewId: scope + reviewId }),
  }));
}

function named(sighting: Sighting, blockOf: BoundedMap<string>): Sighting {
  return { ...sighting, review: blockOf.get(sighting.review) ?? sighting.review };
}
