import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { OpenApiDocument, Node } from '../../src/contract/validators.ts';

/** One operation as the document writes it. */
export interface OperationNode {
  readonly operationId: string;
  readonly 'x-surface'?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Node[];
  readonly requestBody?: Node;
  readonly responses: Readonly<Record<string, Node>>;
}

/** An operation with its address. */
export interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly node: OperationNode;
}

/** A document as its author wrote it, descriptions and examples included. */
export interface WrittenDocument extends OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const REVIEW_YAML = readDocument('openapi.yaml');
export const CONTROL_YAML = readDocument('control.yaml');

function readDocument(name: string): WrittenDocument {
  const file = new URL(`../../spec/${name}`, import.meta.url);
  return parse(readFileSync(file, 'utf8')) as WrittenDocument;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Every operation of a document, the overlay queue beside the list included. */
export function operationsOf(document: WrittenDocument): readonly PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const items = [item, (item['x-overlay-queue'] ?? {}) as Node];
    return items.flatMap((each) =>
      METHODS.filter((method) => each[method] !== undefined).map((method) => ({
        path,
        method: method.toUpperCase(),
        node: each[method] as OperationNode,
      })),
    );
  });
}

/** What a pointer of this document names. */
export function resolve(document: WrittenDocument, node: Node): Node {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const [group = '', name = ''] = ref.split('/').slice(2);
  const target = document.components[group]?.[name];
  if (target === undefined) throw new Error(`${ref} names nothing`);
  return resolve(document, target);
}

/** The objects of a tree, with the way to each. */
export function* objectsIn(
  node: unknown,
  place: readonly string[] = [],
): Generator<readonly [place: string, object: Node]> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield [place.join('/'), node as Node];
  for (const [key, value] of Object.entries(node)) yield* objectsIn(value, [...place, key]);
}
