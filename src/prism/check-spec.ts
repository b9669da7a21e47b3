import type { Node } from '../contract/validators.ts';
import { checkCompiles, createDialectValidators } from './check-compiles.ts';
import { checkDocument } from './check-document.ts';
import { checkKeywords, checkPatterns } from './check-keywords.ts';
import { resolve } from './json-pointer.ts';
import { depthMaxOf, recursiveUnions } from './recursive-unions.ts';
import { specError, specWarning, withoutRepeats, type SpecFault } from './spec-fault.ts';
import { prismOperations, type PrismOperation } from './spec-operations.ts';
import { reachableSchemas, specOperations, type SpecOperation } from './spec-schemas.ts';

/** An operation that has been looked through, ready to be served. */
export interface CheckedOperation {
  readonly operation: PrismOperation;
  /** How deep a body may nest; undefined where nothing but the API's own limit holds. */
  readonly depthMax: number | undefined;
}

/** A document that was looked through. */
export interface CheckedSpec {
  /** Empty when there is an error among the faults. */
  readonly operations: readonly CheckedOperation[];
  readonly faults: readonly SpecFault[];
}

/**
 * Looks a foreign document through for all that Prism would pass over in silence, and reads its
 * operations.
 *
 * Errors: none are thrown; what is wrong is among the faults.
 * Source: spec/decisions/prism.md.
 */
export async function checkSpec(document: unknown): Promise<CheckedSpec> {
  const faults = checkDocument(document);
  if (hasError(faults)) return { operations: [], faults };
  return checkOperations(document as Node, faults);
}

async function checkOperations(document: Node, found: readonly SpecFault[]): Promise<CheckedSpec> {
  let made: readonly PrismOperation[];
  try {
    made = await prismOperations(document);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { operations: [], faults: [specError('#', `Prism cannot read it: ${words}`)] };
  }
  const listed = specOperations(document);
  const pointers = listed.flatMap(({ schemas }) => schemas.map(({ pointer }) => pointer));
  const reachable = reachableSchemas(document, pointers);
  const unions = recursiveUnions(document, reachable);
  const patterns = checkPatterns(document, reachable);
  const compileErrors = compileFaults(document, listed, made).filter(
    // It names the expression and not its place, which was found above.
    ({ message }) => patterns.length === 0 || !message.includes('Invalid regular expression'),
  );
  const faults = withoutRepeats([
    ...found,
    ...patterns,
    ...compileErrors,
    ...checkKeywords(document, reachable),
    ...[...unions].map(([pointer, branches]) => unionWarning(pointer, branches)),
  ]);
  if (hasError(faults)) return { operations: [], faults };
  const operations = made.map((operation) => ({
    operation,
    depthMax: depthMaxIn(document, { listed, unions }, operation),
  }));
  return { operations, faults };
}

function hasError(faults: readonly SpecFault[]): boolean {
  return faults.some(({ kind }) => kind === 'error');
}

function compileFaults(
  document: Node,
  listed: readonly SpecOperation[],
  made: readonly PrismOperation[],
): readonly SpecFault[] {
  const parts = { document, validators: createDialectValidators() };
  const seen = new Set<string>();
  return listed.flatMap((each) => {
    const own = made.find((operation) => isSame(operation, each));
    // A schema that many operations use is looked at once; with an id, each use counts.
    const schemas = each.schemas.filter(
      ({ pointer }) => !seen.has(pointer) || hasId(document, pointer),
    );
    for (const { pointer } of schemas) seen.add(pointer);
    return own === undefined ? [] : checkCompiles(parts, { ...each, schemas }, own);
  });
}

function hasId(document: Node, pointer: string): boolean {
  return [...reachableSchemas(document, [pointer])].some((each) => {
    const schema = resolve(document, each)?.value;
    return typeof schema === 'object' && schema !== null && '$id' in schema;
  });
}

function isSame(made: PrismOperation, { method, path }: SpecOperation): boolean {
  return made.method === method && made.path === path;
}

function unionWarning(pointer: string, branches: number): SpecFault {
  const cause = `${branches} of its branches lead back to it, and Prism tries all at every level`;
  const effect = `request bodies that nest deeper than ${depthMaxOf(branches)} are refused`;
  return specWarning(pointer, `${cause}: ${effect}`);
}

function depthMaxIn(
  document: Node,
  parts: {
    readonly listed: readonly SpecOperation[];
    readonly unions: ReadonlyMap<string, number>;
  },
  made: PrismOperation,
): number | undefined {
  const schemas = parts.listed.find((each) => isSame(made, each))?.schemas ?? [];
  const bodies = schemas.filter(({ use }) => use.kind === 'body').map(({ pointer }) => pointer);
  const reached = parts.unions.size === 0 ? [] : [...reachableSchemas(document, bodies)];
  const branches = reached.map((pointer) => parts.unions.get(pointer) ?? 0);
  const most = Math.max(0, ...branches);
  return most === 0 ? undefined : depthMaxOf(most);
}
