import { contentSha256 } from '../contract/canonical-json.ts';
import { standingDecision, versionAt, type Review } from './review.ts';
import { EVENTS } from './write.ts';

/** A place in a review that no sequence of commands can lead to. */
export interface Breach {
  /** Keys and indexes from the review down. */
  readonly path: readonly (string | number)[];
  readonly requirement: string;
  readonly message: string;
}

type Invariant = (review: Review) => readonly Breach[];

/**
 * Finds what makes a review one that the rules could not have made.
 *
 * The mock refuses to import such a state: everything it would show of it could be wrong.
 *
 * Source: the requirement of each breach.
 */
export function findBreaches(review: Review): readonly Breach[] {
  return INVARIANTS.flatMap((invariant) => invariant(review));
}

const INVARIANTS: readonly Invariant[] = [
  versionsAreGapless,
  hashesAreTrue,
  statusFollowsDecisions,
  decisionsHold,
  auditIsWhole,
  revFollowsAudit,
  timeNeverGoesBack,
  claimIsPossible,
  commandsAreKnown,
];

type Claimed = readonly [holds: boolean, path: Breach['path'], message: string];

/** Keeps what does not hold. */
function breachesOf(requirement: string, claims: readonly Claimed[]): readonly Breach[] {
  return claims
    .filter(([holds]) => !holds)
    .map(([, path, message]) => ({ path, requirement, message }));
}

function versionsAreGapless({ versions }: Review): readonly Breach[] {
  return breachesOf(
    'REV-2',
    versions.flatMap((version, index): Claimed[] => [
      [version.seq === index, ['versions', index, 'seq'], `should be ${index}`],
      [
        (version.origin === 'model_output') === (index === 0),
        ['versions', index, 'origin'],
        'should be model_output for seq 0 and only there',
      ],
      [
        index === 0
          ? version.parent_seq === null
          : version.parent_seq !== null && version.parent_seq < index && version.parent_seq >= 0,
        ['versions', index, 'parent_seq'],
        'should be null for seq 0 and an earlier seq for every other version',
      ],
    ]),
  );
}

function hashesAreTrue({ versions }: Review): readonly Breach[] {
  return breachesOf(
    'REV-7',
    versions.map((version, index): Claimed => {
      const hash = contentSha256(version.snapshot);
      const path = ['versions', index, 'content_sha256'];
      return [version.content_sha256 === hash, path, `should be ${hash}`];
    }),
  );
}

function statusFollowsDecisions(review: Review): readonly Breach[] {
  const standing = standingDecision(review);
  const isAwaiting = review.status === 'awaiting_review';
  const effectiveSeq = standing?.verdict === 'approved' ? standing.effective_seq : null;
  const reopenings = review.audit.filter((each) => each.action === 'reopened').length;
  return [
    ...breachesOf('REV-3', [
      [isAwaiting || standing?.verdict === review.status, ['status'], 'should be the last verdict'],
      [
        review.decided_at === (standing?.decided_at ?? null),
        ['decided_at'],
        'should be the instant of the standing decision, null while awaiting review',
      ],
    ]),
    ...breachesOf('REV-4', [
      [
        review.effective_seq === effectiveSeq,
        ['effective_seq'],
        `should be ${effectiveSeq}, as the standing decision has it`,
      ],
    ]),
    ...breachesOf('REV-5', [
      [
        review.decisions.length === reopenings + (isAwaiting ? 0 : 1),
        ['decisions'],
        'should hold one decision per reopening, and the standing one',
      ],
    ]),
  ];
}

function decisionsHold(review: Review): readonly Breach[] {
  return review.decisions.flatMap((decision, index) => {
    const at = ['decisions', index];
    const isApproved = decision.verdict === 'approved';
    const previous = review.decisions[index - 1]?.decision_id ?? null;
    return [
      ...breachesOf('DEC-1', [
        [
          versionAt(review, decision.on_seq) !== undefined,
          [...at, 'on_seq'],
          'should name a version',
        ],
        [
          isApproved
            ? decision.effective_seq !== null &&
              versionAt(review, decision.effective_seq) !== undefined
            : decision.effective_seq === null,
          [...at, 'effective_seq'],
          'should name a version when approved and be null when rejected',
        ],
      ]),
      ...breachesOf('DEC-3', [
        [
          isApproved ? decision.reason === null : (decision.reason ?? '').trim() !== '',
          [...at, 'reason'],
          'should be null when approved and not blank when rejected',
        ],
      ]),
      ...breachesOf('DEC-5', [
        [
          decision.supersedes_decision_id === previous,
          [...at, 'supersedes_decision_id'],
          'should be the decision before it, null for the first',
        ],
      ]),
    ];
  });
}

