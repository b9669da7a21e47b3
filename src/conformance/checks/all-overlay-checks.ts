import type { Check } from '../check.ts';
import { APPEND_CHECKS } from './append-checks.ts';
import { APPEND_REFUSAL_CHECKS } from './append-refusal-checks.ts';
import { CLAIM_CHECKS } from './claim-checks.ts';
import { COMMAND_SCOPE_CHECKS } from './command-scope-checks.ts';
import { CONCURRENT_REPEAT_CHECKS } from './concurrent-repeat-checks.ts';
import { DECIDED_CHECKS } from './decided-checks.ts';
import { DECISION_CHECKS } from './decision-checks.ts';
import { EDITED_DECISION_CHECKS } from './edited-decision-checks.ts';
import { HELD_RUN_CHECKS } from './held-run-checks.ts';
import { IDENTITY_CHECKS } from './identity-checks.ts';
import { LEASE_CHECKS } from './lease-checks.ts';
import { LOST_MESSAGE_CHECKS } from './lost-message-checks.ts';
import { REOPEN_CHECKS } from './reopen-checks.ts';
import { REPEAT_MATRIX_CHECKS } from './repeat-matrix-checks.ts';
import { RESUME_CHECKS } from './resume-checks.ts';
import { REUSED_COMMAND_CHECKS } from './reused-command-checks.ts';
import { REV_CHECKS } from './rev-checks.ts';
import { SAME_COMMAND_CHECKS } from './same-command-checks.ts';
import { STAMP_CHECKS } from './stamp-checks.ts';
import { TIME_CHECKS } from './time-checks.ts';

/** The review itself, and the writes, retries and leases of the overlay surface. */
export const OVERLAY_CHECKS: readonly Check[] = [
  ...IDENTITY_CHECKS,
  ...REV_CHECKS,
  ...STAMP_CHECKS,
  ...DECIDED_CHECKS,
  ...CLAIM_CHECKS,
  ...APPEND_CHECKS,
  ...APPEND_REFUSAL_CHECKS,
  ...DECISION_CHECKS,
  ...EDITED_DECISION_CHECKS,
  ...REOPEN_CHECKS,
  ...RESUME_CHECKS,
  ...LOST_MESSAGE_CHECKS,
  ...SAME_COMMAND_CHECKS,
  ...REUSED_COMMAND_CHECKS,
  ...CONCURRENT_REPEAT_CHECKS,
  ...COMMAND_SCOPE_CHECKS,
  ...REPEAT_MATRIX_CHECKS,
  ...HELD_RUN_CHECKS,
  ...LEASE_CHECKS,
  ...TIME_CHECKS,
];
