import * as fc from 'fast-check';
import { DOCUMENT } from '../../src/contract/generated/review-api-document.ts';
import { pointerOf, resolve } from '../../src/prism/json-pointer.ts';
import type { Node } from '../../src/contract/validators.ts';

/** Deeper than this only what ends is drawn: Prism takes twice as long for each level. */
const DEPTH_MAX = 5;
const INSTANTS = [
  '2026-05-13T09:05:00.000Z',
  '2026-05-13T11:05:00+02:00',
  '2024-02-29T23:59:59Z',
  '2026-05-13T09:05:00.123456-07:00',
];
const VERSION_IDS = ['rvr_XEAM4ON3XNZEVX2XERKKRI7MJE', 'rvr_IQJW7I2VWNTYUEKGVULPP2DETY'];
const TEXTS = ['a', 'invoice', 'run_abc123', 'é', '漢字', 'two words', '{"a":1}', '0'];

/** Follows a reference of the review API's document. */
export function resolved(schema: Node): Node {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const target = resolve(DOCUMENT as Node, ref)?.value as Node;
  return resolved(target);
}

/** The node of the document at these keys. */
export function documentAt(...steps: readonly string[]): Node | undefined {
  return resolve(DOCUMENT as Node, pointerOf(steps))?.value as Node | undefined;
}

/** Draws values that a schema of the review API takes. */
export function valueOf(given: Node, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly Node[] | undefined;
  if (branches !== undefined) {
    const ending = branches.filter((each) => !JSON.stringify(resolved(each)).includes('"$ref"'));
    const open = depth < DEPTH_MAX || ending.length === 0 ? branches : ending;
    return fc.constantFrom(...open).chain((each) => valueOf(each, depth + 1));
  }
  const types = [schema['type'] ?? 'any'].flat().map(String);
  return fc.constantFrom(...types).chain((type) => ofType(type, schema, depth));
}

function ofType(type: string, schema: Node, depth: number): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 1000, exclusiveMinimum = 0, minItems = 0 } = schema as Numbers;
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(minimum, exclusiveMinimum), max: maximum });
    case 'number':
      return fc.constantFrom(minimum, Math.min(maximum, 1), Math.min(maximum, 0.5));
    case 'string':
      return fc.constantFrom(...textsFor(schema));
    case 'array': {
      const items = valueOf((schema['items'] ?? {}) as Node, depth + 1);
      return fc.array(items, { minLength: minItems, maxLength: Math.max(minItems, 2) });
    }
    case 'object':
      return objectOf(schema, depth);
    default:
      return fc.constantFrom<unknown>('anything', 5, null, true, { a: [1] });
  }
}

interface Numbers {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
}

function textsFor(schema: Node): readonly string[] {
  if (schema['format'] === 'date-time') return INSTANTS;
  if (schema['pattern'] !== undefined) return VERSION_IDS;
  const { minLength = 0 } = schema as { readonly minLength?: number };
  return TEXTS.map((text) => text.padEnd(minLength, 'x'));
}

function objectOf(schema: Node, depth: number): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Node>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const entries = Object.entries(properties);
  // An optional branch that goes on for ever is left out once it is deep enough.
  const kept = entries.filter(([name]) => depth < DEPTH_MAX || required.includes(name));
  const members = Object.fromEntries(kept.map(([name, each]) => [name, valueOf(each, depth + 1)]));
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) });
}
