import { contentSha256 } from '../contract/canonical-json.ts';
import type { ApiRequest } from './api-request.ts';
import type { Actor } from '../contract/wire.ts';

/** Who a key stands for; undefined when it stands for nobody. */
export type KeyRing = (key: string) => Actor | undefined;

/**
 * Knows whose key is whose. Without a list any key will do, and each is a human of its own.
 *
 * Source: AUTH-1.
 */
export function createKeyRing(keys: ReadonlyMap<string, Actor>): KeyRing {
  if (keys.size > 0) return (key) => keys.get(key);
  const known = new Map<string, Actor>();
  return (key) => {
    let actor = known.get(key);
    if (actor === undefined) known.set(key, (actor = strangerOf(key)));
    return actor;
  };
}

/** Never shows the key: what an actor is called ends up in audits and logs. */
function strangerOf(key: string): Actor {
  const mark = contentSha256(key).slice(0, 8);
  return { kind: 'human', id: `user_${mark}`, display_name: `User ${mark}` };
}

/**
 * Reads the key of a request: a bearer token, else the `Api-Key` header, else, where the operation
 * allows it, the `access_token` parameter.
 *
 * Source: AUTH-1.
 */
export function keyOf(
  headers: ApiRequest['headers'],
  accessToken: string | undefined,
): string | undefined {
  const bearer = /^Bearer +(\S.*)$/i.exec(headers['authorization'] ?? '')?.[1]?.trim();
  return bearer || headers['api-key']?.trim() || accessToken?.trim() || undefined;
}
