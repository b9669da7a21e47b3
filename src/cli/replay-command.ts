import { Command } from 'commander';
import { replayFinding, type ReplayResult } from '../conformance/replay.ts';
import { parseReport } from '../conformance/report/check-report.ts';
import { onOneLine } from '../conformance/report/escape.ts';
import type { Finding, Report } from '../conformance/report/report.ts';
import { parseCount } from './option-values.ts';
import { readTextFile, targetOptions, withTargetFlags, type TargetFlags } from './target-flags.ts';
import type { Terminal } from './terminal.ts';
import { didYouMean, UsageError } from './usage-error.ts';

interface ReplayFlags extends TargetFlags {
  readonly finding?: string;
  readonly times: number;
}

const EXIT_FIXED = 0;
const EXIT_STILL_FAILS = 1;
const EXIT_BROKEN = 3;
const TIMES = 5;

const EXAMPLES = `
Examples:
  $ review-kit replay report.json --url http://127.0.0.1:4010
  $ review-kit replay report.json --finding CAS-2#1 --times 20 --url http://127.0.0.1:4010

Exit codes: 0 nothing fails any more, 1 something still does, 2 a mistake in the flags,
3 the server cannot be reached or the rig is broken.`;

/** `review-kit replay`: tries again what a report found. */
export function replayCommand(terminal: Terminal): Command {
  const command = new Command('replay')
    .summary('try again what a report found')
    .description('Runs the checks behind the findings of a JSON report again, with its seed.')
    .argument('<report>', 'a file that verify wrote with --report json=FILE')
    .option('--finding <id>', 'this finding alone, such as CAS-2#1')
    .option('--times <count>', 'how often each is tried', parseCount, TIMES);
  return withTargetFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, flags: ReplayFlags) => {
      terminal.exitWith(await replay(file, flags, terminal));
    });
}

async function replay(file: string, flags: ReplayFlags, terminal: Terminal): Promise<number> {
  const report = await readReport(file);
  const findings = chosenFindings(report, flags.finding, file);
  if (findings.length === 0) {
    terminal.write(`${file} holds no finding; there is nothing to replay.`);
    return EXIT_FIXED;
  }
  const target = await targetOptions(flags, terminal);
  const exits: number[] = [];
  for (const finding of findings) {
    const result = await replayFinding(finding, { ...target, report, times: flags.times });
    terminal.write(`${finding.id}  ${wordsOf(result)}  ${onOneLine(finding.sentence)}`);
    exits.push(exitOf(result));
  }
  return Math.max(...exits);
}

function wordsOf(result: ReplayResult): string {
  if (result.kind === 'broken') return `ERROR  ${result.reason}`;
  const rate = `${result.failed} of ${result.tried} tries`;
  return result.failed === 0
    ? `FIXED  none of ${result.tried} tries fails`
    : `STILL FAILS  ${rate}`;
}

function exitOf(result: ReplayResult): number {
  if (result.kind === 'broken') return EXIT_BROKEN;
  return result.failed === 0 ? EXIT_FIXED : EXIT_STILL_FAILS;
}

/** Reads a report that verify wrote. Errors: UsageError that names the file. */
export async function readReport(file: string): Promise<Report> {
  const text = await readTextFile(file, 'report');
  try {
    return parseReport(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report ${file} cannot be taken: ${reason}`);
  }
}

function chosenFindings(report: Report, id: string | undefined, file: string): readonly Finding[] {
  const findings = report.requirements.flatMap((each) => each.findings);
  if (id === undefined) return findings;
  const found = findings.filter((each) => each.id === id);
  if (found.length > 0) return found;
  const ids = findings.map((each) => each.id);
  throw new UsageError(
    `${file} holds no finding ${id}${didYouMean(id, ids)}; it holds ${ids.join(', ') || 'none'}.`,
  );
}
