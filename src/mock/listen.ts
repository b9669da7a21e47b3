import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Fetch } from './mock.ts';
import { answerDirectly } from './node-adapter.ts';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Takes no new request, lets the current ones end, and is done. */
  readonly close: () => Promise<void>;
}

/** How long requests in flight may take once the server stops. */
const CLOSE_TIMEOUT_MS = 2000;
const SWEEP_INTERVAL_MS = 20;

/**
 * Serves a fetch function over HTTP. The only place that opens a port.
 *
 * Errors: rejects with the system's error when the port cannot be had (`EADDRINUSE` …).
 */
export async function listen(fetch: Fetch, port: number, host: string): Promise<Listening> {
  const { direct } = fetch;
  const listener = getRequestListener(fetch);
  const server = createServer((incoming, outgoing) => {
    if (direct && answerDirectly(direct, incoming, outgoing)) return;
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: actualPort } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      // Connections fall idle one by one as the requests on them end.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS);
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      server.close((error) => {
        clearInterval(sweep);
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      });
    });
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { port: actualPort, url: `http://${shownHost}:${actualPort}`, close };
}
