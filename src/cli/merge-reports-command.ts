import { Command } from 'commander';
import { mergeReports } from '../conformance/report/merge-reports.ts';
import { VERDICTS } from '../conformance/report/report.ts';
import { readReport } from './replay-command.ts';
import { collectReport, openReportWriter, type ReportFiles } from './report-files.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { summaryOf } from './verify-command.ts';

/** `review-kit merge-reports`: joins the reports of the shards of one run. */
export function mergeReportsCommand(terminal: Terminal): Command {
  return new Command('merge-reports')
    .summary('join the reports of the shards of one run')
    .description('Joins JSON reports that verify --shard i/n wrote, and says how the whole ended.')
    .argument('<files...>', 'files that verify wrote with --report json=FILE')
    .option('--report <FORMAT=FILE>', 'json, junit, html, sarif or markdown', collectReport)
    .action(async (files: readonly string[], flags: { readonly report?: ReportFiles }) => {
      if (flags.report?.has('history') === true) {
        throw new UsageError('A merged report has no history; each shard has its own.');
      }
      const writer = await openReportWriter(flags.report ?? new Map());
      const reports = await Promise.all(files.map(readReport));
      const merged = merge(reports);
      await writer.write(merged);
      terminal.write(summaryOf(merged, terminal));
      terminal.exitWith(VERDICTS[merged.verdict]);
    });
}

function merge(reports: Parameters<typeof mergeReports>[0]) {
  try {
    return mergeReports(reports);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
