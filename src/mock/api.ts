import type { OperationId } from '../contract/operations.ts';
import { OPERATIONS } from '../contract/operations.ts';
import { fault, invalid, problem, type FieldFault } from '../contract/problems.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import type { Actor } from '../contract/wire.ts';
import type { Policies } from '../domain/policies.ts';
import { AGENT_HANDLERS } from './agent-handlers.ts';
import type { ApiRequest } from './api-request.ts';
import { API_BODY_LIMITS, readBody } from './body.ts';
import { keyOf, type KeyRing } from './credentials.ts';
import type { Interpose } from './faults/with-faults.ts';
import type { Handler } from './handler.ts';
import { OVERLAY_HANDLERS } from './overlay-handlers.ts';
import type { Reply } from './reply.ts';
import { RESOURCE_HANDLERS } from './resource-handlers.ts';
import type { World } from './world.ts';
import { NAMESPACE_HEADER, type Worlds } from './worlds.ts';

const HANDLERS: Readonly<Record<OperationId, Handler>> = {
  ...OVERLAY_HANDLERS,
  ...RESOURCE_HANDLERS,
  ...AGENT_HANDLERS,
};

/** What the review API is served from. */
export interface ApiParts {
  readonly contract: ReviewContract;
  readonly keyRing: KeyRing;
  readonly policies: Policies;
  readonly worlds: Worlds;
  readonly isNamespaceName: (name: string) => boolean;
}

/** A request that a route has matched; ids are undefined where the path does not decode. */
export interface RoutedRequest {
  readonly request: ApiRequest;
  readonly place: Place;
  readonly search: URLSearchParams;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly operationId: OperationId;
}

/** What happened to one request, for the reply and the journal. */
export interface Exchange {
  readonly reply: Reply;
  readonly world: World;
  readonly actor: Actor | null;
  readonly requestText: string | null;
}

/**
 * Answers one request of the review API, checking in the order of ERR-3 up to the shape; from
 * there on the rules check.
 *
 * Source: ERR-3, AUTH-1, SCH-3, LIM-1.
 */
export async function answer(
  parts: ApiParts,
  routed: RoutedRequest,
  interpose?: Interpose,
): Promise<Exchange> {
  const { request, place, search, operationId } = routed;
  const { world } = place;
  const actor = authenticate(parts, request, accessTokenOf(operationId, search)) ?? null;
  if (actor === null) return { world, actor, requestText: null, reply: UNAUTHENTICATED };

  const { path, query, body: checkBody } = parts.contract.operations[operationId];
  const body = checkBody ? await readBody(request, API_BODY_LIMITS) : NO_BODY;
  if (!body.ok) return { world, actor, requestText: body.text, reply: body.problem };

  const pathResult = path((name) => routed.params[name]);
  const queryResult = query((name) => (search.size === 0 ? undefined : search.getAll(name).at(-1)));
  const faults = [
    place.fault ?? [],
    pathFaults(routed, pathResult.faults),
    queryResult.faults,
    checkBody ? checkBody(body.value, body.text.length) : [],
  ].flat();
  const requestText = checkBody ? body.text : null;
  if (faults.length > 0) return { world, actor, requestText, reply: invalid(faults) };
  await world.settle();
  const call = {
    params: pathResult.values as Readonly<Record<string, string>>,
    query: queryResult.values,
    body: body.value,
    actor,
    world,
    policies: parts.policies,
  };
  const early = interpose && (await interpose(call));
  const reply = early ?? (await HANDLERS[operationId](call));
  return { world, actor, requestText, reply };
}

/** A path that does not decode is not one that is missing. */
function pathFaults({ params }: RoutedRequest, faults: readonly FieldFault[]) {
  const msg = 'Not valid percent-encoded UTF-8';
  return faults.map((each) => {
    const name = each.loc[1] ?? '';
    const isUndecodable = name in params && params[name] === undefined;
    return isUndecodable ? fault(each.loc, ['string_unicode', msg]) : each;
  });
}

const NO_BODY = { ok: true, text: '', value: undefined } as const;

/** The reply to a caller without credentials. Source: AUTH-1. */
export const UNAUTHENTICATED = problem(
  'unauthenticated',
  'No valid credentials. Send Authorization: Bearer KEY, or Api-Key: KEY.',
);

/** Where a request takes place; in the default world when it names none that can be. */
export interface Place {
  readonly world: World;
  /** What is wrong with the name of its namespace. */
  readonly fault: FieldFault | undefined;
}

/** Finds the world that a request is for. */
export function placeOf(parts: ApiParts, request: ApiRequest): Place {
  const namespace = namespaceOf(parts, request);
  return 'fault' in namespace
    ? { world: parts.worlds.of(undefined), fault: namespace.fault }
    : { world: parts.worlds.of(namespace.name), fault: undefined };
}

/** Who calls; undefined when nobody the mock knows. Source: AUTH-1. */
export function authenticate(
  { keyRing }: ApiParts,
  request: ApiRequest,
  accessToken?: string,
): Actor | undefined {
  const key = keyOf(request.headers, accessToken);
  return key === undefined ? undefined : keyRing(key);
}

/** The key in the query, on the operations that take one. Source: AUTH-1. */
export function accessTokenOf(
  operationId: OperationId,
  search: URLSearchParams,
): string | undefined {
  return OPERATIONS[operationId].surface === 'agent'
    ? (search.get('access_token') ?? undefined)
    : undefined;
}

type Namespace = { readonly name: string | undefined } | { readonly fault: FieldFault };

/** The namespace that a request is for. */
export function namespaceOf(
  { isNamespaceName }: Pick<ApiParts, 'isNamespaceName'>,
  request: ApiRequest,
): Namespace {
  const name = request.headers[NAMESPACE_HEADER];
  if (name === undefined || isNamespaceName(name)) return { name };
  const msg = 'A namespace is 1 to 64 letters, digits, dots, dashes and underscores';
  return { fault: fault(['header', NAMESPACE_HEADER], ['string_pattern_mismatch', msg]) };
}
