import { problem } from '../contract/problems.ts';
import type { JournalEntry } from '../store/journal.ts';
import { placeOf } from './api.ts';
import type { ApiRequest } from './api-request.ts';
import { crossOriginOf } from './cross-origin.ts';
import { dispatch, type DispatchParts } from './dispatch.ts';
import type { Arrival } from './faults/arrival.ts';
import { withFaults } from './faults/with-faults.ts';
import { record } from './record.ts';
import { encodeReply } from './reply.ts';

/** What an app is made of. */
export interface AppParts extends DispatchParts {
  /** Sees every request and reply, after it was journaled. */
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
}

/** The review API as a function; it never rejects. */
export type ApiApp = (request: ApiRequest) => Promise<Arrival>;

/**
 * The review API; nothing here opens a port.
 *
 * Source: spec/openapi.yaml; ERR-1, ERR-3.
 */
export function createApiApp(parts: AppParts): ApiApp {
  const crossOrigin = crossOriginOf(parts.foreign !== undefined);
  const readable = (arrival: Arrival, { method }: ApiRequest): Arrival => {
    if (arrival.kind === 'nothing') return arrival;
    const { status, text } = arrival.encoded;
    const headers = crossOrigin.extend(arrival.encoded.headers);
    return {
      kind: arrival.kind,
      encoded: { status, text: method === 'HEAD' ? null : text, headers },
    };
  };
  return async (request) => {
    const { path, search } = splitTarget(request.target);
    if (request.method === 'OPTIONS' && (parts.foreign || path.startsWith('/v1/'))) {
      return { kind: 'whole', encoded: crossOrigin.preflight(request) };
    }
    try {
      const place = placeOf(parts, request);
      const { operationId, handle, unhandled } = dispatch(parts, { request, path, search, place });
      const { world } = place;
      const beganAfter = world.journal.lastSeq();
      const delivery = await withFaults({ request, operationId, path, world }, handle);
      record(parts, { request, operationId, beganAfter, delivery, unhandled });
      return readable(delivery.arrives, request);
    } catch (error) {
      parts.onDefect(error);
      const detail = 'The mock failed on this request; its log has the stack. Please report it.';
      const encoded = encodeReply(problem('internal', detail), parts.policies);
      return readable({ kind: 'whole', encoded }, request);
    }
  };
}

const NO_SEARCH = new URLSearchParams();

function splitTarget(target: string): { readonly path: string; readonly search: URLSearchParams } {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, search: NO_SEARCH }
    : { path: target.slice(0, mark), search: new URLSearchParams(target.slice(mark)) };
}
