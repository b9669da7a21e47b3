import { onOneLine, visible } from './escape.ts';
import { actorOf, effectOf, targetOf } from './exchange-words.ts';
import { opinionWords } from './opinion-words.ts';
import { countText, durationText, quantity } from './quantities.ts';
import { STATUSES, type Finding, type Report, type Status, type Verdict } from './report.ts';
import { findingsThatAre, resultsThatAre, unjudgedByReason } from './standing.ts';
import { cutMiddle, padTo, widthOf, wrapAt } from './text-width.ts';
import { LEVELS_IN_REPORT, STATUS_WORDS, VERDICT_WORDS } from './verdict-words.ts';

/** How a summary is written. */
export interface SummaryOptions {
  /** Columns of the terminal; 100 when not given. Commands are never broken, however long. */
  readonly width?: number;
  readonly isColored?: boolean;
}

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
type Paint = (style: Style, text: string) => string;

interface Canvas {
  readonly width: number;
  readonly paint: Paint;
}

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
};
const VERDICT_STYLES: Readonly<Record<Verdict, Style>> = {
  conforms: 'green',
  fails: 'red',
  broken: 'red',
  'too-little': 'yellow',
};
const STATUS_STYLES: Partial<Readonly<Record<Status, Style>>> = {
  fail: 'red',
  warn: 'yellow',
  inconclusive: 'yellow',
};
const WIDTH_MIN = 40;
const LABEL_WIDTH = 10;

/**
 * Writes what a terminal shows at the end of a run: counts, then every failure with its proof, then
 * the verdict, which so stands last on the screen.
 */
export function summaryTable(report: Report, options: SummaryOptions = {}): string {
  const canvas: Canvas = {
    width: Math.max(WIDTH_MIN, options.width ?? 100),
    paint: options.isColored === true ? colored : (_style, text) => text,
  };
  const failing = findingsThatAre('failing', report);
  const warnings = findingsThatAre('warning', report);
  return `${[
    countsTable(report, canvas),
    ...failing.map(({ finding }) => findingBlock(finding, { canvas, style: 'red' })),
    ...warnings.map(({ finding }) => findingBlock(finding, { canvas, style: 'yellow' })),
    ...notes(report, canvas),
    verdictBlock(report, canvas),
  ].join('\n\n')}\n`;
}

function colored(style: Style, text: string): string {
  const [on, off] = CODES[style];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}

function countsTable({ totals }: Report, { paint }: Canvas): string {
  const heads = STATUSES.map((status) => STATUS_WORDS[status]);
  const widths = heads.map((head) => Math.max(head.length, 5) + 2);
  const head = `${' '.repeat(6)}${heads.map((each, index) => each.padStart(widths[index] ?? 0)).join('')}`;
  const rows = LEVELS_IN_REPORT.map((level) => {
    const cells = STATUSES.map((status, index) => {
      const count = totals.byLevel[level][status];
      const text = (count === 0 ? '·' : countText(count)).padStart(widths[index] ?? 0);
      const style = STATUS_STYLES[status];
      return count === 0 || style === undefined ? text : paint(style, text);
    });
    return `${level.padEnd(6)}${cells.join('')}`;
  });
  return [paint('dim', head), ...rows].join('\n');
}

interface BlockStyle {
  readonly canvas: Canvas;
  readonly style: Style;
}

function findingBlock(finding: Finding, { canvas, style }: BlockStyle): string {
  const { id, level, sentence, expected, got, witness, reproduction } = finding;
  const { width, paint } = canvas;
  const title = `${id} ${level}`;
  const rule = '─'.repeat(Math.max(3, width - widthOf(title) - 4));
  const { replay } = reproduction;
  return [
    `${paint(style, `✗ ${paint('bold', title)}`)} ${paint('dim', rule)}`,
    ...wrapAt(onOneLine(sentence), width - 2).map((line) => `  ${line}`),
    '',
    ...labelled('expected', expected, canvas),
    ...labelled('got', got, canvas),
    ...labelled('found by', foundBy(finding), canvas),
    '',
    ...operationLines(finding, width),
    ...(witness.length === 0 ? [] : ['']),
    ...reproduction.curl.map((line) => `  ${paint('dim', '$')} ${visible(line)}`),
    ...(replay === null ? [] : [`  ${paint('dim', '$')} ${visible(replay)}`]),
  ].join('\n');
}

