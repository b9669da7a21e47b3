/** A request as the API reads it, whether it came through `fetch` or over node:http. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /**
   * Reads the body.
   *
   * Shape: undefined when there is more; what is more is never kept.
   * Units: bytes.
   * Errors: rejects when it ends too soon.
   */
  readonly read: (sizeMaxBytes: number) => Promise<Uint8Array | undefined>;
  /** Aborted when the caller leaves. */
  readonly signal: () => AbortSignal;
}

/** Reads a Request. */
export function apiRequestOf(request: Request): ApiRequest {
  return {
    method: request.method,
    target: targetOf(request.url),
    headers: Object.fromEntries(request.headers),
    read: (sizeMaxBytes) => readAtMost(request, sizeMaxBytes),
    signal: () => request.signal,
  };
}

/** Path and query of an absolute URL; cheaper than a URL, and it leaves them as they were sent. */
export function targetOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? '/' : url.slice(start);
}

async function readAtMost(request: Request, sizeMaxBytes: number): Promise<Uint8Array | undefined> {
  if (request.headers.has('content-length')) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.byteLength > sizeMaxBytes ? undefined : bytes;
  }
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    size += value.byteLength;
    if (size > sizeMaxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
