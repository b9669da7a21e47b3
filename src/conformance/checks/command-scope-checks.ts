import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { statusOf } from '../reply.ts';
import { REPEATABLE_COMMANDS, sendCommand, type RepeatableCommand } from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { expectSameState } from './unchanged.ts';

const OK = 200;
const CONFLICT = 409;
const UNPROCESSABLE = 422;

type Body = Readonly<Record<string, unknown>>;

/** Why a first try failed. */
interface FailedTry {
  readonly name: string;
  readonly status: number;
  /** What is wrong with it, beside what is right. */
  readonly mistake: (rev: number) => Body;
  readonly operations: readonly RepeatableCommand['operation'][];
}

const FAILED_TRIES: readonly FailedTry[] = [
  {
    name: 'a-stale-stamp',
    status: CONFLICT,
    mistake: (rev) => ({ version_stamp: rev - 1 }),
    operations: ['append', 'decide'],
  },
  {
    name: 'an-unknown-parent',
    status: UNPROCESSABLE,
    mistake: () => ({ parent_seq: 99 }),
    operations: ['append'],
  },
  {
    name: 'an-unknown-seq',
    status: UNPROCESSABLE,
    mistake: () => ({ on_seq: 99 }),
    operations: ['decide'],
  },
  {
    name: 'a-wrong-type',
    status: UNPROCESSABLE,
    mistake: () => ({ note: 7, reason: 7 }),
    operations: ['append', 'decide'],
  },
];

/** Which uses of a `command_id` do not meet. Source: IDM-5, IDM-1. */
export const COMMAND_SCOPE_CHECKS: readonly Check[] = [
  ...REPEATABLE_COMMANDS.flatMap((command) =>
    FAILED_TRIES.filter(({ operations }) => operations.includes(command.operation)).map(
      (failed): Check => ({
        id: `IDM-5/${command.name}-after-${failed.name}`,
        phase: 'retries',
        surfaces: ['overlay'],
        ...(isInSmoke(command, failed) ? {} : { from: 'ci' }),
        run: (trial) => notUsedUp(trial, command, failed),
      }),
    ),
  ),
  ...REPEATABLE_COMMANDS.map((command): Check => ({
    id: `IDM-5/${command.name}-on-two-reviews`,
    phase: 'retries',
    surfaces: ['overlay'],
    ...(command.name === 'append' ? {} : { from: 'ci' }),
    run: (trial) => onTwoReviews(trial, command),
  })),
  {
    id: 'IDM-1/each-repeated-after-other-commands',
    phase: 'retries',
    surfaces: ['overlay'],
    run: afterOtherCommands,
  },
  ...REPEATABLE_COMMANDS.map((command): Check => ({
    id: `IDM-1/${command.name}-repeated-by-another-actor`,
    phase: 'retries',
    surfaces: ['overlay'],
    ...(command.name === 'append' ? {} : { from: 'ci' }),
    run: (trial) => byAnotherActor(trial, command),
  })),
];

function isInSmoke(command: RepeatableCommand, failed: FailedTry): boolean {
  return failed.name === 'a-stale-stamp'
    ? command.name === 'approve'
    : command.name === 'append' && failed.name === 'an-unknown-parent';
}

async function notUsedUp(
  trial: Trial,
  command: RepeatableCommand,
  failed: FailedTry,
): Promise<void> {
  const { a } = trial;
  const { operation } = command;
  const review = await trial.open();
  const { rev } = stateIn(await a.read(review));
  await a.claim(review, { version_stamp: rev });
  const read = await a.read(review);
  const stamp = stateIn(read).rev;
  const command_id = trial.newName('cmd');
  const right = { version_stamp: stamp, ...command.body, command_id };
  const wrong = withMistake(right, failed.mistake(stamp), operation);
  const first = await sendCommand(a, review, { operation, body: wrong });
  // Whether the first try has to fail is not this check's to say.
  if (statusOf(first) !== failed.status) return;
  const second = await sendCommand(a, review, { operation, body: right });
  const when = `to a corrected command after its first try got ${failed.status}`;
  if (!trial.should.status('IDM-5', second, { is: OK, when })) return;
  shouldHaveApplied(trial, command, [read, first, second, await a.read(review)]);
}

