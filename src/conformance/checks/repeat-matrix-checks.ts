import { constantFrom, record } from 'fast-check';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import {
  expectOneEffect,
  REPEATABLE_COMMANDS,
  sendCommand,
  type RepeatableCommand,
} from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { expectFresh, expectRepeat } from './submission.ts';
import { expectSameState, expectUnchanged } from './unchanged.ts';

const OK = 200;
const CONFLICT = 409;
const REUSED = [409, 422];

/** What happens between a command and the next. */
type Meanwhile = 'nothing' | 'claimed' | 'appended' | 'decided' | 'reopened' | 'reopened-appended';

/** One row: how the next command is like the first. */
interface Row {
  readonly key: 'same' | 'other' | 'none';
  readonly body: 'same' | 'other';
  readonly stamp: 'first' | 'current' | 'ahead';
  readonly by: 'same' | 'other';
}

/** A command that is followed by something, and then by another. */
interface Square {
  readonly command: RepeatableCommand;
  readonly meanwhile: Meanwhile;
}

const AFTER_APPEND: readonly Meanwhile[] = ['nothing', 'claimed', 'appended', 'decided'];
const ROW_COUNT = { smoke: 1, ci: 6, soak: 8 } as const;

/** Half of the rows are repeats: they are what the matrix is about. */
function anyRow() {
  return record<Row>({
    key: constantFrom('same', 'same', 'same', 'other', 'none'),
    body: constantFrom('same', 'same', 'other'),
    stamp: constantFrom('first', 'current', 'ahead'),
    by: constantFrom('same', 'other'),
  });
}

const SQUARES: readonly Square[] = REPEATABLE_COMMANDS.flatMap((command) =>
  [
    ...(command.operation === 'append' ? AFTER_APPEND : (['nothing'] as const)),
    ...(['reopened', 'reopened-appended'] as const),
  ].map((meanwhile): Square => ({ command, meanwhile })),
);

/**
 * Rows of the matrix of same or another key, body, stamp, actor and state, drawn anew by each seed.
 *
 * Source: IDM-1, IDM-3, CAS-1, DEC-5.
 */
export const REPEAT_MATRIX_CHECKS: readonly Check[] = SQUARES.map((square) => {
  const { command, meanwhile } = square;
  const isReopened = meanwhile.startsWith('reopened');
  return {
    id: `${isReopened ? 'DEC-5' : 'IDM-1'}/matrix-${command.name}-then-${meanwhile}`,
    also: ['IDM-1', 'IDM-2', 'IDM-3', 'CAS-1', 'CAS-4', 'DEC-5'],
    phase: 'retries',
    surfaces: ['overlay'],
    ...(isReopened ? { needs: ['reopen'] as const } : {}),
    ...(meanwhile === 'appended' ? {} : { from: 'ci' as const }),
    isRandom: true,
    run: async (trial) => {
      for (const row of trial.sample(anyRow(), ROW_COUNT[trial.mode])) {
        await tryRow(trial, square, row);
      }
    },
  };
});

async function tryRow(trial: Trial, square: Square, row: Row): Promise<void> {
  const { command, meanwhile } = square;
  const { operation } = command;
  const review = await trial.open();
  const stamp = stateIn(await trial.a.read(review)).rev;
  const command_id = trial.newName('cmd');
  const first = { version_stamp: stamp, ...command.body, command_id };
  const applied = await sendCommand(trial.a, review, { operation, body: first });
  if (!trial.must.status(command.requirement, applied, { is: OK, when: 'to a fresh command' })) {
    return;
  }
  await happen(trial, review, meanwhile);
  const read = await trial.a.read(review);
  const { rev } = stateIn(read);
  const keys = { same: { command_id }, other: { command_id: trial.newName('cmd') }, none: {} };
  const body = {
    version_stamp: { first: stamp, current: rev, ahead: rev + 1 }[row.stamp],
    ...(row.body === 'same' ? command.body : command.otherBody),
    ...keys[row.key],
  };
  const by = row.by === 'same' ? trial.a : trial.b;
  const sent = await sendCommand(by, review, { operation, body });
  await judgeRow(trial, { square, row, review, read, sent });
}

async function happen(trial: Trial, review: Subject, meanwhile: Meanwhile): Promise<void> {
  const { a, b } = trial;
  if (meanwhile === 'nothing') return;
  if (meanwhile.startsWith('reopened')) await reopenDecided(trial, review);
  const { rev } = stateIn(await a.read(review));
  if (meanwhile === 'claimed') await b.claim(review, { version_stamp: rev, ttl_seconds: 3600 });
  if (meanwhile.endsWith('appended')) {
    const body = { snapshot: { total_amount: 7 }, command_id: trial.newName('cmd') };
    await b.append(review, { version_stamp: rev, ...body });
  }
  if (meanwhile === 'decided') await b.decide(review, { version_stamp: rev, verdict: 'approved' });
}

/** An append leaves its review awaiting, so somebody has to decide it first. */
async function reopenDecided(trial: Trial, review: Subject): Promise<void> {
  const { rev, status } = stateIn(await trial.a.read(review));
  if (status === 'awaiting_review') {
    await trial.b.decide(review, { version_stamp: rev, verdict: 'approved' });
  }
  await trial.reopen(review);
}

interface TriedRow {
  readonly square: Square;
  readonly row: Row;
  readonly review: Subject;
  readonly read: Exchange;
  readonly sent: Exchange;
}

async function judgeRow(trial: Trial, tried: TriedRow): Promise<void> {
  const { row, square, read, sent, review } = tried;
  const { command, meanwhile } = square;
  const words = `(${command.name}, then ${meanwhile}; ${row.by} actor, ${row.stamp} stamp)`;
  if (row.key === 'same' && row.body === 'same') {
    await judgeRepeat(trial, tried, words);
  } else if (row.key === 'same') {
    const when = `to a command_id that was used with another body ${words}`;
    trial.should.status('IDM-3', sent, { is: REUSED, when });
    await expectUnchanged(trial, review, { read, refused: sent });
  } else if (row.stamp !== 'current') {
    const when = `to a new command with the ${row.stamp} stamp ${words}`;
    trial.must.status('CAS-1', sent, { is: CONFLICT, when });
    await expectUnchanged(trial, review, { read, refused: sent });
  } else if (stateIn(read).status !== 'awaiting_review') {
    trial.should.status('DEC-5', sent, { is: CONFLICT, when: `on a decided review ${words}` });
    await expectUnchanged(trial, review, { read, refused: sent });
  } else {
    const when = `to a new command with the current stamp ${words}`;
    if (!trial.must.status(command.requirement, sent, { is: OK, when })) return;
    expectFresh(trial, sent);
    const witness = [read, sent, await trial.a.read(review)] as const;
    const once = `after a new command ${words}`;
    expectOneEffect(trial, { requirement: command.requirement, command, witness, when: once });
  }
}

async function judgeRepeat(
  trial: Trial,
  { row, square, review, read, sent }: TriedRow,
  words: string,
): Promise<void> {
  const isReopened = square.meanwhile.startsWith('reopened');
  // Who repeats it, and that a reopening does not forget, are readings.
  const judge = row.by === 'same' && !isReopened ? trial.must : trial.should;
  const when = `to a repeat with the same command_id and body ${words}`;
  if (!judge.status(isReopened ? 'DEC-5' : 'IDM-1', sent, { is: OK, when })) return;
  expectRepeat(trial, [sent]);
  const witness = [read, sent, await trial.a.read(review)] as const;
  expectSameState(trial, 'IDM-1', { witness, when: `after a repeat ${words}` });
}
