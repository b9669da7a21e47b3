import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { problem } from '../contract/problems.ts';
import type { JournalEntry } from '../store/journal.ts';
import {
  accessTokenOf,
  answer,
  authenticate,
  UNAUTHENTICATED,
  worldOf,
  type ApiParts,
  type Exchange,
} from './api.ts';
import { LostConnection, type Connection } from './faults/connection.ts';
import { deliver, seenOf } from './faults/deliver.ts';
import { FAULT_HEADER } from './faults/fault-header.ts';
import { withFaults, type Delivery } from './faults/with-faults.ts';
import { encodeReply, responseOf, type EncodedReply } from './reply.ts';
import { methodsAt, operationAt, paramsOf, ROUTES, type Route } from './routes.ts';
import { NAMESPACE_HEADER } from './worlds.ts';

/** What an app is made of. */
export interface AppParts extends ApiParts {
  /** Sees every request and reply, after it was journaled. */
  readonly onExchange: (entry: JournalEntry, namespace: string | undefined) => void;
  /** Hears of a defect of the mock itself. */
  readonly onDefect: (error: unknown) => void;
}

/** Beside the request a server may hand over the connection that it came on. */
interface AppEnv {
  readonly Bindings: Connection;
}

type AppContext = Context<AppEnv>;

/**
 * The review API as a function from Request to Response; nothing here opens a port.
 *
 * Source: spec/openapi.yaml; ERR-1, ERR-3.
 */
export function createApiApp(parts: AppParts): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(
    '/v1/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST'],
      allowHeaders: ['Authorization', 'Api-Key', 'Content-Type', NAMESPACE_HEADER, FAULT_HEADER],
      exposeHeaders: ['Allow', 'Retry-After', 'WWW-Authenticate'],
      maxAge: 600,
    }),
  );
  for (const route of ROUTES) {
    app.on(route.method, route.pattern, (context) => serve(parts, route, context));
  }
  app.notFound((context) => refuse(parts, context));
  app.onError((error) => {
    if (error instanceof LostConnection) throw error;
    parts.onDefect(error);
    const detail = 'The mock failed on this request; its log has the stack. Please report it.';
    return responseOf(encodeReply(problem('internal', detail), parts.policies));
  });
  return app;
}

async function serve(parts: AppParts, route: Route, context: AppContext): Promise<Response> {
  const request = context.req.raw;
  const { path, search } = splitUrl(request.url);
  const operationId = operationAt(route, search);
  const params = paramsOf(route.pattern, path) ?? {};
  const world = worldOf(parts, request);
  const delivery = await withFaults({ request, operationId, path, world }, async (interpose) => {
    const exchange = await answer(parts, { request, search, params, operationId }, interpose);
    return { exchange, encoded: encodeReply(exchange.reply, parts.policies) };
  });
  const unhandled = () => {
    const actor = authenticate(parts, request, accessTokenOf(operationId, search)) ?? null;
    return { world, actor, requestText: null };
  };
  record(parts, { request, operationId, delivery, unhandled });
  return deliver(delivery, context.env);
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
async function refuse(parts: AppParts, context: AppContext): Promise<Response> {
  const request = context.req.raw;
  const { path } = splitUrl(request.url);
  const actor = authenticate(parts, request) ?? null;
  const world = worldOf(parts, request);
  const asked = { request, operationId: null, path, world };
  const exchange = { world, actor, requestText: null };
  const delivery = await withFaults(asked, async () => ({
    exchange,
    encoded: encodeRefusal(parts, request, path),
  }));
  record(parts, { request, operationId: null, delivery, unhandled: () => exchange });
  return deliver(delivery, context.env);
}

function encodeRefusal(parts: AppParts, request: Request, path: string): EncodedReply {
  const { method } = request;
  if (authenticate(parts, request) === undefined)
    return encodeReply(UNAUTHENTICATED, parts.policies);
  const allow = methodsAt(path).join(', ');
  if (allow === '') {
    const detail = `No such path: ${path}. The API lives under /v1/workflows.`;
    return encodeReply(problem('not_found', detail), parts.policies);
  }
  const detail = `${method} is not allowed here. Allowed: ${allow}.`;
  const encoded = encodeReply(problem('method_not_allowed', detail), parts.policies);
  return { ...encoded, headers: { ...encoded.headers, allow } };
}

type Handled = { readonly exchange: Seen; readonly encoded: EncodedReply };
/** What the journal needs to know of a request. */
type Seen = Pick<Exchange, 'world' | 'actor' | 'requestText'>;

interface Recorded {
  readonly request: Request;
  readonly operationId: string | null;
  readonly delivery: Delivery<Handled>;
  /** What is known of a request that a fault kept from being handled. */
  readonly unhandled: () => Seen;
}

/** The journal keeps who called, never the key. */
function record(parts: AppParts, { request, operationId, delivery, unhandled }: Recorded): void {
  const { world, actor, requestText } = delivery.handled?.exchange ?? unhandled();
  const entry = world.journal.record({
    at: world.clock().now(),
    method: request.method,
    url: withoutToken(request.url),
    operation_id: operationId,
    actor_id: actor?.id ?? null,
    request_body: requestText,
    ...seenOf(delivery),
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
