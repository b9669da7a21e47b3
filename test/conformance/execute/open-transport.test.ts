import { createServer, type RequestListener } from 'node:http';
import {
  connect,
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
} from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openTransport } from '../../../src/conformance/execute/open-transport.ts';
import type { Transport, WireRequest } from '../../../src/conformance/execute/transport.ts';
import type { TargetFetch } from '../../../src/conformance/target.ts';

const GET: WireRequest = { method: 'GET', path: '/x?a=b%20c', headers: { 'x-own': 'o' } };
const TIMEOUT_MS = 300;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function overHttp(listener: RequestListener, path = ''): Promise<Transport> {
  const server = createServer(listener);
  const port = await portOf(server);
  closers.push(() => server.closeAllConnections());
  return opened(`http://127.0.0.1:${port}${path}`);
}

function opened(url: string, headers?: Readonly<Record<string, string>>): Transport {
  const target = { kind: 'url', url, ...(headers === undefined ? {} : { headers }) } as const;
  const transport = openTransport(target, 4);
  closers.push(transport.close);
  return transport;
}

function inProcess(fetch: TargetFetch): Transport {
  return openTransport({ kind: 'fetch', fetch, headers: { 'x-common': 'c' } }, 4);
}

describe('over HTTP', () => {
  test('a request arrives as it is, under the path of the address', async () => {
    const seen: unknown[] = [];
    const transport = await overHttp((request, response) => {
      const { method, url, headers } = request;
      request.setEncoding('utf8').on('data', (body: string) => {
        seen.push({ method, url, own: headers['x-own'], body });
        response.writeHead(201, { 'X-Reply': 'r' }).end('{"é":1}');
      });
    }, '/api/');
    const reply = await transport.send({ ...GET, method: 'POST', body: 'é' }, TIMEOUT_MS);
    expect(seen).toEqual([{ method: 'POST', url: '/api/x?a=b%20c', own: 'o', body: 'é' }]);
    expect(reply).toMatchObject({ status: 201, text: '{"é":1}', headers: { 'x-reply': 'r' } });
  });

  test('bytes go out as they are', async () => {
    const transport = await overHttp((request, response) => {
      request.on('data', (data: Buffer) => response.end(data.toString('hex')));
    });
    const body = new Uint8Array([0xff, 0x00, 0xc3]);
    expect((await transport.send({ ...GET, method: 'POST', body }, TIMEOUT_MS)).text).toBe(
      'ff00c3',
    );
  });

  test('a redirect is a reply like any other', async () => {
    const transport = await overHttp((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await transport.send(GET, TIMEOUT_MS)).status).toBe(302);
  });

  test('the headers of the target go with every request, a request’s own before them', async () => {
    const server = createServer((request, response) => {
      response.end(`${request.headers['x-tenant']} ${request.headers['x-own']}`);
    });
    const port = await portOf(server);
    const transport = opened(`http://127.0.0.1:${port}`, { 'x-tenant': 't', 'x-own': 'theirs' });
    expect((await transport.send(GET, TIMEOUT_MS)).text).toBe('t o');
  });

  test('a refused connection is an error that says so', async () => {
    const server = createSocketServer();
    const port = await portOf(server);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    const transport = opened(`http://127.0.0.1:${port}`);
    await expect(transport.send(GET, TIMEOUT_MS)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('a server that hangs up is an error', async () => {
    const transport = await overHttp((request) => request.socket.destroy());
    await expect(transport.send(GET, TIMEOUT_MS)).rejects.toThrow(/closed|hang|other side|socket/i);
  });

  test('a server that speaks no HTTP is an error', async () => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    });
    const transport = opened(`http://127.0.0.1:${await portOf(server)}`);
    await expect(transport.send(GET, TIMEOUT_MS)).rejects.toThrow(/HTTP|parse|expected/i);
  });

  test.each<readonly [string, RequestListener]>([
    ['never answers', () => {}],
    ['answers half', (_request, response) => void response.writeHead(200).write('{"a":')],
    [
      'answers a byte at a time for ever',
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('a server that %s is given up', async (_what, listener) => {
    const transport = await overHttp(listener);
    const startedAt = performance.now();
    await expect(transport.send(GET, TIMEOUT_MS)).rejects.toThrow(/timeout|no reply/i);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  test('nothing comes on a connection after a body that may not have been read', async () => {
    const ports: unknown[] = [];
    const transport = await overHttp((request, response) => {
      ports.push(request.socket.remotePort);
      request.resume().on('end', () => response.end());
    });
    const body = 'x'.repeat(1024 * 1024 + 1);
    await transport.send({ ...GET, method: 'POST', body }, TIMEOUT_MS * 10);
    // More than the pool has connections, so that each of them comes again.
    for (let sent = 0; sent < 8; sent += 1) await transport.send(GET, TIMEOUT_MS * 10);
    const [large, ...others] = ports;
    expect(others).toHaveLength(8);
    expect(others).not.toContain(large);
  });

  test('an idle connection is dropped long before a server would drop it', async () => {
    const server = createServer((_request, response) => response.end());
    const port = await portOf(server);
    const transport = opened(`http://127.0.0.1:${port}`);
    const closed = new Promise<number>((resolve) => {
      server.once('connection', (socket) => {
        socket.on('close', () => resolve(performance.now()));
      });
    });
    await transport.send(GET, TIMEOUT_MS * 10);
    const repliedAt = performance.now();
    // Node's server tells of 5 s, and undici alone would trust that up to 3 s.
    expect((await closed) - repliedAt).toBeLessThan(2500);
  });

  test('closing leaves no connection behind', async () => {
    const server = createServer((_request, response) => response.end());
    const port = await portOf(server);
    const transport = opened(`http://127.0.0.1:${port}`);
    await transport.send(GET, TIMEOUT_MS);
    await transport.close();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    const refused = new Promise((resolve) => {
      connect(port, '127.0.0.1').once('error', resolve);
    });
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('in this process', () => {
  test('a request arrives as it is', async () => {
    const transport = inProcess(async (request) => {
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      const text = [method, pathname + search, headers.get('x-own'), headers.get('x-common')];
      return new Response(`${text.join(' ')} ${await request.text()}`, { status: 201 });
    });
    const reply = await transport.send({ ...GET, method: 'POST', body: 'é' }, TIMEOUT_MS);
    expect(reply).toMatchObject({ status: 201, text: 'POST /x?a=b%20c o c é' });
  });

  test('a function that throws is an error, one that hangs is given up', async () => {
    const failing = inProcess(async () => {
      throw new Error('it fell over');
    });
    await expect(failing.send(GET, TIMEOUT_MS)).rejects.toThrow('it fell over');
    const hanging = inProcess(() => new Promise(() => {}));
    await expect(hanging.send(GET, 50)).rejects.toThrow('no reply within 50 ms');
    const half = inProcess(async () => new Response(new ReadableStream({ start() {} })));
    await expect(half.send(GET, 50)).rejects.toThrow('no reply within 50 ms');
  });
});
