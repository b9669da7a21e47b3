import type { IncomingMessage, ServerResponse } from 'node:http';
import { targetOf, type ApiRequest } from './api-request.ts';
import { firstHalfOf, type Arrival } from './faults/arrival.ts';
import type { Fetch } from './mock.ts';

/**
 * Answers one request of node:http, without a Request and a Response being made of it.
 *
 * Shape: → false when it is left to somebody else.
 */
export function answerDirectly(
  direct: NonNullable<Fetch['direct']>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const arrival = direct(nodeRequestOf(incoming, outgoing));
  if (arrival === undefined) return false;
  // It never rejects: what goes wrong is a reply.
  void arrival.then((what) => send(what, outgoing));
  return true;
}

function nodeRequestOf(incoming: IncomingMessage, outgoing: ServerResponse): ApiRequest {
  const { method = 'GET', url = '/' } = incoming;
  return {
    method,
    target: url.includes('://') ? targetOf(url) : url,
    // Only `set-cookie`, which no request has, is a list.
    headers: incoming.headers as ApiRequest['headers'],
    read: (sizeMaxBytes) => readAtMost(incoming, sizeMaxBytes),
    signal: () => signalOf(outgoing),
  };
}

function readAtMost(
  incoming: IncomingMessage,
  sizeMaxBytes: number,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= sizeMaxBytes) return chunks.push(chunk);
      // Let go of, and still read: node:http throws the rest away.
      incoming.off('data', onData);
      return resolve(undefined);
    };
    incoming.on('data', onData);
    incoming.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('error', reject);
  });
}

function signalOf(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => controller.abort());
  return controller.signal;
}

function send(arrival: Arrival, outgoing: ServerResponse): void {
  // The caller may have left.
  if (outgoing.destroyed) return;
  if (arrival.kind === 'nothing') {
    outgoing.destroy();
    return;
  }
  const { status, headers, text } = arrival.encoded;
  // A list, since node:http would make one of an object at greater cost.
  const lines: string[] = [];
  for (const name of Object.keys(headers)) lines.push(name, headers[name] ?? '');
  if (text === null) {
    outgoing.writeHead(status, lines).end();
    return;
  }
  lines.push('content-length', String(Buffer.byteLength(text)));
  outgoing.writeHead(status, lines);
  if (arrival.kind === 'whole') outgoing.end(text);
  else outgoing.write(firstHalfOf(text), () => outgoing.socket?.destroySoon());
}
