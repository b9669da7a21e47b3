import { setTimeout as wait } from 'node:timers/promises';
import type { Trial } from '../execute/trial.ts';
import { NotTestable } from '../rig.ts';

/**
 * Lets time pass on the target: by its clock where the rig moves it, else by waiting.
 *
 * Waiting costs a run nothing, since checks that wait are started first and awaited last; only a
 * smoke run, which is to be over in a moment, does not wait.
 *
 * Shape: hands back how long it really waited, which is nothing where the clock was moved.
 * Units: milliseconds.
 * Errors: throws NotTestable in a smoke run without a clock.
 */
export async function pass(trial: Trial, ms: number): Promise<number> {
  try {
    await trial.advanceClock(ms);
    return 0;
  } catch (error) {
    if (!(error instanceof NotTestable) || trial.mode === 'smoke') throw error;
    await wait(ms);
    return ms;
  }
}
