import { contentSha256 } from '../contract/canonical-json.ts';

/** Whose request it is, and the keys that nothing written may hold. */
export interface Caller {
  /** A name made from the key, never the key; null without credentials. */
  readonly name: string | null;
  readonly keys: readonly string[];
}

const NAME_LENGTH = 8;
/** Shorter ones stand in too many innocent words. */
const REDACTED_LENGTH_MIN = 8;

/**
 * Finds out who calls: a bearer token, else the `Api-Key` header, else `access_token` in the query.
 *
 * Source: AUTH-1.
 */
export function callerOf(headers: Headers, search: string): Caller {
  const bearer = /^Bearer +(\S.*)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim();
  const apiKey = headers.get('api-key')?.trim();
  const token = new URLSearchParams(search).get('access_token')?.trim();
  const keys = [bearer, apiKey, token].filter((key) => key !== undefined && key !== '') as string[];
  const [key] = keys;
  return { name: key === undefined ? null : nameOf(key), keys };
}

/** The same key has the same name everywhere, and no name tells its key. */
function nameOf(key: string): string {
  return `key_${contentSha256(key).slice(0, NAME_LENGTH)}`;
}

/** Takes keys out of what is kept, wherever a client or a server has put them. */
export function withoutKeys(text: string, keys: readonly string[]): string {
  return keys
    .filter((key) => key.length >= REDACTED_LENGTH_MIN)
    .reduce((clean, key) => clean.replaceAll(key, `$KEY_${nameOf(key)}`), text);
}

/** Takes keys out of the texts of a JSON value; its numbers stay as they are. */
export function withoutKeysIn(value: unknown, keys: readonly string[]): unknown {
  if (typeof value === 'string') return withoutKeys(value, keys);
  if (Array.isArray(value)) return value.map((item) => withoutKeysIn(item, keys));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    withoutKeys(name, keys),
    withoutKeysIn(member, keys),
  ]);
  return Object.fromEntries(members) as unknown;
}

/** Takes the key out of a query; its name may be percent-encoded, and still be the name. */
export function withoutToken(url: string, { name }: Caller): string {
  return url.replaceAll(/([?&])([^=&]*)=[^&]*/g, (pair: string, mark: string, parameter: string) =>
    new URLSearchParams(parameter).has('access_token')
      ? `${mark}${parameter}=$KEY_${name ?? 'nobody'}`
      : pair,
  );
}
