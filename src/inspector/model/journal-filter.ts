import type { JournalLine } from '../../contract/control-contract.ts';

/** An entry of the journal, also of a mock that makes faults. */
export type JournalRow = Omit<JournalLine, 'status' | 'fault' | 'handled_status'> & {
  /** Null where no reply arrived. */
  readonly status: number | null;
  /** What a rule of the faults did to it. */
  readonly fault?: unknown;
  /** What the mock answered by itself, whatever arrived. */
  readonly handled_status?: number | null;
};

/** Something that a caller did wrong, as the mock reports it. */
export interface Misuse {
  readonly kind: string;
  readonly level: string;
  readonly actor: string | null;
  readonly operation: string | null;
  readonly review: string | null;
  /** The journal's entries that it was seen in. */
  readonly seqs: readonly number[];
  readonly sentence: string;
  readonly advice: string;
  readonly requirement?: string;
  readonly count: number;
}

/** What of the journal is shown; an empty text shows everything. */
export interface JournalFilter {
  readonly operation: string;
  readonly actor: string;
  /** `2xx`, `4xx`, `5xx`, `409`, `422`, `none`, `fault`, `marked`, or nothing. */
  readonly outcome: string;
  readonly text: string;
}

/** Reads the filter from an address. */
export function journalFilterOf(params: Readonly<Record<string, string>>): JournalFilter {
  return {
    operation: params['operation'] ?? '',
    actor: params['actor'] ?? '',
    outcome: params['outcome'] ?? '',
    text: params['q'] ?? '',
  };
}

/** Writes a filter into an address. */
export function journalParamsOf(filter: JournalFilter): Readonly<Record<string, string>> {
  const { operation, actor, outcome, text } = filter;
  const entries = Object.entries({ operation, actor, outcome, q: text });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The misuses of each entry, by its number. */
export function misusesBySeq(misuses: readonly Misuse[]): ReadonlyMap<number, readonly Misuse[]> {
  const bySeq = new Map<number, Misuse[]>();
  for (const misuse of misuses) {
    for (const seq of misuse.seqs) bySeq.set(seq, [...(bySeq.get(seq) ?? []), misuse]);
  }
  return bySeq;
}

/** What of the journal is shown, the newest first. */
export function journalOf(
  entries: readonly JournalRow[],
  filter: JournalFilter,
  marked: ReadonlyMap<number, readonly Misuse[]>,
): readonly JournalRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter(
      (entry) =>
        isOneOf(filter.operation, entry.operation_id ?? NOT_AN_OPERATION) &&
        isOneOf(filter.actor, entry.actor_id ?? NOBODY) &&
        hasOutcome(entry, filter.outcome, marked) &&
        hasWords(entry, words),
    )
    .toReversed();
}

/** Stands for entries that meant no operation. */
export const NOT_AN_OPERATION = 'none';
/** Stands for entries in which nobody was authenticated. */
export const NOBODY = 'nobody';

function isOneOf(wanted: string, value: string): boolean {
  return wanted === '' || wanted === value;
}

function hasOutcome(
  entry: JournalRow,
  wanted: string,
  marked: ReadonlyMap<number, readonly Misuse[]>,
): boolean {
  if (wanted === '') return true;
  if (wanted === 'marked') return marked.has(entry.seq);
  if (wanted === 'fault') return hasFault(entry);
  if (entry.status === null) return wanted === 'none';
  return wanted.endsWith('xx')
    ? String(entry.status).startsWith(wanted.slice(0, 1))
    : String(entry.status) === wanted;
}

/** Whether a rule of the faults had a hand in it. */
export function hasFault({ fault }: JournalRow): boolean {
  return fault !== undefined && fault !== null;
}

/** What a fault is called, however the mock writes it. */
export function faultText(fault: unknown): string {
  if (typeof fault === 'string') return fault;
  if (typeof fault !== 'object' || fault === null) return '';
  const members = fault as Readonly<Record<string, unknown>>;
  return String(members['fault'] ?? members['kind'] ?? JSON.stringify(fault));
}

function hasWords(entry: JournalRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [
    entry.method,
    entry.url,
    entry.operation_id ?? '',
    entry.actor_id ?? '',
    entry.status ?? '',
    entry.request_body ?? '',
    entry.response_body ?? '',
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The journal with one more entry; none twice, and no more than are kept. */
export function withEntry(
  entries: readonly JournalRow[],
  entry: JournalRow,
  sizeMax: number,
): readonly JournalRow[] {
  const last = entries.at(-1);
  if (last !== undefined && entry.seq <= last.seq) return entries;
  return [...entries.slice(Math.max(0, entries.length + 1 - sizeMax)), entry];
}
