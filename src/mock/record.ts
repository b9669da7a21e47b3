import type { JournalEntry } from '../store/journal.ts';
import type { Handled, Seen } from './dispatch.ts';
import { seenOf } from './faults/deliver.ts';
import type { Delivery } from './faults/with-faults.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** Who hears of what is recorded. */
export interface RecordListeners {
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
  readonly onDefect: (error: unknown) => void;
}

/** What there is to record of one request. */
export interface Recorded {
  readonly request: Request;
  readonly operationId: string | null;
  readonly delivery: Delivery<Handled>;
  /** What is known of a request that a fault kept from being handled. */
  readonly unhandled: () => Seen;
}

/**
 * Puts a request and its reply into the journal of its world, and tells who listens. The journal
 * keeps who called, never the key.
 *
 * Source: spec/control.yaml JournalEntry.
 */
export function record(
  listeners: RecordListeners,
  { request, operationId, delivery, unhandled }: Recorded,
): void {
  const { world, actor, requestText } = delivery.handled?.exchange ?? unhandled();
  const entry = world.journal.record({
    at: world.clock().now(),
    method: request.method,
    url: withoutToken(request.url),
    operation_id: operationId,
    actor_id: actor?.id ?? null,
    request_body: requestText,
    ...seenOf(delivery),
  });
  world.events.publish('request', entry);
  try {
    listeners.onExchange(entry, request.headers.get(NAMESPACE_HEADER) ?? undefined);
  } catch (error) {
    // Whoever listens must not change the reply.
    listeners.onDefect(error);
  }
}

function withoutToken(url: string): string {
  const path = url.slice(url.indexOf('/', url.indexOf('://') + 3));
  if (!path.includes('?')) return path;
  // The name may be percent-encoded, and still be the name.
  return path.replaceAll(/([?&])([^=&]*)=[^&]*/g, (pair: string, mark: string, name: string) =>
    new URLSearchParams(name).has('access_token') ? `${mark}${name}=…` : pair,
  );
}
