import { contentSha256 } from '../contract/canonical-json.ts';
import type { Decision } from '../contract/wire.ts';
import {
  actsFollowEachOther,
  auditIsWhole,
  revFollowsAudit,
  timeNeverGoesBack,
} from './audit-invariants.ts';
import { breachesOf, type Breach, type Claimed } from './breach.ts';
import { isSameActor, standingDecision, versionAt, type Review } from './review.ts';

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
  actsFollowEachOther,
  revFollowsAudit,
  timeNeverGoesBack,
  claimIsPossible,
  commandsAreKnown,
  agentIsPossible,
];

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
          wasThere(review, decision.on_seq, decision),
          [...at, 'on_seq'],
          'should name a version that was there',
        ],
        [
          isApproved
            ? decision.effective_seq !== null && wasThere(review, decision.effective_seq, decision)
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

/** A decision cannot be about a version of its future. */
function wasThere(review: Review, seq: number, { decided_at: decidedAt }: Decision): boolean {
  const version = versionAt(review, seq);
  return version !== undefined && version.created_at <= decidedAt;
}

function claimIsPossible({ claim, status, audit }: Review): readonly Breach[] {
  if (claim === null) return [];
  const last = audit.findLast((each) => each.action === 'claimed' || each.action === 'released');
  const isExplained =
    last?.action === 'claimed' &&
    last.at === claim.claimed_at &&
    isSameActor(last.actor, claim.holder);
  return [
    ...breachesOf('DEC-4', [
      [status === 'awaiting_review', ['claim'], 'should be null once decided'],
    ]),
    ...breachesOf('CLM-1', [
      [isExplained, ['claim'], 'should be what the last claimed entry of the audit says'],
      [claim.claimed_at < claim.expires_at, ['claim', 'expires_at'], 'should follow claimed_at'],
    ]),
  ];
}

function commandsAreKnown({
  commands,
  decisions,
  versions,
  run_receipts,
}: Review): readonly Breach[] {
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
        each.operation === 'append'
          ? each.decision_id === null
          : decisionIds.includes(each.decision_id ?? ''),
        ['commands', index, 'decision_id'],
        'should name a decision of this review, and be null for an append',
      ],
      [each.head_seq < versions.length, ['commands', index, 'head_seq'], 'should name a version'],
    ]),
    [
      JSON.stringify(run_receipts.map((each) => each.decision_id)) === JSON.stringify(decisionIds),
      ['run_receipts'],
      'should have one entry per decision, in their order',
    ],
    ...run_receipts.map(({ applied_at: appliedAt }, index): Claimed => {
      const decidedAt = decisions[index]?.decided_at ?? '';
      const path = ['run_receipts', index, 'applied_at'];
      return [
        appliedAt === null || appliedAt >= decidedAt,
        path,
        'should not precede the decision',
      ];
    }),
  ]);
}

/** An agent's members agree with its status. Source: AGT-4. */
export function agentIsPossible({
  agent,
  decisions,
  commands,
}: Pick<Review, 'agent' | 'decisions' | 'commands'>): readonly Breach[] {
  if (agent === null) return [];
  const { status } = agent;
  const isStarted = agent.started_at !== null;
  const hasProposed = status === 'proposed' || status === 'submitted' || status === 'escalated';
  const isQuiet = status !== 'queued' && status !== 'running';
  return breachesOf('AGT-4', [
    [
      status === 'queued' ? !isStarted : isStarted || !(hasProposed || status === 'running'),
      ['agent', 'started_at'],
      'should be null while queued and set once running',
    ],
    [
      (agent.proposed_decision !== null) === hasProposed,
      ['agent', 'proposed_decision'],
      'should be there exactly when proposed, submitted or escalated',
    ],
    [
      (agent.submitted_hil_command_id !== null) === (status === 'submitted'),
      ['agent', 'submitted_hil_command_id'],
      'should be there exactly when submitted',
    ],
    [
      (agent.failure_reason !== null) === (status === 'failed'),
      ['agent', 'failure_reason'],
      'should be there exactly when failed',
    ],
    [!isQuiet || agent.script.length === 0, ['agent', 'script'], 'should be empty once it is done'],
    [
      isQuiet || decisions.length === 0,
      ['agent', 'status'],
      'should be a last one: the review was decided',
    ],
    [
      status !== 'submitted' ||
        commands.some((each) => each.command_id === agent.submitted_hil_command_id),
      ['agent', 'submitted_hil_command_id'],
      'should be among the commands',
    ],
  ]);
}
