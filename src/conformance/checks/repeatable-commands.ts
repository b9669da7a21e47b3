import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import { stateIn } from './review-state.ts';

type Body = Readonly<Record<string, unknown>>;

/** A command that can carry a `command_id`. */
export interface RepeatableCommand {
  readonly name: string;
  readonly operation: 'append' | 'decide';
  /** Whether it adds a version, and a decision. */
  readonly adds: { readonly version: boolean; readonly decision: boolean };
  /** What it sends beside the stamp and the `command_id`. */
  readonly body: Body;
  /** Another body of the same operation, right as well. */
  readonly otherBody: Body;
  /** Whose sentence it is that the command is carried out. */
  readonly requirement: 'VER-1' | 'DEC-1' | 'DEC-2' | 'DEC-3';
}

/** One of each kind. Source: IDM-1. */
export const REPEATABLE_COMMANDS: readonly RepeatableCommand[] = [
  {
    name: 'append',
    operation: 'append',
    adds: { version: true, decision: false },
    body: { snapshot: { total_amount: 500, lines: [{ net: 1, tax: null }] }, note: 'Fixed.' },
    otherBody: { snapshot: { total_amount: 501, lines: [{ net: 1, tax: null }] }, note: 'Fixed.' },
    requirement: 'VER-1',
  },
  {
    name: 'approve',
    operation: 'decide',
    adds: { version: false, decision: true },
    body: { verdict: 'approved' },
    otherBody: { verdict: 'rejected', reason: 'No.' },
    requirement: 'DEC-1',
  },
  {
    name: 'approve-an-edit',
    operation: 'decide',
    adds: { version: true, decision: true },
    body: { verdict: 'approved', edited_output: { total_amount: 500, vendor_name: 'Acmé' } },
    otherBody: { verdict: 'approved', edited_output: { total_amount: 500, vendor_name: 'Acme' } },
    requirement: 'DEC-2',
  },
  {
    name: 'reject',
    operation: 'decide',
    adds: { version: false, decision: true },
    body: { verdict: 'rejected', reason: 'Illegible.' },
    otherBody: { verdict: 'rejected', reason: 'Illegible!' },
    requirement: 'DEC-3',
  },
];

/** Sends a command with whatever body. */
export function sendCommand(
  caller: Caller,
  review: Subject,
  { operation, body }: { readonly operation: 'append' | 'decide'; readonly body: Body },
): Promise<Exchange> {
  return operation === 'append' ? caller.append(review, body) : caller.decide(review, body);
}

/** What a command was to do to a review, and the reads before and after. */
export interface Effect {
  readonly requirement: string;
  readonly command: RepeatableCommand;
  /** The first and the last are reads. */
  readonly witness: readonly [Exchange, ...Exchange[]];
  /** Ends the sentence "the number of versions is 3 instead of 2 …". */
  readonly when: string;
}

/**
 * Judges that a command had its effect exactly once.
 *
 * Source: IDM-1, IDM-4; REV-6 for a server that counts an approval with edits as two writes.
 */
export function expectOneEffect(trial: Trial, effect: Effect): void {
  const { requirement, command, witness, when } = effect;
  const [read] = witness;
  const before = stateIn(read);
  const after = stateIn(witness.at(-1) ?? read);
  const { version, decision } = command.adds;
  const isTwoWrites = version && decision && trial.dialect['edit-step'] === '2';
  const equal = (what: string, got: number, expected: number) =>
    trial.must.equal(requirement, witness, { what: `${what}, ${when},`, got, expected });
  const { versions, decisions } = before;
  equal('the number of versions', after.versions.length, versions.length + Number(version));
  equal('the number of decisions', after.decisions.length, decisions.length + Number(decision));
  equal('rev', after.rev, before.rev + (isTwoWrites ? 2 : 1));
}
