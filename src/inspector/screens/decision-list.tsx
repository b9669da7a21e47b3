import type { ReviewState } from '../../contract/control-contract.ts';
import { instantText } from '../model/mock-time.ts';
import { StatusBadge } from '../parts/badge.tsx';
import { Panel } from '../parts/panel.tsx';

/** Every decision there ever was on a review, the standing one last. */
export function DecisionList({ review }: { review: ReviewState }) {
  return (
    <Panel title="Decisions">
      {review.decisions.length === 0 ? (
        <p class="quiet">None yet.</p>
      ) : (
        <ol class="decisions">
          {review.decisions.map((decision) => (
            <li key={decision.decision_id}>
              <p>
                <StatusBadge status={decision.verdict} /> version {decision.on_seq} by{' '}
                {decision.decided_by.display_name ?? decision.decided_by.id},{' '}
                <time dateTime={decision.decided_at}>{instantText(decision.decided_at)}</time>
                {isPending(review, decision.decision_id) && ' (the run has yet to apply it)'}
              </p>
              {decision.reason !== null && <blockquote class="note">{decision.reason}</blockquote>}
              {decision.supersedes_decision_id !== null && (
                <p class="ids">supersedes {decision.supersedes_decision_id}</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function isPending({ run_receipts: receipts }: ReviewState, decisionId: string): boolean {
  return receipts.some((each) => each.decision_id === decisionId && each.applied_at === null);
}
