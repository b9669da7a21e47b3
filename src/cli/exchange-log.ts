import { styleText } from 'node:util';
import type { JournalEntry } from '../store/journal.ts';

/** How requests are logged. */
export const LOG_FORMATS = ['pretty', 'json', 'silent'] as const;
/** One of them. */
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Logs one exchange. */
export type ExchangeLog = (entry: JournalEntry, namespace: string | undefined) => void;

/** Makes a log that writes lines; bodies stay in the journal. */
export function createExchangeLog(
  format: LogFormat,
  write: (line: string) => void,
  isColored: boolean,
): ExchangeLog {
  switch (format) {
    case 'silent':
      return () => {};
    case 'json':
      return (entry, namespace) => {
        const { seq, at, method, url, operation_id, actor_id, status, fault } = entry;
        const { handled_status } = entry;
        const done = fault === null ? {} : { fault, handled_status };
        const line = { seq, at, method, url, operation_id, actor_id, status, ...done };
        write(JSON.stringify(namespace === undefined ? line : { ...line, namespace }));
      };
    case 'pretty':
      return (entry, namespace) => write(prettyLine(entry, namespace, isColored));
  }
}

/** Stands where no status arrived. */
const NO_REPLY = '---';

const COLORS = { 2: 'green', 4: 'yellow', 5: 'red' } as const;

function prettyLine(entry: JournalEntry, namespace: string | undefined, isColored: boolean) {
  const { at, method, url, actor_id: actorId, status } = entry;
  const kind = Math.floor((status ?? 0) / 100) as keyof typeof COLORS;
  const text = status === null ? NO_REPLY : String(status);
  const shownStatus = isColored ? styleText(COLORS[kind] ?? 'red', text) : text;
  const place = namespace === undefined ? '' : ` [${namespace}]`;
  return `${at.slice(11, 23)} ${shownStatus} ${method} ${url}${place} ${actorId ?? '-'}${faultOf(entry)}${whyOf(entry)}`;
}

/** What a fault did, and what the mock had answered where the caller did not see that. */
function faultOf({ fault, status, handled_status: handledStatus }: JournalEntry): string {
  if (fault === null) return '';
  const handled =
    handledStatus === null || handledStatus === status ? '' : `, handled as ${handledStatus}`;
  return `  [${fault}${handled}]`;
}

/** The reason of an error in a line's length. */
function whyOf({ status, response_body: body }: JournalEntry): string {
  if (status === null || status < 400 || body === null) return '';
  const detail = detailOf(body);
  if (typeof detail === 'string') return `  ${detail}`;
  if (Array.isArray(detail)) return `  ${detail.map(faultLine).join('; ')}`;
  // Other operations than ours have errors of their own shape.
  const message = (detail as { readonly message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? `  ${message}` : '';
}

function faultLine(item: unknown): string {
  const { loc, msg } = (item ?? {}) as { readonly loc?: readonly unknown[]; readonly msg?: string };
  return `${loc?.join('.') ?? ''}: ${msg ?? ''}`;
}

/** The journal cuts long bodies, and what is cut is no JSON. */
function detailOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { detail?: unknown } | null)?.detail;
  } catch {
    return `${body.slice(0, 200)}…`;
  }
}