function labelled(label: string, text: string, { width, paint }: Canvas): readonly string[] {
  const lines = wrapAt(onOneLine(text), width - LABEL_WIDTH - 2);
  return lines.map((line, index) => {
    const head = (index === 0 ? label : '').padEnd(LABEL_WIDTH);
    return `  ${paint('dim', head)}${line}`;
  });
}

function foundBy({ check, seed, occurrences, rate }: Finding): string {
  return [
    check,
    `seed ${seed}`,
    occurrences === 1 ? 'seen once' : `seen ${countText(occurrences)} times`,
    ...(rate === undefined ? [] : [`fails ${rate.failed} of ${rate.tried} tries`]),
  ].join(' · ');
}

/** One line per operation, in columns: actor, method and path, what came of it. */
function operationLines({ witness }: Finding, width: number): readonly string[] {
  const rows = witness.map((each) => [actorOf(each), targetOf(each), effectOf(each)] as const);
  const actorWidth = Math.max(0, ...rows.map(([actor]) => widthOf(actor)));
  const effectWidth = Math.max(0, ...rows.map(([, , effect]) => widthOf(effect)));
  const room = Math.max(16, width - actorWidth - effectWidth - 6);
  const paths = rows.map(([, path]) => cutMiddle(path, room));
  const pathWidth = Math.max(0, ...paths.map(widthOf));
  return rows.map(([actor, , effect], index) =>
    `  ${padTo(actor, actorWidth)}  ${padTo(paths[index] ?? '', pathWidth)}  ${effect}`.trimEnd(),
  );
}

function notes(report: Report, canvas: Canvas): readonly string[] {
  const unjudged = unjudgedByReason(report).flatMap(({ reason, ids }) =>
    hanging(`${onOneLine(reason)}: ${ids.join(', ')}`, canvas.width),
  );
  const known = resultsThatAre('accepted', report).flatMap(({ id, baseline }) =>
    hanging(
      `${id} until ${baseline?.expires ?? ''}: ${onOneLine(baseline?.reason ?? '')}`,
      canvas.width,
    ),
  );
  const again = report.requirements.filter(({ baseline }) => baseline?.state === 'passes-again');
  const stale = again.flatMap(({ id }) =>
    hanging(`${id} passes again: take it out of the baseline`, canvas.width),
  );
  const opinion = opinionWords(report);
  const opinions = (opinion === undefined ? [] : [opinion.sentence, ...opinion.lines]).flatMap(
    (line) => hanging(onOneLine(line), canvas.width),
  );
  return [
    ['Not judged', unjudged] as const,
    ['Known failures', known] as const,
    ['Baseline', stale] as const,
    ['Second opinion', opinions] as const,
  ]
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [canvas.paint('bold', title), ...lines].join('\n'));
}

function hanging(text: string, width: number): readonly string[] {
  return wrapAt(text, width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
}

function verdictBlock(report: Report, { width, paint }: Canvas): string {
  const { verdict, target, summary, options, totals, seconds } = report;
  const style = VERDICT_STYLES[verdict];
  const words = VERDICT_WORDS[verdict];
  const [first = '', ...rest] = wrapAt(`${words}: ${onOneLine(target)}`, width);
  const headline = paint(style, paint('bold', words)) + first.slice(words.length);
  const run = [
    `${options.mode} mode`,
    `seed ${onOneLine(options.seed)}`,
    quantity(totals.requests, 'request'),
    quantity(totals.judgements, 'judgement'),
    durationText(seconds),
  ].join(' · ');
  return [
    headline,
    ...rest,
    ...wrapAt(onOneLine(summary), width),
    ...wrapAt(run, width).map((line) => paint('dim', line)),
  ].join('\n');
}
