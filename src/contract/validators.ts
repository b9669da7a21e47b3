import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { faultsOfErrors, type RequestPart } from './field-faults.ts';
import { parseInstant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { FieldFault } from './problems.ts';

/** A JSON Schema object, or any other node of a document. */
export type Node = Readonly<Record<string, unknown>>;

/**
 * Judges one value; no faults means that it is valid.
 *
 * `sizeHint` is the length of the JSON it came from: of a large one only the first fault is
 * reported, since finding millions of them would cost seconds and a gigabyte (LIM-1).
 */
export type Check = (value: unknown, sizeHint?: number) => readonly FieldFault[];

/** What the validators need of an OpenAPI document. */
export interface OpenApiDocument {
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>> & {
    readonly schemas: Readonly<Record<string, Node>>;
  };
}

/** Documents by file name; the last one is the one whose schemas are compiled. */
export type Documents = readonly (readonly [fileName: string, document: OpenApiDocument])[];

/** Compiles checks from one OpenAPI document. */
export interface SchemaCompiler {
  /** Every `components.schemas` entry, compiled, by name. */
  readonly schemas: Readonly<Record<string, Check>>;
  /** Compiles a schema that stands elsewhere in the document. */
  readonly compile: (schema: Node, part: RequestPart) => Check;
  /** Follows a local `$ref`; other nodes come back as they are. */
  readonly resolve: (node: Node) => Node;
}

/** Up to this many characters of JSON every fault is looked for. */
const THOROUGH_SIZE_MAX = 100_000;

/** Documents stand side by side under one base, so that `./openapi.yaml#/…` resolves. */
const BASE = 'https://review-kit.invalid/';

/** What is compiled already; documents that refer to each other share one. */
export interface SchemaRegistry {
  /** Finds every fault. */
  readonly thorough: Ajv2020;
  /** Stops at the first; compiled when first needed. */
  readonly quick: Ajv2020;
}

/** Starts with nothing compiled. */
export function createSchemaRegistry(): SchemaRegistry {
  return { thorough: createValidator(true), quick: createValidator(false) };
}

function createValidator(allErrors: boolean): Ajv2020 {
  const validator = new Ajv2020({
    allErrors,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    // Compiling refuses what is no schema; checking against the meta-schema first takes as long.
    validateSchema: false,
    // The start waits for the compiler: see `npm run bench cold-start`.
    code: { optimize: false },
  });
  addFormats.default(validator);
  // The library's own takes a space for the T, and offsets without a colon.
  validator.addFormat('date-time', (text: string) => !Number.isNaN(parseInstant(text)));
  return validator;
}

/**
 * Compiles every schema of a document, so that one which does not compile stops the start.
 *
 * A tagged union is checked by its tag alone: trying every branch costs two to the depth, which a
 * body of 700 bytes turns into seconds.
 *
 * Errors: throws with the schema's name and the compiler's own words.
 * Source: SCH-1, SCH-3, LIM-1.
 */
export function createSchemaCompiler(
  documents: Documents,
  registry = createSchemaRegistry(),
): SchemaCompiler {
  for (const each of documents) {
    register(registry.thorough, each);
    register(registry.quick, each);
  }
  const [name, document] = documents.at(-1) ?? [];
  invariant(name && document, 'no document to compile');

  const compile = (schema: Node, part: RequestPart): Check => {
    const target = anchored(schema, name);
    const thorough = compiled(registry.thorough, target);
    return (value, sizeHint = 0) => {
      const isLarge = sizeHint > THOROUGH_SIZE_MAX;
      const validate = isLarge ? compiled(registry.quick, target) : thorough;
      return validate(value) ? [] : faultsOfErrors(part, validate.errors ?? []);
    };
  };
  const schemas: Record<string, Check> = {};
  for (const schemaName of Object.keys(document.components.schemas)) {
    const ref = `#/components/schemas/${schemaName}`;
    try {
      schemas[schemaName] = compile({ $ref: ref }, 'body');
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new Error(`${name}${ref} does not compile: ${words}`, { cause: error });
    }
  }
  return { schemas, compile, resolve: (node) => resolveIn(document, node) };
}

/** Each schema has an id of its own: the compiler then compiles it once, whoever refers to it. */
function register(validator: Ajv2020, [fileName, { components }]: Documents[number]): void {
  for (const [schemaName, schema] of Object.entries(components.schemas)) {
    const $id = schemaIdOf(`#/components/schemas/${schemaName}`, fileName);
    if (validator.schemas[$id] === undefined) {
      validator.addSchema({ ...withTagsOnly(anchored(schema, fileName)), $id });
    }
  }
}

/** The validator keeps what it compiled, by the schema object. */
function compiled(validator: Ajv2020, schema: Node): ValidateFunction {
  const isReference = typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1;
  const known = isReference ? validator.getSchema(String(schema['$ref'])) : undefined;
  return known ?? validator.compile(schema);
}

function resolveIn(document: OpenApiDocument, node: Node): Node {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const [, group = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(ref) ?? [];
  const target = document.components[group]?.[name];
  if (target === undefined) throw new Error(`${ref} names nothing in the document`);
  return resolveIn(document, target);
}

/** References of a schema taken out of its document still mean that document. */
function anchored(node: Node, fileName: string): Node {
  return mapObjects(node, (object) =>
    typeof object['$ref'] === 'string'
      ? { ...object, $ref: schemaIdOf(object['$ref'], fileName) }
      : object,
  );
}

/** `…/openapi.yaml#/components/schemas/Actor` → `…/openapi.yaml/components/schemas/Actor`. */
function schemaIdOf(ref: string, fileName: string): string {
  return new URL(ref, BASE + fileName).href.replace('#', '');
}

/** The validator finds a branch by its `const` tag; a `mapping` only repeats that. */
function withTagsOnly<T>(node: T): T {
  return mapObjects(node, (object) => {
    if (object['discriminator'] === undefined || object['oneOf'] === undefined) return object;
    const { propertyName } = object['discriminator'] as { propertyName: string };
    return { type: 'object', ...object, discriminator: { propertyName } };
  });
}

function mapObjects<T>(node: T, change: (object: Record<string, unknown>) => object): T {
  if (Array.isArray(node)) return node.map((item: unknown) => mapObjects(item, change)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, mapObjects(value, change)]);
  return change(Object.fromEntries(entries) as Record<string, unknown>) as T;
}
