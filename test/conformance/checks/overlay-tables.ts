import type { Check } from '../../../src/conformance/check.ts';
import { APPEND_CHECKS } from '../../../src/conformance/checks/append-checks.ts';
import { APPEND_REFUSAL_CHECKS } from '../../../src/conformance/checks/append-refusal-checks.ts';
import { CLAIM_CHECKS } from '../../../src/conformance/checks/claim-checks.ts';
import { COMMAND_SCOPE_CHECKS } from '../../../src/conformance/checks/command-scope-checks.ts';
import { CONCURRENT_REPEAT_CHECKS } from '../../../src/conformance/checks/concurrent-repeat-checks.ts';
import { DECIDED_CHECKS } from '../../../src/conformance/checks/decided-checks.ts';
import { DECISION_CHECKS } from '../../../src/conformance/checks/decision-checks.ts';
import { EDITED_DECISION_CHECKS } from '../../../src/conformance/checks/edited-decision-checks.ts';
import { HELD_RUN_CHECKS } from '../../../src/conformance/checks/held-run-checks.ts';
import { IDENTITY_CHECKS } from '../../../src/conformance/checks/identity-checks.ts';
import { LEASE_CHECKS } from '../../../src/conformance/checks/lease-checks.ts';
import { LOST_MESSAGE_CHECKS } from '../../../src/conformance/checks/lost-message-checks.ts';
import { REPEAT_MATRIX_CHECKS } from '../../../src/conformance/checks/repeat-matrix-checks.ts';
import { RESUME_CHECKS } from '../../../src/conformance/checks/resume-checks.ts';
import { REUSED_COMMAND_CHECKS } from '../../../src/conformance/checks/reused-command-checks.ts';
import { REV_CHECKS } from '../../../src/conformance/checks/rev-checks.ts';
import { SAME_COMMAND_CHECKS } from '../../../src/conformance/checks/same-command-checks.ts';
import { STAMP_CHECKS } from '../../../src/conformance/checks/stamp-checks.ts';
import { TIME_CHECKS } from '../../../src/conformance/checks/time-checks.ts';

