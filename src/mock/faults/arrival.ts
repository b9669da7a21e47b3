import { responseOf, type EncodedReply } from '../reply.ts';

/** What arrives of a reply: all of it, its head and half of its body, or nothing. */
export type Arrival =
  | { readonly kind: 'whole' | 'half'; readonly encoded: EncodedReply }
  | { readonly kind: 'nothing' };

/** The connection died before a reply: what `fetch` rejects with then. */
export class LostConnection extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('The mock ended the connection') });
  }
}

/**
 * What a caller in process gets.
 *
 * Errors: LostConnection when nothing arrives.
 */
export function arrivedResponse(arrival: Arrival): Response {
  switch (arrival.kind) {
    case 'whole':
      return responseOf(arrival.encoded);
    case 'half':
      return truncatedResponse(arrival.encoded);
    case 'nothing':
      throw new LostConnection();
  }
}

/** The part of a reply that arrives when it is truncated. Units: bytes. */
export function firstHalfOf(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytes.subarray(0, Math.floor(bytes.byteLength / 2));
}

/** Promises its whole length and ends in the middle: the body errors as that of `fetch` does. */
function truncatedResponse({ status, text, headers }: EncodedReply): Response {
  const whole = text ?? '';
  const length = new TextEncoder().encode(whole).byteLength;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(firstHalfOf(whole)),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  return new Response(body, { status, headers: { ...headers, 'content-length': String(length) } });
}
