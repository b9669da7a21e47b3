import { useCallback } from 'preact/hooks';
import type { ReviewState } from '../../contract/control-contract.ts';
import type { LiveNews } from '../data/live.ts';
import { useSession } from '../data/session.ts';
import { useRead } from '../data/use-read.ts';
import { predicateTree } from '../model/predicate-tree.ts';
import { hashOf } from '../model/route.ts';
import { Empty, Failure, Loading } from '../parts/notices.tsx';
import { Panel } from '../parts/panel.tsx';
import { PredicateView } from '../parts/predicate-view.tsx';
import { ActPanel } from './act-panel.tsx';
import { AgentPanel } from './agent-panel.tsx';
import { AuditTimeline } from './audit-timeline.tsx';
import { DecisionList } from './decision-list.tsx';
import { ReviewHeader } from './review-header.tsx';
import { SurfacesPanel } from './surfaces-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** One review: what it is, how it came about, and what can be done to it. */
export function ReviewScreen({ reviewId }: { reviewId: string }) {
  const { route } = useSession();
  const isOld = useCallback((news: LiveNews) => isAbout(news, reviewId), [reviewId]);
  const [reading, again] = useRead<ReviewState>(
    `/__control/reviews/${encodeURIComponent(reviewId)}`,
    isOld,
  );
  if (reading.kind === 'loading') return <Loading what="the review" />;
  if (reading.kind === 'failed' && reading.status === 404) {
    return (
      <Empty title="This namespace has no such review.">
        <p>
          <code>{reviewId}</code>
        </p>
        <p>
          <a href={hashOf({ ...route, screen: 'reviews', params: {} })}>All reviews</a>
        </p>
      </Empty>
    );
  }
  if (reading.kind === 'failed') return <Failure detail={reading.detail} onRetry={again} />;
  return <ReviewView key={reviewId} review={reading.value} />;
}

function isAbout(news: LiveNews, reviewId: string): boolean {
  if (news.kind === 'open') return true;
  if (news.kind !== 'event') return false;
  if (news.name === 'reset') return true;
  const data = news.data as { readonly review_id?: unknown } | null;
  return news.name === 'review' && data?.review_id === reviewId;
}

function ReviewView({ review }: { review: ReviewState }) {
  return (
    <>
      <ReviewHeader review={review} />
      <div class="review-columns">
        <div class="stack">
          <VersionsPanel review={review} />
          <Panel title="Why it was opened">
            <PredicateView
              node={predicateTree(review.triggered_by)}
              label="The predicate that fired"
            />
          </Panel>
          <DecisionList review={review} />
          <AuditTimeline review={review} />
          <SurfacesPanel review={review} />
        </div>
        <div class="stack side">
          <ActPanel review={review} />
          <AgentPanel review={review} />
        </div>
      </div>
    </>
  );
}
