import { Command, Option } from 'commander';
import { parse } from 'yaml';
import type { Surface } from '../contract/operations.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { MODES, VERDICTS, type Mode, type Report } from '../conformance/report/report.ts';
import { summaryTable } from '../conformance/report/summary-table.ts';
import { isRecord } from '../conformance/reply.ts';
import { runConformance } from '../conformance/run.ts';
import type { BaselineEntry, RunOptions } from '../conformance/run-options.ts';
import type { SecondOpinion } from '../conformance/second-opinion.ts';
import { collectNames, parseCount, parseDuration, parseRate, parseShard } from './option-values.ts';
import {
  collectReport,
  ensureWritable,
  openReportWriter,
  writeStepSummary,
  writeWhole,
  type ReportFiles,
} from './report-files.ts';
import { createRunDisplay } from './run-display.ts';
import { readTextFile, targetOptions, withTargetFlags, type TargetFlags } from './target-flags.ts';
import type { Terminal } from './terminal.ts';
import { didYouMean, UsageError } from './usage-error.ts';

interface VerifyFlags extends TargetFlags {
  readonly mode: Mode;
  readonly seed?: string;
  readonly budget?: number;
  readonly level: 'must' | 'should';
  readonly surface?: readonly string[];
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
  readonly concurrency?: number;
  readonly rate?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly baseline?: string;
  readonly report?: ReportFiles;
  readonly writeDialect?: string;
  readonly secondOpinion?: 'prism';
}

const SURFACES: readonly Surface[] = ['overlay', 'resource', 'agent'];
const MS_PER_SECOND = 1000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const EXAMPLES = `
Examples:
  $ review-kit verify --url http://127.0.0.1:4010
  $ review-kit verify --url https://staging.example/api --key $KEY_A --key $KEY_B \\
      --provision url:http://127.0.0.1:9000 --report html=report.html --report junit=report.xml
  $ review-kit verify --url http://127.0.0.1:4010 --mode soak --budget 5m --seed 7
  $ review-kit verify --url http://127.0.0.1:4010 --only CAS-1,CAS-2 --policy conflict=409

Exit codes: 0 the server conforms, 1 it breaks a sentence, 2 a mistake in the flags,
3 the server cannot be reached or the rig is broken, 4 too little was tried to say.`;

