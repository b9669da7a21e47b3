import type { Node } from '../contract/validators.ts';
import { pointerOf, resolve, stepsOf, type Steps } from './json-pointer.ts';

/** Where in an operation a schema is used. */
export type SchemaUse =
  | { readonly kind: 'parameter'; readonly in: string; readonly name: string }
  | { readonly kind: 'body'; readonly mediaType: string }
  | { readonly kind: 'response'; readonly code: string; readonly mediaType: string }
  | { readonly kind: 'header'; readonly code: string; readonly name: string };

/** A schema that an operation uses, and where it stands. */
export interface UsedSchema {
  readonly use: SchemaUse;
  /** Where the schema stands, once references are followed. */
  readonly pointer: string;
}

/** One operation of a foreign document. */
export interface SpecOperation {
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly schemas: readonly UsedSchema[];
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Lists the operations of a document with the schemas they use. Source: OpenAPI 3.1, Paths Object. */
export function specOperations(document: Node): readonly SpecOperation[] {
  return keysAt(document, ['paths']).flatMap((path) => {
    const item = ['paths', path];
    return keysAt(document, item)
      .filter((key) => METHODS.has(key))
      .map((method) => {
        const steps = [...item, method];
        const schemas = schemasOf(document, { item, operation: steps });
        return { method, path, pointer: pointerOf(steps), schemas };
      });
  });
}

interface Place {
  readonly item: Steps;
  readonly operation: Steps;
}

function schemasOf(document: Node, { item, operation }: Place): readonly UsedSchema[] {
  // The operation's own parameters stand last, and win over those of its path.
  const parameters = [item, operation].flatMap((steps) => parametersAt(document, steps));
  const bodies = contentAt(document, [...operation, 'requestBody'], (mediaType) => ({
    kind: 'body',
    mediaType,
  }));
  const responses = keysAt(document, [...operation, 'responses']).flatMap((code) =>
    responseAt(document, [...operation, 'responses', code], code),
  );
  return [...parameters, ...bodies, ...responses];
}

function parametersAt(document: Node, steps: Steps): readonly UsedSchema[] {
  return keysAt(document, [...steps, 'parameters']).flatMap((index) => {
    const place = [...steps, 'parameters', index];
    const node = (resolve(document, pointerOf(place))?.value ?? {}) as Node;
    const use = { kind: 'parameter', in: String(node['in']), name: String(node['name']) } as const;
    return [
      ...schemaAt(document, [...place, 'schema'], use),
      ...contentAt(document, place, () => use),
    ];
  });
}

function responseAt(document: Node, steps: Steps, code: string): readonly UsedSchema[] {
  const headers = keysAt(document, [...steps, 'headers']).flatMap((name) =>
    schemaAt(document, [...steps, 'headers', name, 'schema'], { kind: 'header', code, name }),
  );
  const bodies = contentAt(document, steps, (mediaType) => ({ kind: 'response', code, mediaType }));
  return [...bodies, ...headers];
}

function contentAt(
  document: Node,
  steps: Steps,
  useOf: (mediaType: string) => SchemaUse,
): readonly UsedSchema[] {
  return keysAt(document, [...steps, 'content']).flatMap((mediaType) =>
    schemaAt(document, [...steps, 'content', mediaType, 'schema'], useOf(mediaType)),
  );
}

function schemaAt(document: Node, steps: Steps, use: SchemaUse): readonly UsedSchema[] {
  const found = resolve(document, pointerOf(steps));
  return found === undefined ? [] : [{ use, pointer: found.pointer }];
}

function keysAt(document: Node, steps: Steps): readonly string[] {
  const value = resolve(document, pointerOf(steps))?.value;
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

const ONE_SCHEMA = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'unevaluatedItems',
  'contains',
  'not',
  'unevaluatedProperties',
  'propertyNames',
  'if',
  'then',
  'else',
]);
const SCHEMAS_BY_NAME = new Set(['properties', 'patternProperties', '$defs', 'definitions']);
const SCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);

/** A schema within a schema: by which keyword, and where it stands once references are followed. */
export interface Subschema {
  readonly keyword: string;
  readonly pointer: string;
}

/** Lists the schemas directly within a schema. Source: JSON Schema 2020-12, applicators. */
export function subschemasOf(document: Node, pointer: string): readonly Subschema[] {
  const schema = resolve(document, pointer)?.value;
  if (typeof schema !== 'object' || schema === null) return [];
  const places = (keyword: string): readonly Steps[] => {
    const value = (schema as Node)[keyword];
    if (typeof value !== 'object' || value === null) return [];
    const isList = SCHEMA_LISTS.has(keyword) && Array.isArray(value);
    if (isList || SCHEMAS_BY_NAME.has(keyword) || keyword === 'dependentSchemas') {
      return Object.keys(value).map((key) => [keyword, key]);
    }
    return ONE_SCHEMA.has(keyword) && !Array.isArray(value) ? [[keyword]] : [];
  };
  return Object.keys(schema).flatMap((keyword) =>
    places(keyword).flatMap((steps) => {
      const found = resolve(document, pointerOf([...stepsOf(pointer), ...steps]));
      return found === undefined ? [] : [{ keyword, pointer: found.pointer }];
    }),
  );
}

/** Every schema that can be reached from some, these included, each once. */
export function reachableSchemas(document: Node, from: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...subschemasOf(document, next).map(({ pointer }) => pointer));
  }
  return seen;
}
