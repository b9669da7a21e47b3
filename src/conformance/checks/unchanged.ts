import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { LASTING_PARTS, stateIn } from './review-state.ts';

const CONFLICT = 409;
const ERROR_MIN = 400;
const SERVER_ERROR_MIN = 500;

/** A write that was refused, and the read before it. */
export interface Refusal {
  readonly read: Exchange;
  readonly refused: Exchange;
  /** Whose sentence it is; by default CAS-4 after a 409 and ERR-2 after another error. */
  readonly requirement?: string;
}

/**
 * Reads a review again after a refused request and judges that nothing changed but, perhaps, that
 * the audit notes a stale write. A request that was not refused says nothing here.
 *
 * Shape: hands back the second read.
 * Source: CAS-4, ERR-2.
 */
export async function expectUnchanged(
  trial: Trial,
  review: Subject,
  refusal: Refusal,
): Promise<Exchange | undefined> {
  const { read, refused } = refusal;
  const status = statusOf(refused) ?? 0;
  if (status < ERROR_MIN || status >= SERVER_ERROR_MIN) return undefined;
  const reread = await trial.a.read(review);
  const requirement = refusal.requirement ?? (status === CONFLICT ? 'CAS-4' : 'ERR-2');
  expectSameState(trial, requirement, {
    witness: [read, refused, reread],
    when: `after ${refused.operation ?? refused.request.method} answered ${status}`,
  });
  const added = stateIn(reread).audit.slice(stateIn(read).audit.length);
  trial.must.holds(
    'ERR-2',
    added.every((entry) => entry.action === 'stale_write_rejected'),
    () => ({
      sentence: `the audit notes ${added.map((entry) => entry.action).join(', ')} after a ${status}`,
      expected: 'nothing, or stale_write_rejected',
      got: JSON.stringify(added),
      witness: [read, refused, reread],
    }),
  );
  return reread;
}

/**
 * Judges that two reads of a review show the same, its audit aside.
 *
 * Shape: `witness` begins and ends with the reads; `when` ends the sentence "rev is 5 instead of 4 …".
 */
export function expectSameState(
  trial: Trial,
  requirement: string,
  compared: { readonly witness: readonly [Exchange, ...Exchange[]]; readonly when: string },
): void {
  const { witness, when } = compared;
  const [read] = witness;
  const before = stateIn(read);
  const after = stateIn(witness.at(-1) ?? read);
  for (const part of LASTING_PARTS) {
    const what = `${part}, ${when},`;
    trial.must.equal(requirement, witness, { what, got: after[part], expected: before[part] });
  }
}
