import { invalid, type Problem } from '../contract/problems.ts';
import type { Actor } from '../contract/wire.ts';
import { namespaceOf, type ApiParts, type Exchange } from './api.ts';
import { API_BODY_LIMITS, readBytes } from './body.ts';
import { encodeReply, type EncodedReply } from './reply.ts';

/** A request for an operation that is not of the review API. */
export interface ForeignRequest {
  readonly search: URLSearchParams;
  readonly headers: Headers;
  /** Empty when none was sent. */
  readonly body: Uint8Array;
}

/** The reply of a foreign operation, or the problem that stands in its way. */
export type ForeignReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Null for an empty body. */
      readonly text: string | null;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What a path and a method mean to a foreign API. */
export type ForeignMatch =
  | {
      readonly kind: 'operation';
      /** Null when it has no name. */
      readonly operationId: string | null;
      readonly answer: (request: ForeignRequest) => ForeignReply;
    }
  /** The path is there, the method is not. */
  | { readonly kind: 'other_method'; readonly allow: readonly string[] };

/**
 * Answers what the review API does not have.
 *
 * It is asked only once a path is none of the review API's own, or its method is not, so that what
 * the mock keeps always wins. Nothing here knows who answers.
 *
 * Shape: undefined when the path means nothing to it either.
 */
export interface ForeignApi {
  readonly find: (method: string, path: string) => ForeignMatch | undefined;
}

/** What happened to a request for a foreign operation. */
export interface ForeignExchange {
  readonly exchange: Omit<Exchange, 'reply'>;
  readonly encoded: EncodedReply;
}

/** A request that somebody known sent to a foreign operation. */
export interface ForeignCall {
  readonly request: Request;
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
  const { request, search, actor, answer } = call;
  const namespace = namespaceOf(parts, request);
  const world = parts.worlds.of('name' in namespace ? namespace.name : undefined);
  const read = await readBytes(request, API_BODY_LIMITS);
  const requestText = read.ok ? textOf(read.bytes) : null;
  const exchange = { world, actor, requestText };
  if (!read.ok) return { exchange, encoded: encodeReply(read.problem, parts.policies) };
  if ('fault' in namespace) {
    return { exchange, encoded: encodeReply(invalid([namespace.fault]), parts.policies) };
  }
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
