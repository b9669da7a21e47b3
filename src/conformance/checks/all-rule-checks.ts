import type { Check } from '../check.ts';
import { AUTH_CHECKS } from './auth-checks.ts';
import { BODY_CHECKS } from './body-checks.ts';
import { ERROR_CHECKS } from './error-checks.ts';
import { HOSTILE_ADDRESS_CHECKS } from './hostile-address-checks.ts';
import { HOSTILE_TEXT_CHECKS } from './hostile-text-checks.ts';
import { LIMIT_CHECKS } from './limit-checks.ts';
import { ORDER_CHECKS } from './order-checks.ts';
import { QUERY_CHECKS } from './query-checks.ts';
import { RESPONSE_CHECKS } from './response-checks.ts';
import { ROUTING_CHECKS } from './routing-checks.ts';
import { STATE_ORDER_CHECKS } from './state-order-checks.ts';
import { WHOLE_BODY_CHECKS } from './whole-body-checks.ts';

/**
 * The checks of the rules for every operation, and of hostile input.
 *
 * Source: AUTH-1, ERR-1, ERR-2, ERR-3, SCH-1, SCH-2, SCH-3, LIM-1, TIME-1.
 */
export const RULE_CHECKS: readonly Check[] = [
  ...AUTH_CHECKS,
  ...BODY_CHECKS,
  ...WHOLE_BODY_CHECKS,
  ...QUERY_CHECKS,
  ...ROUTING_CHECKS,
  ...ORDER_CHECKS,
  ...STATE_ORDER_CHECKS,
  ...ERROR_CHECKS,
  ...RESPONSE_CHECKS,
  ...LIMIT_CHECKS,
  ...HOSTILE_TEXT_CHECKS,
  ...HOSTILE_ADDRESS_CHECKS,
];
