import type { AgentHilReview, BlockType, Predicate, WorkflowReview } from '../../contract/wire.ts';
import type { AgentState } from '../../domain/agent.ts';
import { breachesOf, type Breach } from '../../domain/breach.ts';
import { agentIsPossible, findBreaches } from '../../domain/invariants.ts';
import { dispatchOf, proposalFault } from '../../domain/proposal.ts';
import { stepIdOf, type Review } from '../../domain/review.ts';
import { predicateFaults } from '../../predicates/predicate-faults.ts';
import { reviewOfOverlay, type WireOverlay } from './overlay-review.ts';

/** What only an audit can tell: without one, nothing is known of it. */
const TOLD_BY_AUDIT = new Set(['REV-5', 'REV-6', 'REV-8', 'TIME-1']);

/**
 * What makes an overlay one that no review can show.
 *
 * Source: the requirement of each breach.
 */
export function overlayBreaches(overlay: WireOverlay): readonly Breach[] {
  const hasAudit = (overlay.audit ?? []).length > 0;
  const breaches = findBreaches(reviewOfOverlay(overlay)).filter(
    ({ requirement, path }) =>
      hasAudit || !(TOLD_BY_AUDIT.has(requirement) || (requirement === 'CLM-1' && path.length < 2)),
  );
  const { _id: id } = overlay;
  const head = overlay.versions.length - 1;
  return [
    ...breachesOf('REV-1', [
      [id === overlay.block_run_id, ['_id'], 'should be the same as block_run_id'],
    ]),
    ...breachesOf('REV-2', [[overlay.head_seq === head, ['head_seq'], `should be ${head}`]]),
    ...triggerBreaches(overlay),
    ...breaches,
  ];
}

/** Source: PRD-5. */
function triggerBreaches({
  triggered_by: trigger,
  block_type: blockType,
}: {
  readonly triggered_by: Predicate;
  readonly block_type: BlockType;
}): readonly Breach[] {
  return predicateFaults(trigger, blockType, ['triggered_by']).map(({ loc, msg }) => ({
    path: loc,
    requirement: 'PRD-5',
    message: msg,
  }));
}

const REVIEW_ID = /^rev_[A-Z2-7]{26}$/;

/**
 * What makes a review of the resource surface one that cannot be.
 *
 * Source: the requirement of each breach.
 */
export function resourceBreaches(review: WorkflowReview): readonly Breach[] {
  const { decision } = review;
  const isReasoned = (decision?.reason ?? '').trim() !== '';
  const stepId = stepIdOf(review);
  return [
    ...breachesOf('REV-1', [
      [REVIEW_ID.test(review.id), ['id'], 'should be rev_ and 26 characters of A–Z2–7'],
      [review.step_id === stepId, ['step_id'], `should be ${stepId}`],
    ]),
    ...triggerBreaches(review),
    ...(decision
      ? [
          ...breachesOf('RES-1', [
            [
              decision.verdict === 'approved' ? (decision.reason ?? null) === null : isReasoned,
              ['decision', 'reason'],
              'should be null when approved and not blank when rejected',
            ],
          ]),
          ...breachesOf('TIME-1', [
            [
              Date.parse(decision.created_at) >= Date.parse(review.created_at),
              ['decision', 'created_at'],
              'should not precede the review',
            ],
          ]),
        ]
      : []),
  ];
}

/**
 * What makes an agent's attempt one that cannot be.
 *
 * Source: the requirement of each breach.
 */
export function agentBreaches(shown: AgentHilReview): readonly Breach[] {
  const agent = agentStateOf(shown);
  const commandId = agent.submitted_hil_command_id;
  const command = { command_id: commandId ?? '' } as Review['commands'][number];
  const { proposed_decision: proposal } = agent;
  const fault = proposal && proposalFault(proposal);
  const possible = agentIsPossible({ agent, decisions: [], commands: [command] });
  return [
    ...possible.map((breach) => ({ ...breach, path: breach.path.slice(1) })),
    ...breachesOf('AGT-6', [[!fault, ['proposed_decision'], `is not valid: ${fault}`]]),
    ...(proposal && !fault && possible.length === 0
      ? breachesOf('AGT-3', [
          [
            dispatchOf(agent, proposal) === agent.status,
            ['status'],
            `should be ${dispatchOf(agent, proposal)} after this proposal in mode ${agent.mode}`,
          ],
        ])
      : []),
    ...breachesOf('TIME-1', [
      [
        Date.parse(agent.updated_at) >= Date.parse(agent.created_at),
        ['updated_at'],
        'should not precede created_at',
      ],
    ]),
  ];
}

/** The state behind it; when it began running is not shown, and when it must have is taken for that. */
function agentStateOf(shown: AgentHilReview): AgentState {
  const isStarted = (shown.status ?? 'queued') !== 'queued';
  return {
    ...shown,
    status: shown.status ?? 'queued',
    proposed_decision: shown.proposed_decision ?? null,
    submitted_hil_command_id: shown.submitted_hil_command_id ?? null,
    failure_reason: shown.failure_reason ?? null,
    started_at: isStarted ? shown.created_at : null,
    script: [],
  };
}
