import { setTimeout as wait } from 'node:timers/promises';
import type { Trial } from '../execute/trial.ts';
import type { RunState } from '../rig.ts';
import type { Subject } from '../subject.ts';

/** A run may take a moment to apply a decision. Source: IDM-2. */
const TRIES = 12;
const PAUSE_MS = 100;

/** Reads the run of a decided review once it has gone on, or as it stands after a while. */
export async function settledRun(trial: Trial, review: Subject): Promise<RunState> {
  let run = await trial.runState(review);
  for (let tries = 1; tries < TRIES && run.status === 'awaiting_review'; tries += 1) {
    await wait(PAUSE_MS);
    run = await trial.runState(review);
  }
  return run;
}
