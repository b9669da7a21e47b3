import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Node } from '../contract/validators.ts';
import { pointerOf, resolve, stepsOf } from './json-pointer.ts';
import { specError, type SpecFault } from './spec-fault.ts';
import type { PrismOperation } from './spec-operations.ts';
import type { SchemaUse, SpecOperation } from './spec-schemas.ts';

/** A schema as Prism made it, and where it came from. */
interface MadeSchema {
  readonly schema: Node;
  readonly pointer: string;
}

/** What every look at a schema of one document shares. */
export interface CompileParts {
  readonly document: Node;
  readonly validators: DialectValidators;
}

/** As Prism sets up its own, so that what does not compile here does not compile there. */
const OPTIONS: Options = {
  allErrors: true,
  allowUnionTypes: true,
  allowMatchingProperties: true,
  strict: false,
  logger: false,
  // An error then has the value it is about.
  verbose: true,
  code: { optimize: false },
};

/**
 * Finds the schemas by which Prism would judge nothing.
 *
 * Where one part of a schema does not compile, Prism takes every body, and says so nowhere. Each
 * schema is therefore compiled before the start, as Prism will compile it.
 *
 * Source: spec/decisions/prism.md.
 */
export function checkCompiles(
  parts: CompileParts,
  operation: SpecOperation,
  made: PrismOperation,
): readonly SpecFault[] {
  const { __bundled__: bundle = {} } = made;
  return operation.schemas.flatMap(({ use, pointer }) => {
    const schema = madeSchemaOf(made, use);
    if (schema === undefined) return [];
    const faults = checkShape(parts, { schema, pointer }, bundle);
    return faults.length > 0 ? faults : checkWhole(parts, { schema, pointer }, bundle);
  });
}

function madeSchemaOf({ request, responses }: PrismOperation, use: SchemaUse): Node | undefined {
  switch (use.kind) {
    case 'parameter': {
      const { path, query, headers, cookie } = request ?? {};
      const group = { path, query, header: headers, cookie }[use.in] ?? [];
      return asNode(group.find(({ name }) => name === use.name)?.schema);
    }
    case 'body': {
      const contents = request?.body?.contents ?? [];
      return asNode(contents.find(({ mediaType }) => mediaType === use.mediaType)?.schema);
    }
    case 'response': {
      const contents = responses.find(({ code }) => code === use.code)?.contents ?? [];
      return asNode(contents.find(({ mediaType }) => mediaType === use.mediaType)?.schema);
    }
    case 'header': {
      const headers = responses.find(({ code }) => code === use.code)?.headers ?? [];
      return asNode(headers.find(({ name }) => name === use.name)?.schema);
    }
  }
}

function asNode(schema: unknown): Node | undefined {
  return typeof schema === 'object' && schema !== null ? (schema as Node) : undefined;
}

/** By the meta-schema, which says where in a schema it is no schema. */
function checkShape(
  parts: CompileParts,
  made: MadeSchema,
  bundle: Readonly<Record<string, unknown>>,
): readonly SpecFault[] {
  const faults: SpecFault[] = [];
  const seen = new Set<unknown>();
  const waiting = [made];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.schema)) continue;
    seen.add(next.schema);
    faults.push(...shapeFaults(parts, next));
    waiting.push(...bundledIn(parts.document, next, bundle));
  }
  return faults;
}

function shapeFaults(
  { document, validators }: CompileParts,
  { schema, pointer }: MadeSchema,
): readonly SpecFault[] {
  const validator = validators.of(schema);
  try {
    if (validator.validateSchema(schema, false) === true) return [];
  } catch (error) {
    return [doesNotCompile(pointer, error)];
  }
  const errors = validator.errors ?? [];
  // A union of the meta-schema repeats what its branches said more to the point.
  const plain = errors.filter(({ keyword }) => !['anyOf', 'if', '$ref'].includes(keyword));
  const byPlace = new Map(
    (plain.length > 0 ? plain : errors).toReversed().map((error) => [error.instancePath, error]),
  );
  return [...byPlace.values()].map((error) =>
    specError(sourcePointer(document, pointer, error.instancePath), wordsOf(error)),
  );
}

