import type { IHttpRequest } from '@stoplight/prism-http';
import { DOCUMENT } from '../contract/generated/review-api-document.ts';
import { invariant } from '../contract/invariant.ts';
import { OPERATION_IDS, OPERATIONS, type OperationId } from '../contract/operations.ts';
import type { Node } from '../contract/validators.ts';
import { judgeInput, judgeOutput } from './prism-judge.ts';
import { prismOperations, type PrismOperation } from './spec-operations.ts';

/** A request of the review API as it went over the wire. */
export interface JudgedRequest {
  /** The path as sent, without the query. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body?: unknown;
}

/** A reply of the review API as it came. */
export interface JudgedReply {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: unknown;
}

/**
 * Prism's opinion of a request or a reply: a sentence for each thing that is wrong.
 *
 * Shape: an empty list when it is valid.
 */
export interface SecondJudge {
  readonly judgeRequest: (operation: OperationId, request: JudgedRequest) => readonly string[];
  readonly judgeReply: (operation: OperationId, reply: JudgedReply) => readonly string[];
}

/**
 * Prism as a judge of the review API by its own document, sharing no code with ours.
 *
 * Prism tries every branch of a union at every level: whoever asks keeps deep bodies from it.
 *
 * Source: spec/openapi.yaml; spec/decisions/prism.md.
 */
export async function createSecondJudge(): Promise<SecondJudge> {
  const operations = await reviewOperations();
  const operationOf = (id: OperationId): PrismOperation => {
    const found = operations.get(id);
    invariant(found, `Prism did not read ${id}`);
    return found;
  };
  return {
    judgeRequest: (id, request) =>
      judgeInput(operationOf(id), elementOf(id, request)).map(({ message }) => message),
    judgeReply: (id, { status, contentType, body }) =>
      judgeOutput(operationOf(id), {
        statusCode: status,
        headers: contentType === null ? {} : { 'content-type': contentType },
        body,
      }).map(({ message }) => message),
  };
}

function elementOf(id: OperationId, { path, search, body }: JudgedRequest): IHttpRequest {
  const query = Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
  const method = OPERATIONS[id].method.toLowerCase() as IHttpRequest['method'];
  const url = { path, query };
  if (body === undefined) return { method, url, headers: {} };
  const length = String(JSON.stringify(body).length);
  const headers = { 'content-type': 'application/json', 'content-length': length };
  return { method, url, headers, body };
}

/** The overlay queue stands in an extension, which Prism does not read: in a copy it takes its path. */
async function reviewOperations(): Promise<ReadonlyMap<string, PrismOperation>> {
  const document = DOCUMENT as Node;
  const paths = document['paths'] as Readonly<Record<string, Node>>;
  const path = OPERATIONS.list_overlays.path;
  const queue = paths[path]?.['x-overlay-queue'] as Node;
  const withQueue = { ...document, paths: { [path]: { get: queue['get'] } } };
  const read = [...(await prismOperations(document)), ...(await prismOperations(withQueue))];
  const byId = new Map(read.map((operation) => [operation.iid ?? '', operation]));
  const missing = OPERATION_IDS.filter((id) => !byId.has(id));
  invariant(missing.length === 0, `Prism did not read ${missing.join(', ')}`);
  return byId;
}
