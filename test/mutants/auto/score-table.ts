import { MUTATED_FOLDERS, OUTCOMES, type MutationResult, type Outcome } from './mutation.ts';

/** What the table is drawn from. */
export interface ScoreFacts {
  readonly results: readonly MutationResult[];
  /** How many mutations there are to choose from. */
  readonly total: number;
  readonly lanes: number;
}

const NOTICED: ReadonlySet<Outcome> = new Set(['killed', 'crashed', 'timed-out']);
/** Of a normal distribution: 95 % lie within. */
const Z_95 = 1.96;
const SECONDS_PER_HOUR = 3600;
const WIDTH = 13;

/** Draws the table, the score, what it cost, and what it missed. */
export function scoreTable({ results, total, lanes }: ScoreFacts): string {
  const survivors = results.filter(({ outcome }) => outcome === 'survived');
  const unreached = results.filter(({ outcome }) => outcome === 'not-reached');
  return [
    row(['folder', ...OUTCOMES, 'all', 'score']),
    ...MUTATED_FOLDERS.map((folder) =>
      countsRow(
        folder,
        results.filter((each) => each.folder === folder),
      ),
    ),
    countsRow('all', results),
    '',
    ...scoreLines(results, total),
    ...costLines(results, { total, lanes }),
    ...section('SURVIVED', survivors.map(survivorLine)),
    ...section('NOT REACHED, by file', countByFile(unreached)),
    ...section(
      'CRASHED',
      results
        .filter(({ outcome }) => outcome === 'crashed')
        .map(({ key, evidence }) => `${key}\n    ${firstLine(evidence)}`),
    ),
  ].join('\n');
}

function row([first = '', ...others]: readonly string[]): string {
  return [first.padEnd(WIDTH), ...others.map((each) => each.padStart(WIDTH))].join('').trimEnd();
}

function countsRow(name: string, results: readonly MutationResult[]): string {
  const counts = OUTCOMES.map(
    (outcome) => results.filter((each) => each.outcome === outcome).length,
  );
  return row([name, ...[...counts, results.length].map(String), percent(share(results))]);
}

/** Of a sample, how far the true score may be off. */
function scoreLines(results: readonly MutationResult[], total: number): readonly string[] {
  const reached = results.filter(({ outcome }) => outcome !== 'not-reached');
  const [from, to] = wilson(count(results), results.length);
  return [
    `noticed: ${count(results)} of ${results.length} mutations (${percent(share(results))})`,
    `noticed of those reached: ${count(reached)} of ${reached.length} (${percent(share(reached))})`,
    `noticed by a finding: ${results.filter(hasFinding).length}; else the run could not be ended`,
    ...(results.length < total
      ? [
          `a sample of ${total}: with 95 % confidence the score of all is ${percent(from)} to ${percent(to)}`,
        ]
      : []),
  ];
}

function costLines(
  results: readonly MutationResult[],
  { total, lanes }: Pick<ScoreFacts, 'total' | 'lanes'>,
): readonly string[] {
  const sum = (of: (result: MutationResult) => number) =>
    results.reduce((all, result) => all + of(result), 0);
  const requests = sum((result) => result.requests);
  const seconds = sum((result) => result.seconds);
  const cpuSeconds = sum((result) => result.cpuSeconds);
  const perMutation = cpuSeconds / Math.max(1, results.length);
  const hours = (perMutation * total) / lanes / SECONDS_PER_HOUR;
  return [
    `${requests} requests, ${seconds.toFixed(0)} s of runs, ${cpuSeconds.toFixed(0)} s of processor time`,
    `median requests until noticed: ${median(
      results.filter(({ outcome }) => outcome === 'killed').map((each) => each.requests),
    )}`,
    `all ${total} at this rate, on ${lanes} free processors: ${hours.toFixed(1)} h`,
  ];
}

function survivorLine({ key, unjudged, readings }: MutationResult): string {
  const notes = [
    ...(unjudged.length === 0 ? [] : [`not judged: ${unjudged.join(', ')}`]),
    ...(readings.length === 0 ? [] : [`another reading: ${readings.join(', ')}`]),
  ];
  return notes.length === 0 ? key : `${key}\n    ${notes.join('; ')}`;
}

/** Counts mutations by the file that they are in, a line each. */
export function countByFile(mutations: readonly Pick<MutationResult, 'key'>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { key } of mutations) {
    const file = key.slice(0, key.indexOf(':'));
    counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return [...counts].toSorted().map(([file, each]) => `${String(each).padStart(5)}  ${file}`);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  const sorted = lines.toSorted((left, right) =>
    left.localeCompare(right, 'en', { numeric: true }),
  );
  return lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...sorted];
}

/** A run that breaks off notices too, but proves no requirement. */
function hasFinding({ outcome, requirement }: MutationResult): boolean {
  return outcome === 'killed' && requirement !== null;
}

function count(results: readonly MutationResult[]): number {
  return results.filter(({ outcome }) => NOTICED.has(outcome)).length;
}

function share(results: readonly MutationResult[]): number {
  return results.length === 0 ? 0 : count(results) / results.length;
}

/** Source: E. B. Wilson, Probable inference, J. Am. Stat. Assoc. 22 (1927). */
function wilson(hits: number, size: number): readonly [from: number, to: number] {
  if (size === 0) return [0, 1];
  const rate = hits / size;
  const square = Z_95 ** 2;
  const middle = rate + square / (2 * size);
  const spread = Z_95 * Math.sqrt((rate * (1 - rate)) / size + square / (4 * size ** 2));
  const scale = 1 + square / size;
  return [(middle - spread) / scale, (middle + spread) / scale];
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
