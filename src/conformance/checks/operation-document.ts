import { DOCUMENT } from '../../contract/generated/review-api-document.ts';
import { OPERATION_IDS, OPERATIONS, type OperationId } from '../../contract/operations.ts';
import { isRecord } from '../reply.ts';

/** A schema of the document, with its references followed. */
export interface DeclaredSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly items?: DeclaredSchema;
}

/** One property of a body, or one parameter of a query. */
export interface DeclaredField {
  readonly operation: OperationId;
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: DeclaredSchema;
}

type Node = Readonly<Record<string, unknown>>;

/** The operations that write. */
export const WRITE_IDS = OPERATION_IDS.filter((id) => OPERATIONS[id].method === 'POST');

/** The operations that only read. */
export const READ_IDS = OPERATION_IDS.filter((id) => OPERATIONS[id].method === 'GET');

/**
 * The properties that an operation's body declares.
 *
 * Read from the document, so that a new property gets its cases by itself.
 *
 * Source: spec/openapi.yaml; SCH-3.
 */
export function bodyFields(operation: OperationId): readonly DeclaredField[] {
  const body = at(nodeOf(operation), 'requestBody', 'content', 'application/json', 'schema');
  const required = Array.isArray(body['required']) ? body['required'] : [];
  return Object.entries(at(body, 'properties')).map(([name, schema]) => ({
    operation,
    name,
    isRequired: required.includes(name),
    schema: followed(schema) as DeclaredSchema,
  }));
}

/** The query parameters that an operation declares. Source: spec/openapi.yaml. */
export function queryFields(operation: OperationId): readonly DeclaredField[] {
  const parameters = nodeOf(operation)['parameters'];
  return (Array.isArray(parameters) ? parameters.map(followed) : [])
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter) => ({
      operation,
      name: String(parameter['name']),
      isRequired: parameter['required'] === true,
      schema: at(parameter, 'schema') as DeclaredSchema,
    }));
}

/** The JSON types that a schema allows. */
export function typesOf({ type }: DeclaredSchema): readonly string[] {
  return typeof type === 'string' ? [type] : (type ?? []);
}

function nodeOf(operation: OperationId): Node {
  const items = Object.values(at(DOCUMENT, 'paths')).filter(isRecord);
  // The overlay queue shares its path with the list, and stands in an extension.
  const all = items.flatMap((item) => [item, at(item, 'x-overlay-queue')]);
  const nodes = all.flatMap((item) => [item['get'], item['post']]).filter(isRecord);
  return nodes.find((node) => node['operationId'] === operation) ?? {};
}

function at(node: unknown, ...path: readonly string[]): Node {
  const found = path.reduce<Node>((inside, key) => followed(inside[key]), followed(node));
  return found;
}

/** A node with what its reference names, if it is one; nothing when there is no such node. */
function followed(node: unknown): Node {
  if (!isRecord(node)) return {};
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const target = reference
    .split('/')
    .slice(1)
    .reduce<unknown>((inside, key) => (isRecord(inside) ? inside[key] : undefined), DOCUMENT);
  return { ...followed(target), ...without(node, '$ref') };
}

function without(node: Node, key: string): Node {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key));
}
