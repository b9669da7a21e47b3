import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { OperationId } from '../../src/contract/operations.ts';
import type { Json } from '../support/harness.ts';

/** The document as it is written, read without the code that serves it. */
const DOCUMENT: Json = parse(
  readFileSync(new URL('../../spec/openapi.yaml', import.meta.url), 'utf8'),
);

/** One operation as it stands in the document. */
export interface Documented {
  readonly id: OperationId;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly surface: 'overlay' | 'resource' | 'agent';
  readonly node: Json;
}

/** Every operation of the document, the one of the extension too. */
export const DOCUMENTED: readonly Documented[] = Object.entries(DOCUMENT.paths as Json).flatMap(
  ([path, item]) =>
    [item, (item as Json)['x-overlay-queue'] ?? {}].flatMap((each: Json) =>
      (['GET', 'POST'] as const).flatMap((method) => {
        const node = each[method.toLowerCase()];
        return node
          ? [{ id: node.operationId, method, path, surface: node['x-surface'], node }]
          : [];
      }),
    ),
);

/** `operation status` for each documented reply. */
export const DOCUMENTED_PAIRS: readonly string[] = DOCUMENTED.flatMap(({ id, node }) =>
  Object.keys(node.responses).map((status) => `${id} ${status}`),
);

/** The value of a named example. */
export function exampleNamed(name: string): Json {
  return structuredClone(DOCUMENT.components.examples[name].value);
}

/** The example of an operation's reply, where it has but one. */
export function replyExampleOf(operationId: OperationId): Json {
  const { responses } = operationNamed(operationId).node;
  return structuredClone(responses['200'].content['application/json'].example);
}

export function operationNamed(operationId: OperationId): Documented {
  const found = DOCUMENTED.find((each) => each.id === operationId);
  if (found === undefined) throw new Error(`${operationId} is not in the document`);
  return found;
}

/** A node with what its `$ref` names merged under it. */
export function resolved(node: Json): Json {
  if (node.$ref === undefined) return node;
  const [, , group, name] = node.$ref.split('/');
  const { $ref: _, ...own } = node;
  return { ...resolved(DOCUMENT.components[group][name]), ...own };
}

/** The schema of an operation's body, its properties resolved. */
export function bodySchemaOf(operationId: OperationId): Json {
  const { node } = operationNamed(operationId);
  const schema = resolved(node.requestBody.content['application/json'].schema);
  const properties = Object.entries(schema.properties).map(([name, each]) => [
    name,
    resolved(each as Json),
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
