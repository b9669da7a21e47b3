import { drawClientReport } from '../clients/draw-client-report.ts';
import { onOneLine } from '../conformance/report/escape.ts';
import { quantity } from '../conformance/report/quantities.ts';
import type { Finding, Report } from '../conformance/report/report.ts';
import type { ProxyResult } from '../proxy/both-sides.ts';
import type { ServerFault } from '../proxy/server-judge.ts';

/** What a terminal shows when a proxy stops: what the clients did, then what the server did. */
export function proxySummary({ clients, server, reach }: ProxyResult): string {
  if (reach === 'unused') return 'Nothing passed through.';
  return ['── clients', drawClientReport(clients), '', '── server', drawServer(server)].join('\n');
}

/** One fault of the server in one line, as it is told when it happens. */
export function faultLine({ requirement, level, sentence }: ServerFault): string {
  return `${level === 'MUST' ? '✗' : '!'} server  ${requirement} ${level}: ${onOneLine(sentence)}`;
}

function drawServer(report: Report): string {
  const { requirements, summary, verdict } = report;
  const findings = requirements.flatMap((each) => each.findings);
  if (findings.length === 0 || verdict === 'broken') return summary;
  const must = findings.filter(({ level }) => level === 'MUST').length;
  const sum = `${quantity(findings.length, 'finding')}, ${must} of a MUST. ${summary}`;
  return [...findings.flatMap((finding) => [...blockOf(finding), '']), sum].join('\n');
}

function blockOf({ id, level, sentence, expected, got, witness, occurrences }: Finding) {
  const numbers = witness.map((each) => `#${each.id}`).join(', ');
  const often = occurrences === 1 ? 'seen once' : `seen ${occurrences} times`;
  return [
    `${level === 'MUST' ? '✗' : '!'} ${id} ${level} · ${often} · ${numbers}`,
    `  ${onOneLine(sentence)}`,
    `  expected  ${onOneLine(expected)}`,
    `  got       ${onOneLine(got)}`,
  ];
}
