import { useState } from 'preact/hooks';
import { readJson } from '../model/json-text.ts';
import { faultText, hasFault, type JournalRow, type Misuse } from '../model/journal-filter.ts';
import { sentencesOf } from '../model/reply-text.ts';
import { Badge, StatusCode } from '../parts/badge.tsx';
import { JsonView } from '../parts/json-view.tsx';

/** One request of the journal, with all of it underneath for who wants to see. */
export function JournalEntryRow({
  entry,
  misuses,
}: {
  entry: JournalRow;
  misuses: readonly Misuse[];
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <tbody role="rowgroup" class={misuses.length > 0 ? 'is-marked' : ''}>
      <tr role="row">
        <td role="cell" class="number quiet" data-label="No.">
          {entry.seq}
        </td>
        <td role="cell" data-label="Time">
          <time dateTime={entry.at}>{entry.at.slice(11, 23)}</time>
        </td>
        <td role="cell" class="cell-main">
          <button
            type="button"
            class="row-button"
            data-row=""
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <span class="method">{entry.method}</span> {entry.operation_id ?? 'no operation'}
          </button>
          <span class="ids">{entry.url}</span>
        </td>
        <td role="cell" data-label="Actor">
          {entry.actor_id ?? <span class="quiet">Nobody</span>}
        </td>
        <td role="cell" data-label="Status">
          <StatusCode status={entry.status} />
        </td>
        <td role="cell" data-label="Marks">
          <Marks entry={entry} misuses={misuses} />
        </td>
      </tr>
      {isOpen && (
        <tr role="row" class="detail">
          <td role="cell" colSpan={6}>
            <EntryDetail entry={entry} misuses={misuses} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Marks({ entry, misuses }: { entry: JournalRow; misuses: readonly Misuse[] }) {
  return (
    <span class="marks">
      {entry.status === 409 && <Badge tone="wait">Conflict</Badge>}
      {entry.status === 422 && <Badge tone="wait">Not valid</Badge>}
      {hasFault(entry) && <Badge tone="info">Fault {faultText(entry.fault)}</Badge>}
      {misuses.map((misuse) => (
        <Badge key={misuse.kind} tone="bad">
          {misuse.kind.replaceAll('_', ' ')}
        </Badge>
      ))}
    </span>
  );
}

function EntryDetail({ entry, misuses }: { entry: JournalRow; misuses: readonly Misuse[] }) {
  const reply = readJson(entry.response_body ?? '');
  const status = entry.status ?? 0;
  const sentences = status >= 400 && reply.ok ? sentencesOf(status, reply.value) : [];
  return (
    <div class="stack">
      {misuses.map((misuse) => (
        <div key={misuse.kind + misuse.sentence} class="misuse">
          <p>
            <strong>{misuse.sentence}</strong>
          </p>
          <p>{misuse.advice}</p>
        </div>
      ))}
      {sentences.map((sentence) => (
        <p key={sentence} class="reply-sentence">
          {sentence}
        </p>
      ))}
      {hasFault(entry) && <p>{handledText(entry)}</p>}
      <p class="path">
        <code>
          {entry.method} {entry.url}
        </code>
      </p>
      <div class="two-columns">
        <Body title="Request body" text={entry.request_body} />
        <Body title="Reply body" text={entry.response_body} />
      </div>
    </div>
  );
}

/** Whether it was done, whatever the caller was told. */
function handledText({ fault, handled_status: status }: JournalRow): string {
  const what = `A fault was made here: ${faultText(fault)}.`;
  if (status === undefined) return what;
  return status === null
    ? `${what} The request was not carried out.`
    : `${what} By itself the mock answered ${status}.`;
}

function Body({ title, text }: { title: string; text: string | null }) {
  const reading = text === null ? undefined : readJson(text);
  return (
    <div>
      <h2 class="minor">{title}</h2>
      {reading === undefined ? (
        <p class="quiet">None.</p>
      ) : (
        <JsonView label={title} value={reading.ok ? reading.value : text} />
      )}
    </div>
  );
}
