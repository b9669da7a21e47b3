import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { lineOf, statusOf } from '../reply.ts';
import {
  expectOneEffect,
  REPEATABLE_COMMANDS,
  sendCommand,
  type RepeatableCommand,
} from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { submissionOf } from './submission.ts';

const OK = 200;
const WIDTHS = [2, 3, 4, 8] as const;
/** Two at once meet most often where the window is narrow, so they are tried more often. */
const ROUNDS = { smoke: 1, ci: 3, soak: 6 } as const;

/** One command sent several times at once. Source: IDM-4, IDM-2. */
export const CONCURRENT_REPEAT_CHECKS: readonly Check[] = REPEATABLE_COMMANDS.flatMap((command) =>
  WIDTHS.map((width): Check => {
    const isInSmoke = width === 2 && (command.name === 'append' || command.name === 'approve');
    return {
      id: `IDM-4/${command.name}-${width}-at-once`,
      also: ['IDM-2'],
      phase: 'retries',
      surfaces: ['overlay'],
      ...(isInSmoke ? {} : { from: 'ci' }),
      isRandom: true,
      run: async (trial) => {
        const rounds = width === 2 ? ROUNDS[trial.mode] * 2 : ROUNDS[trial.mode];
        for (let round = 0; round < rounds; round += 1) await volley(trial, command, width);
      },
    };
  }),
);

async function volley(trial: Trial, command: RepeatableCommand, width: number): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  const read = await a.read(review);
  const command_id = trial.newName('cmd');
  const body = { version_stamp: stateIn(read).rev, ...command.body, command_id };
  const { operation } = command;
  const replies = await Promise.all(
    Array.from({ length: width }, (_, index) =>
      sendCommand(index % 2 === 0 ? a : b, review, { operation, body }),
    ),
  );
  const reread = await a.read(review);
  const witness = [read, ...replies, reread] as const;
  const when = `after ${command.name} was sent ${width} times at once with one command_id`;
  expectOneEffect(trial, { requirement: 'IDM-4', command, witness, when });
  const others = replies.filter((reply) => statusOf(reply) !== OK);
  trial.should.holds('IDM-4', others.length === 0, () => ({
    sentence: `${others.length} of ${width} concurrent repeats of one command did not answer 200`,
    expected: '200 for each',
    got: others.map(lineOf).join('; '),
    witness: others,
  }));
  if (operation !== 'decide') return;
  const answered = replies.filter((reply) => statusOf(reply) === OK);
  const accepted = answered.filter((reply) => submissionOf(reply) === 'accepted').length;
  // Where an answer was lost, or refused, it may have been the one that was accepted.
  const isAll = answered.length === width;
  trial.must.holds('IDM-2', isAll ? accepted === 1 : accepted <= 1, () => ({
    sentence: `${accepted} of ${width} concurrent repeats of one decision were told it was accepted`,
    expected: 'accepted once, and a repeat for the others',
    got: answered.map((reply) => String(submissionOf(reply))).join(', '),
    witness: answered,
  }));
}
