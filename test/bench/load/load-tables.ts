import { cpus } from 'node:os';
import { markdownTable, quantile, shown, type Row } from '../statistics.ts';
import type { Cold } from './cold.ts';
import { BARE } from './contender.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { ratioOf, type Effort, type LoadResult, type Series } from './rounds.ts';
import { CONNECTIONS } from './shoot.ts';

/** What each operation is called in a table. */
const TITLES: Readonly<Record<Operation, string>> = {
  get: 'get an overlay',
  claim: 'claim (compare-and-swap)',
  list: 'list of 50',
  approve: 'approve',
};

/** Finds the series of one server and one operation. */
export type Lookup = (contender: string, operation: Operation) => Series | undefined;

/** A result, to be asked by server and operation. */
export function lookupOf({ series }: LoadResult): Lookup {
  return (contender, operation) =>
    series.find((each) => each.contender === contender && each.operation === operation);
}

/** When, where and how the numbers came about. */
export function circumstances({ rounds, seconds, reviews }: Effort): string {
  const date = new Date().toISOString().slice(0, 10);
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`;
  return (
    `Measured on ${date} with Node ${process.version} on ${machine}: ${CONNECTIONS} connections, ` +
    `${reviews} reviews, rounds: ${rounds}, in each of them every server anew, by turns for ${seconds} s, three times; ` +
    'medians of the turns.'
  );
}

/** Requests per second of the bare server, and every other's ratio to it. */
export function ratioTable(result: LoadResult, contenders: readonly string[]): string {
  const find = lookupOf(result);
  return markdownTable(
    OPERATIONS.map((operation): Row => {
      const bare = find(BARE, operation);
      const row: Record<string, string> = {
        operation: TITLES[operation],
        [`${BARE}, requests/s`]: shown(quantile(bare?.perSecond ?? [], 0.5)),
      };
      for (const name of contenders.filter((each) => each !== BARE)) {
        row[name] = shown(ratioOf(find(name, operation), bare));
      }
      return row;
    }),
  );
}

/** Processor time of each server for one request: it hears less of what else the machine does. */
export function processorTable(result: LoadResult, contenders: readonly string[]): string {
  const find = lookupOf(result);
  return markdownTable(
    OPERATIONS.map((operation): Row => {
      const cells = contenders.map((name) => [
        name,
        shown(quantile(find(name, operation)?.cpuUs ?? [], 0.5)),
      ]);
      return { 'processor time, µs a request': TITLES[operation], ...Object.fromEntries(cells) };
    }),
  );
}

/** Cold start, and memory before and after the load. */
export function processTable(colds: readonly Cold[], { memoryMb }: LoadResult): string {
  return markdownTable(
    colds.map(({ contender, medianMs, ratioToFirst, idleMb }) => ({
      server: contender,
      'first 200, ms': shown(medianMs),
      'ratio to bare': shown(ratioToFirst),
      'idle, MB': shown(idleMb),
      'with the reviews, after the load, MB': shown(memoryMb.get(contender) ?? Number.NaN),
    })),
  );
}

/** What a number should be, and what it was. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: number;
  readonly isKept: boolean;
}

/** The ratio must be at least this. */
export function atLeast(what: string, measured: number, least: number): Target {
  return { what, wanted: `≥ ${least}`, measured, isKept: measured >= least };
}

/** The number must be at most this. */
export function atMost(what: string, measured: number, most: number): Target {
  return { what, wanted: `≤ ${most}`, measured, isKept: measured <= most };
}

/** The targets, and whether each is kept; one that was not measured is neither. */
export function targetTable(targets: readonly Target[]): string {
  return markdownTable(
    targets.map(({ what, wanted, measured, isKept }) => ({
      target: what,
      wanted,
      measured: shown(measured),
      kept: Number.isNaN(measured) ? 'not measured' : isKept ? 'yes' : 'no',
    })),
  );
}