function auditIsWhole({ audit, versions, decisions }: Review): readonly Breach[] {
  const count = (action: string) => audit.filter((each) => each.action === action).length;
  return breachesOf('REV-8', [
    [audit[0]?.action === 'gate_fired', ['audit', 0, 'action'], 'should be gate_fired'],
    [count('gate_fired') === 1, ['audit'], 'should have one gate_fired'],
    [
      count('version_added') === versions.length - 1,
      ['audit'],
      'should have one version_added per version after the first',
    ],
    [
      count('decision_made') === decisions.length,
      ['audit'],
      'should have one decision_made per decision',
    ],
    ...audit.map((each, index): Claimed => {
      const event = EVENTS[each.action];
      return [each.event === event, ['audit', index, 'event'], `should be ${event}`];
    }),
  ]);
}

function revFollowsAudit({ audit, rev }: Review): readonly Breach[] {
  let last = 0;
  const claims = audit.map((each, index): Claimed => {
    const path = ['audit', index, 'rev_result'];
    if (each.action === 'stale_write_rejected') {
      return [each.rev_result === null, path, 'should be null: a stale write changes nothing'];
    }
    const isSameWrite = each.rev_result === last && each.action === 'decision_made';
    const holds = isSameWrite || (each.rev_observed === last && each.rev_result === last + 1);
    last = each.rev_result ?? last;
    return [holds, path, 'should be one more than the write before it'];
  });
  return breachesOf('REV-6', [...claims, [rev === last, ['rev'], `should be ${last}`]]);
}

function timeNeverGoesBack(review: Review): readonly Breach[] {
  const { audit, versions } = review;
  const written = audit.findLast((each) => each.action !== 'stale_write_rejected')?.at;
  const opened = audit[0]?.at;
  return breachesOf('TIME-1', [
    [review.created_at === opened, ['created_at'], 'should be the instant of gate_fired'],
    [review.updated_at === written, ['updated_at'], 'should be the instant of the last write'],
    [
      review.awaiting_since >= review.created_at,
      ['awaiting_since'],
      'should not precede created_at',
    ],
    ...audit.map((each, index): Claimed => {
      const previous = audit[index - 1]?.at ?? each.at;
      return [each.at >= previous, ['audit', index, 'at'], 'should not go back'];
    }),
    ...versions.map((each, index): Claimed => {
      const previous = versions[index - 1]?.created_at ?? each.created_at;
      return [each.created_at >= previous, ['versions', index, 'created_at'], 'should not go back'];
    }),
  ]);
}

function claimIsPossible({ claim, status }: Review): readonly Breach[] {
  if (claim === null) return [];
  return [
    ...breachesOf('DEC-4', [
      [status === 'awaiting_review', ['claim'], 'should be null once decided'],
    ]),
    ...breachesOf('CLM-1', [
      [claim.claimed_at < claim.expires_at, ['claim', 'expires_at'], 'should follow claimed_at'],
    ]),
  ];
}

function commandsAreKnown({ commands, decisions, run_receipts }: Review): readonly Breach[] {
  const ids = commands.map((each) => each.command_id);
  const decisionIds = decisions.map((each) => each.decision_id);
  return breachesOf('IDM-1', [
    ...commands.flatMap((each, index): Claimed[] => [
      [
        ids.indexOf(each.command_id) === index,
        ['commands', index, 'command_id'],
        'should be used once',
      ],
      [
        each.decision_id === null || decisionIds.includes(each.decision_id),
        ['commands', index, 'decision_id'],
        'should name a decision of this review',
      ],
    ]),
    [
      JSON.stringify(run_receipts.map((each) => each.decision_id)) === JSON.stringify(decisionIds),
      ['run_receipts'],
      'should have one entry per decision, in their order',
    ],
  ]);
}
