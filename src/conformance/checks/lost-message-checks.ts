import type { Check } from '../check.ts';
import type { WireFault } from '../execute/recorder.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { OVERLAY_WRITES, type OverlayWrite } from './overlay-writes.ts';
import {
  expectOneEffect,
  REPEATABLE_COMMANDS,
  sendCommand,
  type RepeatableCommand,
} from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { expectFresh, expectRepeat } from './submission.ts';
import { expectSameState } from './unchanged.ts';

const OK = 200;
const CONFLICT = 409;

const FAULTS = ['lose-request', 'lose-reply', 'deliver-twice'] as const satisfies WireFault[];

const SMOKE: ReadonlySet<string> = new Set([
  'append/lose-reply',
  'append/deliver-twice',
  'approve/lose-reply',
]);

/** Requests and replies that get lost or arrive twice, and what a repeat does then. */
export const LOST_MESSAGE_CHECKS: readonly Check[] = [
  ...REPEATABLE_COMMANDS.flatMap((command) =>
    FAULTS.map((fault): Check => ({
      id: `IDM-1/${command.name}-after-${fault}`,
      also: ['IDM-2'],
      phase: 'retries',
      surfaces: ['overlay'],
      ...(SMOKE.has(`${command.name}/${fault}`) ? {} : { from: 'ci' }),
      run: (trial) => repeatsAfter(trial, command, fault),
    })),
  ),
  ...OVERLAY_WRITES.flatMap((write) =>
    (['lose-reply', 'deliver-twice'] as const).map((fault): Check => ({
      id: `CAS-1/${write.name}-without-command-id-after-${fault}`,
      also: ['CAS-4', 'REV-6'],
      phase: 'retries',
      surfaces: ['overlay'],
      from: 'ci',
      run: (trial) => rereadsAfter(trial, write, fault),
    })),
  ),
];

/** Sends a command over a faulty wire, and repeats it over a sound one with the stamp it had. */
async function repeatsAfter(
  trial: Trial,
  command: RepeatableCommand,
  fault: WireFault,
): Promise<void> {
  const { a } = trial;
  const review = await trial.open();
  const read = await a.read(review);
  const command_id = trial.newName('cmd');
  const { operation } = command;
  const body = { version_stamp: stateIn(read).rev, ...command.body, command_id };
  const first = await sendCommand(a.through(fault), review, { operation, body });
  if (fault === 'deliver-twice') {
    const when = `to a request that arrives a second time after it (${command.name})`;
    trial.must.status(command.requirement, first, { is: OK, when });
    expectFresh(trial, first);
    const twice = [read, first, await a.read(review)] as const;
    const onceWhen = `after ${command.name} arrived twice with one command_id`;
    expectOneEffect(trial, { requirement: 'IDM-1', command, witness: twice, when: onceWhen });
  }
  const repeat = await sendCommand(a, review, { operation, body });
  const isFirst = fault === 'lose-request';
  // The first to arrive is no repeat.
  const requirement = isFirst ? command.requirement : 'IDM-1';
  const when = isFirst
    ? `to a ${command.name} with a command_id whose first try never arrived`
    : `to a repeat of ${command.name} with the same command_id and body`;
  trial.must.status(requirement, repeat, { is: OK, when });
  if (isFirst) expectFresh(trial, repeat);
  else expectRepeat(trial, [first, repeat]);
  const witness = [read, first, repeat, await a.read(review)] as const;
  const once = `after ${command.name} and a repeat (${fault})`;
  expectOneEffect(trial, { requirement: 'IDM-1', command, witness, when: once });
}

/** Without a `command_id` the stamp alone keeps a second delivery from being a second write. */
async function rereadsAfter(
  trial: Trial,
  write: OverlayWrite,
  fault: 'lose-reply' | 'deliver-twice',
): Promise<void> {
  const { a } = trial;
  const review = await trial.open();
  const { rev } = stateIn(await a.read(review));
  // There is a claim, so that a release is a write everywhere.
  await a.claim(review, { version_stamp: rev });
  const read = await a.read(review);
  const before = stateIn(read);
  const body = { version_stamp: before.rev, ...write.body };
  const first = await write.send(a.through(fault), review, body);
  const reread = await a.read(review);
  const moved = stateIn(reread).rev - before.rev;
  trial.must.holds('REV-6', moved === 1, () => ({
    sentence: `rev went from ${before.rev} to ${before.rev + moved} by one ${write.name} (${fault})`,
    expected: String(before.rev + 1),
    got: String(before.rev + moved),
    witness: [read, first, reread],
  }));
  const again = await write.send(a, review, body);
  const when = `to a ${write.name} sent again with the stamp that its first try used up`;
  trial.must.status('CAS-1', again, { is: CONFLICT, when });
  const witness: [Exchange, Exchange, Exchange] = [reread, again, await a.read(review)];
  expectSameState(trial, 'CAS-4', { witness, when: `after a second ${write.name}` });
}
