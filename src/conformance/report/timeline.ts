import { markup, trusted, type Markup } from './escape.ts';
import { exchangeLine } from './exchange-words.ts';
import type { Finding } from './report.ts';
import { quantity } from './quantities.ts';
import {
  layOutTimeline,
  TIMELINE_SIZES,
  type TimelineArrow,
  type TimelineBar,
  type TimelineLane,
  type TimelineLayout,
  type TimelineRev,
} from './timeline-layout.ts';

/**
 * The style of the drawing; a page that holds drawings holds this once.
 *
 * Colours come from the page where it names them, and follow the reader's scheme where it does not.
 */
export const TIMELINE_STYLE = `
.timeline { --tl-ink: var(--ink, #1d2227); --tl-soft: var(--soft, #59636e);
  --tl-line: var(--line, #d5d9de); --tl-lane: var(--raised, #f4f5f6); --tl-bar: var(--page, #fff);
  --tl-accent: var(--fail, #b3261e); --tl-accent-bar: var(--fail-soft, #fbe9e7);
  font: 12px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.timeline text { fill: var(--tl-ink); }
.timeline .tl-lane { fill: var(--tl-lane); }
.timeline .tl-actor { font-weight: 700; font-size: 14px; }
.timeline .tl-bar { fill: var(--tl-bar); stroke: var(--tl-line); stroke-width: 1.25; }
.timeline .tl-effect, .timeline .tl-soft { fill: var(--tl-soft); }
.timeline .tl-axis { stroke: var(--tl-line); }
.timeline .tl-drop { stroke: var(--tl-line); stroke-dasharray: 2 3; }
.timeline .tl-dot { fill: var(--tl-soft); }
.timeline .tl-dot.tl-read { fill: var(--tl-bar); stroke: var(--tl-soft); }
.timeline .tl-arrow { fill: none; stroke: var(--tl-accent); stroke-width: 1.5; }
.timeline .tl-head { fill: var(--tl-accent); }
.timeline .tl-open { stroke-dasharray: 5 4; }
.timeline .tl-witness .tl-bar { fill: var(--tl-accent-bar); stroke: var(--tl-accent);
  stroke-width: 2; }
.timeline .tl-witness .tl-verb, .timeline .tl-witness .tl-rev { fill: var(--tl-accent);
  font-weight: 700; }
.timeline .tl-witness .tl-effect { fill: var(--tl-ink); }
.timeline .tl-witness .tl-drop { stroke: var(--tl-accent); }
.timeline .tl-witness .tl-dot { fill: var(--tl-accent); stroke: var(--tl-accent); }
`;

const DARK_STYLE = `
@media (prefers-color-scheme: dark) {
  .timeline { --ink: #e6e8ea; --soft: #a3abb4; --line: #3a4149; --raised: #1d2126; --page: #14171a;
    --fail: #ff8a80; --fail-soft: #3b1d1b; }
}
`;

/**
 * Draws how a finding came about: who asked what, what overlapped, and which `rev` each was told.
 *
 * A race is seen at a glance here and hardly at all in a list. The drawing has a title and a text
 * that says the same, for those who do not see it.
 *
 * Shape: → an SVG element, to stand in a page that has `TIMELINE_STYLE`.
 */
export function timeline(finding: Finding): Markup {
  const layout = layOutTimeline(finding);
  const { width, height, lanes, bars, revs, arrows } = layout;
  const name = `timeline-${finding.id.replace(/[^A-Za-z0-9]+/g, '-')}`;
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return markup`<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img"
 aria-labelledby="${name}-title ${name}-text" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title id="${name}-title">Timeline of ${finding.id}</title>
<desc id="${name}-text">${inWords(layout)}</desc>
<defs><marker id="${name}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"
 markerHeight="7" orient="auto"><path class="tl-head" d="M0 0 8 4 0 8Z"/></marker></defs>
${lanes.map((lane) => drawLane(lane, width))}
${drawAxis(layout)}${revs.map((rev) => drawRev(rev, layout.axisY))}
${bars.map(drawBar)}
${arrows.map((arrow) => drawArrow(arrow, `${name}-head`))}</svg>`;
}

