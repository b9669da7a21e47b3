import type { JournalEntry } from '../store/journal.ts';
import type { ApiRequest } from './api-request.ts';
import type { Handled, Seen } from './dispatch.ts';
import { firstHalfOf } from './faults/arrival.ts';
import type { Delivery } from './faults/with-faults.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** Who hears of what is recorded. */
export interface RecordListeners {
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
  readonly onDefect: (error: unknown) => void;
}

/** What there is to record of one request. */
export interface Recorded {
  readonly request: ApiRequest;
  readonly operationId: string | null;
  /** The `seq` of the last journal entry when the request arrived. */
  readonly beganAfter: number;
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
  { request, operationId, beganAfter, delivery, unhandled }: Recorded,
): void {
  const { world, actor, requestText } = delivery.handled?.exchange ?? unhandled();
  const { arrives, fault, handledStatus } = delivery;
  const entry = world.journal.record({
    began_after: beganAfter,
    at: world.clock().now(),
    method: request.method,
    url: withoutToken(request.target),
    operation_id: operationId,
    actor_id: actor?.id ?? null,
    request_body: requestText,
    status: arrives.kind === 'nothing' ? null : arrives.encoded.status,
    response_body: seenOf(arrives),
    fault,
    handled_status: handledStatus,
  });
  world.events.publish('request', entry);
  try {
    listeners.onExchange(entry, request.headers[NAMESPACE_HEADER]);
  } catch (error) {
    // Whoever listens must not change the reply.
    listeners.onDefect(error);
  }
}

/** What the caller sees of a body. */
function seenOf(arrives: Delivery<Handled>['arrives']): string | null {
  if (arrives.kind === 'nothing') return null;
  const { text } = arrives.encoded;
  const isHalf = arrives.kind === 'half' && text !== null;
  return isHalf ? new TextDecoder().decode(firstHalfOf(text)) : text;
}

function withoutToken(target: string): string {
  if (!target.includes('?')) return target;
  // The name may be percent-encoded, and still be the name.
  return target.replaceAll(/([?&])([^=&]*)=[^&]*/g, (pair: string, mark: string, name: string) =>
    new URLSearchParams(name).has('access_token') ? `${mark}${name}=…` : pair,
  );
}
