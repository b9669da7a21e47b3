import type { Actor } from '../../contract/wire.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isRecord } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { stateIn, type ReviewState } from './review-state.ts';

/** One write, sent with the right stamp, between two reads of its review. */
export interface WriteStep {
  readonly review: Subject;
  readonly sent: Exchange;
  readonly before: ReviewState;
  readonly after: ReviewState;
  /** The read before, the write, the read after. */
  readonly witness: readonly [Exchange, Exchange, Exchange];
}

/**
 * Reads a review, writes with the stamp that was read, and reads it again.
 *
 * Errors: throws Inconclusive when a read shows no overlay.
 */
export async function carryOut(
  trial: Trial,
  review: Subject,
  write: (stamp: number) => Promise<Exchange>,
): Promise<WriteStep> {
  const read = await trial.a.read(review);
  const before = stateIn(read);
  const sent = await write(before.rev);
  const reread = await trial.a.read(review);
  return { review, sent, before, after: stateIn(reread), witness: [read, sent, reread] };
}

/** The write's name in a sentence, such as `claim_review`. */
export function nameOf({ sent }: WriteStep): string {
  return sent.operation ?? `${sent.request.method} ${sent.request.path}`;
}

/** Whether two descriptions are of the same actor; how it is called in print does not count. */
export function isActor(value: unknown, actor: Actor): boolean {
  return isRecord(value) && value['kind'] === actor.kind && value['id'] === actor.id;
}

/** An actor in a sentence. */
export function actorName(value: unknown): string {
  return isRecord(value) ? `${String(value['kind'])} ${String(value['id'])}` : 'nobody';
}

/** By how much a write moved `rev`; more than one only where an edit was approved. Source: REV-6. */
export function expectRevMoved(trial: Trial, step: WriteStep, { isEdit = false } = {}): void {
  const moved = step.after.rev - step.before.rev;
  const claim = () => ({
    sentence: `rev went from ${step.before.rev} to ${step.after.rev} by one ${nameOf(step)}`,
    expected: String(step.before.rev + 1),
    got: String(step.after.rev),
    witness: step.witness,
  });
  const isTwoInOne = isEdit && moved === 2;
  const holds = trial.must.holds('REV-6', moved === 1 || isTwoInOne, claim);
  if (holds && isEdit) trial.should.holds('REV-6', moved === 1, claim);
}

/** Whose sentence it is that a write leaves a part alone. */
const KEEPERS = {
  versions: 'REV-2',
  head_seq: 'REV-2',
  status: 'REV-3',
  decided_at: 'REV-3',
  effective_seq: 'REV-4',
  decisions: 'REV-5',
} as const satisfies Partial<Record<keyof ReviewState, string>>;

/** Parts of a review that only some writes change. */
export type KeptPart = keyof typeof KEEPERS;

/** Judges that a write left parts of its review alone. Source: REV-2 … REV-5. */
export function expectKept(trial: Trial, step: WriteStep, parts: readonly KeptPart[]): void {
  for (const part of parts) {
    trial.must.equal(KEEPERS[part], step.witness, {
      what: `${part} after ${nameOf(step)}`,
      got: step.after[part],
      expected: step.before[part],
    });
  }
}
