import type { Node } from '../../src/contract/validators.ts';
import { resolved } from './schema-values.ts';

/** A value changed in exactly one place, and what was done to it. */
export interface Breakage {
  readonly how: string;
  readonly value: unknown;
}

type Put = (value: unknown) => unknown;

const OTHERS: readonly unknown[] = [null, 'text', 7, 1.5, true, {}, [], ''];

/** Every way to change a value in one place, most of them against its schema. */
export function* breakagesOf(given: Node, value: unknown, put: Put = (v) => v): Iterable<Breakage> {
  const schema = branchOf(resolved(given), value);
  for (const other of OTHERS) {
    if (typeName(other) !== typeName(value)) {
      yield { how: `${typeName(value)} → ${JSON.stringify(other)}`, value: put(other) };
    }
  }
  if (typeof value === 'number') yield* brokenNumbers(schema, value, put);
  if (typeof value === 'string') yield* brokenTexts(schema, put);
  if (Array.isArray(value)) yield* brokenLists(schema, value, put);
  else if (typeof value === 'object' && value !== null) {
    yield* brokenObjects(schema, value as Node, put);
  }
}

/** The branch of a union that a value is meant by: by its tag, else by its type. */
function branchOf(schema: Node, value: unknown): Node {
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly Node[] | undefined;
  if (branches === undefined) return schema;
  const known = branches.map(resolved);
  const tag = (value as { readonly kind?: unknown } | null)?.kind;
  const tagged = known.find((each) => tagOf(each) !== undefined && tagOf(each) === tag);
  const typed = known.find((each) => [each['type']].flat().includes(typeName(value)));
  return tagged ?? typed ?? schema;
}

function tagOf(schema: Node): unknown {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Node>>;
  return properties['kind']?.['const'];
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function* brokenNumbers(schema: Node, value: number, put: Put): Iterable<Breakage> {
  const { minimum, maximum } = schema as { readonly minimum?: number; readonly maximum?: number };
  if (minimum !== undefined) yield { how: 'below the minimum', value: put(minimum - 1) };
  if (maximum !== undefined) yield { how: 'above the maximum', value: put(maximum + 1) };
  yield { how: 'negative', value: put(-Math.abs(value) - 1) };
  yield { how: 'a number as a text', value: put(String(value)) };
}

const NO_INSTANTS = [
  '2026-05-13T09:05:00',
  '2026-05-13',
  'yesterday',
  '2026-02-30T09:05:00Z',
  '2026-13-13T09:05:00Z',
  '2026-05-13T25:05:00Z',
  '2026-05-13 09:05:00Z',
  '2026-05-13T09:05:00+0200',
  '2026-05-13T09:05:00+02',
  '2026-05-13t09:05:00z',
  '2026-05-13T23:59:60Z',
  '2026-05-13T09:05:00+24:00',
  '2026-05-13T10:59:60Z',
];

function* brokenTexts(schema: Node, put: Put): Iterable<Breakage> {
  if (schema['format'] === 'date-time') {
    for (const text of NO_INSTANTS) yield { how: `instant ${text}`, value: put(text) };
  }
  if (schema['pattern'] !== undefined) yield { how: 'against the pattern', value: put('rvr_x') };
  yield { how: 'another text', value: put('no such word') };
  yield { how: 'other letters', value: put('APPROVED') };
}

function* brokenLists(schema: Node, value: readonly unknown[], put: Put): Iterable<Breakage> {
  yield { how: 'emptied', value: put([]) };
  for (const [index, item] of value.entries()) {
    const putItem = (changed: unknown) => put(value.with(index, changed));
    yield* breakagesOf((schema['items'] ?? {}) as Node, item, putItem);
  }
}

function* brokenObjects(schema: Node, value: Node, put: Put): Iterable<Breakage> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Node>>;
  yield { how: 'one property more', value: put({ ...value, one_more: 1 }) };
  for (const [name, member] of Object.entries(value)) {
    const { [name]: _dropped, ...rest } = value;
    yield { how: `without ${name}`, value: put(rest) };
    const putMember = (changed: unknown) => put({ ...value, [name]: changed });
    yield* breakagesOf(properties[name] ?? {}, member, putMember);
  }
}
