import { TIMELINE_STYLE } from './timeline.ts';

const COLORS = `
:root { color-scheme: light dark; --page: #fdfdfb; --raised: #f4f4f0; --ink: #1c2024;
  --soft: #5a636d; --line: #dadcd9; --link: #0b5394; --pass: #1b6e3c; --fail: #b3261e;
  --fail-soft: #fbebe9; --warn: #835400; --warn-soft: #fbf3e0; --rest: #8b949e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15181b; --raised: #1e2226; --ink: #e5e7ea; --soft: #a5adb6; --line: #394047;
    --link: #8ab8ff; --pass: #6cc58a; --fail: #ff8a80; --fail-soft: #3a1f1d; --warn: #e2b34a;
    --warn-soft: #33290f; --rest: #6f7881; }
}
`;

const BASE = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
h1, h2, h3, p, dl, dd, ul, ol, table, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 40px; line-height: 1.15; letter-spacing: -0.02em; font-weight: 650; }
h2 { font-size: 22px; line-height: 1.3; letter-spacing: -0.01em; margin: 64px 0 20px; }
h3 { font-size: 16px; margin: 32px 0 8px; }
h2 .count, h3 .count { color: var(--soft); font-weight: 400; margin-left: 6px; }
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas,
  'DejaVu Sans Mono', monospace; font-size: 13px; }
