import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { ControlSchema } from '../../contract/control-contract.ts';
import { invalid, problem, type Problem } from '../../contract/problems.ts';
import type { ReviewContract } from '../../contract/review-contract.ts';
import type { Check } from '../../contract/validators.ts';
import { DEFAULT_POLICIES } from '../../domain/policies.ts';
import { apiRequestOf, type ApiRequest } from '../api-request.ts';
import { namespaceOf } from '../api.ts';
import { CONTROL_DEPTH_MAX, readBody, STATE_DEPTH_MAX, type BodyLimits } from '../body.ts';
import { encodeReply, responseOf, type Reply } from '../reply.ts';
import { paramsOf } from '../../contract/routes.ts';
import { NAMESPACE_HEADER, type Worlds } from '../worlds.ts';
import type { ControlRoute } from './control-handler.ts';
import { CONTROL_ROUTES } from './control-routes.ts';
import { INSPECTOR_ROUTES, showInspector, type InspectorFiles } from './inspector-page.ts';

/** Where the control interface lives, outside the API's own paths. */
export const CONTROL_PATH = '/__control';

const MEGABYTE = 1024 * 1024;
const LIMITS: BodyLimits = { sizeMaxBytes: 10 * MEGABYTE, depthMax: CONTROL_DEPTH_MAX };
/** A state holds every review there is. */
const STATE_LIMITS: BodyLimits = { sizeMaxBytes: 512 * MEGABYTE, depthMax: STATE_DEPTH_MAX };

/** What the control interface is served from. */
export interface ControlParts {
  readonly worlds: Worlds;
  readonly schemas: () => Readonly<Record<ControlSchema, Check>>;
  readonly contract: ReviewContract;
  readonly isNamespaceName: (name: string) => boolean;
  /** Asked for in every request when set. */
  readonly token: string | undefined;
  /** Origins of browser pages that may use it; its own origin always may. */
  readonly allowedOrigins: readonly string[];
  /** The page at /ui; without it the address answers how to build it. */
  readonly inspector: InspectorFiles | undefined;
  readonly onDefect: (error: unknown) => void;
}

/**
 * The control interface as a function from Request to Response.
 *
 * Source: spec/control.yaml.
 */
