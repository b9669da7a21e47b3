import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { problem } from '../contract/problems.ts';
import type { JournalEntry } from '../store/journal.ts';
import {
  answer,
  authenticate,
  namespaceOf,
  UNAUTHENTICATED,
  type ApiParts,
  type Exchange,
} from './api.ts';
import { answerForeign, type ForeignApi, type ForeignCall, type ForeignMatch } from './foreign.ts';
import { encodeReply, responseOf, type EncodedReply } from './reply.ts';
import type { ReplyCheck } from './reply-check.ts';
import { methodsAt, operationAt, paramsOf, ROUTES, type Route } from './routes.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** What an app is made of. */
export interface AppParts extends ApiParts {
  /** Answers what is none of the review API's. */
  readonly foreign?: ForeignApi | undefined;
  /** Sees every request and reply, after it was journaled. */
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
  /** Hears of a defect of the mock itself. */
  readonly onDefect: (error: unknown) => void;
  /** Judges each reply before it is sent; undefined where replies are not judged. */
  readonly checkReply: ReplyCheck | undefined;
}

const REVIEW_CORS = {
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST'],
  allowHeaders: ['Authorization', 'Api-Key', 'Content-Type', NAMESPACE_HEADER],
  exposeHeaders: ['Allow', 'WWW-Authenticate'],
  maxAge: 600,
};

/** Foreign operations have methods and headers of their own: what a page asks for, it may send. */
const FOREIGN_CORS = {
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposeHeaders: ['*'],
  maxAge: 600,
};

const ELSEWHERE = 'Neither the review API nor the document of --spec has it.';

/**
 * The review API as a function from Request to Response; nothing here opens a port.
 *
 * Source: spec/openapi.yaml; ERR-1, ERR-3.
 */
export function createApiApp(parts: AppParts): Hono {
  const app = new Hono();
  if (parts.foreign === undefined) app.use('/v1/*', cors(REVIEW_CORS));
  else app.use('*', cors(FOREIGN_CORS));
  for (const route of ROUTES) {
    app.on(route.method, route.pattern, (context) => serve(parts, route, context.req.raw));
  }
  app.notFound((context) => refuse(parts, context));
  app.onError((error) => {
    parts.onDefect(error);
    const detail = 'The mock failed on this request; its log has the stack. Please report it.';
    return responseOf(encodeReply(problem('internal', detail), parts.policies));
  });
  return app;
}

async function serve(parts: AppParts, route: Route, request: Request): Promise<Response> {
  const { path, search } = splitUrl(request.url);
  const operationId = operationAt(route, search);
  const params = paramsOf(route.pattern, path) ?? {};
  const exchange = await answer(parts, { request, search, params, operationId });
  const broken = parts.checkReply?.(operationId, exchange.reply);
  if (broken) parts.onDefect(new Error(broken.detail));
  const encoded = encodeReply(broken ?? exchange.reply, parts.policies);
  record(parts, { request, operationId, exchange, encoded });
  return responseOf(encoded);
}

/** Cheaper than a URL, and it leaves the path as it was sent. */
function splitUrl(url: string): { readonly path: string; readonly search: URLSearchParams } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const mark = url.indexOf('?', start);
  return mark === -1
    ? { path: url.slice(start), search: new URLSearchParams() }
    : { path: url.slice(start, mark), search: new URLSearchParams(url.slice(mark)) };
}

/** No route: 401 comes first, then 405 where another method would do, then 404. Source: ERR-3. */
async function refuse(parts: AppParts, context: Context): Promise<Response> {
  const request = context.req.raw;
  const { path, search } = splitUrl(request.url);
  const { method } = request;
  const actor = authenticate(parts, request) ?? null;
  const foreign = parts.foreign?.find(method, path);
  if (actor !== null && foreign?.kind === 'operation') {
    const { operationId, answer: answerIt } = foreign;
    return serveForeign(parts, operationId, { request, search, actor, answer: answerIt });
  }
  const allow = allowedAt(path, foreign).join(', ');
  const reply =
    actor === null
      ? UNAUTHENTICATED
      : allow === ''
        ? problem(
            'not_found',
            `No such path: ${path}. ${parts.foreign ? ELSEWHERE : 'The API lives under /v1/workflows.'}`,
          )
        : problem('method_not_allowed', `${method} is not allowed here. Allowed: ${allow}.`);
  const encoded = encodeReply(reply, parts.policies);
  const namespace = namespaceOf(parts, request);
  const world = parts.worlds.of('name' in namespace ? namespace.name : undefined);
  const exchange = { reply, actor, world, requestText: null };
  record(parts, { request, operationId: null, exchange, encoded });
  const response = responseOf(encoded);
  if (reply.kind === 'method_not_allowed') response.headers.set('allow', allow);
  return response;
}

function allowedAt(path: string, foreign: ForeignMatch | undefined): readonly string[] {
  const theirs = foreign?.kind === 'other_method' ? foreign.allow : [];
  return [...new Set([...methodsAt(path), ...theirs])].toSorted();
}

async function serveForeign(
  parts: AppParts,
  operationId: string | null,
  call: ForeignCall,
): Promise<Response> {
  const { exchange, encoded } = await answerForeign(parts, call);
  record(parts, { request: call.request, operationId, exchange, encoded });
  return responseOf(encoded);
}

interface Recorded {
  readonly request: Request;
  readonly operationId: string | null;
  readonly exchange: Omit<Exchange, 'reply'>;
  readonly encoded: EncodedReply;
}

/** The journal keeps who called, never the key. */
function record(parts: AppParts, { request, operationId, exchange, encoded }: Recorded): void {
  const { world, actor, requestText } = exchange;
  const entry = world.journal.record({
    at: world.clock().now(),
    method: request.method,
    url: withoutToken(request.url),
    operation_id: operationId,
    actor_id: actor?.id ?? null,
    request_body: requestText,
    status: encoded.status,
    response_body: encoded.text,
  });
  world.events.publish('request', entry);
  try {
    parts.onExchange(entry, request.headers.get(NAMESPACE_HEADER) ?? undefined);
  } catch (error) {
    // Whoever listens must not change the reply.
    parts.onDefect(error);
  }
}

function withoutToken(url: string): string {
  const path = url.slice(url.indexOf('/', url.indexOf('://') + 3));
  // The name may be percent-encoded, and still be the name.
  return path.replaceAll(/([?&])([^=&]*)=[^&]*/g, (pair: string, mark: string, name: string) =>
    new URLSearchParams(name).has('access_token') ? `${mark}${name}=…` : pair,
  );
}
