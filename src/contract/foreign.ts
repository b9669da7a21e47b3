import type { Problem } from './problems.ts';

/** A request for an operation that is not of the review API. */
export interface ForeignRequest {
  readonly search: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when none was sent. */
  readonly body: Uint8Array;
}

/** The reply of such an operation, or the problem that stands in its way. */
export type ForeignReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Null for an empty body. */
      readonly text: string | null;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What a path and a method mean to a foreign API. */
export type ForeignMatch =
  | {
      readonly kind: 'operation';
      /** Null when it has no name. */
      readonly operationId: string | null;
      readonly answer: (request: ForeignRequest) => ForeignReply;
    }
  /** The path is there, the method is not. */
  | { readonly kind: 'other_method'; readonly allow: readonly string[] };

/**
 * Answers what the review API does not have.
 *
 * It is asked only once a path is none of the review API's own, or its method is not, so that what
 * the mock keeps always wins. Nothing here knows who answers.
 *
 * Shape: undefined when the path means nothing to it either.
 */
export interface ForeignApi {
  readonly find: (method: string, path: string) => ForeignMatch | undefined;
}
