import { createHash } from 'node:crypto';
import { markup, trusted, type Markup } from './escape.ts';
import { findingSection, type FindingSection } from './html-findings.ts';
import { requirementSection } from './html-requirements.ts';
import { HTML_SCRIPT } from './html-script.ts';
import { HTML_STYLE } from './html-style.ts';
import {
  countsMeter,
  countsTable,
  dialectSection,
  opinionSection,
  phasesSection,
  unjudgedSection,
} from './html-tables.ts';
import { countText, durationText } from './quantities.ts';
import type { Report } from './report.ts';
import { findingsThatAre } from './standing.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/**
 * Writes a report as one HTML page that needs nothing else: no network, no file beside it.
 *
 * Everything that came from a server is escaped, and should a mistake of ours let something through,
 * the page's own policy runs no script and loads no resource but the two that stand in it.
 *
 * Source: Content Security Policy Level 3, section 8.3 on hashes.
 */
export function htmlReport(report: Report): string {
  const sections = findingSections(report);
  const { markup: html } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${VERDICT_WORDS[report.verdict]}: ${report.target}</title>
<style>${trusted(HTML_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${pageHeader(report, sections)}<main id="main">
${sections.map(findingSection)}${nothingFound(report, sections)}${requirementSection(report)}${unjudgedSection(report)}${phasesSection(report)}${dialectSection(report)}${opinionSection(report)}</main>
${pageFooter(report)}<script>${trusted(HTML_SCRIPT)}</script>
</body>
</html>
`;
  return html;
}

function policy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(HTML_SCRIPT)}`,
    `style-src ${hashOf(HTML_STYLE)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function findingSections(report: Report): readonly FindingSection[] {
  const sections = [
    { id: 'failures', title: 'Failures', kind: 'failing' },
    { id: 'warnings', title: 'Warnings', kind: 'warning' },
    { id: 'known', title: 'Known failures', kind: 'accepted' },
  ] as const;
  return sections.map((section) => ({
    ...section,
    findings: findingsThatAre(section.kind, report),
  }));
}

function nothingFound({ verdict }: Report, sections: readonly FindingSection[]): Markup | null {
  if (sections.some(({ findings }) => findings.length > 0)) return null;
  const words =
    verdict === 'conforms'
      ? 'Nothing was found: no sentence of the contract that was judged is broken.'
      : 'Nothing was found, which here means little: see the verdict above.';
  return markup`<h2>Failures</h2><p>${words}</p>
`;
}

function pageHeader(report: Report, sections: readonly FindingSection[]): Markup {
  const { verdict, target, summary, tool } = report;
  const links = [
    ...sections.filter(({ findings }) => findings.length > 0),
    { id: 'requirements', title: 'Requirements' },
    { id: 'unjudged', title: 'Not judged' },
    { id: 'phases', title: 'Phases' },
    { id: 'dialect', title: 'Dialect' },
    ...(report.secondOpinion === undefined ? [] : [{ id: 'opinion', title: 'Second opinion' }]),
  ];
  return markup`<header class="v-${verdict}">
<p class="kicker">review-kit verify ${tool.version}</p>
<h1>${VERDICT_WORDS[verdict]}</h1>
<p class="target mono"><bdi>${target}</bdi></p>
<p class="summary" dir="auto">${summary}</p>
${countsMeter(report)}${countsTable(report)}<dl class="facts">${facts(report)}</dl>
<nav aria-label="Sections"><ul>${links.map(
    ({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
</header>
`;
}

function facts({ options, totals, seconds, startedAt }: Report): readonly Markup[] {
  const pairs: readonly (readonly [string, string])[] = [
    ['Mode', options.mode],
    ['Seed', options.seed],
    ['Requests', countText(totals.requests)],
    ['Judgements', countText(totals.judgements)],
    ['Time', durationText(seconds)],
    ['Started', startedAt.replace('T', ' ').replace(/\.\d+/, '')],
  ];
  return pairs.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`);
}

function pageFooter({ options, capabilities, tool }: Report): Markup {
  const said = [
    `fails from ${options.failLevel === 'must' ? 'MUST' : 'SHOULD'} on`,
    `surfaces ${listed(options.surfaces)}`,
    `actors ${listed(options.actors)}`,
    `reviews by ${options.provision}`,
    `capabilities of the rig ${listed(capabilities)}`,
    `${options.concurrency} at a time`,
    ...(options.ratePerSecond === null ? [] : [`${options.ratePerSecond} per second`]),
    ...(options.budgetSeconds === null ? [] : [`budget ${durationText(options.budgetSeconds)}`]),
    ...(options.shard === null ? [] : [`shard ${options.shard}`]),
    ...(options.only.length === 0 ? [] : [`only ${listed(options.only)}`]),
    ...(options.exclude.length === 0 ? [] : [`without ${listed(options.exclude)}`]),
  ];
  return markup`<footer><p dir="auto">How it was run: ${said.join(' · ')}.</p>
<p>Contract <span class="mono">${tool.specSha256}</span></p></footer>
`;
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.join(', ');
}