/** A table of checks, and broken servers that it catches: by their id in test/mutants. */
export const OVERLAY_TABLES: readonly (readonly [string, readonly Check[], readonly string[]])[] = [
  [
    'identity',
    IDENTITY_CHECKS,
    [
      'overlay-id-is-not-the-block-run',
      'review-id-in-lower-case',
      'step-id-with-a-colon',
      'gating-twice-succeeds',
      'one-review-for-all-iterations',
      'iterations-on-the-overlay-surface',
      'overlay-without-organization',
    ],
  ],
  [
    'rev',
    REV_CHECKS,
    [
      'read-moves-rev',
      'created-version-does-not-move-rev',
      'release-does-not-move-rev',
      'append-rewrites-the-model-output',
      'effective-seq-from-the-start',
      'opening-not-audited',
      'audit-forgets-its-beginning',
      'decision-audited-as-the-holders',
      'audit-observes-the-result',
      'later-versions-without-parent',
    ],
  ],
  [
    'stamps',
    STAMP_CHECKS,
    [
      'stamps-ahead-taken',
      'stamp-ignored-by-release',
      'stamp-optional',
      'stale-write-clears-the-claim',
      'stale-append-is-kept',
      'stale-audit-observes-the-current-rev',
    ],
  ],
  [
    'decided',
    DECIDED_CHECKS,
    [
      'write-on-a-decided-review-moves-rev',
      'stale-write-on-a-decided-review-not-audited',
      'write-on-a-decided-review-audited',
    ],
  ],
  [
    'claims',
    CLAIM_CHECKS,
    [
      'claim-ttl-in-milliseconds',
      'claim-of-29-seconds-taken',
      'claim-of-a-day-refused',
      'claim-renewal-adds-up',
      'claim-over-keeps-the-holder',
      'claim-locks-out-appends',
      'release-keeps-the-claim',
      'release-without-a-claim-refused',
    ],
  ],
  [
    'appends',
    APPEND_CHECKS,
    [
      'version-origin-ignored',
      'version-note-trimmed',
      'snapshot-loses-nulls',
      'snapshot-texts-normalized',
      'empty-snapshot-refused',
      'append-held-to-the-shape-of-its-block',
      'parent-of-an-append-ignored',
      'content-hash-over-order-of-keys',
    ],
  ],
  [
    'refused appends',
    APPEND_REFUSAL_CHECKS,
    [
      'snapshot-beside-reviewable-value-taken',
      'append-of-nothing-taken',
      'splits-kept-as-splits',
      'reviewable-value-unchecked',
      'unknown-parent-seq-taken',
      'refused-append-moves-rev',
    ],
  ],
  [
    'decisions',
    DECISION_CHECKS,
    [
      'on-seq-defaults-to-zero',
      'effective-seq-defaults-to-the-head',
      'unknown-effective-seq-taken',
      'approval-keeps-a-reason',
      'rejection-with-a-blank-reason-taken',
      'rejection-with-effective-seq-taken',
      'decision-needs-the-claim',
      'decision-keeps-the-claim',
      'fresh-decision-answers-already-applied',
      'refused-decision-clears-the-claim',
    ],
  ],
  [
    'edited decisions',
    EDITED_DECISION_CHECKS,
    [
      'edited-output-appended-not-approved',
      'edited-output-kept-when-refused',
      'edited-output-replaces-the-model-output',
      'edited-output-descends-from-the-head',
      'two-edits-taken',
      'reviewable-value-of-a-decision-ignored',
      'approving-an-edit-moves-rev-twice',
    ],
  ],
  [
    'runs',
    RESUME_CHECKS,
    ['run-goes-on-with-the-model-output', 'rejected-run-completes', 'run-does-not-wait-for-all'],
  ],
  [
    'lost messages',
    LOST_MESSAGE_CHECKS,
    [
      'decision-repeat-is-stale',
      'append-repeat-appends-again',
      'repeated-decision-answers-accepted',
    ],
  ],
  [
    'same commands',
    SAME_COMMAND_CHECKS,
    [
      'order-of-keys-counts',
      'default-origin-makes-a-difference',
      'null-note-makes-a-difference',
      'default-on-seq-makes-a-difference',
      'defaults-follow-the-current-head',
    ],
  ],
  [
    'reused commands',
    REUSED_COMMAND_CHECKS,
    [
      'operation-is-not-part-of-the-command',
      'reused-command-id-applied',
      'reason-is-not-part-of-the-body',
      'effective-seq-is-not-part-of-the-body',
      'appends-and-decisions-apart',
    ],
  ],
  [
    'concurrent repeats',
    CONCURRENT_REPEAT_CHECKS,
    ['concurrent-repeats-applied-twice', 'concurrent-repeats-conflict'],
  ],
  [
    'scope of commands',
    COMMAND_SCOPE_CHECKS,
    [
      'stale-append-uses-up-its-command-id',
      'invalid-decision-uses-up-its-command-id',
      'command-ids-shared-between-reviews',
      'repeat-known-by-its-actor-alone',
      'only-the-last-command-remembered',
    ],
  ],
  ['matrix of repeats', REPEAT_MATRIX_CHECKS, ['stamp-is-part-of-the-body']],
  ['held runs', HELD_RUN_CHECKS, ['applied-decision-answers-already-received']],
  [
    'leases',
    LEASE_CHECKS,
    ['claims-never-expire', 'claims-expire-at-half-time', 'expiry-moves-rev'],
  ],
  [
    'times',
    TIME_CHECKS,
    [
      'claimed-at-is-the-opening',
      'audit-dated-at-the-opening',
      'decision-dated-at-the-opening',
      'stale-write-moves-updated-at',
    ],
  ],
];
