import { responseOf } from '../reply.ts';
import { firstHalfOf, loseConnection, truncatedResponse, type Connection } from './connection.ts';
import type { Delivery, HasReply } from './with-faults.ts';

/**
 * Sends what arrives of a reply.
 *
 * Errors: LostConnection when nothing does.
 */
export function deliver(
  { arrives }: Delivery<HasReply>,
  connection: Connection,
  headers: Readonly<Record<string, string>>,
): Response {
  switch (arrives.kind) {
    case 'whole':
      return responseOf(arrives.encoded, headers);
    case 'half':
      return truncatedResponse(
        { ...arrives.encoded, headers: { ...arrives.encoded.headers, ...headers } },
        connection,
      );
    case 'nothing':
      return loseConnection(connection);
  }
}

/** What the caller sees of a reply, as the journal keeps it. */
export function seenOf({ arrives, fault, handledStatus }: Delivery<HasReply>) {
  const { status, text } =
    arrives.kind === 'nothing' ? { status: null, text: null } : arrives.encoded;
  const isHalf = arrives.kind === 'half' && text !== null;
  return {
    status,
    response_body: isHalf ? new TextDecoder().decode(firstHalfOf(text)) : text,
    fault,
    handled_status: handledStatus,
  };
}