function wordsOf({ instancePath, keyword, message = 'is not valid', data }: ErrorObject): string {
  const name = stepsOf(instancePath).at(-1) ?? '';
  const value = JSON.stringify(data) ?? '';
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  if (keyword === 'format' && name === 'pattern') return `${shown} is no regular expression`;
  if (keyword === 'uniqueItems') return `${name || 'a list'} holds a value twice: ${shown}`;
  if (name === 'type') return `${shown} is no type of JSON Schema`;
  return `${name || 'the schema'} ${message}`;
}

/** Recursive parts stand aside; where one is referred to says where it came from. */
function bundledIn(
  document: Node,
  { schema, pointer }: MadeSchema,
  bundle: Readonly<Record<string, unknown>>,
): readonly MadeSchema[] {
  const found: MadeSchema[] = [];
  const walk = (node: unknown, steps: readonly string[]): void => {
    if (typeof node !== 'object' || node === null) return;
    const ref = (node as Node)['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#/__bundled__/')) {
      const target = asNode(resolve({ __bundled__: bundle }, ref)?.value);
      const from = sourcePointer(document, pointer, pointerOf(steps).slice(1));
      if (target !== undefined) found.push({ schema: target, pointer: from });
    }
    for (const [key, value] of Object.entries(node)) walk(value, [...steps, key]);
  };
  walk(schema, []);
  return found;
}

/** Prism's schema has the shape of its source, with references filled in. */
function sourcePointer(document: Node, pointer: string, path: string): string {
  const steps = stepsOf(path);
  for (let length = steps.length; length > 0; length -= 1) {
    const inner = pointerOf(steps.slice(0, length)).slice(1);
    const found = resolve(document, pointer + inner);
    // What Prism added has no place in the source: then the nearest that has.
    if (found !== undefined) return found.pointer;
  }
  return pointer;
}

/** What the meta-schema cannot see: ids used twice, references that lead nowhere. */
function checkWhole(
  { validators }: CompileParts,
  { schema, pointer }: MadeSchema,
  bundle: Readonly<Record<string, unknown>>,
): readonly SpecFault[] {
  try {
    validators.of(schema).compile({ ...schema, __bundled__: bundle });
    return [];
  } catch (error) {
    return [doesNotCompile(pointer, error)];
  }
}

function doesNotCompile(pointer: string, error: unknown): SpecFault {
  const words = error instanceof Error ? error.message : String(error);
  return specError(pointer, `it does not compile, so nothing would be judged by it: ${words}`);
}

/** A validator for each dialect, for the length of one look at one document. */
export interface DialectValidators {
  readonly of: (schema: Node) => Ajv | Ajv2019 | Ajv2020;
}

/**
 * Sets validators up as Prism does. Prism keeps one of each for all operations, so that an `$id` met a
 * second time is an error to it; here they are shared by one document, and forgotten with it.
 */
export function createDialectValidators(): DialectValidators {
  const made = new Map<string, Ajv | Ajv2019 | Ajv2020>();
  return {
    of: ({ $schema }) => {
      const dialect = String($schema);
      const name = /2020-12|2019-09/.exec(dialect)?.[0] ?? 'draft-07';
      const validator = made.get(name) ?? createValidator(name);
      made.set(name, validator);
      return validator;
    },
  };
}

function createValidator(dialect: string): Ajv | Ajv2019 | Ajv2020 {
  const Validator = dialect === '2020-12' ? Ajv2020 : dialect === '2019-09' ? Ajv2019 : Ajv;
  const validator = new Validator(OPTIONS);
  addFormats.default(validator);
  return validator;
}
