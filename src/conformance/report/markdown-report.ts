import { cutTo, onOneLine, visible } from './escape.ts';
import { exchangeLine } from './exchange-words.ts';
import { opinionWords } from './opinion-words.ts';
import { countText, durationText, quantity } from './quantities.ts';
import { STATUSES, type Finding, type Report } from './report.ts';
import { findingsThatAre, unjudgedByReason, type PlacedFinding } from './standing.ts';
import { LEVELS_IN_REPORT, STATUS_WORDS, VERDICT_WORDS } from './verdict-words.ts';

/** A step summary holds a mebibyte; what a reader takes in is far less. */
const FINDINGS_SHOWN_MAX = 20;
const TEXT_LENGTH_MAX = 2000;
const SIGNS = { conforms: '✅', fails: '❌', broken: '💥', 'too-little': '❔' } as const;

/**
 * Writes a report as a short Markdown page, as the step summary of a CI shows it.
 *
 * Source: GitHub Flavored Markdown.
 */
export function markdownReport(report: Report): string {
  const failing = findingsThatAre('failing', report);
  const warnings = findingsThatAre('warning', report);
  const accepted = findingsThatAre('accepted', report);
  return `${[
    `## ${SIGNS[report.verdict]} ${VERDICT_WORDS[report.verdict]}: ${inline(report.target)}`,
    inline(report.summary),
    countsTable(report),
    runLine(report),
    ...sectionOf('Failures', failing),
    ...sectionOf('Warnings', warnings),
    ...sectionOf('Known failures', accepted),
    ...unjudgedSection(report),
    ...opinionSection(report),
  ].join('\n\n')}\n`;
}

function countsTable({ totals }: Report): string {
  const rows = LEVELS_IN_REPORT.map((level) => {
    const counts = STATUSES.map((status) => totals.byLevel[level][status]);
    return `| ${[level, ...counts.map((each) => (each === 0 ? '·' : countText(each)))].join(' | ')} |`;
  });
  const head = ['', ...STATUSES.map((status) => STATUS_WORDS[status])].join(' | ');
  return [`| ${head} |`, `| --- |${' ---: |'.repeat(STATUSES.length)}`, ...rows].join('\n');
}

function runLine({ options, totals, seconds, tool }: Report): string {
  return [
    `${options.mode} mode`,
    `seed ${code(options.seed)}`,
    quantity(totals.requests, 'request'),
    quantity(totals.judgements, 'judgement'),
    durationText(seconds),
    `review-kit ${inline(tool.version)}`,
  ].join(' · ');
}

function sectionOf(title: string, placed: readonly PlacedFinding[]): readonly string[] {
  if (placed.length === 0) return [];
  const shown = placed.slice(0, FINDINGS_SHOWN_MAX).map(({ finding }) => findingBlock(finding));
  const left = placed.length - shown.length;
  const rest = left === 0 ? [] : [`… and ${countText(left)} more, in the JSON report.`];
  return [`### ${title} (${countText(placed.length)})`, ...shown, ...rest];
}

function findingBlock(finding: Finding): string {
  const { id, level, sentence, expected, got, witness, reproduction, check } = finding;
  const lines = [
    ...reproduction.curl,
    ...(reproduction.replay === null ? [] : [reproduction.replay]),
  ];
  return [
    `<details><summary><b>${inline(id)}</b> (${level}) ${inline(sentence)}</summary>`,
    `<b>Expected</b> ${inline(expected)}<br>\n<b>Got</b> ${inline(got)}<br>\n<b>Check</b> ${inline(check)}`,
    fenced(witness.map(exchangeLine)),
    fenced(lines, 'sh'),
    '</details>',
  ]
    .filter((each) => each !== '')
    .join('\n\n');
}

function unjudgedSection(report: Report): readonly string[] {
  const groups = unjudgedByReason(report);
  if (groups.length === 0) return [];
  const lines = groups.map(({ reason, ids }) => `- ${inline(reason)}: ${ids.join(', ')}`);
  return [['<details><summary>Not judged</summary>', '', ...lines, '', '</details>'].join('\n')];
}

function opinionSection(report: Report): readonly string[] {
  const opinion = opinionWords(report);
  if (opinion === undefined) return [];
  const shown = opinion.lines.slice(0, FINDINGS_SHOWN_MAX).map((line) => `- ${inline(line)}`);
  const parts = [`### Second opinion`, inline(opinion.sentence), shown.join('\n')];
  return parts.filter((part) => part !== '');
}

/** A fence longer than any run of backticks within, so that no text can close it. */
function fenced(lines: readonly string[], language = ''): string {
  if (lines.length === 0) return '';
  const text = visible(lines.join('\n'));
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function code(text: string): string {
  return `<code>${inline(text)}</code>`;
}

/** One line of text in which neither HTML nor Markdown finds a sign of its own. */
function inline(text: string): string {
  return cutTo(onOneLine(text), TEXT_LENGTH_MAX)
    .replace(/[&<>"'\\`*_[\]|~@]/g, numbered)
    .replace(/^[-+#=]|^\d(?=\d*[.)]\s)/, numbered);
}

function numbered(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
