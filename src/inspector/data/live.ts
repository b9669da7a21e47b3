import { createEventParser } from '../model/event-parser.ts';
import type { Connection } from './connection.ts';

/** What is heard of the mock as it happens. */
export type LiveNews =
  /** The stream is open, perhaps again: what was shown before may be old. */
  | { readonly kind: 'open' }
  | { readonly kind: 'lost' }
  /** It will not be opened, and why. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown };

/** Hears what happens in one namespace. */
export interface Live {
  readonly subscribe: (listener: (news: LiveNews) => void) => () => void;
  readonly close: () => void;
}

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5000;

/** Opens the stream of events, and opens it again whenever it is lost. */
export function openLive(connection: Connection): Live {
  const listeners = new Set<(news: LiveNews) => void>();
  const stopping = new AbortController();
  let last: LiveNews | undefined;
  const tell = (news: LiveNews) => {
    if (news.kind !== 'event') last = news;
    for (const listener of listeners) listener(news);
  };
  void keepOpen(connection, { tell, signal: stopping.signal });
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (last !== undefined) listener(last);
      return () => listeners.delete(listener);
    },
    close: () => stopping.abort(),
  };
}

interface Listening {
  readonly tell: (news: LiveNews) => void;
  readonly signal: AbortSignal;
}

async function keepOpen(connection: Connection, { tell, signal }: Listening): Promise<void> {
  let waitMs = RETRY_FIRST_MS;
  while (!signal.aborted) {
    try {
      const response = await connection.openEvents(signal);
      if (!response.ok || response.body === null) {
        const body = (await response.json().catch(() => ({}))) as { readonly detail?: unknown };
        tell({ kind: 'refused', status: response.status, detail: String(body.detail ?? '') });
        return;
      }
      waitMs = RETRY_FIRST_MS;
      tell({ kind: 'open' });
      await readEvents(response.body, tell);
    } catch {
      // The mock is gone, or the page is: the loop finds out which.
    }
    if (signal.aborted) return;
    tell({ kind: 'lost' });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, RETRY_MAX_MS);
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  tell: (news: LiveNews) => void,
): Promise<void> {
  const parse = createEventParser(({ name, data }) => {
    tell({ kind: 'event', name, data: JSON.parse(data) as unknown });
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parse(decoder.decode(value, { stream: true }));
  }
}
