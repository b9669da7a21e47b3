import type { OperationId } from '../contract/operations.ts';

/** A request as it was sent; credentials are named by their actor and never stored. */
export interface SentRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Headers beyond the credentials and the content type that a JSON body has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The JSON body; absent when none was sent. */
  readonly body?: unknown;
  /** What was sent in place of a JSON body: the text, cut to its beginning. */
  readonly rawBody?: string;
}

/**
 * What came of a request.
 *
 * `unknown` is no answer: the request may have had its effect (a timeout, a lost reply, a 5xx).
 * `unsent` certainly had none.
 */
export type Outcome =
  | {
      readonly kind: 'replied';
      readonly status: number;
      readonly contentType: string | null;
      /** The `Retry-After` header, if there was one. */
      readonly retryAfter?: string;
      /** The parsed body; undefined when it is empty or no JSON. */
      readonly body: unknown;
      /** The beginning of a body that is no JSON. */
      readonly text?: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly status?: number }
  | { readonly kind: 'unsent'; readonly reason: string };

/**
 * One request and what came of it, as the suite saw it.
 *
 * Units: `invokedAt` and `returnedAt` are ticks of one logical clock, so that no two instants of a
 * run are equal and no skew can forge an order; `returnedAt` is null when no answer came.
 */
export interface Exchange {
  /** 1, 2, … in the order sent; unique in a run. */
  readonly id: number;
  /** Who sent it: `A`, `B`, …, or null for a request without credentials. */
  readonly actor: string | null;
  readonly operation: OperationId | null;
  /** The review it is about, as the suite numbers them: `r1`, `r2`, … */
  readonly review: string | null;
  readonly request: SentRequest;
  readonly invokedAt: number;
  readonly returnedAt: number | null;
  readonly outcome: Outcome;
}
