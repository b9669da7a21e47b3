import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { lineOf, statusOf } from '../reply.ts';
import { openWithVersions } from './append-checks.ts';
import { sendCommand } from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { expectSameState, expectUnchanged } from './unchanged.ts';

const OK = 200;
const REUSED = [409, 422];

interface Sent {
  readonly operation: 'append' | 'decide';
  readonly body: Readonly<Record<string, unknown>>;
}

/** A command, and another that is sent with the same `command_id`. */
interface Reuse {
  readonly name: string;
  readonly first: Sent;
  readonly second: Sent;
  readonly isInSmoke?: boolean;
}

const SNAPSHOT = { total: 1, lines: [{ net: 1 }, { net: 2 }] };

/** Each pair differs in one thing. Source: IDM-3; the operation is part of the body (IDM-1). */
const REUSES: readonly Reuse[] = [
  {
    name: 'another-snapshot',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: { ...SNAPSHOT, total: 2 } }),
    isInSmoke: true,
  },
  {
    name: 'deep-in-the-snapshot',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: { total: 1, lines: [{ net: 1 }, { net: 3 }] } }),
  },
  {
    name: 'order-of-items',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: { total: 1, lines: [{ net: 2 }, { net: 1 }] } }),
  },
  {
    name: 'text-for-a-number',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: { ...SNAPSHOT, total: '1' } }),
  },
  {
    name: 'one-member-less',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: { total: 1 } }),
  },
  {
    name: 'another-note',
    first: append({ snapshot: SNAPSHOT, note: 'a' }),
    second: append({ snapshot: SNAPSHOT, note: 'b' }),
  },
  {
    name: 'a-note-more',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: SNAPSHOT, note: 'b' }),
  },
  {
    name: 'another-origin',
    first: append({ snapshot: SNAPSHOT }),
    second: append({ snapshot: SNAPSHOT, origin: 'agent_edit' }),
  },
  {
    name: 'another-parent',
    first: append({ snapshot: SNAPSHOT, parent_seq: 0 }),
    second: append({ snapshot: SNAPSHOT, parent_seq: 1 }),
  },
  {
    name: 'another-verdict',
    first: decide({ verdict: 'approved' }),
    second: decide({ verdict: 'rejected', reason: 'No.' }),
    isInSmoke: true,
  },
  {
    name: 'another-reason',
    first: decide({ verdict: 'rejected', reason: 'No.' }),
    second: decide({ verdict: 'rejected', reason: 'Never.' }),
  },
  {
    name: 'another-on-seq',
    first: decide({ verdict: 'rejected', reason: 'No.', on_seq: 0 }),
    second: decide({ verdict: 'rejected', reason: 'No.', on_seq: 1 }),
  },
  {
    name: 'another-effective-seq',
    first: decide({ verdict: 'approved', on_seq: 0, effective_seq: 0 }),
    second: decide({ verdict: 'approved', on_seq: 0, effective_seq: 1 }),
  },
  {
    name: 'another-edit',
    first: decide({ verdict: 'approved', edited_output: SNAPSHOT }),
    second: decide({ verdict: 'approved', edited_output: { ...SNAPSHOT, total: 2 } }),
  },
  {
    name: 'an-edit-more',
    first: decide({ verdict: 'approved' }),
    second: decide({ verdict: 'approved', edited_output: SNAPSHOT }),
  },
  {
    name: 'decision-for-an-append',
    first: append({ snapshot: SNAPSHOT }),
    second: decide({ verdict: 'approved' }),
    isInSmoke: true,
  },
  {
    name: 'edit-for-an-append',
    first: append({ snapshot: SNAPSHOT }),
    second: decide({ verdict: 'approved', edited_output: SNAPSHOT }),
  },
  {
    name: 'append-for-a-decision',
    first: decide({ verdict: 'approved', edited_output: SNAPSHOT }),
    second: append({ snapshot: SNAPSHOT }),
  },
];

/** The same `command_id` for another command, with the old stamp and the new. Source: IDM-3. */
export const REUSED_COMMAND_CHECKS: readonly Check[] = REUSES.flatMap((reuse) =>
  (['current', 'old'] as const).map((stamp): Check => ({
    id: `IDM-3/${reuse.name}-with-${stamp}-stamp`,
    also: ['IDM-1', 'CAS-4', 'ERR-2'],
    phase: 'retries',
    surfaces: ['overlay'],
    ...(reuse.isInSmoke === true && stamp === 'current' ? {} : { from: 'ci' }),
    run: (trial) => refusesReuse(trial, reuse, stamp),
  })),
);

async function refusesReuse(
  trial: Trial,
  { first, second }: Reuse,
  stamp: 'current' | 'old',
): Promise<void> {
  const { a } = trial;
  const review = await openWithVersions(trial, 1);
  const { rev } = stateIn(await a.read(review));
  const command_id = trial.newName('cmd');
  const once = (sent: Sent, version_stamp: number) => ({
    operation: sent.operation,
    body: { version_stamp, ...sent.body, command_id },
  });
  const applied = await sendCommand(a, review, once(first, rev));
  const requirement = first.operation === 'append' ? 'VER-1' : 'DEC-1';
  if (!trial.must.status(requirement, applied, { is: OK, when: 'to a fresh command' })) return;
  const read = await a.read(review);
  const second_stamp = stamp === 'old' ? rev : stateIn(read).rev;
  const refused = await sendCommand(a, review, once(second, second_stamp));
  const isOther = first.operation !== second.operation;
  const when = isOther
    ? `to the command_id of an earlier ${first.operation}`
    : 'to a command_id that was used with another body';
  if (isOther) trial.should.status('IDM-1', refused, { is: REUSED, when });
  trial.should.status('IDM-3', refused, { is: REUSED, when });
  const reread = await expectUnchanged(trial, review, { read, refused });
  if (reread !== undefined) return;
  // Answered as if all were well: at least nothing may have come of it.
  const witness = [read, refused, await a.read(review)] as const;
  if (isOther) expectNoRepeat(trial, witness);
  shouldBeSame(trial, witness);
}

/** An answer of 200 says either that it is new, or that it was there: only one of them is wrong. */
function expectNoRepeat(trial: Trial, witness: readonly [Exchange, Exchange, Exchange]): void {
  const [read, sent, reread] = witness;
  const isApplied = stateIn(reread).rev > stateIn(read).rev;
  trial.must.holds('IDM-1', statusOf(sent) !== OK || isApplied, () => ({
    sentence: `${sent.operation} was taken for a repeat of another operation with its command_id`,
    expected: 'no repeat, since the operation is part of the command',
    got: lineOf(sent),
    witness,
  }));
}

function shouldBeSame(
  trial: Trial,
  witness: Parameters<typeof expectSameState>[2]['witness'],
): void {
  const { rev: before } = stateIn(witness[0]);
  const { rev: after } = stateIn(witness.at(-1) ?? witness[0]);
  const what = 'rev after a command_id was used again with another body';
  trial.should.equal('IDM-3', witness, { what, got: after, expected: before });
}

function append(body: Sent['body']): Sent {
  return { operation: 'append', body };
}

function decide(body: Sent['body']): Sent {
  return { operation: 'decide', body };
}
