import { PROBLEMS, type Problem, type ProblemKind } from '../contract/problems.ts';
import type { Policies } from '../domain/policies.ts';
import { JsonText } from './json-text.ts';

/** What an operation answers when all is well. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204;
  /** Any value, or JSON that is written already. */
  readonly body: unknown;
}

/** A success, or the problem that stands in its way. */
export type Reply = Success | Problem;

/** A reply ready to be sent. */
export interface EncodedReply {
  readonly status: number;
  /** JSON, save from a foreign operation; null for an empty body. */
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A 200 with this body. */
export function ok(body: unknown): Success {
  return { status: 200, body };
}

/** A 204. */
export const NO_CONTENT: Success = { status: 204, body: null };

/** Tells a problem from a success. */
export function isProblem(reply: Reply): reply is Problem {
  return 'kind' in reply;
}

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Writes a reply down. Source: ERR-1. */
export function encodeReply(reply: Reply, policies: Policies): EncodedReply {
  if (isProblem(reply)) return encodeProblem(reply, policies);
  const { status, body } = reply;
  return status === 204
    ? { status, text: null, headers: {} }
    : { status, text: bodyText(body), headers: JSON_HEADERS };
}

function bodyText(body: unknown): string {
  return body instanceof JsonText ? body.text : JSON.stringify(body);
}

const MORE_HEADERS: { readonly [Kind in ProblemKind]?: Readonly<Record<string, string>> } = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
};

/**
 * Writes a problem down: a list of field faults for a 422, else one sentence, in an envelope where
 * the policy says so.
 *
 * Source: ERR-1; policy `cursor` for LST-3.
 */
function encodeProblem(problem: Problem, policies: Policies): EncodedReply {
  const { status, code } = PROBLEMS[problem.kind];
  const headers = { ...JSON_HEADERS, ...MORE_HEADERS[problem.kind] };
  const detail =
    problem.faults ??
    (policies.errors === 'envelope'
      ? { code, message: problem.detail, details: { error: problem.kind } }
      : problem.detail);
  return { status, text: JSON.stringify({ detail }), headers };
}

/** Turns an encoded reply into a Response. */
export function responseOf({ status, text, headers }: EncodedReply): Response {
  return new Response(text, { status, headers });
}
