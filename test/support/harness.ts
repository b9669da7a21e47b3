import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import supertest from 'supertest';
import { expect } from 'vitest';
import type { OperationId } from '../../src/contract/operations.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import type { Actor } from '../../src/contract/wire.ts';
import { createMock, type Mock, type MockOptions } from '../../src/mock/mock.ts';
import { operationAt, paramsOf, ROUTES } from '../../src/contract/routes.ts';

/** Where the clock of a harness stands. */
export const NOW = '2026-05-13T09:05:00.000Z';

export const DANA: Actor = { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' };
export const LEE: Actor = { kind: 'human', id: 'user_7', display_name: 'Lee Park' };
export const BOT: Actor = { kind: 'agent', id: 'agent_1', display_name: 'Checker' };
const KEYS = new Map([
  ['dana', DANA],
  ['lee', LEE],
  ['bot', BOT],
]);

const contract = createReviewContract();

/** The pairs of operation and status that any harness of this worker has seen. */
export const seen = new Set<string>();

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads replies as it likes
export type Json = any;

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SendOptions {
  /** `dana`, `lee`, `bot`, any other key, or null for none; dana by default. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly namespace?: string;
}

export interface Harness {
  readonly mock: Mock;
  /** Where it listens, for requests that supertest cannot make. */
  readonly url: string;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    options?: SendOptions,
  ) => Promise<Reply>;
  readonly get: (path: string, options?: SendOptions) => Promise<Reply>;
  readonly post: (path: string, body: unknown, options?: SendOptions) => Promise<Reply>;
  /** Opens a review through the control interface. */
  readonly open: (gate?: Json, options?: SendOptions) => Promise<OpenedReview>;
  readonly advance: (byMs: number) => Promise<void>;
}

export interface OpenedReview {
  readonly runId: string;
  readonly blockId: string;
  readonly reviewId: string;
  /** The path of its overlay. */
  readonly overlay: string;
  /** The path of its resource. */
  readonly resource: string;
}

/**
 * A mock with a frozen clock and three known actors. Requests go through supertest; every reply of
 * the API is checked against the document (SCH-1, SCH-2), and noted in `seen`.
 */
export async function createHarness(options: MockOptions = {}): Promise<Harness> {
  const mock = await createMock({ frozenAt: NOW, seed: '1', keys: KEYS, ...options });
  const server = createServer(getRequestListener(mock.fetch));
  // Once for all requests: supertest would open and close a port for each, under parallel ones too.
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const send: Harness['send'] = async (method, path, body, sendOptions = {}) => {
    const { key = 'dana', headers = {}, namespace } = sendOptions;
    const request = supertest(server)[method.toLowerCase() as 'get'](path);
    if (key !== null) request.set('Api-Key', key);
    if (namespace !== undefined) request.set('X-Review-Namespace', namespace);
    if (body !== undefined) request.set('Content-Type', 'application/json');
    for (const [name, value] of Object.entries(headers)) request.set(name, value);
    const response = await request.send(typeof body === 'object' ? JSON.stringify(body) : body);
    const reply = {
      status: response.status,
      body: response.body,
      text: response.text,
      headers: response.headers as Readonly<Record<string, string>>,
    };
    checkReply(method, path, reply);
    return reply;
  };
  const post: Harness['post'] = (path, body, sendOptions) => send('POST', path, body, sendOptions);
  return {
    mock,
    url: `http://127.0.0.1:${port}`,
    send,
    get: (path, sendOptions) => send('GET', path, undefined, sendOptions),
    post,
    open: async (gate = {}, sendOptions = {}) => {
      const reply = await post('/__control/gates', { ...EXTRACT_GATE, ...gate }, sendOptions);
      expect(reply.status, reply.text).toBe(201);
      const { run_id: runId, block_id: blockId, review_id: reviewId } = reply.body;
      const overlay = `/v1/workflows/reviews/${encodeURIComponent(runId)}/${encodeURIComponent(blockId)}`;
      return { runId, blockId, reviewId, overlay, resource: `/v1/workflows/reviews/${reviewId}` };
    },
    advance: async (byMs) => {
      expect((await post('/__control/clock', { advance_ms: byMs })).status).toBe(200);
    },
  };
}

const EXTRACT_GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total_amount: 505, vendor_name: 'Acme Corp' } },
};

/** The operation that a request means, if it means one. */
export function operationOf(method: string, url: string): OperationId | undefined {
  const [path = '', query = ''] = url.split('?');
  const route = ROUTES.find(
    (each) => each.method === method && paramsOf(each.pattern, path) !== undefined,
  );
  return route && operationAt(route, new URLSearchParams(query));
}

function checkReply(method: string, url: string, { status, body, text }: Reply): void {
  const operationId = operationOf(method, url);
  if (operationId === undefined || status === 501) return;
  const check = contract.operations[operationId].responses.get(status);
  expect(check, `${operationId} does not document ${status}: ${text}`).toBeDefined();
  expect(check?.(body), `${operationId} ${status}: ${text}`).toEqual([]);
  seen.add(`${operationId} ${status}`);
}
