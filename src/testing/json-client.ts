import type { Fetch } from '../mock/mock.ts';

/** A reply with its body read. */
export interface JsonReply<T = unknown> {
  readonly status: number;
  readonly body: T;
}

/** Sends JSON and reads JSON. */
export type JsonClient = <T = unknown>(
  method: string,
  path: string,
  body?: unknown,
) => Promise<JsonReply<T>>;

/** Where a client sends to, and what it always sends. */
export interface JsonClientOptions {
  readonly fetch: Fetch;
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Makes a client of one server.
 *
 * Errors: rejects as `fetch` does when no reply arrives.
 */
export function createJsonClient({ fetch, url, headers }: JsonClientOptions): JsonClient {
  return async <T>(method: string, path: string, body?: unknown) => {
    const request = new Request(url + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await fetch(request);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : parsed(text)) as T };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
