import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { choose } from './choose.ts';
import { instrument } from './instrument.ts';
import {
  MUTATED_FOLDERS,
  type AutoJob,
  type AutoRun,
  type Coverage,
  type Mutation,
  type MutationResult,
} from './mutation.ts';
import { readProgress, survivorsOf, writeProgress } from './progress.ts';
import { runJobs, type JobFailure } from './run-jobs.ts';
import { countByFile, scoreTable } from './score-table.ts';

// Scores the conformance suite by itself: breaks the mock in every way that StrykerJS knows, and
// asks the suite alone. `.ci/kill-auto` says how to start it.

const { values } = parseArgs({
  options: {
    /** Tries so many, drawn from all. */
    sample: { type: 'string' },
    /** What the sample is drawn with. */
    seed: { type: 'string', default: '1' },
    folder: { type: 'string' },
    /** Holds every result as soon as it is there. */
    json: { type: 'string' },
    /** Carries on what the file of --json holds. */
    resume: { type: 'boolean', default: false },
    /** Tries again what survived according to such a file. */
    'survivors-of': { type: 'string' },
    /** Tries those whose line holds this text. */
    grep: { type: 'string' },
    lanes: { type: 'string', default: String(availableParallelism()) },
    /** Only sees to it that the suite finds nothing while no mutation is active. */
    dry: { type: 'boolean', default: false },
  },
});

const RUN_SEED = '1';
const JOBS_PER_WORKER = 40;
/** A full run on a busy machine takes minutes. */
const JOB_MAX_MS = 900_000;
/** What computes this long without a break does so for ever. */
const SILENCE_MAX_MS = 60_000;
/** Source: StrykerJS allows a mutation a hundred times the passes of the dry run. */
const HITS_FACTOR = 100;

const lanes = Number(values.lanes);
const json = fileOf(values.json);
const survivors = fileOf(values['survivors-of']);
const folder = MUTATED_FOLDERS.find((each) => each === values.folder);
if (values.folder !== undefined && folder === undefined) {
  throw new Error(`--folder is one of ${MUTATED_FOLDERS.join(', ')}.`);
}
const temporary = mkdtempSync(join(tmpdir(), 'kill-auto-'));
try {
  await main();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const { sample, seed, grep } = values;
  const instrumented = await instrument();
  const { mutations, sourceSha256 } = instrumented;
  writeFileSync(plan(), JSON.stringify(instrumented));
  note(`${mutations.length} mutations; first a run in which none is active`);
  const dry = await runDry();
  note(`the suite finds nothing in ${dry.requests} requests, ${dry.cpuSeconds.toFixed(1)} s`);
  const unreached = mutations.filter((mutation) => passesOf(mutation, dry) === 0);
  note(`${unreached.length} of them it never passes`);
  if (values.dry) {
    process.stdout.write(`${countByFile(unreached).join('\n')}\n`);
    return;
  }

  const eligible = choose(mutations, {
    folder,
    seed,
    keys: survivors === undefined ? undefined : survivorsOf(survivors),
    text: grep,
  });
  const chosen = eligible.slice(0, sample === undefined ? eligible.length : Number(sample));
  const done =
    json !== undefined && values.resume ? readProgress(json, { sourceSha256, seed }) : [];
  const results = await runAll(chosen, { done, dry, sourceSha256 });
  process.stdout.write(`${scoreTable({ results, total: eligible.length, lanes })}\n`);
}

/** Errors: throws when the unbroken mock is not green: no score would mean anything. */
async function runDry(): Promise<DryRun> {
  const runs: AutoRun[] = [];
  const job: AutoJob = { mutation: null, isStatic: true, hitMax: null, seed: RUN_SEED };
  await runJobs<AutoJob, AutoRun>([job], {
    ...jobPlan(),
    width: 1,
    onResult: (run) => {
      runs.push(run);
    },
  });
  const [run] = runs;
  if (run?.outcome !== 'survived' || run.coverage === undefined) {
    throw new Error(`The suite is not content with the unbroken mock: ${run?.evidence}`);
  }
  return { ...run, coverage: run.coverage };
}

/** A run with no mutation active. */
interface DryRun extends AutoRun {
  readonly coverage: Coverage;
}

