/** One request and its reply, as the mock saw them. */
export interface JournalEntry {
  readonly seq: number;
  /** The `seq` of the last entry that was there when the request arrived; 0 for none. */
  readonly began_after: number;
  readonly at: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Null when no operation was meant. */
  readonly operation_id: string | null;
  /** Null when nobody was authenticated. */
  readonly actor_id: string | null;
  readonly request_body: string | null;
  /** What the caller saw; null when no reply arrived. */
  readonly status: number | null;
  /** What the caller saw of it. */
  readonly response_body: string | null;
  /** What a fault did; null for nothing. */
  readonly fault: string | null;
  /** What the mock answered by itself; null when a fault came first. */
  readonly handled_status: number | null;
}

/** The last requests and replies, oldest first. */
export interface Journal {
  readonly record: (entry: Omit<JournalEntry, 'seq'>) => JournalEntry;
  readonly entries: () => readonly JournalEntry[];
  /** The `seq` of the last entry; 0 when there was none. */
  readonly lastSeq: () => number;
  /** How many entries made room for later ones. */
  readonly droppedCount: () => number;
  readonly clear: () => void;
  /** Forgets everything, and numbers from 1 again. */
  readonly restart: () => void;
}

/** Longer bodies are cut: a thousand of ten megabytes each would not fit. */
export const JOURNAL_BODY_MAX = 65_536;

/** What is kept of a body; a copy, since a slice would keep the whole text alive. */
function kept(body: string | null): string | null {
  if (body === null || body.length <= JOURNAL_BODY_MAX) return body;
  const start = new TextEncoder().encode(body.slice(0, JOURNAL_BODY_MAX));
  return `${new TextDecoder().decode(start)}… (${body.length} characters)`;
}

/** Member by member: one is made for every request, and spreading costs more than all the rest. */
function entryOf(seq: number, recorded: Omit<JournalEntry, 'seq'>): JournalEntry {
  return {
    seq,
    // The numbering may have begun anew while the request was under way.
    began_after: Math.min(recorded.began_after, seq - 1),
    at: recorded.at,
    method: recorded.method,
    url: recorded.url,
    operation_id: recorded.operation_id,
    actor_id: recorded.actor_id,
    request_body: kept(recorded.request_body),
    status: recorded.status,
    response_body: kept(recorded.response_body),
    fault: recorded.fault,
    handled_status: recorded.handled_status,
  };
}

/**
 * Keeps the last entries; older ones make room, so that a mock can run for weeks.
 *
 * Units: `size`, in entries.
 */
export function createJournal(size: number): Journal {
  let entries: JournalEntry[] = [];
  let seq = 0;
  let dropped = 0;
  const trimmed = () => (entries.length > size ? entries.slice(entries.length - size) : entries);
  const clear = () => {
    entries = [];
    dropped = 0;
  };
  return {
    record: (recorded) => {
      seq += 1;
      const entry = entryOf(seq, recorded);
      entries.push(entry);
      if (entries.length > size) dropped += 1;
      // Trimmed in batches: a shift per entry would cost more than the request.
      if (entries.length >= size * 2) entries = trimmed();
      return entry;
    },
    entries: () => [...trimmed()],
    lastSeq: () => seq,
    droppedCount: () => dropped,
    clear,
    restart: () => {
      clear();
      seq = 0;
    },
  };
}
