import type { Node } from '../contract/validators.ts';
import { pointerOf, refIn, resolve, stepsOf } from './json-pointer.ts';
import { specError, specWarning, type SpecFault } from './spec-fault.ts';

const DIALECT_2020 = 'https://json-schema.org/draft/2020-12/schema';
const DIALECT_OF_OPENAPI = /^https:\/\/spec\.openapis\.org\/oas\/3\.1\/dialect\/\w+$/;
const DIALECTS_OF_PRISM =
  /^https?:\/\/json-schema\.org\/(draft-07|draft\/2019-09|draft\/2020-12)\/schema#?$/;
const VERSION = /^3\.[01]\.\d+/;

/**
 * Finds what is wrong with a document before any schema is looked at: its version, what it refers
 * to, its dialect.
 *
 * Source: spec/decisions/prism.md.
 */
export function checkDocument(document: unknown): readonly SpecFault[] {
  if (!isNode(document)) return [specError('#', 'it is no object, so no OpenAPI document')];
  const version = checkVersion(document);
  return version.length > 0
    ? version
    : [...checkPaths(document), ...checkRefs(document), ...checkDialect(document)];
}

/**
 * The document as Prism is given it: 3.1 without a dialect is 2020-12, which is what 3.1 says and
 * Prism does not know.
 *
 * Source: OpenAPI 3.1, Schema Object; spec/decisions/prism.md.
 */
export function withDialect(document: Node): Node {
  if (!String(document['openapi']).startsWith('3.1')) return document;
  const dialect = document['jsonSchemaDialect'];
  const isOpenApis = dialect === undefined || DIALECT_OF_OPENAPI.test(String(dialect));
  return isOpenApis ? { ...document, jsonSchemaDialect: DIALECT_2020 } : document;
}

/** Whether Prism's validator judges this document by draft-07, and so knows none of what came later. */
export function isDraft07(document: Node): boolean {
  return !/2020-12|2019-09/.test(String(withDialect(document)['jsonSchemaDialect']));
}

function checkVersion(document: Node): readonly SpecFault[] {
  if (VERSION.test(String(document['openapi']))) return [];
  if (document['swagger'] !== undefined) {
    return [specError('#/swagger', 'Swagger 2 is not taken: convert it to OpenAPI 3.0 or 3.1')];
  }
  if (document['openapi'] === undefined) {
    return [specError('#/openapi', 'it is missing, so this is no OpenAPI document')];
  }
  const found = JSON.stringify(document['openapi']);
  return [specError('#/openapi', `version ${found} is not taken: it must be 3.0.x or 3.1.x`)];
}

function checkPaths(document: Node): readonly SpecFault[] {
  const { paths } = document as { readonly paths?: unknown };
  if (!isNode(paths) || Object.keys(paths).length === 0) {
    return [specError('#/paths', 'there is no path, so nothing to answer')];
  }
  return Object.keys(paths)
    .filter((path) => !path.startsWith('/'))
    .map((path) => specError(pointerOf(['paths', path]), 'a path starts with a slash'));
}

/** Only what stands in the document itself: other files are not watched, and nothing is fetched. */
function checkRefs(document: Node): readonly SpecFault[] {
  const faults: SpecFault[] = [];
  const seen = new Set<object>();
  const walk = (node: unknown, steps: readonly string[]): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const ref = (node as Node)['$ref'];
    const where = pointerOf([...steps, '$ref']);
    if (typeof ref === 'string' && refIn(node) === undefined) {
      const way = 'bundle the files into one, for example with redocly bundle';
      faults.push(specError(where, `'${ref}' stands outside of this document: ${way}`));
    } else if (
      typeof ref === 'string' &&
      resolve(document, pointerOf(stepsOf(ref))) === undefined
    ) {
      faults.push(specError(where, `'${ref}' names nothing in this document`));
    }
    for (const [key, value] of Object.entries(node)) walk(value, [...steps, key]);
  };
  walk(document, []);
  return faults;
}

function checkDialect(document: Node): readonly SpecFault[] {
  const dialect = withDialect(document)['jsonSchemaDialect'];
  if (dialect === undefined) return [];
  if (!String(document['openapi']).startsWith('3.1')) {
    return [specWarning('#/jsonSchemaDialect', 'OpenAPI 3.0 has no dialects: it means nothing')];
  }
  if (DIALECTS_OF_PRISM.test(String(dialect))) return [];
  const known = `leave it out, or make it ${DIALECT_2020}`;
  const message = `Prism would stop validating by dialect '${String(dialect)}': ${known}`;
  return [specError('#/jsonSchemaDialect', message)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
