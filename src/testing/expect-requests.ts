import type { JournalEntry } from '../store/journal.ts';

/** Which requests are meant; what is left out does not matter. */
export interface RequestPattern {
  /** Such as `submit_decision`. */
  readonly operation?: string;
  readonly method?: string;
  /** Found anywhere in path and query. */
  readonly url?: string;
  readonly status?: number;
  /** The id of who asked, as audits have it. */
  readonly actorId?: string;
  /** A part of the body, found by a function. */
  readonly body?: (body: unknown) => boolean;
}

/**
 * Finds the requests that a pattern means, and insists on how many there are.
 *
 * Shape: without `times` there must be at least one.
 * Errors: throws with the whole journal when there are more or fewer.
 */
export function expectRequests(
  entries: readonly JournalEntry[],
  pattern: RequestPattern,
  times?: number,
): readonly JournalEntry[] {
  const found = entries.filter((entry) => isMeant(entry, pattern));
  const isRight = times === undefined ? found.length > 0 : found.length === times;
  if (isRight) return found;
  const wanted = times === undefined ? 'at least one request' : `${times} requests`;
  const lines = entries.map(lineOf).join('\n') || '  nothing';
  const words = JSON.stringify({ ...pattern, ...(pattern.body && { body: 'matching' }) });
  throw new Error(
    `Expected ${wanted} like ${words}, found ${found.length}. The journal holds:\n${lines}`,
  );
}

function isMeant(entry: JournalEntry, pattern: RequestPattern): boolean {
  const { operation, method, url, status, actorId, body } = pattern;
  return (
    (operation === undefined || entry.operation_id === operation) &&
    (method === undefined || entry.method === method) &&
    (url === undefined || entry.url.includes(url)) &&
    (status === undefined || entry.status === status) &&
    (actorId === undefined || entry.actor_id === actorId) &&
    (body === undefined || body(bodyOf(entry)))
  );
}

function bodyOf({ request_body: text }: JournalEntry): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}

function lineOf({ seq, method, url, operation_id, status, actor_id }: JournalEntry): string {
  return `  #${seq} ${method} ${url} (${operation_id ?? 'no operation'}) → ${status} for ${actor_id ?? 'nobody'}`;
}
