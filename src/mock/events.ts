/** What can be seen as it happens. */
export type EventName = 'request' | 'review' | 'faults' | 'clock' | 'reset';

/** Tells listeners what happens in one namespace. */
export interface EventHub {
  readonly publish: (name: EventName, data: unknown) => void;
  /** A stream of server-sent events, open until its reader or the hub closes it. */
  readonly stream: () => ReadableStream<Uint8Array>;
  readonly close: () => void;
}

/** Events that may wait for one reader; who is further behind is let go, and may connect again. */
const BACKLOG_MAX = 1000;

/**
 * Starts a hub. With nobody listening it costs nothing; `onWatched` hears whether somebody does.
 *
 * Source: HTML Living Standard, server-sent events.
 */
export function createEventHub(onWatched: (isWatched: boolean) => void = () => {}): EventHub {
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  const leave = (reader: ReadableStreamDefaultController<Uint8Array>) => {
    readers.delete(reader);
    if (readers.size === 0) onWatched(false);
  };
  return {
    publish: (name, data) => {
      if (readers.size === 0) return;
      const chunk = encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
      for (const reader of readers) {
        if ((reader.desiredSize ?? 0) > -BACKLOG_MAX) {
          reader.enqueue(chunk);
        } else {
          leave(reader);
          reader.close();
        }
      }
    },
    stream: () => {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream({
        start: (controller) => {
          own = controller;
          readers.add(own);
          onWatched(true);
          own.enqueue(encoder.encode(': connected\n\n'));
        },
        cancel: () => leave(own),
      });
    },
    close: () => {
      for (const reader of readers) reader.close();
      readers.clear();
      onWatched(false);
    },
  };
}
