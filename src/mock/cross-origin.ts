import { NAMESPACE_HEADER } from './worlds.ts';

/**
 * Headers of every reply of the API: a page of any origin may read it, without cookies.
 *
 * Source: Fetch Standard, CORS protocol.
 */
export const CROSS_ORIGIN_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Allow,WWW-Authenticate',
};

const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  ...CROSS_ORIGIN_HEADERS,
  'access-control-allow-methods': 'GET,HEAD,POST',
  'access-control-allow-headers': `Authorization,Api-Key,Content-Type,${NAMESPACE_HEADER}`,
  'access-control-max-age': '600',
};

/** Answers the request by which a browser asks whether it may send another. */
export function preflight(): Response {
  return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
}
