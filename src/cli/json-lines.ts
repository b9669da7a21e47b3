import { visit } from 'jsonc-parser';

/** Keys and indexes from the root of a document down. */
export type JsonPath = readonly (string | number)[];

/**
 * Finds the lines on which places of a JSON text stand; for a place that is not there, the line of
 * what would hold it.
 *
 * Reads the text once and keeps nothing but what was asked for.
 *
 * Shape: a JSON text and paths → one line for each, counted from 1.
 */
export function linesOf(text: string, paths: readonly JsonPath[]): readonly number[] {
  const wanted = new Set(
    paths.flatMap((path) => path.map((_, index) => keyOf(path.slice(0, index)))),
  );
  for (const path of paths) wanted.add(keyOf(path));
  const lines = new Map<string, number>();
  const note = (path: JsonPath, line: number) => {
    const key = keyOf(path);
    if (wanted.has(key) && !lines.has(key)) lines.set(key, line + 1);
  };
  visit(text, {
    onObjectProperty: (...[name, , , line, , pathOf]) => {
      note([...pathOf(), name], line);
    },
    onObjectBegin: (...[, , line, , pathOf]) => note(pathOf(), line),
    onArrayBegin: (...[, , line, , pathOf]) => note(pathOf(), line),
    onLiteralValue: (...[, , , line, , pathOf]) => note(pathOf(), line),
  });
  return paths.map((path) => lineOf(path, lines));
}

function lineOf(path: JsonPath, lines: ReadonlyMap<string, number>): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return lines.get(keyOf([])) ?? 1;
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path);
}
