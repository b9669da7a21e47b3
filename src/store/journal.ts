/** One request and its reply, as the mock saw them. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Null when no operation was meant. */
  readonly operation_id: string | null;
  /** Null when nobody was authenticated. */
  readonly actor_id: string | null;
  readonly request_body: string | null;
  readonly status: number;
  readonly response_body: string | null;
}

/** The last requests and replies, oldest first. */
export interface Journal {
  readonly record: (entry: Omit<JournalEntry, 'seq'>) => JournalEntry;
  readonly entries: () => readonly JournalEntry[];
  /** How many entries made room for later ones. */
  readonly droppedCount: () => number;
  readonly clear: () => void;
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
  return {
    record: (recorded) => {
      seq += 1;
      const entry = { seq, ...recorded };
      entries.push(entry);
      if (entries.length > size) dropped += 1;
      // Trimmed in batches: a shift per entry would cost more than the request.
      if (entries.length >= size * 2) entries = trimmed();
      return entry;
    },
    entries: () => [...trimmed()],
    droppedCount: () => dropped,
    clear: () => {
      entries = [];
      dropped = 0;
    },
  };
}
