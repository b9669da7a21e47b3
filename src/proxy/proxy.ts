import { operationAt, type Addressed } from '../clients/operation-at.ts';
import { targetName } from '../conformance/target.ts';
import { takeBody, textOf } from './body-text.ts';
import { createBothSides, type ProxyOptions, type ProxyResult } from './both-sides.ts';
import { createForwarder, type Incoming } from './forward.ts';
import { callerOf, withoutKeys } from './keys.ts';
import { passingRequest } from './record.ts';

/** A server that asks another, and judges both sides. */
export interface ReviewProxy {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Judges what only the end can show, and closes the way to the upstream. */
  readonly finish: () => Promise<ProxyResult>;
}

/** What puts a mock into another state, so that its revisions may go back. Source: spec/control.yaml. */
const STATE_CHANGE = /\/__control\/(reset|state|namespaces)\b/;
const BODILESS = new Set([204, 205, 304]);

/**
 * Makes a proxy; it opens no port.
 *
 * Requests of the review API are read whole, up to ten megabytes, before they are sent on, and so
 * are their replies; everything else, streams of events too, passes through untouched.
 *
 * Source: spec/openapi.yaml.
 */
export function createProxy(options: ProxyOptions): ReviewProxy {
  const { upstream } = options;
  const forwarder = createForwarder(upstream);
  const sides = createBothSides(options);
  let asked = 0;
  let answered = 0;

  const send = async (request: Request, path: string, body: Outgoing): Promise<Incoming> => {
    asked += 1;
    const { method, headers, signal } = request;
    const incoming = await forwarder.send({ method, path, headers, body, signal });
    answered += 1;
    return incoming;
  };
  const serve = async (request: Request, url: string, addressed: Addressed) => {
    const began = sides.begin();
    const taken = await takeBody(request.body);
    const text = taken.kind === 'whole' ? textOf(taken.bytes, null) : undefined;
    const caller = callerOf(request.headers, queryOf(url));
    const passing = passingRequest(request, { url, addressed, caller, text, ...began });
    const passage = { passing, floor: sides.floorOf(passing.review), signal: request.signal };
    const body = taken.kind === 'beyond' ? taken.stream : bodyOf(request, taken.bytes);
    try {
      const incoming = await send(request, url, body);
      const { status, headers } = incoming;
      const answer = await incoming.take();
      const isWhole = answer.kind === 'whole';
      const reply = isWhole ? textOf(answer.bytes, headers.get('content-encoding')) : undefined;
      sides.judge(passage, { kind: 'answered', status, headers, text: reply });
      return responseOf(incoming, isWhole ? answer.bytes : answer.stream);
    } catch (error) {
      const reason = withoutKeys(reasonOf(error), caller.keys);
      sides.judge(passage, { kind: 'silent', reason });
      return noAnswer(upstream, reason);
    }
  };
  const pass = async (request: Request, url: string) => {
    try {
      const incoming = await send(request, url, request.body);
      if (request.method !== 'GET' && STATE_CHANGE.test(url)) sides.forget();
      return responseOf(incoming, incoming.stream());
    } catch (error) {
      return noAnswer(upstream, reasonOf(error));
    }
  };
  return {
    fetch: (request) => {
      const url = pathAndQuery(request.url);
      const addressed = operationAt(request.method, url);
      return addressed === undefined ? pass(request, url) : serve(request, url, addressed);
    },
    finish: async () => {
      await forwarder.close();
      return sides.finish(answered > 0 ? 'reached' : asked > 0 ? 'never' : 'unused');
    },
  };
}

type Outgoing = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;

function bodyOf({ method }: Request, bytes: Uint8Array<ArrayBuffer>): Outgoing {
  return method === 'GET' && bytes.byteLength === 0 ? null : bytes;
}

/** As it was sent, so not through a URL, which would tidy it up. */
function pathAndQuery(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? '/' : url.slice(start).replace(/#.*$/, '');
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark);
}

function responseOf(
  { status, headers }: Pick<Incoming, 'status' | 'headers'>,
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
): Response {
  return new Response(BODILESS.has(status) ? null : body, { status, headers });
}

function noAnswer(upstream: string, reason: string): Response {
  const name = targetName({ kind: 'url', url: upstream });
  const detail = `The upstream ${name} gave no answer: ${reason}. See that it is up, or mend --upstream.`;
  return Response.json({ detail }, { status: 502 });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { readonly code?: unknown };
  // A name that stands for several addresses fails with a list of errors and no words.
  return error.message === '' ? String(code ?? error.name) : error.message;
}
