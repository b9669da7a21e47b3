import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Mock } from '../mock/mock.ts';

/** Where the front end under test sends its requests. */
export interface MswOptions {
  /** Such as `https://api.example.com`; by default any server. Without a slash at its end. */
  readonly url?: string;
}

/**
 * The mock as handlers of Mock Service Worker: in a test process with `setupServer`, in a browser
 * with `setupWorker`. A connection that a fault lets die is a network error there too.
 *
 * Source: contract sections 2 and 10.
 */
export function mswHandlers(mock: Pick<Mock, 'fetch'>, { url = '*' }: MswOptions = {}) {
  const answer = async ({ request }: { readonly request: Request }): Promise<Response> => {
    try {
      return await mock.fetch(request);
    } catch {
      return HttpResponse.error();
    }
  };
  const paths = ['/v1/workflows/*', '/__control/*'];
  return paths.map((path): HttpHandler => http.all(url + path, answer));
}
