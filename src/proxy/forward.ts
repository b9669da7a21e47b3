import { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';
import { JUDGED_BYTES_MAX, takeBody, type Taken } from './body-text.ts';

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
  /** To be called once, and neither after nor before `take`. */
  readonly stream: () => ReadableStream<Uint8Array>;
  /** Reads the body to its end, unless it is longer than what is judged. */
  readonly take: () => Promise<Taken>;
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
        ...readersOf(reply),
      };
    },
    close: async () => pool.destroy(),
  };
}

function readersOf({ headers, body }: Dispatcher.ResponseData): Pick<Incoming, 'stream' | 'take'> {
  const stream = () => Readable.toWeb(body) as ReadableStream<Uint8Array>;
  // A web stream costs as much as all the judging; what is known to be short does without.
  const isShort = Number(headers['content-length'] ?? Infinity) <= JUDGED_BYTES_MAX;
  return {
    stream,
    take: async () =>
      isShort
        ? { kind: 'whole', bytes: new Uint8Array(await body.arrayBuffer()) }
        : takeBody(stream()),
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
