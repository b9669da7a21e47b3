import { DOCUMENT } from '../../contract/generated/review-api-document.ts';
import { isRecord } from '../reply.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What a schema says of the members of a value, with everything it is put together from. */
interface Shape {
  /** Undefined where any member may stand. */
  readonly members: ReadonlyMap<string, readonly Schema[]> | undefined;
  readonly items: readonly Schema[];
}

/** Finds the members of a value that a named schema does not declare. */
export type UndeclaredFinder = (schemaName: string, value: unknown) => readonly string[];

/**
 * Makes the finder; it reads each schema once.
 *
 * Validation lets undeclared members pass, as replies are open; a front end that uses one depends
 * on this server.
 *
 * Shape: the name of a schema and a value → paths such as `versions.0.extra`.
 * Source: SCH-2.
 */
export function createUndeclaredFinder(): UndeclaredFinder {
  const shapes = new Map<string, Shape>();
  const shapeOf = (key: string, schemas: readonly Schema[]): Shape => {
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const shape = readShape(schemas.flatMap(partsOf));
    shapes.set(key, shape);
    return shape;
  };
  /** `key` names the place in the schemas, `path` the one in the value. */
  const walk = (key: string, schemas: readonly Schema[], at: Place): readonly string[] => {
    const { value, path } = at;
    if (typeof value !== 'object' || value === null) return [];
    const { members, items } = shapeOf(key, schemas);
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, index) =>
        walk(`${key}[]`, items, { value: item, path: `${path}${index}.` }),
      );
    }
    if (members === undefined) return [];
    return Object.entries(value).flatMap(([name, member]) => {
      const known = members.get(name);
      if (known === undefined) return [path + name];
      return walk(`${key}.${name}`, known, { value: member, path: `${path}${name}.` });
    });
  };
  return (schemaName, value) => walk(schemaName, [schemaNamed(schemaName)], { value, path: '' });
}

interface Place {
  readonly value: unknown;
  readonly path: string;
}

function readShape(parts: readonly Schema[]): Shape {
  const declared = parts.flatMap((schema) => Object.entries(recordOf(schema['properties'])));
  const isOpen = parts.some((schema) => schema['additionalProperties'] === true);
  const members = new Map<string, Schema[]>();
  for (const [name, schema] of declared) {
    members.set(name, [...(members.get(name) ?? []), ...asSchemas(schema)]);
  }
  return {
    members: isOpen || declared.length === 0 ? undefined : members,
    items: parts.flatMap((schema) => asSchemas(schema['items'])),
  };
}

/** A schema and all that it is put together from. */
function partsOf(schema: Schema): readonly Schema[] {
  const reference = schema['$ref'];
  const referred = typeof reference === 'string' ? [schemaNamed(lastSegment(reference))] : [];
  const joined = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => asSchemas(schema[key]));
  return [schema, ...[...referred, ...joined].flatMap(partsOf)];
}

function asSchemas(node: unknown): readonly Schema[] {
  if (Array.isArray(node)) return node.filter(isRecord);
  return isRecord(node) ? [node] : [];
}

function recordOf(node: unknown): Schema {
  return isRecord(node) ? node : {};
}

function schemaNamed(name: string): Schema {
  const components = recordOf(recordOf(DOCUMENT)['components']);
  return recordOf(recordOf(components['schemas'])[name]);
}

function lastSegment(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
