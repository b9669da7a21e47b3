import type { Exchange } from '../exchange.ts';
import { cutTo, markup, onOneLine, trusted, type Markup } from './escape.ts';
import { actorOf, effectOf, jsonText, targetOf } from './exchange-words.ts';
import { countText } from './quantities.ts';
import type { Finding } from './report.ts';
import type { PlacedFinding } from './standing.ts';
import { timeline, timelineNote } from './timeline.ts';

const BODY_LENGTH_MAX = 6000;
const TEXT_LENGTH_MAX = 4000;

/** What the findings of a section have in common. */
export interface FindingSection {
  readonly id: string;
  readonly title: string;
  readonly kind: 'failing' | 'warning' | 'accepted';
  readonly findings: readonly PlacedFinding[];
}

/** Writes a section of findings; one without any is left out. */
export function findingSection({ id, title, kind, findings }: FindingSection): Markup {
  if (findings.length === 0) return markup``;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}<span class="count">${countText(findings.length)}</span></h2>
${findings.map(({ finding, result }) => findingArticle(finding, { kind, baseline: result.baseline }))}</section>
`;
}

/** Where a finding stands in the page. */
export function anchorOf(findingId: string): string {
  return `finding-${findingId.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

interface Setting {
  readonly kind: FindingSection['kind'];
  readonly baseline: PlacedFinding['result']['baseline'];
}

function findingArticle(finding: Finding, { kind, baseline }: Setting): Markup {
  const { id, level, requirement, sentence, expected, got } = finding;
  const anchor = anchorOf(id);
  const known =
    baseline === undefined
      ? null
      : markup`<p class="soft note">Baseline, ${baseline.state}, until ${baseline.expires}: ${text(baseline.reason)}</p>`;
  return markup`<article class="finding is-${kind}" id="${anchor}" aria-labelledby="${anchor}-title">
<p class="tag"><b>${id}</b> ${level} <a href="#${requirement}">${requirement}</a></p>
<h3 id="${anchor}-title" dir="auto">${text(sentence)}</h3>
<dl class="verdicts"><div><dt>Expected</dt><dd dir="auto">${text(expected)}</dd></div>
<div><dt>Got</dt><dd dir="auto">${text(got)}</dd></div></dl>
${known}${drawing(finding)}${operations(finding)}${reproduction(finding, anchor)}${plan(finding)}</article>
`;
}

/** One request alone has no course to draw. */
function drawing(finding: Finding): Markup | null {
  if (finding.witness.length + (finding.history?.length ?? 0) < 2) return null;
  const note = timelineNote(finding);
  return markup`<figure><div class="scroll" role="region" aria-label="Timeline of ${finding.id}"
 tabindex="0">${timeline(finding)}</div><figcaption>Time runs to the right; only its order is to
 scale. In colour: the requests that prove it.${note === null ? null : ` ${note}`}</figcaption></figure>
`;
}

function operations({ witness, id }: Finding): Markup | null {
  if (witness.length === 0) return null;
  return markup`<ol class="operations mono" aria-label="The requests that prove ${id}">
${witness.map(operation)}</ol>
`;
}

function operation(exchange: Exchange): Markup {
  return markup`<li><details><summary><span class="actor">${cutTo(actorOf(exchange), 12)}</span><bdi>${cutTo(targetOf(exchange), 400)}</bdi><span
 class="effect">${effectOf(exchange)}</span></summary><div class="bodies"><div><p
 class="soft">Sent</p><pre dir="auto">${sentText(exchange)}</pre></div><div><p class="soft">Answered</p><pre
 dir="auto">${answerText(exchange)}</pre></div></div></details></li>
`;
}

function sentText({ request }: Exchange): string {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const body =
    request.rawBody === undefined
      ? request.body === undefined
        ? 'no body'
        : jsonText(request.body, BODY_LENGTH_MAX)
      : cutTo(request.rawBody, BODY_LENGTH_MAX);
  return [...headers, body].join('\n');
}

function answerText({ outcome }: Exchange): string {
  switch (outcome.kind) {
    case 'replied': {
      const body =
        outcome.text === undefined
          ? jsonText(outcome.body, BODY_LENGTH_MAX)
          : cutTo(outcome.text, BODY_LENGTH_MAX);
      return `${outcome.status} ${outcome.contentType ?? 'without a content type'}\n${body}`;
    }
    case 'unknown':
      return `No answer to rely on: ${outcome.reason}. It may have had its effect.`;
    case 'unsent':
      return `Not sent: ${outcome.reason}.`;
  }
}

function reproduction(finding: Finding, anchor: string): Markup {
  const { check, seed, occurrences, rate } = finding;
  const { curl, replay } = finding.reproduction;
  const lines = [
    ...(curl.length === 0 ? [] : [curl.join('\n')]),
    ...(replay === null ? [] : [replay]),
  ];
  const facts = [
    `check ${check}`,
    `seed ${seed}`,
    occurrences === 1 ? 'seen once' : `seen ${countText(occurrences)} times`,
    ...(rate === undefined ? [] : [`fails ${rate.failed} of ${rate.tried} tries`]),
  ];
  return markup`<div class="again">${lines.length > 0 ? trusted('<h4>See it again</h4>') : null}
${lines.map((line, index) => command(line, `${anchor}-command-${index + 1}`))}<p class="soft mono">${onOneLine(facts.join(' · '))}</p></div>
`;
}

function command(line: string, id: string): Markup {
  return markup`<div class="command"><pre id="${id}"><code>${line}</code></pre><button type="button"
 aria-live="polite" data-copy="${id}" aria-describedby="${id}" hidden>Copy</button></div>
`;
}

function plan({ plan: shrunk }: Finding): Markup | null {
  if (shrunk === undefined) return null;
  return markup`<details class="plan"><summary>The shrunk plan</summary><pre>${jsonText(shrunk, BODY_LENGTH_MAX)}</pre></details>
`;
}

function text(words: string): string {
  return cutTo(words, TEXT_LENGTH_MAX);
}
