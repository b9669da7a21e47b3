import type { ReviewSummary } from '../../contract/control-contract.ts';
import { useNow, useSession } from '../data/session.ts';
import { liveClaimOf } from '../model/inbox-filter.ts';
import { spanText } from '../model/mock-time.ts';

/** Who holds a review, and for how long yet by the mock's clock. */
export function ClaimText({ review }: { review: Pick<ReviewSummary, 'claim'> }) {
  const { clock } = useSession();
  const nowMs = useNow();
  const claim = clock === undefined ? null : liveClaimOf(review, nowMs);
  if (claim === null) return <span class="quiet">Nobody</span>;
  const leftMs = Date.parse(claim.expires_at) - nowMs;
  return (
    <span class="claim">
      <span class="claim-holder">{claim.holder.display_name ?? claim.holder.id}</span>{' '}
      {/* Nobody wants to hear every second of it. */}
      <span class="countdown" role="timer" aria-live="off">
        {spanText(leftMs)} left
      </span>
    </span>
  );
}
