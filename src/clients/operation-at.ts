import { OPERATION_IDS, OPERATIONS, type OperationId } from '../contract/operations.ts';

/** What a request is addressed to. */
export interface Addressed {
  readonly operation: OperationId;
  /** The ids in its path; one that does not decode is as it was sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
}

interface Row {
  readonly operation: OperationId;
  readonly method: string;
  readonly segments: readonly string[];
}

/** A literal segment beats a parameter: braces sort behind every letter. Source: spec/openapi.yaml. */
const ROWS: readonly Row[] = OPERATION_IDS.filter((operation) => operation !== 'list_overlays')
  .map((operation) => {
    const { method, path } = OPERATIONS[operation];
    return { operation, method, segments: path.split('/') };
  })
  .toSorted((left, right) => (left.segments.join('/') < right.segments.join('/') ? -1 : 1));

/**
 * Finds the operation that a request means.
 *
 * Shape: a method, and path and query as sent → the operation, or undefined when it is none.
 * Source: spec/openapi.yaml; QUE-1 for the two operations that share a path.
 */
export function operationAt(method: string, url: string): Addressed | undefined {
  const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const sent = path.split('/');
  const search = new URLSearchParams(query);
  for (const row of ROWS) {
    const params = row.method === method ? paramsOf(row.segments, sent) : undefined;
    if (params === undefined) continue;
    const isQueue =
      row.operation === 'list_reviews' && (search.has('status') || search.has('mine'));
    return { operation: isQueue ? 'list_overlays' : row.operation, params, search };
  }
  return undefined;
}

function paramsOf(
  segments: readonly string[],
  sent: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (segments.length !== sent.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = decoded(sent[index] ?? '');
    if (!segment.startsWith('{')) {
      if (segment !== text) return undefined;
    } else if (text === '') return undefined;
    else params[segment.slice(1, -1)] = text;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
