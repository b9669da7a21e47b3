/** What a worker tells its parent. */
export type WorkerMessage<Result> =
  | { readonly kind: 'alive' }
  | { readonly kind: 'ended'; readonly result: Result }
  | { readonly kind: 'threw'; readonly reason: string };

/** How often a worker says that it can still say something. */
const ALIVE_EVERY_MS = 1000;

/**
 * Works on the jobs that the parent process sends, and answers each.
 *
 * It says in between that it is alive: a broken server that never stops computing cannot.
 */
export function answerJobs<Job, Result>(judge: (job: Job) => Promise<Result>): void {
  const tell = (message: WorkerMessage<Result>) => process.send?.(message);
  setInterval(() => tell({ kind: 'alive' }), ALIVE_EVERY_MS).unref();
  process.on('message', (job: Job) => {
    judge(job).then(
      (result) => tell({ kind: 'ended', result }),
      (error: unknown) => tell({ kind: 'threw', reason: reasonOf(error) }),
    );
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