export function createControlApp(parts: ControlParts): Hono {
  const app = new Hono().basePath(CONTROL_PATH);
  app.use('*', async (context, next) => {
    if (isForeign(context.req.raw, parts.allowedOrigins)) return send(ORIGIN_REFUSED);
    return next();
  });
  app.use(
    '*',
    cors({
      origin: (origin) => (parts.allowedOrigins.includes(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', NAMESPACE_HEADER],
    }),
  );
  // Before the token is asked for: a browser's address bar sends none, and the page holds no secret.
  for (const { pattern } of INSPECTOR_ROUTES) {
    app.get(
      pattern,
      (context) => showInspector(parts.inspector, context.req.path) ?? refuse(context),
    );
  }
  app.use('*', async (context, next) => {
    const given = context.req.header('authorization') ?? '';
    if (parts.token !== undefined && given !== `Bearer ${parts.token}`) return send(TOKEN_MISSING);
    return next();
  });
  app.get(EVENTS_ROUTE.pattern, (context) => streamEvents(parts, context));
  for (const route of CONTROL_ROUTES) {
    app.on(route.method, route.pattern, async (context) =>
      send(await serve(parts, route, context)),
    );
  }
  app.notFound((context) => refuse(context));
  app.onError((error) => {
    parts.onDefect(error);
    return send(problem('internal', 'The mock failed on this request; its log has the stack.'));
  });
  return app;
}

/** Not one of the others: its reply never ends. */
const EVENTS_ROUTE = { method: 'GET', pattern: '/events' } as const;

const ORIGIN_REFUSED = problem(
  'origin_refused',
  'The control interface answers no page of another origin. Allow it with --control-origin.',
);
const TOKEN_MISSING = problem(
  'unauthenticated',
  'The control interface asks for its token: Authorization: Bearer TOKEN.',
);

/** A page that the control interface serves can only ask here; it then shows this sentence. */
const ANOTHER_PORT = problem(
  'not_found',
  'Only the control interface is served here; the review API is on the port that --port names.',
);

function send(reply: Reply): Response {
  return responseOf(encodeReply(reply, DEFAULT_POLICIES));
}

/**
 * A page elsewhere on the web must not be able to drive a mock on its visitor's machine, nor one
 * whose name was made to point at it: a page is taken only from an address, or from localhost.
 */
function isForeign(request: Request, allowedOrigins: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  // No page sends it: a tool, or somebody's address bar.
  if (origin === null && (site === null || site === 'none')) return false;
  if (origin !== null && allowedOrigins.includes(origin)) return false;
  const own = new URL(request.url);
  if (!isAddress(own.hostname) && !allowedOrigins.includes(own.origin)) return true;
  return origin === null ? site === 'cross-site' || site === 'same-site' : origin !== own.origin;
}

function isAddress(hostname: string): boolean {
  return /^(localhost|[\d.]+|\[[\da-f:.]+\])$/i.test(hostname);
}

async function serve(parts: ControlParts, route: ControlRoute, context: Context): Promise<Reply> {
  const request = apiRequestOf(context.req.raw);
  const namespace = namespaceOf(parts, request);
  if ('fault' in namespace) return invalid([namespace.fault]);
  const schemas = parts.schemas();
  const read = await bodyOf(request, route);
  if ('problem' in read) return read.problem;
  if (route.schema !== undefined && read.value !== undefined) {
    const faults = schemas[route.schema](read.value, read.size);
    if (faults.length > 0) return invalid(faults);
  }
  const { worlds } = parts;
  const { name } = namespace;
  const world = worlds.of(name);
  if (route.isFresh !== true) await world.settle();
  return route.handle({
    params: context.req.param() as Record<string, string>,
    query: new URL(context.req.url).searchParams,
    body: read.value,
    worlds,
    world,
    namespace: name,
    schemas,
    contract: parts.contract,
  });
}

type Read = { readonly value: unknown; readonly size: number } | { readonly problem: Problem };

async function bodyOf(request: ApiRequest, route: ControlRoute): Promise<Read> {
  if (route.schema === undefined) return { value: undefined, size: 0 };
  const limits = route.schema === 'State' ? STATE_LIMITS : LIMITS;
  const body = await readBody(request, limits);
  if (body.ok) return { value: body.value, size: body.text.length };
  const isLeftOut = route.isBodyOptional === true && (body.text ?? 'sent').trim() === '';
  return isLeftOut ? { value: undefined, size: 0 } : { problem: body.problem };
}

function streamEvents(parts: ControlParts, context: Context): Response {
  const namespace = namespaceOf(parts, apiRequestOf(context.req.raw));
  if ('fault' in namespace) return send(invalid([namespace.fault]));
  return new Response(parts.worlds.of(namespace.name).events.stream(), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}

/** Says which methods would do, or that there is no such path. */
function refuse({ req }: Context): Response {
  if (!req.path.startsWith(CONTROL_PATH)) return send(ANOTHER_PORT);
  const path = req.path.slice(CONTROL_PATH.length);
  const methods = [EVENTS_ROUTE, ...INSPECTOR_ROUTES, ...CONTROL_ROUTES]
    .filter(({ pattern }) => paramsOf(pattern, path) !== undefined)
    .map((route) => route.method);
  if (methods.length === 0) {
    const detail = `The control interface has no ${path}. It is described in spec/control.yaml.`;
    return send(problem('not_found', detail));
  }
  const allow = methods.join(', ');
  const detail = `${req.method} is not allowed here. Allowed: ${allow}.`;
  const response = send(problem('method_not_allowed', detail));
  response.headers.set('allow', allow);
  return response;
}
