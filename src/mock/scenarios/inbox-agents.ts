import type { ProposedDecision } from '../../contract/wire.ts';
import type { AgentPlan } from '../../domain/agent.ts';

const SECOND_MS = 1000;

/** How long before now each review of the inbox opened is its own; a script counts from there. */
type PlanAt = (untilNowMs: number) => AgentPlan;

const SETTINGS = { autoThreshold: 0.85, timeoutSeconds: 900 } as const;

function proposal(change: Partial<ProposedDecision>): ProposedDecision {
  return {
    approved: true,
    confidence: 0.93,
    evidence: [
      {
        field_path: 'total_amount',
        action: 'approved_unchanged',
        quote: 'Total due',
        source: { document_index: 0, page_number: 1 },
      },
    ],
    ...change,
  };
}

const ESCALATION = {
  approved: null,
  escalate: true,
  escalation_reason: 'Two totals are printed on page 1.',
} as const;

/** Starts a second after the gate fired, and proposes after that many more. */
function script(afterSeconds: number, proposed: ProposedDecision): AgentPlan['script'] {
  return [
    { afterMs: SECOND_MS, event: { kind: 'start' } },
    {
      afterMs: afterSeconds * SECOND_MS,
      event: { kind: 'propose', proposal: proposed, fault: null },
    },
  ];
}

/**
 * An agent in each status, and one to watch: it starts five seconds after the scenario does, and
 * proposes twenty seconds later.
 *
 * Source: AGT-2, AGT-3.
 */
export const AGENT_PLANS: readonly PlanAt[] = [
  () => ({ ...SETTINGS, mode: 'pre_review', script: [] }),
  (untilNowMs) => ({
    ...SETTINGS,
    mode: 'auto',
    script: [{ afterMs: untilNowMs - SECOND_MS, event: { kind: 'start' } }],
  }),
  () => ({ ...SETTINGS, mode: 'pre_review', script: script(40, proposal({ confidence: 0.78 })) }),
  () => ({ ...SETTINGS, mode: 'auto', script: script(55, proposal({})) }),
  () => ({ ...SETTINGS, mode: 'auto', script: script(30, proposal(ESCALATION)) }),
  // Starts and says nothing: its time runs out.
  () => ({
    ...SETTINGS,
    mode: 'review',
    script: [{ afterMs: SECOND_MS, event: { kind: 'start' } }],
  }),
  // Starts, and a human decides first.
  () => ({
    ...SETTINGS,
    mode: 'review',
    script: [{ afterMs: SECOND_MS, event: { kind: 'start' } }],
  }),
  (untilNowMs) => ({
    ...SETTINGS,
    mode: 'auto',
    script: [
      { afterMs: untilNowMs + 5 * SECOND_MS, event: { kind: 'start' } },
      {
        afterMs: 20 * SECOND_MS,
        event: { kind: 'propose', proposal: proposal({}), fault: null },
      },
    ],
  }),
];
