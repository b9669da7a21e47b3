import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { WorkerMessage } from './answer-jobs.ts';

/** Why a job has no result. */
export interface JobFailure {
  /** `hung`: it had to be ended. `died`: its process ended by itself. `threw`: it said so. */
  readonly kind: 'hung' | 'died' | 'threw';
  readonly reason: string;
}

/** How jobs are worked on. */
export interface JobPlan<Job, Result> {
  /** A module that calls `answerJobs`. */
  readonly worker: URL;
  /** What the worker finds in `process.argv` from the third on. */
  readonly args?: readonly string[];
  /** Processes at once; as many as there are processors by default. */
  readonly width?: number;
  /** Jobs after which a process is replaced: what servers leave in memory goes with it. */
  readonly jobsPerWorker: number;
  /** Units: milliseconds that a job may take. */
  readonly jobMaxMs: number;
  /** Units: milliseconds for which its process may give no sign of life. */
  readonly silenceMaxMs: number;
  readonly onFailure: (job: Job, failure: JobFailure) => Result;
  /** Hears of each result as it comes. */
  readonly onResult: (result: Result, job: Job) => void;
}

/** A process and how many jobs it has had. */
interface Lane {
  worker: ChildProcess | undefined;
  jobs: number;
}

type Answer<Result> = { readonly kind: 'ended'; readonly result: Result } | JobFailure;

/** Runs jobs in processes of their own, so that one that hangs or dies takes no other with it. */
export async function runJobs<Job extends object, Result>(
  jobs: readonly Job[],
  plan: JobPlan<Job, Result>,
): Promise<void> {
  const left = jobs.values();
  const width = plan.width ?? availableParallelism();
  const lanes = Array.from({ length: width }, async () => {
    const lane: Lane = { worker: undefined, jobs: 0 };
    for (const job of left) {
      const answer = await answerOf(lane, job, plan);
      plan.onResult(answer.kind === 'ended' ? answer.result : plan.onFailure(job, answer), job);
      if (answer.kind !== 'ended' || lane.jobs >= plan.jobsPerWorker) end(lane);
    }
    end(lane);
  });
  await Promise.all(lanes);
}

/** Of a failure in a used process, an earlier job may be the cause; a fresh one tells. */
async function answerOf<Job extends object, Result>(
  lane: Lane,
  job: Job,
  plan: JobPlan<Job, Result>,
): Promise<Answer<Result>> {
  const answer = await ask(lane, job, plan);
  if (answer.kind === 'ended' || lane.jobs === 1) return answer;
  end(lane);
  return ask(lane, job, plan);
}

function ask<Job extends object, Result>(
  lane: Lane,
  job: Job,
  { worker: module, args = [], jobMaxMs, silenceMaxMs }: JobPlan<Job, Result>,
): Promise<Answer<Result>> {
  const worker = (lane.worker ??= fork(module, args));
  lane.jobs += 1;
  return new Promise((resolve) => {
    const settle = (answer: Answer<Result>) => {
      clearTimeout(deadline);
      clearTimeout(silence);
      worker.removeAllListeners();
      resolve(answer);
    };
    const hung = (reason: string) => () => settle({ kind: 'hung', reason });
    const deadline = setTimeout(hung(`it took longer than ${jobMaxMs} ms`), jobMaxMs);
    const silence = setTimeout(hung(`it was silent for ${silenceMaxMs} ms`), silenceMaxMs);
    worker.on('error', ({ message }) => settle({ kind: 'died', reason: message }));
    worker.on('exit', (code, signal) =>
      settle({ kind: 'died', reason: `its process ended with ${code ?? signal}` }),
    );
    worker.on('message', (message: WorkerMessage<Result>) => {
      if (message.kind === 'alive') silence.refresh();
      else settle(message);
    });
    worker.send(job);
  });
}

function end(lane: Lane): void {
  lane.worker?.removeAllListeners();
  // A late error, such as a pipe that is gone, is about a process that nobody waits for.
  lane.worker?.on('error', () => {});
  lane.worker?.kill('SIGKILL');
  lane.worker = undefined;
  lane.jobs = 0;
}
