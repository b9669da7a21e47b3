import { listen, type Listening } from '../mock/listen.ts';
import type { Fetch } from '../mock/mock.ts';
import { UsageError } from './usage-error.ts';

/** Where to listen, and which option says so. */
export interface Place {
  readonly host: string;
  readonly option: string;
}

/**
 * Serves a function at a place.
 *
 * Errors: UsageError that says why the port cannot be had, and what to pass instead.
 */
export async function listenOrExplain(
  fetch: Fetch,
  port: number,
  place: Place,
): Promise<Listening> {
  try {
    return await listen(fetch, port, place.host);
  } catch (error) {
    throw new UsageError(explain((error as NodeJS.ErrnoException).code, port, place));
  }
}

function explain(code: string | undefined, port: number, { host, option }: Place): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop what listens there, or pass ${option} 0 for a free one.`;
    case 'EACCES':
      return `Port ${port} needs rights that this user does not have. Pass a ${option} above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Pass --host 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Cannot listen on port ${port} of ${host}: ${code ?? 'unknown error'}.`;
  }
}