/** A mistake in a property that the operation knows. */
function withMistake(body: Body, mistake: Body, operation: string): Body {
  const foreign = operation === 'append' ? 'reason' : 'note';
  return Object.fromEntries(
    Object.entries({ ...body, ...mistake }).filter(([name]) => name !== foreign),
  );
}

async function onTwoReviews(trial: Trial, command: RepeatableCommand): Promise<void> {
  const { a } = trial;
  const { operation } = command;
  const command_id = trial.newName('cmd');
  // Another body on the second, which the first must not make a reuse.
  for (const body of [command.body, command.otherBody, command.body]) {
    const review = await trial.open();
    const read = await a.read(review);
    const version_stamp = stateIn(read).rev;
    const sent = await sendCommand(a, review, {
      operation,
      body: { version_stamp, ...body, command_id },
    });
    const when = 'to a command_id that another review has seen';
    if (!trial.should.status('IDM-5', sent, { is: OK, when })) continue;
    shouldHaveApplied(trial, command, [read, sent, await a.read(review)]);
  }
}

function shouldHaveApplied(
  trial: Trial,
  { adds }: RepeatableCommand,
  witness: readonly [Exchange, ...Exchange[]],
): void {
  const before = stateIn(witness[0]);
  const after = stateIn(witness.at(-1) ?? witness[0]);
  trial.should.equal('IDM-5', witness, {
    what: 'what a command with a fresh command_id added',
    got: {
      versions: after.versions.length - before.versions.length,
      decisions: after.decisions.length - before.decisions.length,
    },
    expected: { versions: Number(adds.version), decisions: Number(adds.decision) },
  });
}

async function byAnotherActor(trial: Trial, command: RepeatableCommand): Promise<void> {
  const { a, b } = trial;
  const { operation } = command;
  const review = await trial.open();
  const version_stamp = stateIn(await a.read(review)).rev;
  const body = { version_stamp, ...command.body, command_id: trial.newName('cmd') };
  await sendCommand(a, review, { operation, body });
  const read = await a.read(review);
  const repeat = await sendCommand(b, review, { operation, body });
  const when = 'to a repeat by another actor';
  if (!trial.should.status('IDM-1', repeat, { is: OK, when })) return;
  const witness = [read, repeat, await a.read(review)] as const;
  expectSameState(trial, 'IDM-1', { witness, when: 'after a repeat by another actor' });
}

/** Three commands, and then each of them again: none may be forgotten for a later one. */
async function afterOtherCommands(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  let { rev } = stateIn(await a.read(review));
  const commands: { readonly operation: 'append' | 'decide'; readonly body: Body }[] = [];
  for (const [index, by] of [a, b, a].entries()) {
    const operation = index === 2 ? 'decide' : 'append';
    const what = index === 2 ? { verdict: 'approved' } : { snapshot: { total_amount: index } };
    const body = { version_stamp: rev, ...what, command_id: trial.newName('cmd') };
    commands.push({ operation, body });
    const sent = await sendCommand(by, review, { operation, body });
    ({ rev } = stateIn(sent));
  }
  const read = await a.read(review);
  const repeats: Exchange[] = [];
  for (const [index, command] of commands.entries()) {
    const repeat = await sendCommand(index === 1 ? b : a, review, command);
    const when = `to a repeat of command ${index + 1} of ${commands.length}`;
    trial.must.status('IDM-1', repeat, { is: OK, when });
    repeats.push(repeat);
  }
  const witness = [read, ...repeats, await a.read(review)] as const;
  expectSameState(trial, 'IDM-1', { witness, when: 'after each command was repeated' });
}
