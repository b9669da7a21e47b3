import { markup, type Markup } from './escape.ts';
import { opinionWords } from './opinion-words.ts';
import { countText, durationText } from './quantities.ts';
import { STATUSES, type Report } from './report.ts';
import { unjudgedByReason } from './standing.ts';
import { LEVELS_IN_REPORT, STATUS_WORDS } from './verdict-words.ts';

/** Counts of requirements by level and status. */
export function countsTable({ totals }: Report): Markup {
  const rows = LEVELS_IN_REPORT.map((level) => {
    const cells = STATUSES.map((status) => {
      const count = totals.byLevel[level][status];
      return markup`<td class="number ${count === 0 ? 'zero' : `s-${status}`}">${countText(count)}</td>`;
    });
    return markup`<tr><th scope="row">${level}</th>${cells}</tr>
`;
  });
  const heads = STATUSES.map(
    (status) => markup`<th scope="col" class="number">${STATUS_WORDS[status]}</th>`,
  );
  return markup`<table class="counts"><thead><tr><td></td>${heads}</tr></thead>
<tbody>${rows}</tbody></table>
`;
}

/** The counts as one bar; the table beside it says the same in numbers. */
export function countsMeter({ requirements }: Report): Markup | null {
  const total = requirements.length;
  if (total === 0) return null;
  const countOf = (statuses: readonly string[]) =>
    requirements.filter(({ status }) => statuses.includes(status)).length;
  const parts = [
    { name: 'fail', count: countOf(['fail']) },
    { name: 'warn', count: countOf(['warn']) },
    { name: 'pass', count: countOf(['pass']) },
    { name: 'rest', count: countOf(['skip', 'not-testable', 'inconclusive']) },
  ];
  let x = 0;
  const bars = parts.map(({ name, count }) => {
    const from = x;
    x += count;
    return markup`<rect class="m-${name}" x="${from}" y="0" width="${count}" height="1"/>`;
  });
  return markup`<svg class="meter" viewBox="0 0 ${total} 1" preserveAspectRatio="none"
 aria-hidden="true">${bars}</svg>
`;
}

/** Why requirements were not judged. */
export function unjudgedSection(report: Report): Markup {
  const groups = unjudgedByReason(report);
  const none =
    report.requirements.length === 0
      ? 'There was no requirement to judge.'
      : 'Every requirement was judged.';
  const body =
    groups.length === 0
      ? markup`<p>${none}</p>`
      : markup`<dl class="reasons">${groups.map(
          ({ reason, ids }) =>
            markup`<dt dir="auto">${reason}</dt><dd>${ids.map((id) => markup`<a href="#${id}">${id}</a> `)}</dd>`,
        )}</dl>`;
  return markup`<section id="unjudged" aria-labelledby="unjudged-title">
<h2 id="unjudged-title">Not judged</h2>
${body}</section>
`;
}

/** What each phase did and measured. */
export function phasesSection({ phases }: Report): Markup {
  const rows = phases.map(
    ({ name, checks, requests, seconds, findings, measures }) => markup`<tr><th
 scope="row">${name}</th><td class="number" data-label="Checks">${countText(checks)}</td><td
 class="number" data-label="Requests">${countText(requests)}</td><td class="number"
 data-label="Time">${durationText(seconds)}</td><td class="number"
 data-label="Findings">${countText(findings)}</td><td data-label="Measured">${measured(measures)}</td></tr>
`,
  );
  const body =
    phases.length === 0
      ? markup`<p>No phase was run.</p>`
      : markup`<table class="stacked"><thead><tr><th scope="col">Phase</th><th scope="col"
 class="number">Checks</th><th scope="col" class="number">Requests</th><th scope="col"
 class="number">Time</th><th scope="col" class="number">Findings</th><th
 scope="col">Measured</th></tr></thead><tbody>${rows}</tbody></table>`;
  return markup`<section id="phases" aria-labelledby="phases-title">
<h2 id="phases-title">Phases</h2>
${body}</section>
`;
}

function measured(measures: Readonly<Record<string, string>>): Markup {
  const pairs = Object.entries(measures).map(
    ([name, value]) => markup`<dt>${name}</dt><dd dir="auto">${value}</dd>`,
  );
  return pairs.length === 0 ? markup`` : markup`<dl class="measures">${pairs}</dl>`;
}

/** Which permitted readings the target follows. */
export function dialectSection({ dialect }: Report): Markup {
  const rows = dialect.map(
    ({ name, value, requirement, isPinned }) => markup`<tr><th scope="row">${name}</th><td
 data-label="Reading" dir="auto">${value}${isPinned ? ' (pinned)' : null}</td><td
 data-label="Requirement"><a href="#${requirement}">${requirement}</a></td></tr>
`,
  );
  const body =
    dialect.length === 0
      ? markup`<p>No reading was probed.</p>`
      : markup`<table class="stacked"><thead><tr><th scope="col">Where the contract has more than
 one</th><th scope="col">Reading</th><th scope="col">Requirement</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  return markup`<section id="dialect" aria-labelledby="dialect-title">
<h2 id="dialect-title">Dialect</h2>
${body}</section>
`;
}

/** Where a second judge differs; nothing when none was asked. */
export function opinionSection(report: Report): Markup | null {
  const opinion = opinionWords(report);
  if (opinion === undefined) return null;
  const { sentence, lines } = opinion;
  const items = lines.map((line) => markup`<li dir="auto">${line}</li>`);
  return markup`<section id="opinion" aria-labelledby="opinion-title">
<h2 id="opinion-title">Second opinion</h2>
<p dir="auto">${sentence}</p>
${items.length === 0 ? null : markup`<ul>${items}</ul>`}</section>
`;
}
