/**
 * Where a request can show a key.
 *
 * Source: AUTH-1.
 */
export type KeyPlace = 'bearer' | 'api-key' | 'access-token';

/** One actor's key in one place. */
export interface ShownKey {
  /** The actor whose key it is. */
  readonly name: string;
  readonly key: string;
  readonly place: KeyPlace;
}

/** An actor of a run: the name that reports use, and the key that they must not show. */
export interface Credentials {
  readonly name: string;
  readonly key: string;
  /** What is shown instead of its own key as a bearer token. */
  readonly shown?: readonly ShownKey[];
}

interface KeyedRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Puts the keys into a request that goes out. */
export function withKeys<R extends KeyedRequest>(request: R, credentials: Credentials | null): R {
  if (credentials === null) return request;
  const { name, key, shown = [{ name, key, place: 'bearer' }] } = credentials;
  return placeAll(request, shown, (each) =>
    each.place === 'access-token' ? encodeURIComponent(each.key) : each.key,
  );
}

/** Says in a request that is kept where keys stood, if not in the usual place; never which. */
export function withKeyNames<R extends KeyedRequest>(
  request: R,
  credentials: Credentials | null,
): R {
  return placeAll(request, credentials?.shown ?? [], (each) => `$KEY_${each.name}`);
}

function placeAll<R extends KeyedRequest>(
  request: R,
  keys: readonly ShownKey[],
  textOf: (key: ShownKey) => string,
): R {
  return keys.reduce((placed, each) => place(placed, each, textOf(each)), request);
}

function place<R extends KeyedRequest>(request: R, key: ShownKey, text: string): R {
  const { path, headers } = request;
  switch (key.place) {
    case 'bearer':
      return { ...request, headers: { authorization: `Bearer ${text}`, ...headers } };
    case 'api-key':
      return { ...request, headers: { 'api-key': text, ...headers } };
    case 'access-token':
      return { ...request, path: `${path}${path.includes('?') ? '&' : '?'}access_token=${text}` };
  }
}
