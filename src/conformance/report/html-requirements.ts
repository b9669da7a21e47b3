import { areaName, byArea } from './area-names.ts';
import { markup, onOneLine, type Markup } from './escape.ts';
import { anchorOf } from './html-findings.ts';
import { countText, quantity } from './quantities.ts';
import { STATUSES, type Report, type RequirementResult } from './report.ts';
import { firstSentence, withCode } from './requirement-text.ts';
import { LEVELS_IN_REPORT, STATUS_SIGNS, STATUS_WORDS } from './verdict-words.ts';

/** Writes all requirements by area, with what filters them. */
export function requirementSection({ requirements }: Report): Markup {
  const title = markup`<h2 id="requirements-title">Requirements<span
 class="count">${countText(requirements.length)}</span></h2>
`;
  const body =
    requirements.length === 0
      ? markup`<p>The report names no requirement: nothing was judged.</p>`
      : markup`${filters(requirements)}${byArea(requirements).map(areaBlock)}<p id="nothing"
 hidden>No requirement fits. Clear the search, or press a pressed button again.</p>`;
  return markup`<section id="requirements" aria-labelledby="requirements-title">
${title}${body}</section>
`;
}

function filters(requirements: readonly RequirementResult[]): Markup {
  const levels = LEVELS_IN_REPORT.map((level) =>
    button('level', level, {
      words: level,
      count: requirements.filter((each) => each.level === level).length,
    }),
  );
  const statuses = STATUSES.map((status) =>
    button('status', status, {
      words: STATUS_WORDS[status],
      count: requirements.filter((each) => each.status === status).length,
    }),
  );
  return markup`<form id="filters" class="filters" role="search" aria-label="Filter the requirements" hidden>
<input id="search" type="search" placeholder="Search id or text" aria-label="Search id or text"
 autocomplete="off"><div class="group" role="group" aria-label="Level">${levels}</div><div
 class="group" role="group" aria-label="Status">${statuses}</div><span class="shown" id="shown"
 role="status"></span></form>
`;
}

function button(
  group: string,
  value: string,
  { words, count }: { readonly words: string; readonly count: number },
): Markup | null {
  if (count === 0) return null;
  return markup`<button type="button" data-group="${group}" value="${value}"
 aria-pressed="false">${words} <span class="soft-count">${countText(count)}</span></button>`;
}

function areaBlock([area, results]: readonly [string, readonly RequirementResult[]]): Markup {
  return markup`<div class="area"><h3>${areaName(area)}<span class="count">${area}</span></h3>
<ul>${results.map(requirementRow)}</ul></div>
`;
}

function requirementRow(result: RequirementResult): Markup {
  const { id, level, status, text } = result;
  const searched = onOneLine(`${id} ${text} ${result.checks.join(' ')}`).toLowerCase();
  return markup`<li class="requirement" data-level="${level}" data-status="${status}"
 data-text="${searched}"><details id="${id}"><summary><span class="s-${status}"
 aria-hidden="true">${STATUS_SIGNS[status]}</span><span class="rid">${id}</span><span
 class="level">${level}</span><span class="short">${withCode(firstSentence(text))}</span><span
 class="judged">${result.judgements === 0 ? null : `${countText(result.judgements)} judged`}</span><span
 class="state s-${status}">${STATUS_WORDS[status]}</span></summary>
<div class="more"><p>${withCode(text)}</p><dl class="pairs">${evidence(result)}</dl></div></details></li>
`;
}

function evidence(result: RequirementResult): readonly Markup[] {
  const { surface, judgements, checks, findings, reason, baseline } = result;
  const pairs: readonly (readonly [string, Markup])[] = [
    ['Seen on', markup`${surface === 'all' ? 'all surfaces' : surface}`],
    ['Evidence', markup`${judgements === 0 ? 'none' : quantity(judgements, 'judgement')}`],
    ...pair('Why not', reason, (words) => markup`${words}`),
    ...pair('Checks', checks.length === 0 ? undefined : checks, (names) => {
      return markup`<span class="mono">${names.join(', ')}</span>`;
    }),
    ...pair('Findings', findings.length === 0 ? undefined : findings, (found) => {
      return markup`${found.map(({ id }) => markup`<a href="#${anchorOf(id)}">${id}</a> `)}`;
    }),
    ...pair('Baseline', baseline, ({ state, reason: why, expires }) => {
      return markup`${state}: ${why} (until ${expires})`;
    }),
  ];
  return pairs.map(([name, words]) => markup`<dt>${name}</dt><dd dir="auto">${words}</dd>`);
}

function pair<Value>(
  name: string,
  value: Value | undefined,
  write: (value: Value) => Markup,
): readonly (readonly [string, Markup])[] {
  return value === undefined ? [] : [[name, write(value)]];
}
