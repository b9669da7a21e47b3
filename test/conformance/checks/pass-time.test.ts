import { expect, test } from 'vitest';
import { pass } from '../../../src/conformance/checks/pass-time.ts';
import type { Trial } from '../../../src/conformance/execute/trial.ts';
import { NotTestable, RigError } from '../../../src/conformance/rig.ts';

const WAIT_MS = 30;

function trialWith(advanceClock: Trial['advanceClock'], mode: Trial['mode']): Trial {
  return { advanceClock, mode } as Partial<Trial> as Trial;
}

const withoutClock = async () => {
  throw new NotTestable('the rig cannot move the clock');
};

test('time passes at once where the clock can be moved', async () => {
  const moved: number[] = [];
  const trial = trialWith(async (byMs) => void moved.push(byMs), 'smoke');
  expect(await pass(trial, 900_000)).toBe(0);
  expect(moved).toEqual([900_000]);
});

test('time is waited for where it cannot', async () => {
  const startedAtMs = performance.now();
  expect(await pass(trialWith(withoutClock, 'ci'), WAIT_MS)).toBe(WAIT_MS);
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(WAIT_MS - 2);
});

test('a smoke run does not wait', async () => {
  await expect(pass(trialWith(withoutClock, 'smoke'), WAIT_MS)).rejects.toThrow(NotTestable);
});

test('a broken clock is the fault of the rig', async () => {
  const broken = async () => {
    throw new RigError('no clock');
  };
  await expect(pass(trialWith(broken, 'ci'), WAIT_MS)).rejects.toThrow(RigError);
});
