import { request as httpRequest } from 'node:http';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock, type Mock, type MockOptions } from '../../src/mock/mock.ts';
import { DANA, LEE, NOW, type Json } from '../support/harness.ts';

export const BASE = 'http://mock';
export const OVERLAY = '/v1/workflows/reviews/run_1/block_1';
export const REVIEWS = '/v1/workflows/reviews';

const OUTPUTS: Json = {
  extract: { total_amount: 505, vendor_name: 'Acme Corp' },
  classifier: { category: 'invoice' },
  split: [{ name: 'invoice', pages: [1, 2] }],
  for_each: [{ key: 'a', pages: [1] }],
};

/** A request as a test says it. */
export interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: string;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The same request for `mock.fetch` and for `fetch`. */
export function asked({ path, body, method, key = 'dana', headers = {}, signal }: Sent): Request {
  const text = typeof body === 'object' ? JSON.stringify(body) : undefined;
  return new Request(BASE + path, {
    method: method ?? (text === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === null ? {} : { 'api-key': key }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
  });
}

export interface Replied {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** A mock with one review, called in process. */
export async function createFaulted(options: MockOptions = {}, gate: Json = {}) {
  const keys = new Map([
    ['dana', DANA],
    ['lee', LEE],
  ]);
  const mock = await createMock({ frozenAt: NOW, seed: '1', keys, ...options });
  const send = async (sent: Sent): Promise<Replied> => {
    const response = await mock.fetch(asked(sent));
    const text = await response.text();
    const body = text === '' ? undefined : (JSON.parse(text) as Json);
    return { status: response.status, body, headers: response.headers };
  };
  const control = (path: string, body?: unknown, method?: string) =>
    send({ path: `/__control/${path}`, body, ...(method === undefined ? {} : { method }) });
  const { block_type = 'extract' } = gate;
  const opened = await control('gates', {
    block_type,
    predicate: { kind: 'always' },
    evidence: { output: OUTPUTS[block_type] },
    run_id: 'run_1',
    block_id: 'block_1',
    ...gate,
  });
  return {
    mock,
    send,
    control,
    reviewId: String(opened.body.review_id),
    /** What GET shows, past every fault. */
    overlay: async () => {
      const { body } = await control('state');
      return body.reviews[0] as Json;
    },
    setFaults: (...rules: readonly Json[]) => control('faults', { rules }, 'PUT'),
    hits: async () => {
      const { body } = await control('faults');
      return body.rules.map((rule: Json) => rule.hits) as number[];
    },
    journal: async () => (await control('journal')).body.entries as Json[],
  };
}

/** What one raw request over a socket saw. */
export interface RawReply {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes of the body that arrived. */
  readonly text: string;
  /** The code of the error that it ended with; null when it ended well. */
  readonly error: string | null;
}

/** Sends with node:http, so that nothing is made nicer than it is. */
export function sendRaw(url: string, { path, body, key = 'dana', headers = {} }: Sent) {
  return new Promise<RawReply>((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sending = httpRequest(url + path, {
      method: text === undefined ? 'GET' : 'POST',
      agent: false,
      headers: {
        'api-key': key ?? '',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    sending.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: null, headers: {}, text: '', error: error.code ?? error.message }),
    );
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      const settle = (error: string | null) =>
        resolve({
          status: response.statusCode ?? null,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          error,
        });
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
      response.on('end', () => settle(null));
    });
    sending.end(text);
  });
}

/** Listens, and says how to stop. */
export async function listening(mock: Mock): Promise<Listening> {
  return listen(mock.fetch, 0, '127.0.0.1');
}
