import type { Ledger } from '../conformance/execute/ledger.ts';
import { settingsOf } from '../conformance/execute/settings.ts';
import { drawReport } from '../conformance/report/draw-report.ts';
import { quantity } from '../conformance/report/quantities.ts';
import type { Report } from '../conformance/report/report.ts';
import { targetName } from '../conformance/target.ts';
import { loadRequirements } from '../contract/requirements.ts';

/** What a proxy knows at its end. */
export interface ProxySource {
  readonly upstream: string;
  readonly ledger: Ledger;
  readonly actors: readonly string[];
  readonly requests: number;
  /** Units: milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Units: milliseconds of the process's own clock. */
  readonly openedAtMs: number;
  /** Why nothing could be judged; undefined when something could. */
  readonly brokenBy: string | undefined;
}

const UNTRIED = 'a proxy judges what passes through it, and tries nothing';
const MS_PER_SECOND = 1000;

/**
 * Draws up what was seen of the server, as a report of the suite, so that every format and reader
 * of those serves.
 *
 * Its verdict is never that the server conforms: nothing was tried.
 *
 * Source: spec/report.schema.json.
 */
export function proxyReport(source: ProxySource): Report {
  const { upstream, ledger, actors, requests, startedAtMs, openedAtMs, brokenBy } = source;
  const target = { kind: 'url', url: upstream } as const;
  const catalogue = loadRequirements();
  for (const { id } of catalogue) ledger.stay(id, { kind: 'skip', reason: UNTRIED });
  const settings = {
    ...settingsOf({ target, seed: 'none' }, startedAtMs),
    credentials: actors.map((name) => ({ name, key: '' })),
  };
  const phase = {
    name: 'proxy',
    checks: 0,
    requests,
    seconds: (performance.now() - openedAtMs) / MS_PER_SECOND,
    findings: ledger.breakageCount(),
    measures: {},
  };
  const report = drawReport(
    {
      settings,
      ledger,
      targetName: targetName(target),
      startedAtMs,
      openedAtMs,
      dialectEntries: [],
      phases: [phase],
      surfaces: [],
      brokenBy,
      recorder: { requestCount: () => requests },
      rig: { name: 'none', capabilities: new Set() },
    },
    catalogue,
    {},
  );
  return withoutPromises(report);
}

function withoutPromises(report: Report): Report {
  const judged = report.requirements.filter(({ status }) => status === 'pass' || status === 'warn');
  const isClean = report.verdict === 'conforms';
  return {
    ...report,
    ...(isClean ? { verdict: 'too-little', summary: summaryOf(judged.length) } : {}),
    // No check can be run again to see it; the witness is what there is.
    requirements: report.requirements.map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({
        ...finding,
        reproduction: { ...finding.reproduction, replay: null },
      })),
    })),
  };
}

function summaryOf(judged: number): string {
  return `What passed through broke nothing; ${quantity(judged, 'requirement')} judged, the others not tried.`;
}
