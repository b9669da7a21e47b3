import type { ForeignReply, ForeignRequest } from '../contract/foreign.ts';
import { invalid } from '../contract/problems.ts';
import type { Actor } from '../contract/wire.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiParts, Exchange, Place } from './api.ts';
import { API_BODY_LIMITS, readBytes } from './body.ts';
import { encodeReply, type EncodedReply } from './reply.ts';

/** What happened to a request for a foreign operation. */
export interface ForeignExchange {
  readonly exchange: Omit<Exchange, 'reply'>;
  readonly encoded: EncodedReply;
}

/** A request that somebody known sent to a foreign operation. */
export interface ForeignCall {
  readonly request: ApiRequest;
  readonly place: Place;
  readonly search: URLSearchParams;
  readonly actor: Actor;
  readonly answer: (request: ForeignRequest) => ForeignReply;
}

/**
 * Answers a foreign operation in the world that the request is for.
 *
 * Source: ERR-1, ERR-3, LIM-1.
 */
export async function answerForeign(parts: ApiParts, call: ForeignCall): Promise<ForeignExchange> {
  const { request, place, search, actor, answer } = call;
  const { world, fault } = place;
  const read = await readBytes(request, API_BODY_LIMITS);
  const requestText = read.ok ? textOf(read.bytes) : null;
  const exchange = { world, actor, requestText };
  if (!read.ok) return { exchange, encoded: encodeReply(read.problem, parts.policies) };
  if (fault) return { exchange, encoded: encodeReply(invalid([fault]), parts.policies) };
  const reply = answer({ search, headers: request.headers, body: read.bytes });
  return {
    exchange,
    encoded: reply.kind === 'problem' ? encodeReply(reply.problem, parts.policies) : reply,
  };
}

/** For the journal; bytes that are no text show as such. */
function textOf(bytes: Uint8Array): string | null {
  return bytes.byteLength === 0 ? null : new TextDecoder().decode(bytes);
}
