import type { OperationId } from '../contract/operations.ts';
import { operationAt as operationOf, routeAt } from '../contract/routes.ts';

/** What a request is addressed to. */
export interface Addressed {
  readonly operation: OperationId;
  /** The ids in its path. */
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
}

/**
 * Finds the operation that a request means.
 *
 * Shape: a method, and path and query as sent → the operation, or undefined when it is none: so is
 * a HEAD, whose reply has nothing to judge, and a path with an id that does not decode.
 * Source: spec/openapi.yaml; QUE-1 for the two operations that share a path.
 */
export function operationAt(method: string, url: string): Addressed | undefined {
  const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const routed = routeAt(method, path);
  if (routed === undefined || routed.route.method !== method) return undefined;
  if (Object.values(routed.params).includes(undefined)) return undefined;
  const search = new URLSearchParams(query);
  const params = routed.params as Addressed['params'];
  return { operation: operationOf(routed.route, search), params, search };
}