/** Draws the same as a file of its own. */
export function timelineFile(finding: Finding): string {
  const style = `<style>${TIMELINE_STYLE}${DARK_STYLE}</style>`;
  return `${timeline(finding).markup.replace('<title', `${style}\n<title`)}\n`;
}

/** Says how much of a long history is not drawn, or nothing. */
export function timelineNote(finding: Finding): string | null {
  const { leftOut } = layOutTimeline(finding);
  if (leftOut === 0) return null;
  return `${quantity(leftOut, 'further request')} to the same review stand in the JSON report.`;
}

function inWords({ bars }: TimelineLayout): string {
  const inOrder = bars.toSorted((left, right) => left.exchange.id - right.exchange.id);
  return inOrder.map((bar) => `${exchangeLine(bar.exchange)}${markOf(bar)}.`).join(' ');
}

function markOf({ isWitness }: TimelineBar): string {
  return isWitness ? ' (witness)' : '';
}

function drawLane({ actor, y, height }: TimelineLane, width: number): Markup {
  const middle = y + height / 2 + 5;
  return markup`<rect class="tl-lane" x="0" y="${y}" width="${width}" height="${height}" rx="6"/>
<text class="tl-actor" x="12" y="${middle}">${actor.slice(0, 6)}</text>
`;
}

function drawAxis({ axisY, width }: TimelineLayout): Markup {
  return markup`<line class="tl-axis" x1="${TIMELINE_SIZES.labelWidth}" y1="${axisY}"
 x2="${width}" y2="${axisY}"/><text class="tl-soft" x="12" y="${axisY + 4}">rev</text>
`;
}

function drawRev({ rev, x, isWitness, isWrite }: TimelineRev, axisY: number): Markup {
  const kind = isWrite ? 'tl-dot' : 'tl-dot tl-read';
  return markup`<g class="${isWitness ? 'tl-witness' : 'tl-other'}"><line class="tl-drop"
 x1="${x}" y1="${TIMELINE_SIZES.top}" x2="${x}" y2="${axisY}"/><circle class="${kind}"
 cx="${x}" cy="${axisY}" r="3.5"/><text class="${isWrite ? 'tl-rev' : 'tl-soft'}" x="${x}"
 y="${axisY + 18}" text-anchor="middle">${rev}</text></g>
`;
}

function drawBar(bar: TimelineBar): Markup {
  const { exchange, isWitness, isOpen, verb, effect, x, y, width } = bar;
  const { barHeight, barPadding } = TIMELINE_SIZES;
  const shape = isOpen
    ? trusted(
        `<path class="tl-bar tl-open" d="M${x + width} ${y}H${x}V${y + barHeight}H${x + width}"/>`,
      )
    : trusted(
        `<rect class="tl-bar" x="${x}" y="${y}" width="${width}" height="${barHeight}" rx="4"/>`,
      );
  return markup`<g class="${isWitness ? 'tl-witness' : 'tl-other'}"><title>${exchangeLine(exchange)}</title>
${shape}<text class="tl-verb" x="${x + barPadding}" y="${y + 16}">${verb}</text><text
 class="tl-effect" x="${x + barPadding}" y="${y + 32}">${effect}</text></g>
`;
}

function drawArrow({ from, to }: TimelineArrow, head: string): Markup {
  const middle = TIMELINE_SIZES.barHeight / 2;
  const [x1, y1] = [from.x + from.width, from.y + middle];
  const [x2, y2] = [to.x - 1, to.y + middle];
  const bend = Math.max(10, (x2 - x1) / 2);
  const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return markup`<path class="tl-arrow" d="${d}" marker-end="url(#${head})"/>
`;
}
