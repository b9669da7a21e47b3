import type { JsonObject } from '../contract/wire.ts';
import { isObject } from './evidence.ts';
import type { BlankPolicy } from './policies.ts';

/** Schemas followed on the way to one place: evidence nests 256 deep, references need not. */
const DEPTH_MAX = 1000;

interface Walk {
  readonly root: unknown;
  readonly blank: BlankPolicy;
  /**
   * What each schema said at each place. Without it a schema that refers to itself would never
   * end, and one that refers twice to the next would take two to the power of its length.
   */
  readonly known: Map<string, Map<unknown, readonly string[]>>;
}

/** A place in the value and the schema that stands there. */
interface Place {
  readonly schema: unknown;
  readonly value: unknown;
  /** A JSON pointer. */
  readonly at: string;
  /** Schemas on the way here. */
  readonly depth: number;
}

/**
 * The required properties that are missing or null, as deep as the value goes.
 *
 * Shape: a JSON Schema and a value → JSON pointers, each once.
 * Source: PRD-3, any_required_field_null; policy `blank`;
 * spec/decisions/predicate-readings.md.
 */
export function requiredGaps(
  schema: unknown,
  value: unknown,
  blank: BlankPolicy,
): readonly string[] {
  return gapsAt({ root: schema, blank, known: new Map() }, { schema, value, at: '', depth: 0 });
}

function gapsAt(walk: Walk, place: Place): readonly string[] {
  const { schema, at, depth } = place;
  if (!isObject(schema) || depth > DEPTH_MAX) return [];
  const known = walk.known.get(at) ?? new Map<unknown, readonly string[]>();
  walk.known.set(at, known);
  const earlier = known.get(schema);
  if (earlier !== undefined) return earlier;
  known.set(schema, []);
  // Once each: two references to the same schema would double the list at every level.
  const gaps = [...new Set(gapsOf(walk, { ...place, depth: depth + 1 }, schema))];
  known.set(schema, gaps);
  return gaps;
}

function gapsOf(walk: Walk, place: Place, schema: JsonObject): readonly string[] {
  return [
    ...ownGaps(walk, place),
    ...referenceGaps(walk, place),
    ...listOf(schema['allOf']).flatMap((branch) => gapsAt(walk, { ...place, schema: branch })),
    ...branchGaps(walk, place, listOf(schema['anyOf'])),
    ...branchGaps(walk, place, listOf(schema['oneOf'])),
    ...memberGaps(walk, place),
    ...itemGaps(walk, place),
  ];
}

function ownGaps({ blank }: Walk, { schema, value, at }: Place): readonly string[] {
  if (!isObject(value)) return [];
  return listOf((schema as Record<string, unknown>)['required'])
    .filter((name): name is string => typeof name === 'string')
    .filter((name) => isGap(Object.hasOwn(value, name) ? value[name] : undefined, blank))
    .map((name) => pointer(at, name));
}

function isGap(value: unknown, blank: BlankPolicy): boolean {
  if (value === undefined || value === null) return true;
  return blank === 'gap' && typeof value === 'string' && value.trim() === '';
}

function referenceGaps(walk: Walk, place: Place): readonly string[] {
  const ref = (place.schema as Record<string, unknown>)['$ref'];
  return typeof ref === 'string' ? gapsAt(walk, { ...place, schema: resolve(walk.root, ref) }) : [];
}

/** Only what every branch for this type of value says is sure. */
function branchGaps(walk: Walk, place: Place, branches: readonly unknown[]): readonly string[] {
  const [first, ...others] = branches
    .filter((branch) => fits(walk, branch, place.value))
    .map((branch) => gapsAt(walk, { ...place, schema: branch }));
  const sets = others.map((gaps) => new Set(gaps));
  return (first ?? []).filter((gap) => sets.every((gaps) => gaps.has(gap)));
}

function memberGaps(walk: Walk, { schema, value, at, depth }: Place): readonly string[] {
  if (!isObject(value)) return [];
  const { properties, additionalProperties } = schema as Record<string, unknown>;
  return Object.entries(value).flatMap(([name, member]) => {
    const isNamed = isObject(properties) && Object.hasOwn(properties, name);
    const memberSchema = isNamed ? properties[name] : additionalProperties;
    return gapsAt(walk, { schema: memberSchema, value: member, at: pointer(at, name), depth });
  });
}

function itemGaps(walk: Walk, { schema, value, at, depth }: Place): readonly string[] {
  if (!Array.isArray(value)) return [];
  const { prefixItems, items } = schema as Record<string, unknown>;
  const prefix = listOf(prefixItems);
  return value.flatMap((item: unknown, index) => {
    const itemSchema = index < prefix.length ? prefix[index] : items;
    return gapsAt(walk, { schema: itemSchema, value: item, at: pointer(at, String(index)), depth });
  });
}

/** Whether a branch speaks of values of this type. */
function fits(walk: Walk, branch: unknown, value: unknown): boolean {
  const followed = new Set<unknown>();
  let schema = branch;
  while (isObject(schema) && schema['type'] === undefined && !followed.has(schema)) {
    followed.add(schema);
    if (typeof schema['$ref'] === 'string') schema = resolve(walk.root, schema['$ref']);
  }
  if (!isObject(schema)) return schema === true;
  const types = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
  return types.some((type) => type === undefined || isOfType(type, value));
}

/** Values of other types have no members, so nothing can be missing in them. */
function isOfType(type: unknown, value: unknown): boolean {
  return type === 'object' ? isObject(value) : type === 'array' && Array.isArray(value);
}

/** Follows a reference within the schema; undefined when it leads nowhere, or elsewhere. */
function resolve(root: unknown, ref: string): unknown {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  let node: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    const key = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
    const isThere = typeof node === 'object' && node !== null && Object.hasOwn(node, key);
    node = isThere ? (node as Record<string, unknown>)[key] : undefined;
  }
  return node;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function pointer(at: string, name: string): string {
  return `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
