import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { UsageError } from './usage-error.ts';

/** Larger than any document of an API with shared parts, smaller than a bomb of them. */
const ALIASES_MAX = 100_000;

/**
 * Reads the text of an OpenAPI document.
 *
 * Errors: UsageError when there is no such file.
 */
export async function readSpecText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(
      `There is no readable file '${file}'. Give the OpenAPI document as a YAML or JSON file.`,
    );
  }
}

/** A document that was read, or what is wrong with its text, a line for each. */
export type SpecText =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly lines: readonly string[] };

/** Reads YAML, or JSON, which is YAML and read faster as what it is. */
export function parseSpecText(file: string, text: string): SpecText {
  if (text.trimStart().startsWith('{')) {
    try {
      return { ok: true, document: JSON.parse(text) as unknown };
    } catch {
      // YAML has braces too, and says better where the mistake is.
    }
  }
  const yaml = parseDocument(text, { merge: true, prettyErrors: true });
  if (yaml.errors.length > 0) {
    const lines = yaml.errors.map(({ message, linePos }) => {
      const [{ line, col }] = linePos ?? [{ line: 1, col: 1 }];
      // What follows draws the line with a mark under it.
      const [sentence = ''] = message.split(/ at line \d+/);
      return `${file}:${line}:${col} ${sentence}`;
    });
    return { ok: false, lines };
  }
  try {
    return { ok: true, document: yaml.toJS({ maxAliasCount: ALIASES_MAX }) as unknown };
  } catch (error) {
    return { ok: false, lines: [error instanceof Error ? error.message : String(error)] };
  }
}
