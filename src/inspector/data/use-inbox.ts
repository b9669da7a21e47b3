import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReviewSummary } from '../../contract/control-contract.ts';
import { failureOf, isDone, type Connection } from './connection.ts';
import type { Live } from './live.ts';

/** Every review of the namespace. */
export type Inbox =
  | { readonly kind: 'loading'; readonly count: number }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'ready'; readonly reviews: ReadonlyMap<string, ReviewSummary> };

/** Changes are gathered for this long, and then read together. */
const GATHER_MS = 60;
/** More than this many at once are cheaper read as a list. */
const SINGLES_MAX = 25;

/** Reads every review, and again each one that changes. */
export function useInbox(connection: Connection, live: Live): Inbox {
  const [inbox, setInbox] = useState<Inbox>({ kind: 'loading', count: 0 });
  const changed = useRef(new Set<string>());

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let run = 0;
    const readAll = async () => {
      const own = (run += 1);
      const isStale = () => isOver || own !== run;
      changed.current.clear();
      const next = await readEvery(connection, (count) => {
        if (!isStale())
          setInbox((now) => (now.kind === 'ready' ? now : { kind: 'loading', count }));
      });
      if (!isStale()) setInbox(next);
    };
    const readChanged = async () => {
      const ids = [...changed.current];
      changed.current.clear();
      if (ids.length > SINGLES_MAX) return readAll();
      const own = run;
      const read = await readSome(connection, ids);
      if (!isOver && own === run) setInbox((now) => withReviews(now, read));
      return undefined;
    };
    const stop = live.subscribe((news) => {
      if (news.kind === 'open' || (news.kind === 'event' && news.name === 'reset')) {
        void readAll();
      } else if (news.kind === 'event' && news.name === 'review') {
        changed.current.add(String((news.data as { readonly review_id?: unknown }).review_id));
        clearTimeout(timer);
        timer = setTimeout(() => void readChanged(), GATHER_MS);
      }
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [connection, live]);

  return inbox;
}

interface Page {
  readonly data: readonly ReviewSummary[];
  readonly after: string | null;
}

async function readEvery(connection: Connection, onCount: (count: number) => void): Promise<Inbox> {
  const reviews = new Map<string, ReviewSummary>();
  let after: string | null = '';
  while (after !== null) {
    const query: string = after === '' ? '' : `?after=${encodeURIComponent(after)}`;
    const outcome = await connection.send({ method: 'GET', path: `/__control/reviews${query}` });
    const detail = failureOf(outcome);
    if (outcome.kind === 'unreachable' || detail !== undefined) {
      return { kind: 'failed', detail: detail ?? '' };
    }
    const page = outcome.body as Page;
    for (const review of page.data) reviews.set(review.id, review);
    after = page.after;
    onCount(reviews.size);
  }
  return { kind: 'ready', reviews };
}

async function readSome(
  connection: Connection,
  ids: readonly string[],
): Promise<readonly ReviewSummary[]> {
  const query = new URLSearchParams(ids.map((id) => ['id', id]));
  const outcome = await connection.send({ method: 'GET', path: `/__control/reviews?${query}` });
  return isDone(outcome) ? (outcome.body as Page).data : [];
}

function withReviews(inbox: Inbox, read: readonly ReviewSummary[]): Inbox {
  if (inbox.kind !== 'ready' || read.length === 0) return inbox;
  const reviews = new Map(inbox.reviews);
  for (const review of read) {
    // Replies may come out of order.
    if ((reviews.get(review.id)?.rev ?? 0) <= review.rev) reviews.set(review.id, review);
  }
  return { kind: 'ready', reviews };
}
