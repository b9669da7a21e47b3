import { readFileSync } from 'node:fs';
import { contentSha256 } from '../../contract/canonical-json.ts';
import { DOCUMENT } from '../../contract/generated/review-api-document.ts';
import type { Requirement } from '../../contract/requirements.ts';
import type { Account, Breakage } from '../execute/ledger.ts';
import type { Run } from '../execute/open-run.ts';
import { isWanted } from '../execute/select-checks.ts';
import type { BaselineEntry, RunOptions } from '../run-options.ts';
import { targetName } from '../target.ts';
import { baselineNoteOf } from './baseline.ts';
import type { Finding, Report, RequirementResult, Status } from './report.ts';
import { reproductionOf } from './reproduction.ts';
import { countByLevel } from './standing.ts';
import { RUN_OVER, verdictOf } from './verdict.ts';

const MS_PER_SECOND = 1000;

/** What a report is drawn from: a run of the suite, or anything else that judged a target. */
export type ReportSource = Pick<
  Run,
  | 'settings'
  | 'ledger'
  | 'targetName'
  | 'startedAtMs'
  | 'openedAtMs'
  | 'dialectEntries'
  | 'phases'
  | 'surfaces'
  | 'brokenBy'
> & {
  readonly recorder: Pick<Run['recorder'], 'requestCount'>;
  readonly rig: Pick<NonNullable<Run['rig']>, 'name' | 'capabilities'> | undefined;
  readonly opinions?: Run['opinions'];
};

/** Draws up what a run found out: one entry for every requirement of the catalogue. */
export function drawReport(
  run: ReportSource,
  catalogue: readonly Requirement[],
  { baseline = [] }: Pick<RunOptions, 'baseline'>,
): Report {
  const { settings } = run;
  const requirements = catalogue.map((each) => resultOf(run, each, baseline));
  const { verdict, summary } = verdictOf(requirements, settings.failLevel, run.brokenBy);
  return {
    format: 'review-kit/report',
    version: 1,
    tool: { version: toolVersion(), specSha256: contentSha256(DOCUMENT) },
    target: run.targetName,
    startedAt: new Date(run.startedAtMs).toISOString(),
    seconds: (performance.now() - run.openedAtMs) / MS_PER_SECOND,
    verdict,
    summary,
    options: optionsOf(run),
    capabilities: [...(run.rig?.capabilities ?? [])],
    dialect: run.dialectEntries,
    phases: run.phases,
    totals: {
      requests: run.recorder.requestCount(),
      checks: run.phases.reduce((sum, phase) => sum + phase.checks, 0),
      judgements: run.ledger.judgementCount(),
      byLevel: countByLevel(requirements),
    },
    requirements,
    ...(run.opinions === undefined ? {} : { secondOpinion: run.opinions.report() }),
  };
}

function optionsOf({ settings, surfaces, rig }: ReportSource): Report['options'] {
  const { mode, seed, failLevel, only, exclude, concurrency, ratePerSecond } = settings;
  const { budgetSeconds, shard, credentials, provision } = settings;
  return {
    mode,
    seed,
    failLevel,
    surfaces,
    only,
    exclude,
    concurrency,
    ratePerSecond,
    budgetSeconds,
    shard: shard === null ? null : `${shard.index}/${shard.count}`,
    provision: rig?.name ?? provision.kind,
    actors: credentials.map(({ name }) => name),
  };
}

function resultOf(
  run: ReportSource,
  requirement: Requirement,
  baseline: readonly BaselineEntry[],
): RequirementResult {
  const { id, level, surface, text } = requirement;
  const account = run.ledger.account(id);
  const { status, reason } = standing(run, requirement, account);
  const note = baselineNoteOf(baseline, id, {
    isBroken: status === 'fail' || status === 'warn',
    isJudged: account.judgements > 0,
    today: new Date(run.startedAtMs).toISOString().slice(0, 'YYYY-MM-DD'.length),
  });
  return {
    id,
    level,
    surface,
    text,
    status,
    ...(reason === undefined ? {} : { reason }),
    judgements: account.judgements,
    checks: [...account.checks].toSorted(),
    findings: account.breakages.map(({ breakage, occurrences }, index) =>
      findingOf(run, breakage, { occurrences, id: `${id}#${index + 1}` }),
    ),
    ...(note === undefined ? {} : { baseline: note }),
  };
}

function standing(
  run: ReportSource,
  { id, excluded }: Requirement,
  account: Account,
): { readonly status: Status; readonly reason?: string } {
  const levels = account.breakages.map(({ breakage }) => breakage.level);
  if (levels.includes('MUST')) return { status: 'fail' };
  if (levels.length > 0) return { status: 'warn' };
  if (!isWanted(id, run.settings))
    return { status: 'skip', reason: 'left out by --only or --exclude' };
  const unclear = account.silences.find(({ kind }) => kind === 'inconclusive');
  if (unclear !== undefined) return { status: 'inconclusive', reason: unclear.reason };
  if (account.judgements > 0) return { status: 'pass' };
  const { silences } = account;
  // What the run did not get to weighs more than what it was never to do: it is left open.
  const open =
    silences.find(({ kind }) => kind === 'not-testable') ??
    silences.find(({ reason }) => reason === RUN_OVER);
  if (open !== undefined) return { status: open.kind, reason: open.reason };
  if (run.brokenBy !== undefined) return { status: 'skip', reason: run.brokenBy };
  const [silence] = silences;
  if (silence !== undefined) return { status: silence.kind, reason: silence.reason };
  return { status: 'not-testable', reason: excluded ?? 'no check of this run judged it' };
}

function findingOf(
  run: ReportSource,
  breakage: Breakage,
  { id, occurrences }: { readonly id: string; readonly occurrences: number },
): Finding {
  const { requirement, level, check, sentence, expected, got, witness } = breakage;
  const { history, plan, rate, seed = run.settings.seed } = breakage;
  const hasMore = history !== undefined && history.length > witness.length;
  return {
    id,
    requirement,
    level,
    check,
    sentence,
    expected,
    got,
    witness,
    ...(hasMore ? { history } : {}),
    ...(plan === undefined ? {} : { plan }),
    seed,
    ...(rate === undefined ? {} : { rate }),
    occurrences,
    reproduction: reproductionOf(breakage, id, gateUrlOf(run)),
  };
}

/** Where a shell opens gates; `$REVIEW_API_URL` is the reader's to set. */
function gateUrlOf({ settings: { provision } }: ReportSource): string | null {
  if (provision.kind === 'control') return '$REVIEW_API_URL/__control/gates';
  if (provision.kind === 'rig') return null;
  return `${targetName({ kind: 'url', url: provision.url })}/gates`;
}

function toolVersion(): string {
  const path = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}
