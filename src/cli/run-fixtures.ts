import { extname } from 'node:path';
import { FIXTURE_FORMATS, type FixtureFormat } from '../generate/fixture-format.ts';
import { fixtureText } from '../generate/fixture-text.ts';
import { DEFAULT_COUNT, type GenerateOptions } from '../generate/generate-reviews.ts';
import { ImpossibleRequest } from '../generate/impossible-request.ts';
import type { Mix } from '../generate/mix.ts';
import type { Surface } from '../generate/surface.ts';
import { checkFile, pathText, type FileReport } from './fixture-file.ts';
import { readActors, readSchema } from './fixture-options.ts';
import { writeToFile, writeToStream } from './fixture-output.ts';
import { createProgressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** What `review-kit fixtures` was told. */
export interface FixturesFlags {
  readonly count?: number;
  readonly seed?: string;
  readonly surface?: Surface;
  readonly format?: FixtureFormat;
  readonly out: string;
  readonly mix?: Partial<Mix>;
  readonly span?: number;
  readonly until?: string;
  readonly workflows?: number;
  readonly actors?: string;
  readonly schema?: string;
  readonly check?: string;
}

const EXIT_FAULTS = 1;

/** Writes fixtures, or checks a file of them. Errors: UsageError. */
export async function runFixtures(flags: FixturesFlags, terminal: Terminal): Promise<void> {
  if (flags.check === undefined) await runGenerate(flags, terminal);
  else await runCheck(flags.check, flags, terminal);
}

async function runGenerate(flags: FixturesFlags, terminal: Terminal): Promise<void> {
  const options = await optionsOf(flags, terminal);
  const pieces = textOrExplain(options, flags.format ?? formatOf(flags.out));
  const surface = { write: terminal.writeProgress };
  const count = options.count ?? DEFAULT_COUNT;
  const bar = terminal.isLive
    ? createProgressBar(surface, count, () => performance.now())
    : undefined;
  const onProgress = (written: number) => bar?.advance(written);
  try {
    if (flags.out === '-') await writeToStream(pieces, terminal.standardOutput, onProgress);
    else await writeToFile(pieces, flags.out, { terminal, onProgress });
  } catch (error) {
    throw explained(error);
  } finally {
    bar?.clear();
  }
}

async function optionsOf(flags: FixturesFlags, terminal: Terminal): Promise<GenerateOptions> {
  const { count = DEFAULT_COUNT, seed, surface = 'overlay', mix, span, until, workflows } = flags;
  return {
    count,
    surface,
    ...(seed === undefined ? {} : { seed }),
    ...(mix === undefined ? {} : { mix }),
    ...(span === undefined ? {} : { spanMs: span }),
    ...(until === undefined ? {} : { until }),
    ...(workflows === undefined ? {} : { workflows }),
    ...(flags.actors === undefined ? {} : { actors: await readActors(flags.actors) }),
    ...(flags.schema === undefined
      ? {}
      : { schema: await readSchema(flags.schema, terminal.standardInput) }),
  };
}

function textOrExplain(options: GenerateOptions, format: FixtureFormat): Iterable<string> {
  try {
    return fixtureText(options, format);
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  return error instanceof ImpossibleRequest ? new UsageError(error.message) : error;
}

function formatOf(out: string): FixtureFormat {
  return FIXTURE_FORMATS.find((format) => extname(out) === `.${format}`) ?? 'json';
}

async function runCheck(file: string, flags: FixturesFlags, terminal: Terminal): Promise<void> {
  const report = await checkFile(file, flags.surface);
  terminal.write(
    flags.format === 'json' ? JSON.stringify(report, null, 2) : reportText(file, report),
  );
  if (report.faults.length > 0) terminal.exitWith(EXIT_FAULTS);
}

function reportText(file: string, { faults, reviews }: FileReport): string {
  const counted = reviews === 1 ? '1 review' : `${reviews} reviews`;
  if (faults.length === 0) return `${file}: ${counted}, no faults.`;
  const lines = faults.map(
    ({ line, path, message, requirement }) =>
      `${file}:${line}  ${pathText(path) || '(whole)'}  ${message} (${requirement})`,
  );
  const found = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [...lines, '', `${found} in ${counted}.`].join('\n');
}
