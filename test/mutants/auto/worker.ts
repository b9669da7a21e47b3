import { readFileSync } from 'node:fs';
import { createReviewContract } from '../../../src/contract/review-contract.ts';
import type { Report, Status } from '../../../src/conformance/report/report.ts';
import type { Check } from '../../../src/conformance/check.ts';
import { CHECKS } from '../../../src/conformance/checks/all-checks.ts';
import { runConformance } from '../../../src/conformance/run.ts';
import type { MockOptions } from '../../../src/mock/mock.ts';
import { loadMock, type StartServer } from '../load-mutant.ts';
import { answerJobs } from './answer-jobs.ts';
import type { AutoJob, AutoRun, Instrumented } from './mutation.ts';
import { openSwitchboard } from './switchboard.ts';

// Runs the suite against the instrumented mock, one mutation after the other.
// Its argument is a file that holds what `instrument` made.

const JUDGED: ReadonlySet<Status> = new Set(['pass', 'fail', 'warn']);
const PREDICATE_CHECKS = CHECKS.filter(({ phase }) => phase === 'predicates');
const MICROSECONDS_PER_SECOND = 1_000_000;

const { compiled } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Instrumented;
const files = new Map(compiled);
const switchboard = openSwitchboard();
const contract = createReviewContract();
let loaded: Promise<StartServer> | undefined;

answerJobs<AutoJob, AutoRun>(async (job) => {
  const startedAt = performance.now();
  const cpuAtStart = process.cpuUsage();
  try {
    const run = await judge(job);
    const { user, system } = process.cpuUsage(cpuAtStart);
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...run, seconds, cpuSeconds: (user + system) / MICROSECONDS_PER_SECOND };
  } finally {
    switchboard.activate(null, null);
  }
});

async function judge(job: AutoJob): Promise<AutoRun> {
  const { mutation, hitMax } = job;
  let start: StartServer;
  try {
    start = await loadFor(job);
    switchboard.activate(mutation?.id ?? null, hitMax);
    switchboard.importIsOver();
    (await start(optionsOf(job))).close();
  } catch (error) {
    return crash(error);
  }
  const run = await runOn(start, job);
  if (mutation === null) return { ...run, coverage: switchboard.coverage() };
  return switchboard.hasPassedHitMax() ? { ...run, outcome: 'timed-out' } : run;
}

/**
 * Asks first those checks that are likely to notice, then all.
 *
 * The checks of the predicates come late in a run, and most of what breaks a predicate is noticed
 * by no other. Only what they find counts: so few checks come to no verdict.
 */
async function runOn(start: StartServer, job: AutoJob): Promise<AutoRun> {
  if (job.mutation !== null && job.mutation.folder !== 'predicates') return ask(start, job, CHECKS);
  const early = await ask(start, job, PREDICATE_CHECKS);
  if (early.requirement !== null) return { ...early, outcome: 'killed' };
  const run = await ask(start, job, CHECKS);
  return { ...run, requests: early.requests + run.requests };
}

async function ask(start: StartServer, job: AutoJob, checks: readonly Check[]): Promise<AutoRun> {
  const server = await start(optionsOf(job));
  const report = await runConformance({
    target: { kind: 'fetch', fetch: server.fetch },
    mode: 'ci',
    seed: job.seed,
    contract,
    checks,
    failLevel: 'should',
    stopAt: 'any',
  });
  server.close();
  return runOf(report);
}

function optionsOf({ seed }: AutoJob): MockOptions {
  return { seed, onDefect: () => {} };
}

/** What is decided while the code is imported needs a copy of its own; all else shares one. */
function loadFor({ mutation, isStatic, hitMax }: AutoJob): Promise<StartServer> {
  if (isStatic) {
    switchboard.activate(mutation?.id ?? null, hitMax);
    return loadMock(files);
  }
  loaded ??= loadMock(files);
  return loaded;
}

function runOf({ requirements, verdict, summary, totals, dialect }: Report): AutoRun {
  const [first] = requirements.flatMap(({ findings }) => findings);
  const found = first && `${first.requirement} ${first.level} ${first.check}: ${first.sentence}`;
  return {
    outcome: verdict === 'conforms' ? 'survived' : 'killed',
    requirement: first?.requirement ?? null,
    evidence: found ?? `${verdict}: ${summary}`,
    unjudged: requirements
      .filter(({ status }) => !JUDGED.has(status))
      .map(({ id, status }) => `${id} ${status}`),
    readings: dialect.map(({ name, value }) => `${name}=${value}`),
    requests: totals.requests,
    seconds: 0,
    cpuSeconds: 0,
  };
}

function crash(error: unknown): AutoRun {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    outcome: 'crashed',
    requirement: null,
    evidence: `the server does not start: ${reason}`,
    unjudged: [],
    readings: [],
    requests: 0,
    seconds: 0,
    cpuSeconds: 0,
  };
}
