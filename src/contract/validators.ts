import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { faultsOfErrors, type RequestPart } from './field-faults.ts';
import { isInstant } from './instant.ts';
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

/** Makes checks from one OpenAPI document. Each is compiled when it is first used. */
export interface SchemaCompiler {
  /** The check of every `components.schemas` entry, by name. */
  readonly schemas: Readonly<Record<string, Check>>;
  /** The check of a schema that stands elsewhere in the document. */
  readonly checkOf: (schema: Node, part: RequestPart) => Check;
  /** Follows a local `$ref`; other nodes come back as they are. */
  readonly resolve: (node: Node) => Node;
}

/** Up to this many characters of JSON every fault is looked for. */
const THOROUGH_SIZE_MAX = 100_000;

/** Documents stand side by side under one base, so that `./openapi.yaml#/…` resolves. */
const BASE = 'https://review-kit.invalid/';

/** What is compiled already; documents that refer to each other share one. */
export interface SchemaRegistry {
  /** Lets schemas refer to those of a document. */
  readonly add: (document: Documents[number]) => void;
  /** Finds every fault. */
  readonly thorough: () => Ajv2020;
  /** Stops at the first. */
  readonly quick: () => Ajv2020;
}

/** Starts with nothing compiled. */
export function createSchemaRegistry(): SchemaRegistry {
  const documents = new Map<string, OpenApiDocument>();
  return {
    add: ([name, document]) => documents.set(name, document),
    thorough: createLazyValidator(true, documents),
    quick: createLazyValidator(false, documents),
  };
}

/** A validator costs milliseconds, and most callers never send what needs the second. */
function createLazyValidator(
  allErrors: boolean,
  documents: ReadonlyMap<string, OpenApiDocument>,
): () => Ajv2020 {
  const known = new Set<string>();
  let validator: Ajv2020 | undefined;
  return () => {
    validator ??= createValidator(allErrors);
    for (const each of documents) {
      if (known.has(each[0])) continue;
      known.add(each[0]);
      validator.addSchema(schemasIn(each));
    }
    return validator;
  };
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
    meta: false,
    // The start waits for the compiler: see `npm run bench cold-start`.
    code: { optimize: false },
  });
  addFormats.default(validator);
  // The library's own takes a space for the T, and offsets without a colon.
  validator.addFormat('date-time', isInstant);
  return validator;
}

/**
 * Makes the checks of a document's schemas, each compiled when it is first used: compiling them all
 * takes longer than everything else at the start. A test runs those of our own documents.
 *
 * A tagged union is checked by its tag alone: trying every branch costs two to the depth, which a
 * body of 700 bytes turns into seconds.
 *
 * Errors: a check throws with the schema's name and the compiler's words when it does not compile.
 * Source: SCH-1, SCH-3, LIM-1.
 */
export function createSchemaCompiler(
  documents: Documents,
  registry = createSchemaRegistry(),
): SchemaCompiler {
  for (const each of documents) registry.add(each);
  const [name, document] = documents.at(-1) ?? [];
  invariant(name && document, 'no document to compile');

  const checkOf = (schema: Node, part: RequestPart): Check => {
    const thorough = once(() => compileOrName(registry.thorough(), schema, name));
    const quick = once(() => compileOrName(registry.quick(), schema, name));
    return (value, sizeHint = 0) => {
      const validate = sizeHint > THOROUGH_SIZE_MAX ? quick() : thorough();
      return validate(value) ? [] : faultsOfErrors(part, validate.errors ?? []);
    };
  };
  const schemas = Object.keys(document.components.schemas).map(
    (key) => [key, checkOf({ $ref: `#/components/schemas/${key}` }, 'body')] as const,
  );
  return {
    schemas: Object.fromEntries(schemas),
    checkOf,
    resolve: (node) => resolveIn(document, node),
  };
}

function compileOrName(validator: Ajv2020, schema: Node, name: string): ValidateFunction {
  try {
    return compiled(validator, anchored(schema, name));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const place = String(schema['$ref'] ?? '');
    throw new Error(`${name}${place} does not compile: ${words}`, { cause: error });
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Each schema has an id of its own: the compiler then compiles it once, whoever refers to it. */
function schemasIn([fileName, { components }]: Documents[number]): Node[] {
  return Object.entries(components.schemas).map(([schemaName, schema]) => ({
    ...withTagsOnly(anchored(schema, fileName)),
    $id: schemaIdOf(`#/components/schemas/${schemaName}`, fileName),
  }));
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
  const [file = '', pointer = ''] = ref.split('#');
  return BASE + (file === '' ? fileName : file.replace('./', '')) + pointer;
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
