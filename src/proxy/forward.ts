import { Readable } from 'node:stream';
import { Pool } from 'undici';

/** What is sent on to the upstream. */
export interface Outgoing {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Ends the request when its client hangs up. */
  readonly signal: AbortSignal;
}

/** What came back, its body not yet read. */
export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array>;
}

/** Sends requests on as they came. Errors: rejects when the upstream gives no answer. */
export interface Forwarder {
  readonly send: (outgoing: Outgoing) => Promise<Incoming>;
  readonly close: () => Promise<void>;
}

/** Meant for one connection alone. Source: RFC 9110 section 7.6.1. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
const CONNECTIONS = 256;

/**
 * Opens the way to an upstream.
 *
 * undici's Pool rather than `fetch`: it neither follows redirects nor repeats or unpacks anything
 * behind the client's back.
 */
export function createForwarder(upstream: string): Forwarder {
  const { origin, pathname } = new URL(upstream);
  const prefix = pathname.replace(/\/$/, '');
  // A stream of events may be silent for as long as it likes.
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1, bodyTimeout: 0 });
  return {
    send: async ({ method, path, headers, body, signal }) => {
      const reply = await pool.request({
        method: method as 'GET',
        path: prefix + path,
        headers: Object.fromEntries(endToEnd(headers, ['host', 'content-length', 'expect'])),
        body: body instanceof ReadableStream ? Readable.fromWeb(body as never) : body,
        signal,
      });
      const received = new Headers();
      for (const [name, value] of Object.entries(reply.headers)) {
        for (const each of Array.isArray(value) ? value : [value]) {
          if (each !== undefined) received.append(name, each);
        }
      }
      return {
        status: reply.statusCode,
        headers: endToEnd(received, []),
        body: Readable.toWeb(reply.body) as ReadableStream<Uint8Array>,
      };
    },
    close: async () => pool.destroy(),
  };
}

/** The headers that are for the other end, without those that the sender says are not. */
function endToEnd(headers: Headers, dropped: readonly string[]): Headers {
  const kept = new Headers(headers);
  const named = (headers.get('connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...named, ...dropped]) {
    if (/^[\w-]+$/.test(name)) kept.delete(name);
  }
  return kept;
}
