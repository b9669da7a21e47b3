import type { ReviewSummary } from '../../contract/control-contract.ts';
import { useNow, useSession } from '../data/session.ts';
import { filterOf, inboxOf, paramsOf, type InboxFilter } from '../model/inbox-filter.ts';
import { agoText } from '../model/mock-time.ts';
import { hashOf } from '../model/route.ts';
import { AgentBadge, StatusBadge } from '../parts/badge.tsx';
import { ClaimText } from '../parts/countdown.tsx';
import { Empty, Failure, Loading } from '../parts/notices.tsx';
import { Pager, pageOf, PAGE_SIZE } from '../parts/pager.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { OpenReview } from './open-review.tsx';

/** Every review of the namespace, in the order of the queue. */
export function InboxScreen() {
  const { inbox, route, adjust } = useSession();
  const nowMs = useNow();
  if (inbox.kind === 'failed') return <Failure detail={inbox.detail} />;
  if (inbox.kind === 'loading') {
    return <Loading what={inbox.count === 0 ? 'the reviews' : `${inbox.count} reviews so far`} />;
  }
  const filter = filterOf(route.params);
  const reviews = [...inbox.reviews.values()];
  const shown = inboxOf(reviews, filter, nowMs);
  const change = (next: InboxFilter) => adjust(paramsOf(next));
  return (
    <>
      <InboxFilters filter={filter} reviews={reviews} onChange={change} />
      <p class="count" role="status">
        {countText(shown.length, reviews.length)}
      </p>
      {shown.length === 0 ? (
        <Empty
          title={
            reviews.length === 0
              ? 'This namespace has no reviews yet.'
              : 'No review matches these filters.'
          }
        >
          {reviews.length > 0 && (
            <button
              type="button"
              class="button"
              onClick={() => change({ ...filterOf({}), status: '' })}
            >
              Show all {reviews.length}
            </button>
          )}
        </Empty>
      ) : (
        <InboxTable reviews={shown} />
      )}
      <OpenReview isOpen={reviews.length === 0} />
    </>
  );
}

function countText(shown: number, all: number): string {
  const noun = all === 1 ? 'review' : 'reviews';
  return shown === all
    ? `${numberText(all)} ${noun}`
    : `${numberText(shown)} of ${numberText(all)} ${noun}`;
}

function numberText(count: number): string {
  return count.toLocaleString('en');
}

function InboxTable({ reviews }: { reviews: readonly ReviewSummary[] }) {
  const { route, adjust } = useSession();
  const page = pageOf(route.params, reviews.length);
  const shown = reviews.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const { page: _page, ...rest } = route.params;
  return (
    <>
      <table role="table" class="list inbox" aria-label="Reviews">
        <thead role="rowgroup">
          <tr role="row">
            {['Review', 'Type', 'Status', 'Claimed by', 'Agent', 'Priority', 'Waiting'].map(
              (title) => (
                <th key={title} role="columnheader" scope="col">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((review) => (
            <InboxRow key={review.id} review={review} />
          ))}
        </tbody>
      </table>
      <Pager
        page={page}
        count={reviews.length}
        onPage={(next) => adjust(next === 1 ? rest : { ...rest, page: String(next) })}
      />
    </>
  );
}

function InboxRow({ review }: { review: ReviewSummary }) {
  const { route } = useSession();
  const nowMs = useNow();
  const href = hashOf({ ...route, screen: 'reviews', reviewId: review.id, params: {} });
  return (
    <tr role="row">
      <td role="cell" class="cell-main">
        <a href={href} data-row="">
          {review.excerpt === '' ? 'Empty snapshot' : review.excerpt}
        </a>
        <span class="ids">
          {review.run_id} / {review.block_id}
          {review.iteration_key !== null && ` / ${review.iteration_key}`}
        </span>
      </td>
      <td role="cell" data-label="Type">
        {review.block_type}
        <span class="ids">{review.predicate_kind}</span>
      </td>
      <td role="cell" data-label="Status">
        <StatusBadge status={review.status} /> <span class="ids">rev {review.rev}</span>
      </td>
      <td role="cell" data-label="Claimed by">
        <ClaimText review={review} />
      </td>
      <td role="cell" data-label="Agent">
        {review.agent === null ? (
          <span class="quiet">None</span>
        ) : (
          <AgentBadge status={review.agent.status} />
        )}
      </td>
      <td role="cell" data-label="Priority" class="number">
        {review.priority}
      </td>
      <td role="cell" data-label="Waiting">
        <time dateTime={review.awaiting_since}>{agoText(review.awaiting_since, nowMs)}</time>
      </td>
    </tr>
  );
}
