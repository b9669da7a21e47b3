import { useEffect, useState } from 'preact/hooks';
import { withEntry, type JournalRow, type Misuse } from '../model/journal-filter.ts';
import { failureOf } from './connection.ts';
import { useSession } from './session.ts';

/** The journal, and what the mock has to say about those who are in it. */
export interface Journal {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly detail: string;
  readonly entries: readonly JournalRow[];
  /** How many entries made room for these. */
  readonly dropped: number;
  /** Undefined where this mock reports none. */
  readonly misuses: readonly Misuse[] | undefined;
}

const EMPTY: Journal = { kind: 'loading', detail: '', entries: [], dropped: 0, misuses: undefined };

/** The page keeps no more than this; the mock may keep more. */
const ENTRIES_MAX = 5000;
/** Requests that come together are shown together, and reported on once. */
const GATHER_MS = 100;
const REPORT_MS = 600;

/** Reads the journal and follows it. */
export function useJournal(): readonly [Journal, () => void] {
  const { connection, live } = useSession();
  const [journal, setJournal] = useState<Journal>(EMPTY);
  const [count, setCount] = useState(0);

  useEffect(() => {
    let isOver = false;
    let waiting: JournalRow[] = [];
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let reporting: ReturnType<typeof setTimeout> | undefined;
    const readReport = async () => {
      const path = '/__control/client-report';
      const outcome = await connection.send({ method: 'GET', path });
      if (isOver || outcome.kind !== 'reply' || outcome.status !== 200) return;
      const { misuses } = outcome.body as { readonly misuses?: readonly Misuse[] };
      setJournal((now) => ({ ...now, misuses: misuses ?? [] }));
    };
    const readAll = async () => {
      const outcome = await connection.send({ method: 'GET', path: '/__control/journal' });
      if (isOver) return;
      const detail = failureOf(outcome);
      if (outcome.kind === 'unreachable' || detail !== undefined) {
        setJournal({ ...EMPTY, kind: 'failed', detail: detail ?? '' });
        return;
      }
      const page = outcome.body as {
        readonly entries: readonly JournalRow[];
        readonly dropped: number;
      };
      const entries = page.entries.slice(-ENTRIES_MAX);
      setJournal((now) => ({ ...now, kind: 'ready', entries, dropped: page.dropped }));
      void readReport();
    };
    const flush = () => {
      const arrived = waiting;
      waiting = [];
      setJournal((now) => ({
        ...now,
        entries: arrived.reduce(
          (entries, entry) => withEntry(entries, entry, ENTRIES_MAX),
          now.entries,
        ),
      }));
    };
    const stop = live.subscribe((news) => {
      if (news.kind === 'open' || (news.kind === 'event' && news.name === 'reset')) {
        waiting = [];
        void readAll();
      } else if (news.kind === 'event' && news.name === 'request') {
        waiting.push(news.data as JournalRow);
        clearTimeout(gathering);
        gathering = setTimeout(flush, GATHER_MS);
        clearTimeout(reporting);
        reporting = setTimeout(() => void readReport(), REPORT_MS);
      }
    });
    return () => {
      isOver = true;
      clearTimeout(gathering);
      clearTimeout(reporting);
      stop();
    };
  }, [connection, live, count]);

  return [journal, () => setCount((now) => now + 1)];
}
