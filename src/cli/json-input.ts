import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseJson, type JsonFault } from '../contract/json.ts';
import { UsageError } from './usage-error.ts';

/** As deep as the control interface takes. Source: LIM-1. */
export const INPUT_DEPTH_MAX = 256;

/**
 * Reads JSON from a file, from standard input for `-`, or from the argument itself where it begins
 * like an object.
 *
 * Errors: UsageError that names the source and what is wrong with it.
 */
export async function readJson(
  argument: string,
  name: string,
  standardInput: NodeJS.ReadableStream,
): Promise<unknown> {
  const isInline = argument.trimStart().startsWith('{');
  const source = isInline ? 'the argument' : argument === '-' ? 'standard input' : argument;
  const text = isInline ? argument : await textOf(argument, name, standardInput);
  const json = parseJson(text, INPUT_DEPTH_MAX);
  if (json.ok) return json.value;
  throw new UsageError(`The ${name} in ${source} cannot be taken: ${wordsOf(json.fault)}.`);
}

/** Says why a text cannot be taken as JSON. */
export function wordsOf(fault: JsonFault): string {
  switch (fault.kind) {
    case 'syntax':
      return `it is not JSON (${fault.message})`;
    case 'depth':
      return `it nests deeper than ${fault.depthMax}`;
    case 'number':
      return `the number ${fault.text} does not fit a double: write it as a text`;
  }
}

async function textOf(
  file: string,
  name: string,
  standardInput: NodeJS.ReadableStream,
): Promise<string> {
  if (file === '-') return readAll(standardInput);
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(
      `There is no readable file '${file}'. Give the ${name} as a file, as - or as JSON.`,
    );
  }
}
