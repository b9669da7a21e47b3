/** The statuses an error may have; a success status here does not compile. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 413 | 415 | 422 | 500 | 501;

/**
 * Every error the API can answer, with its status and the code of the `errors=envelope` policy.
 *
 * The only place where a status is given to an error.
 *
 * Source: ERR-1.
 */
export const PROBLEMS = {
  unauthenticated: { status: 401, code: 'unauthorized' },
  origin_refused: { status: 403, code: 'forbidden' },
  not_found: { status: 404, code: 'not_found' },
  unknown_cursor: { status: 404, code: 'not_found' },
  method_not_allowed: { status: 405, code: 'method_not_allowed' },
  not_acceptable: { status: 406, code: 'not_acceptable' },
  stale_stamp: { status: 409, code: 'conflict' },
  already_decided: { status: 409, code: 'conflict' },
  not_decided: { status: 409, code: 'conflict' },
  command_reused: { status: 409, code: 'conflict' },
  already_gated: { status: 409, code: 'conflict' },
  version_elsewhere: { status: 409, code: 'conflict' },
  superseded_versions: { status: 409, code: 'conflict' },
  agent_event_refused: { status: 409, code: 'conflict' },
  decision_conflict: { status: 409, code: 'conflict' },
  too_large: { status: 413, code: 'payload_too_large' },
  unsupported_media_type: { status: 415, code: 'unsupported_media_type' },
  invalid: { status: 422, code: 'validation_error' },
  internal: { status: 500, code: 'internal_error' },
  not_implemented: { status: 501, code: 'not_implemented' },
} as const satisfies Record<string, { readonly status: ErrorStatus; readonly code: string }>;

/** The name of a problem. */
export type ProblemKind = keyof typeof PROBLEMS;

/** Where in a request a field stands: `body`, `query`, `path` or `header`, then keys and indexes. */
export type FieldLocation = readonly (string | number)[];

/**
 * One fault of one field, in the words and types that FastAPI's clients know.
 *
 * Source: ERR-1.
 */
export interface FieldFault {
  readonly loc: FieldLocation;
  readonly msg: string;
  readonly type: string;
  readonly input?: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** Faults reported for one request; a hostile body must not become a larger reply. Source: LIM-1. */
export const FAULTS_MAX = 20;

/** An error on its way to the caller; `faults` only where the request's shape is at fault. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly faults?: readonly FieldFault[];
}

/** Makes a problem with a sentence for its reader. */
export function problem(kind: Exclude<ProblemKind, 'invalid'>, detail: string): Problem {
  return { kind, detail };
}

/**
 * Makes the problem of a request whose fields are at fault.
 *
 * Source: ERR-1, SCH-3.
 */
export function invalid(faults: readonly FieldFault[]): Problem {
  return {
    kind: 'invalid',
    detail: 'The request is not valid.',
    faults: faults.slice(0, FAULTS_MAX),
  };
}

/** A fault without its place: pydantic's type, the sentence, and the numbers the sentence names. */
export type Wording = readonly [
  type: string,
  msg: string,
  ctx?: Readonly<Record<string, unknown>> | undefined,
];

/** Makes the fault of one field. */
export function fault(loc: FieldLocation, [type, msg, ctx]: Wording): FieldFault {
  return ctx === undefined ? { loc, msg, type } : { loc, msg, type, ctx };
}
