import { readFileSync } from 'node:fs';
import { createReviewContract } from '../../../src/contract/review-contract.ts';
import type { Report, Status } from '../../../src/conformance/report/report.ts';
import { runConformance } from '../../../src/conformance/run.ts';
import { loadMock, type LoadedServer, type StartServer } from '../load-mutant.ts';
import { answerJobs } from './answer-jobs.ts';
import type { AutoJob, AutoRun, Instrumented } from './mutation.ts';
import { openSwitchboard } from './switchboard.ts';

// Runs the suite against the instrumented mock, one mutation after the other.
// Its argument is a file that holds what `instrument` made.

const JUDGED: ReadonlySet<Status> = new Set(['pass', 'fail', 'warn']);
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
  const { mutation, hitMax, seed } = job;
  let server: LoadedServer;
  try {
    const start = await loadFor(job);
    switchboard.activate(mutation?.id ?? null, hitMax);
    switchboard.importIsOver();
    server = await start({ seed, onDefect: () => {} });
  } catch (error) {
    return crash(error);
  }
  const report = await runConformance({
    target: { kind: 'fetch', fetch: server.fetch },
    mode: 'ci',
    seed,
    contract,
    failLevel: 'should',
    stopAt: 'any',
  });
  server.close();
  const run = runOf(report);
  if (mutation === null) return { ...run, coverage: switchboard.coverage() };
  return switchboard.hasPassedHitMax() ? { ...run, outcome: 'timed-out' } : run;
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
