import type { Check } from '../check.ts';
import { AGENT_CHECKS } from './all-agent-checks.ts';
import { OVERLAY_CHECKS } from './all-overlay-checks.ts';
import { PREDICATE_CHECKS } from './all-predicate-checks.ts';
import { LIST_CHECKS, RESOURCE_CHECKS, SURFACE_CHECKS } from './all-resource-checks.ts';
import { FRESH_READ_CHECKS } from './fresh-read-checks.ts';
import { PLAN_CHECKS } from './plan-checks.ts';
import { RACE_CHECKS } from './race-checks.ts';
import { RULE_CHECKS } from './all-rule-checks.ts';
import { TOUR_CHECKS } from './tour-checks.ts';

/** Every check of the suite. A new one is added to the list of its file, not here. */
export const CHECKS: readonly Check[] = [
  ...TOUR_CHECKS,
  ...PLAN_CHECKS,
  ...RACE_CHECKS,
  ...FRESH_READ_CHECKS,
  ...OVERLAY_CHECKS,
  ...RESOURCE_CHECKS,
  ...LIST_CHECKS,
  ...SURFACE_CHECKS,
  ...RULE_CHECKS,
  ...PREDICATE_CHECKS,
  ...AGENT_CHECKS,
];
