import type { EncodedReply } from '../reply.ts';

/**
 * The connection that a request came on, as @hono/node-server hands it over beside the request;
 * there is none when the mock is called in process.
 */
export interface Connection {
  readonly outgoing?: {
    readonly headersSent: boolean;
    readonly destroyed: boolean;
    readonly destroy: () => unknown;
    readonly socket: { readonly destroySoon: () => void } | null;
  };
}

/** The connection died before a reply: what `fetch` rejects with then. */
export class LostConnection extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('The mock ended the connection') });
  }
}

/**
 * Ends the connection without a byte of reply.
 *
 * Errors: always throws LostConnection, for a caller in process.
 */
export function loseConnection({ outgoing }: Connection): never {
  outgoing?.destroy();
  throw new LostConnection();
}

/** The part of a reply that arrives when it is truncated. Units: bytes. */
export function firstHalfOf(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytes.subarray(0, Math.floor(bytes.byteLength / 2));
}

/**
 * A reply that promises its whole length and ends in the middle: over HTTP the connection dies, in
 * process the body errors as that of `fetch` does.
 */
export function truncatedResponse(
  { status, text, headers }: EncodedReply,
  { outgoing }: Connection,
): Response {
  const whole = text ?? '';
  const length = new TextEncoder().encode(whole).byteLength;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(firstHalfOf(whole)),
    pull: async (controller) => {
      if (outgoing === undefined) return controller.error(new TypeError('terminated'));
      await isOnItsWay(outgoing);
      if (outgoing.socket) outgoing.socket.destroySoon();
      else outgoing.destroy();
    },
  });
  return new Response(body, { status, headers: { ...headers, 'content-length': String(length) } });
}

const LOOK_INTERVAL_MS = 2;

/** Resolves once the server has written what it was given. */
async function isOnItsWay(outgoing: NonNullable<Connection['outgoing']>): Promise<void> {
  do {
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
  } while (!outgoing.headersSent && !outgoing.destroyed);
  // The headers are written first, the body in the same turn or the next.
  await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
}

/**
 * Waits by the real clock, whatever the mock's own says.
 *
 * Shape: → false when the caller left meanwhile.
 * Units: milliseconds.
 */
export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const leave = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve(true);
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}
