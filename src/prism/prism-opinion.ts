import type { OperationId } from '../contract/operations.ts';
import { createSecondJudge, type SecondJudge } from './second-judge.ts';

/** What Prism is shown of an exchange with a server of the review API. */
export interface SeenExchange {
  readonly operation: OperationId | null;
  readonly request: { readonly path: string; readonly body?: unknown };
  readonly outcome:
    | {
        readonly kind: 'replied';
        readonly status: number;
        readonly contentType: string | null;
        readonly body: unknown;
      }
    | { readonly kind: 'unknown' | 'unsent' };
}

/** What Prism says of an exchange. */
export interface PrismJudgement {
  readonly request: readonly string[];
  readonly reply: readonly string[];
}

/**
 * Units: nested arrays and objects. A predicate nests two for each level, and Prism's time doubles
 * with each: deeper ones would take minutes and all memory.
 */
const DEPTH_MAX = 16;

/**
 * Prism as a second judge of a run.
 *
 * Shape: undefined for what nests too deep for Prism, does not decode, or has no answer.
 * Source: spec/decisions/prism.md.
 */
export async function createPrismOpinion(): Promise<{
  readonly name: string;
  readonly judge: (exchange: SeenExchange) => PrismJudgement | undefined;
}> {
  const judge = await createSecondJudge();
  return { name: 'prism', judge: (exchange) => judgementOf(judge, exchange) };
}

function judgementOf(
  judge: SecondJudge,
  { operation, request, outcome }: SeenExchange,
): PrismJudgement | undefined {
  if (operation === null || outcome.kind !== 'replied') return undefined;
  if (isTooDeep(request.body, DEPTH_MAX) || isTooDeep(outcome.body, DEPTH_MAX)) return undefined;
  const [path = '', search = ''] = request.path.split('?');
  // Prism throws on a path that does not decode.
  if (!isDecodable(path)) return undefined;
  return {
    request: judge.judgeRequest(operation, {
      path,
      search: new URLSearchParams(search),
      body: request.body,
    }),
    reply: judge.judgeReply(operation, outcome),
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isTooDeep(value: unknown, depthLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depthLeft === 0) return true;
  return Object.values(value).some((each) => isTooDeep(each, depthLeft - 1));
}
