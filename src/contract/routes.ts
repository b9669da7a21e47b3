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

/** One segment of a pattern: a word, or what stands for any. */
type Part = { readonly word: string } | { readonly placeholder: string };

interface Row {
  readonly route: Route;
  readonly parts: readonly Part[];
}

const ROWS: readonly Row[] = ROUTES.map((route) => ({ route, parts: partsOf(route.pattern) }));

function partsOf(pattern: string): readonly Part[] {
  return pattern
    .split('/')
    .map((part) => (part.startsWith(':') ? { placeholder: part.slice(1) } : { word: part }));
}

function rowKey(method: string, segmentCount: number): string {
  return `${method} ${segmentCount}`;
}

/** By method and number of segments, which leaves one or two to try. */
const ROWS_BY_KEY: ReadonlyMap<string, readonly Row[]> = new Map(
  ROWS.map(({ route, parts }) => {
    const key = rowKey(route.method, parts.length);
    return [key, ROWS.filter((row) => rowKey(row.route.method, row.parts.length) === key)];
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
  for (const { route, parts } of ROWS_BY_KEY.get(key) ?? []) {
    const params = paramsIn(segments, parts);
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
  return paramsIn(path.split('/'), partsOf(pattern));
}

function paramsIn(segments: readonly string[], parts: readonly Part[]): Params | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string | undefined> = {};
  let index = 0;
  for (const part of parts) {
    const segment = segments[index] ?? '';
    index += 1;
    if ('word' in part) {
      if (decoded(segment) !== part.word) return undefined;
    } else if (segment === '') return undefined;
    else params[part.placeholder] = decoded(segment);
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