.soft { color: var(--soft); }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 12px; padding: 4px 8px; background: var(--page); z-index: 1; }
dt { color: var(--soft); font-size: 13px; }
dd, p, li, td, summary, h1, h2, h3 { overflow-wrap: anywhere; min-width: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { font-weight: 500; font-size: 13px; color: var(--soft); text-align: left; }
th, td { padding: 7px 16px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { font-size: 15px; color: var(--ink); }
.number { text-align: right; }
details code, .more code { font-size: 0.86em; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
details > summary { cursor: pointer; }
`;

const HEADER = `
header { padding-top: 56px; }
.kicker { color: var(--soft); font-size: 14px; margin-bottom: 10px; }
.v-conforms h1 { color: var(--pass); }
.v-fails h1, .v-broken h1 { color: var(--fail); }
.v-too-little h1 { color: var(--warn); }
.target { margin-top: 10px; font-size: 15px; }
.summary { margin-top: 14px; font-size: 18px; max-width: 64ch; }
.meter { display: block; width: 100%; height: 8px; margin: 32px 0 10px; }
.meter .m-pass { fill: var(--pass); } .meter .m-fail { fill: var(--fail); }
.meter .m-warn { fill: var(--warn); } .meter .m-rest { fill: var(--line); }
.counts { margin-top: 12px; }
.note { margin-bottom: 16px; }
.counts td, .counts th { padding-left: 10px; }
.counts th:first-child, .counts td:first-child { padding-left: 0; }
.counts td { font-weight: 600; }
.counts .zero { color: var(--soft); font-weight: 400; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
  gap: 16px 24px; margin-top: 32px; }
nav ul { display: flex; flex-wrap: wrap; gap: 6px 22px; margin-top: 32px; font-size: 15px; }
.s-pass { color: var(--pass); } .s-fail { color: var(--fail); } .s-warn { color: var(--warn); }
.s-skip, .s-not-testable, .s-inconclusive { color: var(--soft); }
`;

const FINDINGS = `
.finding { padding: 28px 0 36px; border-top: 1px solid var(--line); }
.finding h3 { margin: 6px 0 20px; font-size: 20px; line-height: 1.4; font-weight: 600;
  max-width: 66ch; letter-spacing: -0.005em; }
.tag { font-size: 14px; } .tag b { color: var(--fail); }
.is-warning .tag b { color: var(--warn); } .is-accepted .tag b { color: var(--soft); }
.is-warning { --fail: var(--warn); --fail-soft: var(--warn-soft); }
.verdicts { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 40px; margin: 0 0 24px; }
.verdicts dd { margin-top: 2px; white-space: pre-line; }
figure { margin: 0 0 24px; }
.scroll { overflow-x: auto; }
.timeline { display: block; }
figcaption { color: var(--soft); font-size: 13px; margin-top: 8px; }
.operations { margin: 0 0 24px; }
.operations li { border-bottom: 1px solid var(--line); }
.operations li:first-child { border-top: 1px solid var(--line); }
.operations summary, .operations .line { display: grid; padding: 7px 0; gap: 0 16px;
  grid-template-columns: 16px minmax(3ch, max-content) minmax(0, 1fr) minmax(0, max-content); }
.operations summary { list-style: none; }
.operations summary::-webkit-details-marker { display: none; }
.operations summary::before { content: '+'; color: var(--soft); font-family: monospace; }
.operations details[open] > summary::before { content: '−'; }
.operations .actor { font-weight: 700; }
.operations .bodies { display: grid; grid-template-columns: 1fr 1fr; gap: 20px;
  padding: 4px 0 16px 32px; }
.again { background: var(--raised); border-radius: 6px; padding: 12px 16px; }
.again h4 { margin: 0; font-size: 13px; font-weight: 500; color: var(--soft); }
.command { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 16px;
  align-items: start; padding: 5px 0; }
.plan { margin-top: 16px; } .plan pre { margin-top: 8px; }
`;

const REQUIREMENTS = `
.filters { position: sticky; top: 0; background: var(--page); padding: 12px 0; z-index: 1;
  display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center;
  border-bottom: 1px solid var(--line); }
.filters[hidden] { display: none; }
.group { display: flex; flex-wrap: wrap; gap: 5px; }
input { font: inherit; font-size: 15px; color: inherit; background: var(--page); width: 170px;
  border: 1px solid var(--rest); border-radius: 5px; padding: 5px 10px; }
button { font: inherit; font-size: 13px; color: var(--ink); background: var(--page);
  border: 1px solid var(--rest); border-radius: 5px; padding: 3px 9px; cursor: pointer; }
button:hover { border-color: var(--ink); }
button[aria-pressed='true'] { background: var(--ink); color: var(--page);
  border-color: var(--ink); }
.shown { color: var(--soft); font-size: 14px; margin-left: auto; }
.requirement { border-top: 1px solid var(--line); }
.requirement summary { display: grid; gap: 0 14px; padding: 8px 0; align-items: baseline;
  grid-template-columns: 1ch 9ch 8ch minmax(0, 1fr) 13ch 12ch; list-style: none; }
.requirement summary::-webkit-details-marker { display: none; }
.requirement summary:hover .short { text-decoration: underline; text-underline-offset: 3px;
  text-decoration-color: var(--rest); }
.requirement .state { text-align: right; font-size: 14px; }
.requirement .level, .requirement .judged { font-size: 13px; color: var(--soft); }
.requirement .judged { text-align: right; }
.requirement .rid { font-weight: 600; white-space: nowrap; }
.more { padding: 2px 0 18px calc(1ch + 9ch + 28px); max-width: 92ch; }
.more > * + * { margin-top: 12px; }
.more .pairs { display: grid; grid-template-columns: 12ch minmax(0, 1fr); gap: 4px 16px;
  font-size: 14px; }
`;

const REST = `
.reasons dt { color: var(--ink); font-size: 15px; margin-top: 14px; }
.measures { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 12px;
  font-size: 14px; }
.measures dt { font-size: 14px; }
footer { padding-top: 72px; padding-bottom: 64px; color: var(--soft); font-size: 14px; }
@media (max-width: 680px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 32px; } h1 { font-size: 32px; } h2 { margin-top: 48px; }
  .finding h3 { font-size: 18px; }
  .verdicts, .operations .bodies { grid-template-columns: minmax(0, 1fr); }
  .facts { grid-template-columns: 1fr 1fr; }
  .counts th { font-size: 12px; } .counts { margin-top: 12px; }
.note { margin-bottom: 16px; }
.counts td, .counts th { padding-left: 4px; padding-right: 0; }
  .operations summary, .operations .line { gap: 0 10px;
    grid-template-columns: 12px minmax(2ch, max-content) minmax(0, 1fr); }
  .operations .effect { grid-column: 3; } .operations .bodies { padding-left: 0; }
  .filters { position: static; } input { width: 100%; } .shown { margin-left: 0; }
  .requirement summary { grid-template-columns: 1ch 9ch minmax(0, 1fr) max-content; }
  .requirement .short { grid-column: 2 / -1; } .requirement .state { order: 1; }
  .requirement .short { order: 2; }
  .requirement .judged { order: 3; grid-column: 2 / -1; text-align: left; }
  .requirement .judged:empty { display: none; }
  .more { padding-left: calc(1ch + 14px); }
  .stacked thead { position: absolute; left: -9999px; }
  .stacked tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .stacked td, .stacked th { display: flex; gap: 16px; border: 0; padding: 1px 0;
    text-align: left; }
  .stacked th { font-size: 16px; color: var(--ink); font-weight: 600; }
  .stacked td::before { content: attr(data-label); color: var(--soft); font-size: 13px;
    flex: 0 0 96px; padding-top: 2px; }
  .stacked td:empty { display: none; }
}
@page { margin: 16mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --raised: #fff; --ink: #000; --soft: #444;
    --line: #bbb; --link: #000; --pass: #1b6e3c; --fail: #b3261e; --fail-soft: #fbebe9;
    --warn: #835400; --warn-soft: #fbf3e0; --rest: #777; }
  body { font-size: 11pt; } header { padding-top: 0; } h1 { font-size: 26pt; }
  main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .filters, nav, .skip, button { display: none !important; }
  .again { border: 1px solid var(--line); }
  .scroll { overflow: visible; } .timeline { max-width: 100%; height: auto; }
  h2, h3, .tag { break-after: avoid; } figure, .again, .requirement, tr { break-inside: avoid; }
}
`;

/** The whole style of the HTML report. */
export const HTML_STYLE = [COLORS, BASE, HEADER, FINDINGS, REQUIREMENTS, REST, TIMELINE_STYLE].join(
  '',
);
