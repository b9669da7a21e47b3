/** A request on its way out; the body is text or bytes already. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What came back. Header names are in lower case. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Carries one request to the target and its reply back.
 *
 * Errors: rejects when no reply came; the request may have been carried out all the same.
 */
export interface Transport {
  readonly send: (request: WireRequest, timeoutMs: number) => Promise<WireReply>;
  readonly close: () => Promise<void>;
}
