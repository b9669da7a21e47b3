import { createJsonClient, type JsonClientOptions } from './json-client.ts';

/** Asks the control interface for something that a test takes for granted. */
export type ControlClient = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/**
 * Makes a client of the control interface.
 *
 * Errors: rejects with what the mock answered when it does not do what it is asked; a test cannot go
 * on without it.
 */
export function createControlClient(options: JsonClientOptions): ControlClient {
  const send = createJsonClient({ ...options, url: `${options.url}/__control` });
  return async <T>(method: string, path: string, body?: unknown) => {
    const reply = await send<T>(method, path, body);
    if (reply.status < 300) return reply.body;
    throw new Error(`${method} /__control${path} answered ${reply.status}: ${inWords(reply.body)}`);
  };
}

function inWords(body: unknown): string {
  const { detail } = (body ?? {}) as { readonly detail?: unknown };
  return typeof detail === 'string' ? detail : JSON.stringify(detail ?? body);
}
