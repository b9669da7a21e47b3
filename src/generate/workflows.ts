import type { Draw } from './draw.ts';

/** The kinds of work that the bundled subjects belong to, in the order in which they get workflows. */
const WORKFLOWS = [
  'accounts_payable',
  'mailroom',
  'procurement',
  'expense_claims',
  'mailroom_scans',
  'customer_onboarding',
  'batch_statements',
  'account_reconciliation',
  'returns_desk',
  'claims_routing',
  'contract_intake',
  'own_schema',
] as const;

/**
 * Names the workflow of a review. By default each kind of work has one; with more, some have
 * several; with fewer, they share.
 */
export function workflowId(workflow: string, count: number | undefined, draw: Draw): string {
  if (count === undefined) return `wf_${workflow}`;
  const place = Math.max(
    WORKFLOWS.findIndex((each) => each === workflow),
    0,
  );
  if (count < WORKFLOWS.length) return `wf_documents_${(place % count) + 1}`;
  const own = Math.floor((count - place - 1) / WORKFLOWS.length) + 1;
  const number = draw.int(1, own);
  return number === 1 ? `wf_${workflow}` : `wf_${workflow}_${number}`;
}
