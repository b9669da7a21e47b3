import type { SentRequest } from '../model/curl-text.ts';
import { sentencesOf } from '../model/reply-text.ts';
import type { AskedRequest } from '../model/review-requests.ts';

/** A reply, or that there was none. */
export type Outcome =
  | {
      readonly kind: 'reply';
      readonly request: SentRequest;
      readonly status: number;
      /** The text read as JSON; undefined where it is none. */
      readonly body: unknown;
      readonly text: string;
      readonly durationMs: number;
    }
  | { readonly kind: 'unreachable'; readonly request: SentRequest };

/** The mock behind this page, as seen from one namespace. */
export interface Connection {
  /** Undefined for the default one. */
  readonly namespace: string | undefined;
  /** Sends a request; one to the API needs the key of whoever acts. */
  readonly send: (asked: AskedRequest, key?: string) => Promise<Outcome>;
  /** The same request for a shell; the token is left out. */
  readonly shown: (asked: AskedRequest, key?: string) => SentRequest;
  /** Opens the stream of events. */
  readonly openEvents: (signal: AbortSignal) => Promise<Response>;
}

const CONTROL = '/__control/';

/**
 * Makes a connection to the mock that served this page.
 *
 * Errors: none are thrown; a mock that does not answer is an outcome.
 */
export function createConnection(token: string, namespace: string | undefined): Connection {
  const requestOf = (asked: AskedRequest, key: string | undefined, bearer: string): SentRequest => {
    const isControl = asked.path.startsWith(CONTROL);
    const headers = {
      ...(isControl && token !== '' ? { Authorization: `Bearer ${bearer}` } : {}),
      ...(!isControl && key !== undefined ? { 'Api-Key': key } : {}),
      ...(namespace === undefined ? {} : { 'X-Review-Namespace': namespace }),
      ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const url = new URL(asked.path, location.origin).href;
    const body = asked.body === undefined ? {} : { body: JSON.stringify(asked.body) };
    return { method: asked.method, url, headers, ...body };
  };
  return {
    namespace,
    send: async (asked, key) => exchange(requestOf(asked, key, token)),
    shown: (asked, key) => requestOf(asked, key, 'TOKEN'),
    openEvents: async (signal) => {
      const { url, headers } = requestOf(EVENTS, undefined, token);
      return fetch(url, { headers, signal, cache: 'no-store' });
    },
  };
}

const EVENTS: AskedRequest = { method: 'GET', path: '/__control/events' };

async function exchange(request: SentRequest): Promise<Outcome> {
  const startedAtMs = performance.now();
  try {
    const { url, method, headers, body } = request;
    const init = { method, headers, cache: 'no-store' as const };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const text = await response.text();
    const durationMs = Math.round(performance.now() - startedAtMs);
    return {
      kind: 'reply',
      request,
      status: response.status,
      body: parsed(text),
      text,
      durationMs,
    };
  } catch {
    return { kind: 'unreachable', request };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Why the mock did not do what it was asked; undefined when it did. */
export function failureOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'unreachable') return 'The mock does not answer. Is it still running?';
  return outcome.status < 300 ? undefined : sentencesOf(outcome.status, outcome.body).join(' ');
}

/** Whether the mock did what it was asked. */
export function isDone(outcome: Outcome): outcome is Extract<Outcome, { kind: 'reply' }> {
  return outcome.kind === 'reply' && outcome.status < 300;
}
