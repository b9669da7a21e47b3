import { jsonFault, type JsonPlace } from './json-place.ts';

/** A text read as JSON, or what is wrong with it and where. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Reads JSON that a person typed; what is wrong is said with its line and column. */
export function readJson(text: string): JsonReading {
  if (text.trim() === '') return { ok: false, message: 'There is nothing here yet.' };
  const fault = jsonFault(text);
  if (fault !== undefined) return { ok: false, message: sentenceOf(fault, text) };
  return { ok: true, value: JSON.parse(text) as unknown };
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

function sentenceOf({ offset, wanted }: JsonPlace, text: string): string {
  const before = text.slice(0, offset).split('\n');
  const place = `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return text.trimEnd().length <= offset
    ? `${place}: the text ends here, and ${wanted} is missing.`
    : `${place}: ${wanted} is wanted here.`;
}
