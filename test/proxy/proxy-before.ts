import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Exchange } from '../../src/conformance/exchange.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock, type Fetch } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createProxy } from '../../src/proxy/proxy.ts';
import type { ProxyOptions } from '../../src/proxy/both-sides.ts';

const CONTRACT = createReviewContract();
export const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
export const KEY = 'sekrit-4711';
export const AUTH = { 'Api-Key': KEY, 'Content-Type': 'application/json' };

const open: (() => Promise<unknown>)[] = [];
/** Closes all that a test has opened. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).toReversed()) await close();
}

export async function listening(fetch: Fetch): Promise<Listening> {
  const place = await listen(fetch, 0, '127.0.0.1');
  open.push(place.close);
  return place;
}

/** A proxy before a server, and what it heard. */
export async function before(upstream: string, more: Partial<ProxyOptions> = {}) {
  const exchanges: Exchange[] = [];
  const told: string[] = [];
  const proxy = createProxy({
    upstream,
    contract: CONTRACT,
    onExchange: (exchange) => exchanges.push(exchange),
    onMisuse: ({ kind }) => told.push(kind),
    onServerFault: ({ requirement }) => told.push(requirement),
    ...more,
  });
  const { url } = await listening(proxy.fetch);
  return { url, exchanges, told, finish: proxy.finish };
}

export async function beforeMock(options = {}) {
  const mock = await createMock({ scenario: SCENARIOS.seeds(), seed: '1', ...options });
  open.push(async () => mock.close());
  const { url } = await listening(mock.fetch);
  return { ...(await before(url)), direct: url };
}

/** A server of plain Node, for what a Response cannot say. */
export async function plainServer(
  answer: (request: IncomingMessage, reply: ServerResponse) => void,
) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}
