import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { Client } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock, type Mock } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';

const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const TOO_MANY_BYTES = 11 * 1024 * 1024;
const KEY = { 'api-key': 'dana' };

let mock: Mock;
let server: Listening;

beforeAll(async () => {
  mock = await createMock({ scenario: SCENARIOS.seeds() });
  server = await listen(mock.fetch, 0, '127.0.0.1');
});
afterAll(() => server.close());

/** Writes text to a socket, and reads until the server has no more to say. */
function speak(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setTimeout(5000, () => socket.destroy(new Error(`silence after ${heard}`)));
    socket.on('data', (piece) => (heard += piece.toString()));
    socket.on('error', reject);
    socket.on('end', () => resolve(heard));
  });
}

describe('the API over node:http', () => {
  test('answers byte for byte as fetch does', async () => {
    for (const [path, headers] of [
      [OVERLAY, KEY],
      [OVERLAY, {}],
      ['/v1/workflows/reviews?limit=0', KEY],
      ['/v1/nowhere', KEY],
    ] as const) {
      const over = await fetch(server.url + path, { headers });
      const within = await mock.fetch(new Request(`http://mock${path}`, { headers }));
      expect(over.status).toBe(within.status);
      expect(await over.text()).toBe(await within.text());
      const names = [...within.headers.keys()];
      expect(names).toContain('content-type');
      for (const name of names) expect(over.headers.get(name)).toBe(within.headers.get(name));
    }
  });

  test('takes the absolute form that a client sends through a proxy', async () => {
    const line = `GET http://somewhere.example${OVERLAY} HTTP/1.1`;
    const heard = await speak(`${line}\r\nHost: x\r\nApi-Key: dana\r\nConnection: close\r\n\r\n`);
    expect(heard).toContain('HTTP/1.1 200');
    expect(heard).toContain('"workflow_run_id":"run_abc123"');
  });

  test('requests sent without waiting are answered in order', async () => {
    const request = (path: string, last = '') =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nApi-Key: dana\r\n${last}\r\n`;
    const heard = await speak(
      request('/v1/one') + request(OVERLAY) + request('/v1/two', 'Connection: close\r\n'),
    );
    const places = ['/v1/one', 'run_abc123', '/v1/two'].map((words) => heard.indexOf(words));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(places).not.toContain(-1);
  });
});

describe('LIM-1 over node:http: a body that is too large', () => {
  const post = { method: 'POST', path: `${OVERLAY}/claim` } as const;

  test.each(['content-length', 'transfer-encoding'])(
    'by %s: can be sent to its end, and the connection serves the next request',
    async (way) => {
      const client = new Client(server.url);
      const connections: unknown[] = [];
      client.on('connect', (origin) => connections.push(origin));
      const bytes = Buffer.alloc(TOO_MANY_BYTES, ' ');
      const inPieces = async function* inPieces() {
        for (let start = 0; start < bytes.length; start += 65_536) {
          yield bytes.subarray(start, start + 65_536);
        }
      };
      const body = way === 'content-length' ? bytes : Readable.from(inPieces());
      const refused = await client.request({ ...post, headers: KEY, body });
      expect(refused.statusCode).toBe(413);
      expect(await refused.body.json()).toHaveProperty('detail');
      const next = await client.request({ method: 'GET', path: OVERLAY, headers: KEY });
      expect(next.statusCode).toBe(200);
      await next.body.dump();
      expect(connections).toHaveLength(1);
      await client.close();
    },
  );
});

test('a caller that leaves in the middle of its body harms nobody', async () => {
  const socket = connect(server.port, '127.0.0.1');
  const head = `POST ${OVERLAY}/claim HTTP/1.1\r\nHost: x\r\nApi-Key: dana\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"version`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  const reply = await fetch(server.url + OVERLAY, { headers: KEY });
  expect(await reply.json()).toMatchObject({ rev: 3 });
});
