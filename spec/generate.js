/**
 * Writes src/contract/generated from the documents of this folder: `npm run generate`.
 *
 * The documents become modules, so that nothing is read or parsed when the mock starts, and types,
 * so that a shape that changes here stops compiling there. test/contract/generated.test.ts
 * regenerates and compares.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const DOCUMENTS = [
  { source: 'openapi.yaml', name: 'review-api' },
  { source: 'control.yaml', name: 'control-api' },
];
const OUTPUT = new URL('../src/contract/generated/', import.meta.url);

/**
 * Generates every file.
 *
 * Shape: → file name in src/contract/generated → its text.
 */
export async function generate() {
  const files = {};
  for (const { source, name } of DOCUMENTS) {
    const from = new URL(source, import.meta.url);
    const banner = `// Generated from spec/${source} by \`npm run generate\`. Do not edit.\n`;
    const document = parse(await readFile(from, 'utf8'));
    const types = await openapiTS(from, {
      defaultNonNullable: false,
      immutable: true,
      silent: true,
    });
    files[`${name}-types.ts`] = `${banner}/* eslint-disable */\n${astToString(types)}`;
    files[`${name}-document.ts`] =
      `${banner}export const DOCUMENT: unknown = JSON.parse(\n  ${JSON.stringify(JSON.stringify(withoutProse(document)))},\n);\n`;
  }
  return files;
}

/** Descriptions and examples are for readers of the YAML; at run time they only cost a start. */
function withoutProse(node, insideProperties = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key]) => insideProperties || !['description', 'summary', 'example', 'examples'].includes(key),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [key, withoutProse(value, key === 'properties')]),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await mkdir(OUTPUT, { recursive: true });
  for (const [name, text] of Object.entries(await generate())) {
    await writeFile(new URL(name, OUTPUT), text);
  }
}
