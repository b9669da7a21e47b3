/**
 * The least that can answer the load: node:http, the same object for every request of a kind.
 * Run as a process of its own: `node bare-server.js SAMPLES.json [once]`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Operation } from './operations.ts';
import { readSamples } from './samples.ts';

const [, , samplesFile = '', mode] = process.argv;
const samples = readSamples(samplesFile);
const texts = new Map(Object.entries(samples).map(([name, value]) => [name, text(value)]));
const isOnce = mode === 'once';

function text(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function operationOf({ method, url = '' }: IncomingMessage): Operation {
  if (method === 'GET') return url.includes('?') ? 'list' : 'get';
  return url.endsWith('/claim') ? 'claim' : 'approve';
}

function answer(response: ServerResponse, operation: Operation): void {
  const body = isOnce ? texts.get(operation) : text(samples[operation]);
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', body?.length ?? 0);
  response.end(body);
}

const server = createServer((request, response) => {
  const operation = operationOf(request);
  if (request.method === 'GET') {
    answer(response, operation);
    return;
  }
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    JSON.parse(Buffer.concat(pieces).toString());
    answer(response, operation);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
