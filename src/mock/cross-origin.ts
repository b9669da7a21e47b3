import type { ApiRequest } from './api-request.ts';
import { FAULT_HEADER } from './faults/fault-header.ts';
import type { EncodedReply } from './reply.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** What pages of other origins may do with the API. */
export interface CrossOrigin {
  /** Adds the headers of every reply: any page may read it, without cookies. */
  readonly extend: (headers: EncodedReply['headers']) => EncodedReply['headers'];
  /** Answers the request by which a browser asks whether it may send another. */
  readonly preflight: (request: ApiRequest) => EncodedReply;
}

const ANYBODY = { 'access-control-allow-origin': '*' };
const MAX_AGE = { 'access-control-max-age': '600' };

const REVIEW_API: CrossOrigin = {
  extend: extender('Allow,Retry-After,WWW-Authenticate'),
  preflight: () =>
    answer({
      'access-control-allow-methods': 'GET,HEAD,POST',
      'access-control-allow-headers': `Authorization,Api-Key,Content-Type,${NAMESPACE_HEADER},${FAULT_HEADER}`,
    }),
};

/** Foreign operations have methods and headers of their own: what a page asks for, it may send. */
const ANY_API: CrossOrigin = {
  extend: extender('*'),
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

/** Most replies have the same headers, and adding to them costs as much as finding a review. */
function extender(exposed: string): CrossOrigin['extend'] {
  const known = new WeakMap<EncodedReply['headers'], EncodedReply['headers']>();
  return (headers) => {
    let extended = known.get(headers);
    if (extended === undefined) {
      extended = { ...headers, ...ANYBODY, 'access-control-expose-headers': exposed };
      known.set(headers, extended);
    }
    return extended;
  };
}

function answer(headers: Readonly<Record<string, string>>): EncodedReply {
  return { status: 204, text: null, headers: { ...ANYBODY, ...MAX_AGE, ...headers } };
}
