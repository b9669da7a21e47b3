import { DOCUMENT } from '../contract/generated/review-api-document.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * What the document says of the members of a value, with everything its schema is put together from.
 *
 * It goes down one member at a time, as schemas such as the predicates hold themselves.
 */
export interface DeclaredShape {
  /** Whether any member may stand, as in a snapshot. */
  readonly isOpen: boolean;
  /** What is declared of a member; undefined when it is not declared. */
  readonly member: (name: string) => DeclaredShape | undefined;
  /** What is declared of the items of a list. */
  readonly items: () => DeclaredShape;
}

/** Reads what the document declares under a schema's name. Source: spec/openapi.yaml. */
export function declaredShapeOf(schemaName: string): DeclaredShape {
  return shapeOf([schemaNamed(schemaName)]);
}

/**
 * The part of a value that the document declares.
 *
 * A reply may carry more than is declared, here or there and of any content, so that two replies
 * can only be held against each other in what both owe.
 *
 * Shape: a value → the value itself when all of it is declared, else one without the rest.
 * Source: SCH-2.
 */
export function declaredPart(shape: DeclaredShape, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => declaredPart(shape.items(), item));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isObject(value) || shape.isOpen) return value;
  const members = Object.entries(value);
  const kept = members.flatMap(([name, member]) => {
    const declared = shape.member(name);
    return declared === undefined ? [] : [[name, declaredPart(declared, member)] as const];
  });
  const isWhole =
    kept.length === members.length && kept.every(([name, member]) => member === value[name]);
  return isWhole ? value : Object.fromEntries(kept);
}

function shapeOf(schemas: readonly Schema[]): DeclaredShape {
  const parts = schemas.flatMap(partsOf);
  const members = new Map<string, Schema[]>();
  for (const [name, schema] of parts.flatMap((part) =>
    Object.entries(recordOf(part['properties'])),
  )) {
    members.set(name, [...(members.get(name) ?? []), ...asSchemas(schema)]);
  }
  const shapes = new Map<string, DeclaredShape>();
  let items: DeclaredShape | undefined;
  return {
    isOpen: members.size === 0 || parts.some((part) => part['additionalProperties'] === true),
    member: (name) => {
      const declared = members.get(name);
      if (declared === undefined) return undefined;
      const shape = shapes.get(name) ?? shapeOf(declared);
      shapes.set(name, shape);
      return shape;
    },
    items: () => (items ??= shapeOf(parts.flatMap((part) => asSchemas(part['items'])))),
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
  if (Array.isArray(node)) return node.filter(isObject);
  return isObject(node) ? [node] : [];
}

function recordOf(node: unknown): Schema {
  return isObject(node) ? node : {};
}

function schemaNamed(name: string): Schema {
  const components = recordOf(recordOf(DOCUMENT)['components']);
  return recordOf(recordOf(components['schemas'])[name]);
}

function lastSegment(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
