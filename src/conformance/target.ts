/** A server as a function. */
export type TargetFetch = (request: Request) => Promise<Response>;

/**
 * What is judged: a server at an address, or one in this process.
 *
 * Both are the same to every check; only the transport knows.
 */
export type Target =
  | {
      readonly kind: 'url';
      /** Without a slash at its end. */
      readonly url: string;
      /** Sent with every request, such as a tenant's name. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'fetch';
      readonly fetch: TargetFetch;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** The address of a target in this process; nothing listens there. */
export const IN_PROCESS_URL = 'http://target.invalid';

/** What reports call the target; what may be secret in its address is left out. */
export function targetName(target: Target): string {
  if (target.kind === 'fetch') return 'in process';
  const url = new URL(target.url);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/$/, '');
}

/**
 * Keeps a run in a world of its own on a server that knows namespaces; others ignore it.
 *
 * Source: contract section 10.
 */
export const NAMESPACE_HEADER = 'x-review-namespace';
