import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { createReviewContract } from '../contract/review-contract.ts';
import type { Actor, JsonObject } from '../contract/wire.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../generate/calendar.ts';
import { FACET_VALUES, VERSIONS_MAX, type Facet, type Mix } from '../generate/mix.ts';
import { isObject } from '../predicates/evidence.ts';
import { readJson } from './json-input.ts';
import { didYouMean, UsageError } from './usage-error.ts';

const UNITS_MS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS };
const SPAN_MAX_DAYS = 36_500;

/** Reads `30d`, `12h` or `90m`. Units: milliseconds. Errors: InvalidArgumentError. */
export function parseSpan(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,9})([dhm])$/.exec(text) ?? [];
  const spanMs = Number(count) * (UNITS_MS[unit] ?? 0);
  if (spanMs >= HOUR_MS && spanMs <= SPAN_MAX_DAYS * DAY_MS) return spanMs;
  throw new InvalidArgumentError('It is a time such as 30d, 12h or 90m, an hour or more.');
}

const FACETS: readonly Facet[] = ['status', 'block_type', 'predicate', 'versions', 'agents'];

/** Reads one `NAME=VALUE:WEIGHT,…` and adds it. Errors: InvalidArgumentError. */
export function collectMix(text: string, mix: Partial<Mix> = {}): Partial<Mix> {
  const [, name = text, list = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const facet = FACETS.find((each) => each === name);
  if (facet === undefined) {
    throw new InvalidArgumentError(
      `There is no ${name} in a mix${didYouMean(name, FACETS)}; there are ${FACETS.join(', ')}.`,
    );
  }
  if (facet in mix) throw new InvalidArgumentError(`The mix of ${facet} is there twice.`);
  const weights = list.split(',').flatMap((item) => weightsIn(facet, item.trim()));
  return { ...mix, [facet]: Object.fromEntries(weights) };
}

function weightsIn(facet: Facet, item: string): readonly (readonly [string, number])[] {
  const [, value = item, weight = '1'] = /^([^:]*):(.*)$/.exec(item) ?? [];
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(weight)) {
    throw new InvalidArgumentError(`The weight of ${value} is a number such as 3 or 0.5.`);
  }
  if (facet === 'versions') {
    const counts = countsIn(value);
    return counts.map((count) => [String(count), Number(weight) / counts.length]);
  }
  const values = FACET_VALUES[facet];
  if (values.includes(value)) return [[value, Number(weight)]];
  if (facet === 'predicate' && value === 'any_of') {
    throw new InvalidArgumentError('An any_of never shows: a review names the child that fired.');
  }
  throw new InvalidArgumentError(
    `There is no ${facet} ${value}${didYouMean(value, values)}; there are ${values.join(', ')}.`,
  );
}

/** `3`, or `2-5` for each of them. */
function countsIn(text: string): readonly number[] {
  const [, from = '', to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(text) ?? [];
  const first = Number(from);
  const last = Number(to);
  if (from === '' || first < 1 || last < first || last > VERSIONS_MAX) {
    throw new InvalidArgumentError(
      `A number of versions is 1 to ${VERSIONS_MAX}, or several, such as 2-5.`,
    );
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Reads a schema file. Errors: UsageError. */
export async function readSchema(
  file: string,
  standardInput: NodeJS.ReadableStream,
): Promise<JsonObject> {
  const schema = await readJson(file, 'schema', standardInput);
  if (isObject(schema)) return schema;
  throw new UsageError(`The schema in ${file} is no object.`);
}

/** Reads a file of actors: a list of `{kind, id, display_name}`. Errors: UsageError. */
export async function readActors(file: string): Promise<readonly Actor[]> {
  const actors = parsedOrUndefined(await readFile(file, 'utf8').catch(() => undefined));
  if (actors === undefined)
    throw new UsageError(`There is no readable list of actors in '${file}'.`);
  const check = createReviewContract().schemas['Actor'];
  const list = Array.isArray(actors) ? (actors as readonly unknown[]) : [];
  const faults = list.flatMap((actor, index) =>
    (check?.(actor) ?? []).map(
      ({ loc, msg }) => `\n  ${[index, ...loc.slice(1)].join('.')}: ${msg}`,
    ),
  );
  if (list.length > 0 && faults.length === 0) return list as readonly Actor[];
  const words = faults.length > 0 ? faults.join('') : ' it is a list of {kind, id, display_name}.';
  throw new UsageError(`The actors in ${file} cannot be taken:${words}`);
}

function parsedOrUndefined(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
