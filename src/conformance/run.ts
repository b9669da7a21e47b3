import { loadRequirements } from '../contract/requirements.ts';
import { PHASES, requirementsOf, type Check, type PhaseName } from './check.ts';
import { CHECKS } from './checks/all-checks.ts';
import { PROBES } from './checks/probes.ts';
import { findActors } from './execute/find-actors.ts';
import { openRun, partsOf, reach, type Run } from './execute/open-run.ts';
import { checkOfProbe, dialectEntries } from './execute/probe-dialect.ts';
import { inParallel, runCheck, runChecks } from './execute/run-checks.ts';
import { createTallies, type Tallies } from './execute/tallies.ts';
import { selectChecks, silently } from './execute/select-checks.ts';
import { drawReport } from './report/draw-report.ts';
import type { PhaseResult, Report } from './report/report.ts';
import { RigError, type Rig } from './rig.ts';
import type { RunOptions } from './run-options.ts';

const MS_PER_SECOND = 1000;
const ACTORS_MIN = 2;
/** Stands for every requirement in `stopAt`. */
const ANY = 'any';

/**
 * Judges one implementation of the review API.
 *
 * A target that cannot be reached, or a rig that breaks, ends in a report too: its verdict is
 * `broken`, and what was found until then is in it.
 *
 * Source: spec/requirements.
 */
export async function runConformance(options: RunOptions): Promise<Report> {
  const run = openRun(options);
  try {
    await carryOut(run, options);
  } catch (error) {
    if (!(error instanceof RigError)) throw error;
    run.brokenBy = error.message;
  } finally {
    await run.rig?.cleanup?.(run.workflowIds).catch(() => {});
    await run.transport.close();
  }
  const report = drawReport(run, loadRequirements(), options);
  options.onEvent?.({ kind: 'ended', report });
  return report;
}

/** What every phase of a run needs. */
interface Stage {
  readonly run: Run;
  readonly rig: Rig;
  readonly options: RunOptions;
}

async function carryOut(run: Run, options: RunOptions): Promise<void> {
  const { settings, targetName: target } = run;
  const rig = await reach(run);
  const stage = { run, rig, options };
  options.onEvent?.({ kind: 'started', target, seed: settings.seed });
  await probe(stage);
  const chosen = selectChecks(options.checks ?? CHECKS, selectionOf(stage), run.ledger);
  const waiting = rig.capabilities.has('clock')
    ? []
    : chosen.filter((check) => check.phase === 'leases');
  // Started first and awaited last: what only time can show costs the run nothing.
  const background = inParallel(waiting, waiting.length, (check) =>
    runCheck(partsIn(stage), check),
  );
  background.catch(() => {});
  const prompt = chosen.filter((check) => !waiting.includes(check));
  for (const group of inOrderFor(options.stopAt, prompt)) await runPhases(stage, group);
  await background;
  if (settings.mode === 'soak') await soak(stage, prompt);
}

/** Finds out who the callers are and which readings the target follows. */
async function probe(stage: Stage): Promise<void> {
  const { run, options } = stage;
  const { pinned } = run.settings;
  const probes = PROBES.map((each) =>
    checkOfProbe(each, pinned, (name, value) => {
      run.dialect[name] = value;
    }),
  );
  const all = [findActors((name, actor) => run.actors.set(name, actor)), ...probes];
  // Wanted whatever was asked for: the other phases cannot do without.
  const selection = { ...selectionOf(stage), only: [], exclude: [], shard: null };
  await runPhase(stage, 'probe', selectChecks(all, selection, silently(run.ledger)));
  requireActors(run);
  run.dialectEntries = dialectEntries(PROBES, run.dialect, pinned);
  options.onEvent?.({ kind: 'probed', dialect: run.dialectEntries });
}

function requireActors({ actors, settings }: Run): void {
  const known = [...actors.values()].map((actor) => `${actor.kind}:${actor.id}`);
  if (known.length < settings.credentials.length || new Set(known).size >= ACTORS_MIN) return;
  throw new RigError(
    `all ${known.length} keys act as ${known[0]}; pass --key for two different people`,
  );
}

/** Those that are there for a requirement, those that judge it too, and the rest. */
function inOrderFor(
  requirement: string | undefined,
  checks: readonly Check[],
): readonly (readonly Check[])[] {
  if (requirement === undefined || requirement === ANY) return [checks];
  const rankOf = (check: Check) => {
    const rank = requirementsOf(check).indexOf(requirement);
    return rank === -1 ? 2 : Math.min(rank, 1);
  };
  return [0, 1, 2].map((rank) => checks.filter((check) => rankOf(check) === rank));
}

async function runPhases(stage: Stage, checks: readonly Check[]): Promise<void> {
  for (const name of PHASES) {
    const own = checks.filter((check) => check.phase === name);
    if (own.length > 0) await runPhase(stage, name, own);
  }
}

async function runPhase(stage: Stage, name: PhaseName, checks: readonly Check[]): Promise<void> {
  const { run, options } = stage;
  options.onEvent?.({ kind: 'phase-started', name, checks: checks.length });
  const tallies = createTallies();
  const countSince = counterOf(run);
  let done = 0;
  await runChecks(partsIn(stage, tallies.add), checks, {
    concurrency: run.settings.concurrency,
    isOver: () => isOver(run, options),
    onEnd: (check) => {
      done += 1;
      const { requests, findings } = countSince();
      const sum = { done, checks: checks.length, requests, findings };
      options.onEvent?.({ kind: 'check-ended', check, phase: name, ...sum });
    },
  });
  const phase: PhaseResult = {
    name,
    checks: checks.length,
    ...countSince(),
    measures: tallies.measures(),
  };
  run.phases.push(phase);
  options.onEvent?.({ kind: 'phase-ended', phase });
}

/** Counts what happens from now on. */
function counterOf({ recorder, ledger }: Run) {
  const startedAt = performance.now();
  const requests = recorder.requestCount();
  const findings = ledger.breakageCount();
  return () => ({
    requests: recorder.requestCount() - requests,
    findings: ledger.breakageCount() - findings,
    seconds: (performance.now() - startedAt) / MS_PER_SECOND,
  });
}

/** Repeats, with new seeds, what a seed changes, until the budget is spent. */
async function soak(stage: Stage, checks: readonly Check[]): Promise<void> {
  const { run, options } = stage;
  const repeated = checks.filter((check) => check.isRandom === true);
  while (repeated.length > 0 && !isOver(run, options)) {
    run.round += 1;
    await runPhases(stage, repeated);
  }
}

function isOver(run: Run, { stopAt }: RunOptions): boolean {
  const { budgetSeconds } = run.settings;
  const seconds = (performance.now() - run.openedAtMs) / MS_PER_SECOND;
  if (budgetSeconds !== null && seconds > budgetSeconds) return true;
  if (stopAt === undefined) return false;
  return stopAt === ANY
    ? run.ledger.breakageCount() > 0
    : run.ledger.account(stopAt).breakages.length > 0;
}

function selectionOf({ run, rig }: Stage) {
  return { ...run.settings, surfaces: run.surfaces, capabilities: rig.capabilities };
}

function partsIn({ run, rig, options }: Stage, tally: Tallies['add'] = () => {}) {
  return partsOf(run, rig, {
    tally,
    onExchange: (exchange) => {
      run.opinions?.note(exchange);
      options.onExchange?.(exchange);
    },
  });
}
