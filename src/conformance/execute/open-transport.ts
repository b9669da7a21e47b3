import { Pool, type Dispatcher } from 'undici';
import { IN_PROCESS_URL, type Target, type TargetFetch } from '../target.ts';
import type { Transport, WireReply } from './transport.ts';

/**
 * Opens the way to a target: a pool of kept-alive connections, or a call in this process.
 *
 * undici's Pool rather than `fetch`: several times the requests per second, and it neither follows
 * redirects nor repeats a POST behind the suite's back.
 *
 * Units: `connections` is how many requests can be under way at once.
 */
export function openTransport(target: Target, connections: number): Transport {
  const headers = target.headers ?? {};
  return target.kind === 'url'
    ? openPool(target.url, headers, connections)
    : callingTransport(target.fetch, headers);
}

type Headers = Readonly<Record<string, string>>;

/**
 * A server ends a connection that has been idle for a while, Node's after five seconds, and a
 * request that crosses its farewell is lost. Idle connections are therefore dropped long before,
 * also where a server promises more, so that a busy machine has seconds to spare.
 */
const KEPT_ALIVE = { keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 } as const;

/**
 * A server that refuses a body for its size need not read the rest, and may end the connection
 * without a word; nothing else may then come on it.
 *
 * Units: bytes, or characters of a text.
 */
const KEPT_BODY_MAX = 1024 * 1024;

function openPool(url: string, common: Headers, connections: number): Transport {
  const { origin, pathname } = new URL(url);
  const prefix = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, { connections, pipelining: 1, ...KEPT_ALIVE });
  return {
    send: async ({ method, path, headers, body }, timeoutMs) => {
      const lateAt = performance.now() + timeoutMs;
      const reply = await pool.request({
        method: method as 'GET',
        path: prefix + path,
        headers: { ...common, ...headers },
        body: body ?? null,
        reset: (body?.length ?? 0) > KEPT_BODY_MAX,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return {
        status: reply.statusCode,
        headers: Object.fromEntries(
          Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
        ),
        text: await textBefore(lateAt, timeoutMs, reply.body),
      };
    },
    close: async () => pool.destroy(),
  };
}

/**
 * Reads a body to its end. undici's own timeout is for the pause between two pieces, so a server
 * that sends a byte now and then would never be late for it.
 */
async function textBefore(
  lateAt: number,
  timeoutMs: number,
  body: Dispatcher.ResponseData['body'],
): Promise<string> {
  const late = () => body.destroy(new Error(`no reply within ${timeoutMs} ms`));
  const timer = setTimeout(late, Math.max(0, lateAt - performance.now()));
  try {
    return await body.text();
  } finally {
    clearTimeout(timer);
  }
}

function callingTransport(fetch: TargetFetch, common: Headers): Transport {
  return {
    send: async ({ method, path, headers, body }, timeoutMs) => {
      const request = new Request(IN_PROCESS_URL + path, {
        method,
        headers: { ...common, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      return within(timeoutMs, replyOf(fetch, request));
    },
    close: async () => {},
  };
}

async function replyOf(fetch: TargetFetch, request: Request): Promise<WireReply> {
  const response = await fetch(request);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no reply within ${timeoutMs} ms`));
    const timer = setTimeout(late, timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
