import { problem } from '../contract/problems.ts';
import type { JournalEntry } from '../store/journal.ts';
import { worldOf } from './api.ts';
import { crossOriginOf } from './cross-origin.ts';
import { dispatch, type DispatchParts } from './dispatch.ts';
import { LostConnection, type Connection } from './faults/connection.ts';
import { deliver } from './faults/deliver.ts';
import { withFaults } from './faults/with-faults.ts';
import { record } from './record.ts';
import { encodeReply, responseOf } from './reply.ts';

/** What an app is made of. */
export interface AppParts extends DispatchParts {
  /** Sees every request and reply, after it was journaled. */
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
}

/** The review API as a function; over HTTP, faults can end the connection that comes along. */
export type ApiFetch = (request: Request, connection: Connection) => Promise<Response>;

/**
 * The review API as a function from Request to Response; nothing here opens a port.
 *
 * Source: spec/openapi.yaml; ERR-1, ERR-3.
 */
export function createApiApp(parts: AppParts): ApiFetch {
  const crossOrigin = crossOriginOf(parts.foreign !== undefined);
  return async (request, connection) => {
    const { path, search } = splitUrl(request.url);
    if (request.method === 'OPTIONS' && (parts.foreign || path.startsWith('/v1/'))) {
      return crossOrigin.preflight(request);
    }
    try {
      const world = worldOf(parts, request);
      const { operationId, handle, unhandled } = dispatch(parts, { request, path, search, world });
      const delivery = await withFaults({ request, operationId, path, world }, handle);
      record(parts, { request, operationId, delivery, unhandled });
      const response = deliver(delivery, connection, crossOrigin.headers);
      return request.method === 'HEAD' ? new Response(null, response) : response;
    } catch (error) {
      if (error instanceof LostConnection) throw error;
      parts.onDefect(error);
      const detail = 'The mock failed on this request; its log has the stack. Please report it.';
      const encoded = encodeReply(problem('internal', detail), parts.policies);
      return responseOf(encoded, crossOrigin.headers);
    }
  };
}

/** Cheaper than a URL, and it leaves the path as it was sent. */
function splitUrl(url: string): { readonly path: string; readonly search: URLSearchParams } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const mark = url.indexOf('?', start);
  return mark === -1
    ? { path: url.slice(start), search: new URLSearchParams() }
    : { path: url.slice(start, mark), search: new URLSearchParams(url.slice(mark)) };
}
