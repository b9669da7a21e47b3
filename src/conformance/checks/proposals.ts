import type { Json } from './gate-case.ts';

const SOURCE = { document_index: 0, page_number: 1 };

/** Evidence for one field of the review that a trial opens by default. */
export function evidenceFor(path: string, action = 'approved_unchanged'): Json {
  return { field_path: path, action, quote: 'Total 505', source: SOURCE };
}

/** The output after the agent's corrections. */
export const CORRECTED = { total_amount: 325.5, vendor_name: 'Acme é', lines: [{ qty: 1 }] };

/** What an agent can propose, each of them valid; the verdict is in the name. */
export const PROPOSALS = {
  approve: { approved: true, evidence: [evidenceFor('total_amount')] },
  correct: {
    approved: true,
    modified_data: CORRECTED,
    changed_paths: ['total_amount', 'lines[0].qty'],
    evidence: [
      evidenceFor('lines[0].qty', 'modified'),
      evidenceFor('vendor_name'),
      evidenceFor('total_amount', 'modified'),
    ],
  },
  escalate: {
    approved: null,
    escalate: true,
    escalation_reason: 'Two totals are printed.',
    evidence: [evidenceFor('total_amount', 'rejected')],
  },
  reject: {
    approved: false,
    evidence: [
      { ...evidenceFor('total_amount', 'rejected'), reasoning_brief: 'The total is cut off.' },
    ],
  },
} as const satisfies Readonly<Record<string, Json>>;

/** The name of a valid proposal. */
export type ProposalName = keyof typeof PROPOSALS;

/** A valid proposal with a confidence. */
export function proposalOf(name: ProposalName, confidence = 0.9): Json {
  return { ...PROPOSALS[name], confidence };
}
