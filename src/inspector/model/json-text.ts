/** A text read as JSON, or what is wrong with it and where. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Reads JSON that a person typed; what is wrong is said with its line and column. */
export function readJson(text: string): JsonReading {
  if (text.trim() === '') return { ok: false, message: 'There is nothing here yet.' };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: placed((error as Error).message, text) };
  }
}

/** Reads JSON that must be an object, as every snapshot is. */
export function readJsonObject(text: string): JsonReading {
  const reading = readJson(text);
  if (!reading.ok) return reading;
  const { value } = reading;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? reading : { ok: false, message: 'An object is wanted here: { … }.' };
}

/** Writes JSON for people to read. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}

/** Engines word it in their own ways; all of them know the place, some as a count of characters. */
function placed(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  const line = /line (\d+) column (\d+)/.exec(message);
  const what = message
    .replace(/^JSON\.parse: /, '')
    .replace(/,? ?(in JSON )?at position \d+.*$/s, '')
    .replace(/ ?at line \d+ column \d+.*$/s, '')
    .replace(/, "[^]*$/s, '')
    .replace(/,? \.{3}[^]*$/s, '');
  if (line !== null) return `Line ${line[1]}, column ${line[2]}: ${what}.`;
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split('\n');
    return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}.`;
  }
  const lines = text.split('\n');
  return /end of/i.test(what)
    ? `Line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}: ${what}.`
    : `${what}.`;
}
