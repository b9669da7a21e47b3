import { setTimeout as wait } from 'node:timers/promises';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { REPEATABLE_COMMANDS, sendCommand, type RepeatableCommand } from './repeatable-commands.ts';
import { expectRun } from './resume-checks.ts';
import { stateIn } from './review-state.ts';
import { expectFresh, expectRepeat, submissionOf } from './submission.ts';
import { expectSameState } from './unchanged.ts';

const OK = 200;
const TRIES = 12;
const PAUSE_MS = 100;
const DECISIONS = REPEATABLE_COMMANDS.filter(({ operation }) => operation === 'decide');

/** Repeats of a decision that its run has not yet applied. Source: IDM-2, RUN-1. */
export const HELD_RUN_CHECKS: readonly Check[] = [
  ...DECISIONS.map((command): Check => ({
    id: `IDM-2/${command.name}-while-runs-are-held`,
    also: ['IDM-1'],
    phase: 'retries',
    surfaces: ['overlay'],
    needs: ['hold'],
    isExclusive: true,
    ...(command.name === 'approve' ? {} : { from: 'ci' }),
    run: (trial) => held(trial, () => repeatsWhileHeld(trial, command)),
  })),
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `RUN-1/held-run-of-an-${verdict}-review`,
    phase: 'retries',
    surfaces: ['overlay'],
    needs: ['hold', 'runs'],
    isExclusive: true,
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      await held(trial, async () => {
        const { rev } = stateIn(await trial.a.read(review));
        const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
        await trial.a.decide(review, { version_stamp: rev, verdict, ...reason });
        const status = 'awaiting_review';
        await expectRun(trial, review, { level: 'should', status, resumedWith: null });
      });
      const isApproved = verdict === 'approved';
      const snapshot = stateIn(await trial.a.read(review)).versions[0]?.snapshot;
      await expectRun(trial, review, {
        level: 'must',
        status: isApproved ? 'completed' : 'cancelled',
        resumedWith: isApproved ? snapshot : null,
      });
    },
  })),
];

/** Holds runs while something is tried, and lets them go whatever comes of it. */
async function held(trial: Trial, attempt: () => Promise<void>): Promise<void> {
  await trial.holdRuns(true);
  try {
    await attempt();
  } finally {
    await trial.holdRuns(false);
  }
}

async function repeatsWhileHeld(trial: Trial, command: RepeatableCommand): Promise<void> {
  const { a } = trial;
  const { operation } = command;
  const review = await trial.open();
  const version_stamp = stateIn(await a.read(review)).rev;
  const body = { version_stamp, ...command.body, command_id: trial.newName('cmd') };
  const first = await sendCommand(a, review, { operation, body });
  const when = 'to a decision while runs are held';
  if (!trial.must.status(command.requirement, first, { is: OK, when })) return;
  expectFresh(trial, first);
  const read = await a.read(review);
  const repeat = await sendCommand(a, review, { operation, body });
  trial.must.status('IDM-1', repeat, { is: OK, when: 'to a repeat while runs are held' });
  expectRepeat(trial, [first, repeat], ['already_received']);
  const witness = [read, repeat, await a.read(review)] as const;
  expectSameState(trial, 'IDM-1', { witness, when: 'after a repeat while runs are held' });

  await trial.holdRuns(false);
  let after = await sendCommand(a, review, { operation, body });
  for (let tries = 1; tries < TRIES && submissionOf(after) === 'already_received'; tries += 1) {
    await wait(PAUSE_MS);
    after = await sendCommand(a, review, { operation, body });
  }
  expectRepeat(trial, [first, after], ['already_applied']);
}
