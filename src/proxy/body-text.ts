import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** The longest body that is judged; a longer one passes through unread. Units: bytes. */
export const JUDGED_BYTES_MAX = 10 * 1024 * 1024;

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  identity: (bytes) => bytes,
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: JUDGED_BYTES_MAX }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength: JUDGED_BYTES_MAX }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: JUDGED_BYTES_MAX }),
};

/** The text of a body as it was sent; undefined when it cannot be read. */
export function textOf(bytes: Uint8Array, encoding: string | null): string | undefined {
  const decode = DECODERS[(encoding ?? 'identity').trim().toLowerCase()];
  try {
    return decode === undefined ? undefined : new TextDecoder().decode(decode(bytes));
  } catch {
    return undefined;
  }
}

/** A body read up to a limit: all of it, or what came and the rest that is still to come. */
export type Taken =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'beyond'; readonly stream: ReadableStream<Uint8Array> };

/** Reads a body to its end, unless it is longer than what is judged. */
export async function takeBody(body: ReadableStream<Uint8Array> | null): Promise<Taken> {
  const chunks: Uint8Array[] = [];
  if (body === null) return { kind: 'whole', bytes: new Uint8Array() };
  const reader = body.getReader();
  let size = 0;
  while (size <= JUDGED_BYTES_MAX) {
    const { done, value } = await reader.read();
    if (done) return { kind: 'whole', bytes: Buffer.concat(chunks, size) };
    chunks.push(value);
    size += value.byteLength;
  }
  return { kind: 'beyond', stream: resumed(chunks, reader) };
}

function resumed(
  chunks: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  const waiting = [...chunks];
  return new ReadableStream({
    pull: async (controller) => {
      const first = waiting.shift();
      if (first !== undefined) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