/** `review-kit verify`: judges a server that implements the review API. */
export function verifyCommand(terminal: Terminal): Command {
  const command = new Command('verify')
    .summary('judge a server that implements the review API')
    .description('Says which sentences of the contract a server keeps and which it breaks.');
  return withTargetFlags(command)
    .addOption(new Option('--mode <mode>', 'how much to send').choices(MODES).default('ci'))
    .option('--seed <text>', 'the same seed makes the same plans; random by default')
    .option('--budget <duration>', 'start nothing new after this long, such as 60s', parseDuration)
    .addOption(
      new Option('--level <level>', 'from which level on a broken sentence fails the run')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option('--surface <names>', 'overlay, resource, agent; those it answers', collectNames)
    .option('--only <ids>', 'judge these requirements alone', collectNames)
    .option('--exclude <ids>', 'leave these requirements out', collectNames)
    .option('--concurrency <count>', 'checks under way at once (default: 16)', parseCount)
    .option('--rate <N/s>', 'requests per second at most', parseRate)
    .option('--shard <i/n>', 'do the i-th of n parts; join them by merge-reports', parseShard)
    .option('--baseline <file>', 'YAML of known failures: requirement, reason, expires')
    .option(
      '--report <FORMAT=FILE>',
      'json, junit, html, sarif, markdown or history; repeat for more',
      collectReport,
    )
    .option('--write-dialect <file>', 'write down which readings the server follows')
    .addOption(
      new Option(
        '--second-opinion <judge>',
        'ask a second judge too, and tell where it differs',
      ).choices(['prism']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (flags: VerifyFlags) => {
      terminal.exitWith(await verify(flags, terminal));
    });
}

async function verify(flags: VerifyFlags, terminal: Terminal): Promise<number> {
  if (flags.mode === 'soak' && flags.budget === undefined) {
    throw new UsageError('A soak goes on until its budget is spent: pass --budget, such as 5m.');
  }
  const writer = await openReportWriter(flags.report ?? new Map());
  if (flags.writeDialect !== undefined) await ensureWritable(flags.writeDialect);
  const report = await runConformance({
    ...(await targetOptions(flags, terminal)),
    ...runOptions(flags),
    ...(flags.baseline === undefined ? {} : { baseline: await loadBaseline(flags.baseline) }),
    ...(flags.secondOpinion === undefined ? {} : { secondOpinion: await loadPrismOpinion() }),
    onEvent: createRunDisplay(terminal),
    onExchange: writer.note,
  });
  await writer.write(report);
  await writeStepSummary(terminal.environment['GITHUB_STEP_SUMMARY'], report);
  if (flags.writeDialect !== undefined) await writeWhole(flags.writeDialect, dialectFile(report));
  terminal.write(summaryOf(report, terminal));
  return VERDICTS[report.verdict];
}

/** Only who asks for it waits for Prism to load. */
async function loadPrismOpinion(): Promise<SecondOpinion> {
  return (await import('../prism/prism-opinion.ts')).createPrismOpinion();
}

/** What a terminal shows of a report. */
export function summaryOf(report: Report, { isColored, width }: Terminal): string {
  return summaryTable(report, { isColored, ...(width === undefined ? {} : { width }) });
}

function runOptions(flags: VerifyFlags): Omit<RunOptions, 'target'> {
  const { mode, level, seed, budget, concurrency, rate, shard } = flags;
  return {
    mode,
    failLevel: level,
    ...(flags.surface === undefined ? {} : { surfaces: surfacesOf(flags.surface) }),
    only: knownIds(flags.only ?? []),
    exclude: knownIds(flags.exclude ?? []),
    ...(seed === undefined ? {} : { seed }),
    ...(budget === undefined ? {} : { budgetSeconds: budget / MS_PER_SECOND }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(rate === undefined ? {} : { ratePerSecond: rate }),
    ...(shard === undefined ? {} : { shard }),
  };
}

function surfacesOf(names: readonly string[]): readonly Surface[] {
  return names.map((name) => {
    const surface = SURFACES.find((each) => each === name);
    if (surface !== undefined) return surface;
    const hint = didYouMean(name, SURFACES);
    throw new UsageError(`There is no surface ${name}${hint}; there are ${SURFACES.join(', ')}.`);
  });
}

function knownIds(ids: readonly string[]): readonly string[] {
  const known = loadRequirements().map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new UsageError(
      `There is no requirement ${id}${didYouMean(id, known)}; review-kit requirements lists them.`,
    );
  }
  return ids;
}

async function loadBaseline(file: string): Promise<readonly BaselineEntry[]> {
  const text = await readTextFile(file, 'baseline');
  const entries: unknown = parseYaml(text, file);
  if (!Array.isArray(entries)) {
    throw new UsageError(`The baseline ${file} is no list of {requirement, reason, expires}.`);
  }
  return entries.map((entry: unknown, index) =>
    baselineEntry(entry, `${file}: entry ${index + 1}`),
  );
}

function parseYaml(text: string, file: string): unknown {
  try {
    // Days stay texts, as they are compared with one.
    return parse(text, { schema: 'core' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The baseline ${file} is not YAML: ${reason}`);
  }
}

function baselineEntry(entry: unknown, where: string): BaselineEntry {
  const fields = isRecord(entry) ? entry : {};
  const { requirement, reason, expires } = fields;
  if (typeof requirement !== 'string' || typeof reason !== 'string' || reason.trim() === '') {
    throw new UsageError(`${where} needs a requirement and a reason, both texts.`);
  }
  if (typeof expires !== 'string' || !DAY.test(expires)) {
    throw new UsageError(`${where} needs expires, a day such as 2027-01-31.`);
  }
  knownIds([requirement]);
  return { requirement, reason, expires };
}

function dialectFile({ dialect }: Report): string {
  const readings = Object.fromEntries(dialect.map(({ name, value }) => [name, value]));
  return `${JSON.stringify(readings, null, 2)}\n`;
}
