import { extname } from 'node:path';
import { Command, Option } from 'commander';
import { FIXTURE_FORMATS, fixtureText, type FixtureFormat } from '../generate/fixture-text.ts';
import type { GenerateOptions } from '../generate/generate-reviews.ts';
import { ImpossibleRequest } from '../generate/impossible-request.ts';
import { FACET_VALUES, type Mix } from '../generate/mix.ts';
import { SURFACES, type Surface } from '../generate/surface.ts';
import { collectMix, parseSpan, readActors, readSchema } from './fixture-options.ts';
import { checkFile, pathText, type FileReport } from './fixture-file.ts';
import { writeToFile, writeToStream } from './fixture-output.ts';
import { parseCount, parseInstantOption } from './option-values.ts';
import { createProgressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface FixturesFlags {
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

const EXAMPLES = `
Examples:
  $ review-kit fixtures > overlays.json
  $ review-kit fixtures --count 1000 --surface state --out inbox.json && review-kit mock --scenario inbox.json
  $ review-kit fixtures --mix status=awaiting_review:9,approved:1 block_type=extract versions=1:3,2-4:1
  $ review-kit fixtures --schema policy.schema.json --format ts --out policies.ts
  $ review-kit fixtures --check overlays.json

A mix names values and their weights: ${Object.entries(FACET_VALUES)
  .map(([name, values]) => `\n  ${name}: ${values.join(', ')}`)
  .join('')}
  versions: a number, or several, such as 2-5

Exit codes: 0 done, 1 --check found faults, 2 the options or a file cannot be taken.`;

const EXIT_FAULTS = 1;
const DEFAULT_COUNT = 60;

/** `review-kit fixtures`: writes believable reviews, or checks a file of them. */
export function fixturesCommand(terminal: Terminal): Command {
  return new Command('fixtures')
    .summary('write believable reviews, or check some')
    .description('Writes reviews that the mock could be in, the same for the same seed.')
    .option('--count <number>', `how many (default: ${DEFAULT_COUNT})`, parseCount)
    .option('--seed <text>', 'what they are made from (default: "1")')
    .addOption(
      new Option('--surface <name>', 'what to show (default: "overlay")').choices(SURFACES),
    )
    .addOption(
      new Option('--format <name>', 'told from the name of --out, else json').choices(
        FIXTURE_FORMATS,
      ),
    )
    .option('--out <file|->', 'where to write', '-')
    .option(
      '--mix <name=value:weight...>',
      'what the set is made up of: names, values and weights',
      collectMix,
    )
    .option('--span <time>', 'in how much time the gates fire (default: "30d")', parseSpan)
    .option('--until <instant>', 'when the set stands', parseInstantOption)
    .option('--workflows <number>', 'how many workflows there are', parseCount)
    .option('--actors <file>', 'who takes part: a JSON list of {kind, id, display_name}')
    .option('--schema <file>', 'a JSON Schema of your own for what is extracted')
    .option('--check <file>', 'check fixtures against schema and invariants, write nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: FixturesFlags) => {
      if (flags.check === undefined) await runGenerate(flags, terminal);
      else await runCheck(flags.check, flags, terminal);
    });
}

async function runGenerate(flags: FixturesFlags, terminal: Terminal): Promise<void> {
  const options = await optionsOf(flags, terminal);
  const pieces = textOrExplain(options, flags.format ?? formatOf(flags.out));
  const { progressOutput } = terminal;
  const bar =
    progressOutput &&
    createProgressBar(progressOutput, options.count ?? DEFAULT_COUNT, () => performance.now());
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
