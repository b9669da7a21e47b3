import { useMemo } from 'preact/hooks';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { useJournal } from '../data/use-journal.ts';
import {
  journalFilterOf,
  journalOf,
  journalParamsOf,
  misusesBySeq,
  type JournalFilter,
  type JournalRow,
  type Misuse,
} from '../model/journal-filter.ts';
import { Empty, Failure, Loading } from '../parts/notices.tsx';
import { Pager, pageOf, PAGE_SIZE } from '../parts/pager.tsx';
import { JournalEntryRow } from './journal-entry.tsx';
import { JournalFilters } from './journal-filters.tsx';
import { MisuseList } from './misuse-list.tsx';

const NO_MISUSES: readonly Misuse[] = [];

/** Every request to the API and its reply, as they come. */
export function JournalScreen() {
  const { route, adjust } = useSession();
  const [journal, again] = useJournal();
  const { isBusy, act } = useAct();
  const { misuses = NO_MISUSES } = journal;
  const marked = useMemo(() => misusesBySeq(misuses), [misuses]);
  if (journal.kind === 'loading') return <Loading what="the journal" />;
  if (journal.kind === 'failed') return <Failure detail={journal.detail} onRetry={again} />;
  const filter = journalFilterOf(route.params);
  const shown = journalOf(journal.entries, filter, marked);
  const change = (next: JournalFilter) => adjust(journalParamsOf(next));
  const clear = async () => {
    await act({ method: 'DELETE', path: '/__control/journal' });
    again();
  };
  return (
    <>
      <JournalFilters
        filter={filter}
        entries={journal.entries}
        hasReport={journal.misuses !== undefined}
        onChange={change}
      />
      <div class="row row-spread">
        <p class="count" role="status">
          {shown.length.toLocaleString('en')} of {journal.entries.length.toLocaleString('en')}{' '}
          requests
          {journal.dropped > 0 && `, ${journal.dropped} older ones made room`}
        </p>
        <button
          type="button"
          class="button"
          disabled={isBusy || journal.entries.length === 0}
          onClick={() => void clear()}
        >
          Clear the journal
        </button>
      </div>
      {misuses.length > 0 && <MisuseList misuses={misuses} />}
      {shown.length === 0 ? (
        <Empty
          title={
            journal.entries.length === 0
              ? 'Nobody has asked the API for anything yet.'
              : 'No request matches these filters.'
          }
        />
      ) : (
        <JournalTable entries={shown} marked={marked} />
      )}
    </>
  );
}

function JournalTable(props: {
  readonly entries: readonly JournalRow[];
  readonly marked: ReadonlyMap<number, readonly Misuse[]>;
}) {
  const { entries, marked } = props;
  const { route, adjust } = useSession();
  const page = pageOf(route.params, entries.length);
  const shown = entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const { page: _page, ...rest } = route.params;
  return (
    <>
      <table role="table" class="list journal" aria-label="Requests, the newest first">
        <thead role="rowgroup">
          <tr role="row">
            {['No.', 'Time', 'Request', 'Actor', 'Status', 'Marks'].map((title) => (
              <th key={title} role="columnheader" scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {shown.map((entry) => (
          <JournalEntryRow key={entry.seq} entry={entry} misuses={marked.get(entry.seq) ?? []} />
        ))}
      </table>
      <Pager
        page={page}
        count={entries.length}
        onPage={(next) => adjust(next === 1 ? rest : { ...rest, page: String(next) })}
      />
    </>
  );
}