interface Known {
  readonly done: readonly MutationResult[];
  readonly dry: DryRun;
  readonly sourceSha256: string;
}

async function runAll(
  chosen: readonly Mutation[],
  { done, dry, sourceSha256 }: Known,
): Promise<readonly MutationResult[]> {
  const { seed } = values;
  const doneKeys = new Set(done.map(({ key }) => key));
  const left = chosen.filter(({ key }) => !doneKeys.has(key));
  const passes = ({ id }: Mutation) => (dry.coverage.static[id] ?? 0) + (dry.coverage.run[id] ?? 0);
  const unreached = left.filter((mutation) => passes(mutation) === 0);
  const results = [...done, ...unreached.map(notReached)];
  const chosenKeys = new Set(chosen.map(({ key }) => key));
  const jobs = left
    .filter((mutation) => passes(mutation) > 0)
    .map((mutation): AutoJob => ({
      mutation,
      isStatic: dry.coverage.static[mutation.id] !== undefined,
      hitMax: passes(mutation) * HITS_FACTOR,
      seed: RUN_SEED,
    }));
  const save = (all: readonly MutationResult[]) => {
    if (json !== undefined) writeProgress(json, { sourceSha256, seed, results: all });
  };
  note(`${done.length} done before, ${unreached.length} not reached, ${jobs.length} to run`);
  await runJobs<AutoJob, AutoRun>(jobs, {
    ...jobPlan(),
    width: lanes,
    onResult: (run, { mutation }) => {
      if (mutation === null) return;
      const result = resultOf(mutation, run, dry);
      results.push(result);
      save(results);
      note(
        `${results.length - done.length - unreached.length} of ${jobs.length}  ${lineOf(result)}`,
      );
    },
  });
  save(results);
  return results.filter(({ key }) => chosenKeys.has(key));
}

function passesOf({ id }: Mutation, { coverage }: DryRun): number {
  return (coverage.static[id] ?? 0) + (coverage.run[id] ?? 0);
}

function jobPlan() {
  return {
    worker: new URL('worker.js', import.meta.url),
    args: [plan()],
    jobsPerWorker: JOBS_PER_WORKER,
    jobMaxMs: JOB_MAX_MS,
    silenceMaxMs: SILENCE_MAX_MS,
    onFailure: (_: AutoJob, failure: JobFailure) => failedRun(failure),
  };
}

function failedRun({ kind, reason }: JobFailure): AutoRun {
  return {
    outcome: kind === 'hung' ? 'timed-out' : 'crashed',
    requirement: null,
    evidence: reason,
    unjudged: [],
    readings: [],
    requests: 0,
    seconds: 0,
    cpuSeconds: 0,
  };
}

function resultOf({ key, folder: own }: Mutation, run: AutoRun, dry: AutoRun): MutationResult {
  // A run that ended early did not come to all of them.
  const others = (of: 'unjudged' | 'readings') =>
    run.outcome === 'survived' ? run[of].filter((each) => !dry[of].includes(each)) : [];
  return {
    key,
    folder: own,
    outcome: run.outcome,
    requirement: run.requirement,
    evidence: run.evidence,
    unjudged: others('unjudged'),
    readings: others('readings'),
    requests: run.requests,
    seconds: run.seconds,
    cpuSeconds: run.cpuSeconds,
  };
}

function notReached({ key, folder: own }: Mutation): MutationResult {
  const evidence = 'the unbroken mock never passes it';
  const none = {
    requirement: null,
    unjudged: [],
    readings: [],
    requests: 0,
    seconds: 0,
    cpuSeconds: 0,
  };
  return { key, folder: own, outcome: 'not-reached', evidence, ...none };
}

function lineOf({ outcome, requests, cpuSeconds, key }: MutationResult): string {
  return `${outcome.padEnd(9)} ${requests} requests, ${cpuSeconds.toFixed(1)} s  ${key}`;
}

/** The script that starts this runs it elsewhere, and says where it was started itself. */
function fileOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : resolve(process.env['KILL_AUTO_FROM'] ?? '.', name);
}

function plan(): string {
  return join(temporary, 'instrumented.json');
}

function note(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
