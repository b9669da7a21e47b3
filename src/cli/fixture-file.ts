import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseJson } from '../contract/json.ts';
import {
  createFixtureCheck,
  type FixtureCheck,
  type FixtureFault,
} from '../generate/check/check-fixtures.ts';
import type { Surface } from '../generate/surface.ts';
import { STATE_DEPTH_MAX } from '../mock/body.ts';
import { wordsOf } from './json-input.ts';
import { linesOf, type JsonPath } from './json-lines.ts';
import { UsageError } from './usage-error.ts';

/** A fault and where in the file it stands. */
export interface FileFault extends FixtureFault {
  /** Counted from 1. */
  readonly line: number;
}

/** What a file of fixtures holds. */
export interface FileReport {
  readonly faults: readonly FileFault[];
  /** How many reviews it holds. */
  readonly reviews: number;
}

/** A list of fixtures: its items are judged one by one. */
interface Item {
  readonly value: unknown;
  readonly path: JsonPath;
}

/**
 * Checks a file of fixtures: JSON (one, a list, a state), a line of JSON each, or the module that
 * `review-kit fixtures` writes.
 *
 * Errors: UsageError when the file cannot be read or holds no fixtures.
 */
export async function checkFile(file: string, surface?: Surface): Promise<FileReport> {
  const check = createFixtureCheck(surface);
  await refuseUnreadable(file);
  const faults =
    file.endsWith('.ndjson') || file.endsWith('.jsonl')
      ? await checkLines(file, check)
      : checkDocument(await textOf(file), check);
  if (check.reviews() === 0 && faults.length === 0) {
    throw new UsageError(`There are no fixtures in ${file}.`);
  }
  return { faults, reviews: check.reviews() };
}

async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new UsageError(`There is no readable file '${file}'.`);
}

/** Half a gigabyte is as long as a text can be. */
async function textOf(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    return file.endsWith('.ts') ? jsonOfModule(text) : text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_STRING_TOO_LONG' && code !== 'ERR_FS_FILE_TOO_LARGE') throw error;
    throw new UsageError(`${file} is too large to be read at once. Write it as ndjson.`);
  }
}

/** The value of a module's one export, on the lines on which it stands. */
function jsonOfModule(text: string): string {
  const [head = ''] = /^[^]*?export const [^=]+= /.exec(text) ?? [];
  return head.replaceAll(/[^\n]/g, ' ') + text.slice(head.length).replace(/;\s*$/, '\n');
}

/** Line by line, however many there are. */
async function checkLines(file: string, check: FixtureCheck): Promise<readonly FileFault[]> {
  const faults: FileFault[] = [];
  let line = 0;
  const lines = createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const json = parseJson(text, STATE_DEPTH_MAX);
    const found = json.ok
      ? check.faultsOf(json.value, `line ${line}`)
      : [{ path: [], requirement: 'SCH-1', message: wordsOf(json.fault) }];
    for (const fault of found) faults.push({ ...fault, line });
  }
  return faults;
}

function checkDocument(text: string, check: FixtureCheck): readonly FileFault[] {
  const json = parseJson(text, STATE_DEPTH_MAX);
  if (!json.ok) {
    const message = wordsOf(json.fault);
    const line = lineOfSyntax(text, message);
    return [{ path: [], requirement: 'SCH-1', message, line }];
  }
  const items: readonly Item[] = Array.isArray(json.value)
    ? json.value.map((value: unknown, index) => ({ value, path: [index] }))
    : [{ value: json.value, path: [] }];
  const faults = items.flatMap(({ value, path }) =>
    check
      .faultsOf(value, pathText(path))
      .map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
  );
  if (faults.length === 0) return [];
  const lines = linesOf(
    text,
    faults.map((fault) => fault.path),
  );
  return faults.map((fault, index) => ({ ...fault, line: lines[index] ?? 1 }));
}

/** Node says where: `position 1234`, of late with line and column too. */
function lineOfSyntax(text: string, message: string): number {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.split('\n').length;
}

/** Writes a path: `[3].versions[1].note`. */
export function pathText(path: JsonPath): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}
