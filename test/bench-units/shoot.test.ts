import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { reviewTraffic } from '../bench/load/operations.ts';
import { shoot } from '../bench/load/shoot.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Compare-and-swap and nothing else; the stamps it took, by path. */
async function startCounter(first: number) {
  const stamps = new Map<string, number[]>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const taken = stamps.get(request.url ?? '') ?? [];
      const stamp = (JSON.parse(body) as { version_stamp: number }).version_stamp;
      const isCurrent = stamp === first + taken.length;
      if (isCurrent) stamps.set(request.url ?? '', [...taken, stamp]);
      response.statusCode = isCurrent ? 200 : 409;
      response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const aim = { name: 'counter', url, pid: process.pid, traffic: reviewTraffic };
  return { aim, stamps };
}

test('a burst of claims meets the current stamp every time', async () => {
  const { aim, stamps } = await startCounter(1);
  const shots = await shoot(aim, { operation: 'claim', requests: 100, reviews: 30 });
  expect(shots.requests).toBe(100);
  expect(shots.seconds).toBeGreaterThan(0);
  expect(stamps.size).toBe(30);
  expect(stamps.get('/v1/workflows/reviews/run_9/block_extract/claim')).toEqual([1, 2, 3, 4]);
  expect(stamps.get('/v1/workflows/reviews/run_10/block_extract/claim')).toEqual([1, 2, 3]);
});

test('a burst with a reply that is no success is invalid, and says which', async () => {
  const { aim } = await startCounter(2);
  await expect(shoot(aim, { operation: 'claim', requests: 60, reviews: 30 })).rejects.toThrow(
    'counter, claim: of 60 requests 30 succeeded (30 × 409, 0 errors, 0 timeouts). The round is',
  );
});
