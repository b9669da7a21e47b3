import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Job, JobResult } from './job.ts';

/** Runs jobs side by side, each in a process that does one at a time. */
export interface Lanes {
  readonly run: (job: Job) => Promise<JobResult>;
  /** Ends the processes. */
  readonly close: () => void;
}

const JOB_TIMEOUT_MS = 300_000;
/** What a server leaves in memory goes with its process. */
const JOBS_PER_PROCESS = 60;

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: JobResult) => void;
}

/** Opens one lane per processor. A job that hangs or ends its process is a result, not an error. */
export function openLanes(): Lanes {
  const queue: Waiting[] = [];
  const workers = new Set<ChildProcess>();
  let idle = availableParallelism();
  let done = 0;
  let asked = 0;

  const work = async (): Promise<void> => {
    idle -= 1;
    let worker: ChildProcess | undefined;
    let served = 0;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      worker ??= startWorker(workers);
      const result = await ask(worker, next.job);
      served += 1;
      if (result.error !== undefined || served >= JOBS_PER_PROCESS) {
        stopWorker(workers, worker);
        worker = undefined;
        served = 0;
      }
      done += 1;
      if (done % 25 === 0) process.stderr.write(`  ${done} of ${asked} runs\n`);
      next.resolve(result);
      // Lets whoever waited for this result ask for its next one first.
      await Promise.resolve();
    }
    if (worker !== undefined) stopWorker(workers, worker);
    idle += 1;
  };

  return {
    run: (job) =>
      new Promise((resolve) => {
        asked += 1;
        queue.push({ job, resolve });
        if (idle > 0) void work();
      }),
    close: () => {
      for (const worker of workers) stopWorker(workers, worker);
    },
  };
}

function startWorker(workers: Set<ChildProcess>): ChildProcess {
  const worker = fork(new URL('worker.js', import.meta.url));
  workers.add(worker);
  return worker;
}

function stopWorker(workers: Set<ChildProcess>, worker: ChildProcess): void {
  workers.delete(worker);
  worker.removeAllListeners();
  worker.kill('SIGKILL');
}

function ask(worker: ChildProcess, job: Job): Promise<JobResult> {
  return new Promise((resolve) => {
    const end = (result: JobResult) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(result);
    };
    const timer = setTimeout(() => end(lost(job, 'it hung')), JOB_TIMEOUT_MS);
    worker.once('exit', (code) => end(lost(job, `its process ended with ${code}`)));
    worker.once('message', (message) => end(message as JobResult));
    worker.send(job);
  });
}

function lost(job: Job, error: string): JobResult {
  const none = { failed: [], warned: [], inconclusive: [], sentences: {} };
  return { job, verdict: 'broken', ...none, requests: 0, seconds: 0, error };
}
