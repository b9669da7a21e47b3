import type { Exchange } from '../exchange.ts';
import {
  createPartChecks,
  parseJsonText,
  refuseOtherFormats,
  type PartCheck,
} from './check-report.ts';
import type { DialectEntry, Mode, Report } from './report.ts';

const FORMAT = { format: 'review-kit/history', version: 1 } as const;

/** The first line of a history file: what judging it again must know. */
export interface HistoryHeader {
  readonly format: 'review-kit/history';
  readonly version: 1;
  readonly tool: Report['tool'];
  readonly target: string;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: string;
  /** The readings that were found; without them a permitted reply could be judged a fault. */
  readonly dialect: readonly DialectEntry[];
}

/** A whole history. */
export interface History {
  readonly header: HistoryHeader;
  readonly exchanges: readonly Exchange[];
}

/** Draws the header of a run's history from its report. */
export function historyHeaderOf(report: Report): HistoryHeader {
  const { tool, target, startedAt, options, dialect } = report;
  return { ...FORMAT, tool, target, startedAt, mode: options.mode, seed: options.seed, dialect };
}

/**
 * Writes a history as lines of JSON: the header, then one exchange per line.
 *
 * A soak sends half a million requests, which no single string should hold; so the lines come one
 * at a time.
 *
 * Shape: → lines, each with its line feed.
 */
export function* historyLines(
  header: HistoryHeader,
  exchanges: Iterable<Exchange>,
): Generator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const exchange of exchanges) yield `${JSON.stringify(exchange)}\n`;
}

/**
 * Reads a history.
 *
 * Shape: the text of a history file, or its lines → the header and the exchanges in file order.
 * Errors: throws an Error that names the line and what is wrong with it; it names no file.
 * Source: spec/report.schema.json, `HistoryHeader` and `Exchange`.
 */
export function parseHistory(source: string | Iterable<string>): History {
  const checks = createPartChecks();
  const lineOf = new Map<number, number>();
  const exchanges: Exchange[] = [];
  let header: HistoryHeader | undefined;
  let number = 0;
  for (const line of typeof source === 'string' ? source.split('\n') : source) {
    number += 1;
    if (line.trim() === '') continue;
    if (header === undefined) {
      header = at(number, () => readHeader(line, checks.HistoryHeader));
    } else {
      const exchange = at(number, () => readExchange(line, checks.Exchange, lineOf));
      lineOf.set(exchange.id, number);
      exchanges.push(exchange);
    }
  }
  if (header === undefined) throw new Error('It is empty: a history begins with its header line.');
  return { header, exchanges };
}

function at<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`Line ${line}: ${words}`, { cause: error });
  }
}

function readHeader(line: string, check: PartCheck): HistoryHeader {
  const value = parseJsonText(line);
  refuseOtherFormats(value, FORMAT);
  const faults = check(value, line.length);
  if (faults !== undefined) throw new Error(`It is not a complete header: ${faults}.`);
  return value as HistoryHeader;
}

function readExchange(
  line: string,
  check: PartCheck,
  lineOf: ReadonlyMap<number, number>,
): Exchange {
  const value = parseJsonText(line);
  const faults = check(value, line.length);
  if (faults !== undefined) throw new Error(`It is not a complete exchange: ${faults}.`);
  const exchange = value as Exchange;
  const { id, invokedAt, returnedAt } = exchange;
  const earlier = lineOf.get(id);
  if (earlier !== undefined) throw new Error(`Exchange ${id} stands on line ${earlier} already.`);
  if (returnedAt !== null && returnedAt <= invokedAt) {
    throw new Error(`Exchange ${id} returned at ${returnedAt}, before it was sent.`);
  }
  return exchange;
}
