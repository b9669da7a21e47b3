import type { FaultRule } from '../../contract/control-contract.ts';
import { fault } from '../../contract/problems.ts';
import type { Policies } from '../../domain/policies.ts';
import type { EncodedReply } from '../reply.ts';
import { DEFAULT_ERROR_STATUS } from './fault-rule.ts';

const TOO_MANY_REQUESTS = 429;
const UNAUTHORIZED = 401;
const UNPROCESSABLE = 422;

/**
 * The reply of an `error`: a status, a detail as every error of the API has one, and when to come
 * back.
 *
 * Source: ERR-1; RFC 6585, section 4, and RFC 9110, section 10.2.3, for Retry-After.
 */
export function injectedError(rule: FaultRule, policies: Policies): EncodedReply {
  const { status = DEFAULT_ERROR_STATUS } = rule;
  const retryAfterS = rule.retry_after_s ?? (status === TOO_MANY_REQUESTS ? 1 : undefined);
  const headers = {
    'content-type': 'application/json',
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
    ...(status === UNAUTHORIZED ? { 'www-authenticate': 'Bearer' } : {}),
  };
  return { status, text: JSON.stringify({ detail: detailOf(status, policies) }), headers };
}

function detailOf(status: number, policies: Policies): unknown {
  const message = `A fault of the mock answers ${status} here; nothing was applied.`;
  if (status === UNPROCESSABLE) return [fault(['body'], ['injected_fault', message])];
  return policies.errors === 'envelope'
    ? { code: 'injected_fault', message, details: { error: 'injected_fault' } }
    : message;
}
