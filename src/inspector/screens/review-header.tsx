import type { ReviewState } from '../../contract/control-contract.ts';
import { useNow } from '../data/session.ts';
import { agoText, instantText } from '../model/mock-time.ts';
import { AgentBadge, StatusBadge } from '../parts/badge.tsx';
import { ClaimText } from '../parts/countdown.tsx';

/** What a review is and where it stands. */
export function ReviewHeader({ review }: { review: ReviewState }) {
  const nowMs = useNow();
  return (
    <section class="panel facts" aria-label="Facts">
      <dl>
        <div>
          <dt>Status</dt>
          <dd>
            <StatusBadge status={review.status} />
          </dd>
        </div>
        <div>
          <dt>Rev</dt>
          <dd class="fact-number" data-fact="rev">
            {review.rev}
          </dd>
        </div>
        <div>
          <dt>Claimed by</dt>
          <dd data-fact="claim">
            <ClaimText review={review} />
          </dd>
        </div>
        <div>
          <dt>Agent</dt>
          <dd>
            {review.agent === null ? (
              <span class="quiet">None</span>
            ) : (
              <AgentBadge status={review.agent.status} />
            )}
          </dd>
        </div>
        <div>
          <dt>Waiting since</dt>
          <dd>
            <time dateTime={review.awaiting_since} title={instantText(review.awaiting_since)}>
              {agoText(review.awaiting_since, nowMs)}
            </time>
          </dd>
        </div>
        <div>
          <dt>Priority</dt>
          <dd>{review.priority}</dd>
        </div>
      </dl>
      <dl class="ids-list">
        <Id name="Run" value={review.run_id} />
        <Id name="Block" value={`${review.block_id} (${review.block_type})`} />
        {review.iteration_key !== null && <Id name="Iteration" value={review.iteration_key} />}
        <Id name="Workflow" value={review.workflow_id} />
      </dl>
    </section>
  );
}

function Id({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}
