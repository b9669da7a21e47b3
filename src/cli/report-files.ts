import { appendFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError } from 'commander';
import type { Exchange } from '../conformance/exchange.ts';
import { historyHeaderOf } from '../conformance/report/history-file.ts';
import { htmlReport } from '../conformance/report/html-report.ts';
import { junitReport } from '../conformance/report/junit-report.ts';
import { markdownReport } from '../conformance/report/markdown-report.ts';
import type { Report } from '../conformance/report/report.ts';
import { sarifReport } from '../conformance/report/sarif-report.ts';
import { didYouMean, UsageError } from './usage-error.ts';

/** How each format is drawn from a report; a history is written as the run goes. */
const FORMATS = {
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  junit: junitReport,
  html: htmlReport,
  sarif: sarifReport,
  markdown: markdownReport,
} as const;

type Format = keyof typeof FORMATS | 'history';
const FORMAT_NAMES: readonly Format[] = [...(Object.keys(FORMATS) as Format[]), 'history'];

/** Which files a run writes, by format. */
export type ReportFiles = ReadonlyMap<Format, string>;

/** Reads one `FORMAT=FILE` and adds it. Errors: InvalidArgumentError. */
export function collectReport(text: string, files: ReportFiles = new Map()): ReportFiles {
  const [, name = text, file = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const format = FORMAT_NAMES.find((each) => each === name);
  if (format === undefined || file === '') {
    const hint = format === undefined ? didYouMean(name, FORMAT_NAMES) : '';
    throw new InvalidArgumentError(
      `It is FORMAT=FILE with a format of ${FORMAT_NAMES.join(', ')}${hint}.`,
    );
  }
  return new Map([...files, [format, file]]);
}

/** Writes the files of one run. */
export interface ReportWriter {
  /** Keeps an exchange for the history, if one is asked for. */
  readonly note: (exchange: Exchange) => void;
  readonly write: (report: Report) => Promise<void>;
}

/**
 * Makes ready to write a run's files, so that a mistake in a path shows before the run and not
 * after it.
 *
 * Errors: UsageError when a file cannot be written.
 */
export async function openReportWriter(files: ReportFiles): Promise<ReportWriter> {
  for (const file of files.values()) await ensureWritable(file);
  const historyFile = files.get('history');
  const history = historyFile === undefined ? undefined : openHistory(historyFile);
  return {
    note: history?.note ?? (() => {}),
    write: async (report) => {
      for (const [format, file] of files) {
        if (format !== 'history') await writeWhole(file, FORMATS[format](report));
      }
      await history?.finish(report);
    },
  };
}

/** Appends the summary where a CI job shows it. */
export async function writeStepSummary(file: string | undefined, report: Report): Promise<void> {
  if (file !== undefined && file !== '') await appendFile(file, `${markdownReport(report)}\n`);
}

/**
 * Finds out whether a file can be written, and makes its folder.
 *
 * Errors: UsageError when it cannot.
 */
export async function ensureWritable(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const there = await stat(file).catch(() => undefined);
    if (there?.isDirectory() === true) throw new Error('it is a folder');
    await (await open(partOf(file), 'w')).close();
    await rm(partOf(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report ${file} cannot be written: ${reason}`);
  }
}

/** A reader never meets half a file. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(partOf(file), text);
  await rename(partOf(file), file);
}

function partOf(file: string): string {
  return `${file}.part`;
}

/**
 * A soak's history does not fit in memory: its lines go to a file as they come, and the header, which
 * only the end knows, is put before them then.
 */
function openHistory(file: string): {
  readonly note: (exchange: Exchange) => void;
  readonly finish: (report: Report) => Promise<void>;
} {
  const lines = `${file}.lines`;
  const stream = createWriteStream(lines);
  return {
    note: (exchange) => {
      // A run that broke may still hear of a request that was under way.
      if (!stream.writableEnded) stream.write(`${JSON.stringify(exchange)}\n`);
    },
    finish: async (report) => {
      stream.end();
      await once(stream, 'close');
      await writeFile(partOf(file), `${JSON.stringify(historyHeaderOf(report))}\n`);
      await pipeline(createReadStream(lines), createWriteStream(partOf(file), { flags: 'a' }));
      await rename(partOf(file), file);
      await rm(lines);
    },
  };
}
