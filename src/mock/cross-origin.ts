import type { ApiRequest } from './api-request.ts';
import { FAULT_HEADER } from './faults/fault-header.ts';
import type { EncodedReply } from './reply.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** What pages of other origins may do with the API. */
export interface CrossOrigin {
  /** Headers of every reply: any page may read it, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  /** Answers the request by which a browser asks whether it may send another. */
  readonly preflight: (request: ApiRequest) => EncodedReply;
}

const ANYBODY = { 'access-control-allow-origin': '*' };
const MAX_AGE = { 'access-control-max-age': '600' };

const REVIEW_API: CrossOrigin = {
  headers: { ...ANYBODY, 'access-control-expose-headers': 'Allow,Retry-After,WWW-Authenticate' },
  preflight: () =>
    answer({
      'access-control-allow-methods': 'GET,HEAD,POST',
      'access-control-allow-headers': `Authorization,Api-Key,Content-Type,${NAMESPACE_HEADER},${FAULT_HEADER}`,
    }),
};

/** Foreign operations have methods and headers of their own: what a page asks for, it may send. */
const ANY_API: CrossOrigin = {
  headers: { ...ANYBODY, 'access-control-expose-headers': '*' },
  preflight: ({ headers }) =>
    answer({
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      vary: 'Access-Control-Request-Headers',
    }),
};

/**
 * Lets pages of any origin use the API.
 *
 * Source: Fetch Standard, CORS protocol.
 */
export function crossOriginOf(hasForeignOperations: boolean): CrossOrigin {
  return hasForeignOperations ? ANY_API : REVIEW_API;
}

function answer(headers: Readonly<Record<string, string>>): EncodedReply {
  return { status: 204, text: null, headers: { ...ANYBODY, ...MAX_AGE, ...headers } };
}
