import { OPERATION_IDS, OPERATIONS, type OperationId } from './operations.ts';

/** One address of the API. The overlay queue has none of its own: see `operationAt`. */
export interface Route {
  readonly operationId: OperationId;
  readonly method: 'GET' | 'POST';
  /** With `:name` placeholders. */
  readonly pattern: string;
}

/**
 * The routes, in the order in which they are tried: a literal segment beats a parameter.
 *
 * Source: spec/openapi.yaml; ERR-3.
 */
export const ROUTES: readonly Route[] = OPERATION_IDS.filter((id) => id !== 'list_overlays')
  .map((operationId) => {
    const { method, path } = OPERATIONS[operationId];
    return { operationId, method, pattern: path.replaceAll(/\{(\w+)\}/g, ':$1') };
  })
  // A colon sorts behind every letter once it is replaced by the last character there is.
  .toSorted((left, right) => (rank(left.pattern) < rank(right.pattern) ? -1 : 1));

function rank(pattern: string): string {
  return pattern.replaceAll(':', '\uffff');
}

/**
 * The operation that a routed request means: a list request with `status` or `mine` is the
 * overlay queue, whatever their values.
 *
 * Source: QUE-1.
 */
export function operationAt(route: Route, search: URLSearchParams): OperationId {
  const isQueue =
    route.operationId === 'list_reviews' && (search.has('status') || search.has('mine'));
  return isQueue ? 'list_overlays' : route.operationId;
}

/** What the placeholders of a path hold; undefined where a segment does not decode. */
export type Params = Readonly<Record<string, string | undefined>>;

/** A route, and the ids in the path that led to it. */
export interface RoutedPath {
  readonly route: Route;
  readonly params: Params;
}

interface Row {
  readonly route: Route;
  readonly names: readonly string[];
}

const ROWS: readonly Row[] = ROUTES.map((route) => ({ route, names: route.pattern.split('/') }));

function rowKey(method: string, segmentCount: number): string {
  return `${method} ${segmentCount}`;
}

/** By method and number of segments, which leaves one or two to try. */
const ROWS_BY_KEY: ReadonlyMap<string, readonly Row[]> = new Map(
  ROWS.map(({ route, names }) => {
    const key = rowKey(route.method, names.length);
    return [key, ROWS.filter((row) => rowKey(row.route.method, row.names.length) === key)];
  }),
);

/**
 * Finds the route of a request; HEAD is GET without a body.
 *
 * Source: ERR-3; spec/decisions/router.md.
 */
export function routeAt(method: string, path: string): RoutedPath | undefined {
  const segments = path.split('/');
  const key = rowKey(method === 'HEAD' ? 'GET' : method, segments.length);
  for (const { route, names } of ROWS_BY_KEY.get(key) ?? []) {
    const params = paramsIn(segments, names);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/**
 * Reads the ids out of a path.
 *
 * Shape: undefined when the path is not of this pattern; an id that does not decode is undefined.
 */
export function paramsOf(pattern: string, path: string): Params | undefined {
  return paramsIn(path.split('/'), pattern.split('/'));
}

function paramsIn(segments: readonly string[], names: readonly string[]): Params | undefined {
  if (names.length !== segments.length) return undefined;
  const params: Record<string, string | undefined> = {};
  for (let index = 0; index < names.length; index += 1) {
    const [name = '', segment = ''] = [names[index], segments[index]];
    if (name.startsWith(':') && segment !== '') params[name.slice(1)] = decoded(segment);
    else if (name !== decoded(segment)) return undefined;
  }
  return params;
}

function decoded(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** The methods that a path answers. Source: ERR-3. */
export function methodsAt(path: string): readonly string[] {
  const found = ROUTES.filter(({ pattern }) => paramsOf(pattern, path) !== undefined);
  const methods = new Set<string>(found.map(({ method }) => method));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].toSorted();
}
