import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { expectEvent } from './audit-effects.ts';
import { stateIn } from './review-state.ts';

/** A write that was refused for its stamp. */
export interface StaleWrite {
  readonly stamp: number;
  readonly by: Caller;
}

/**
 * Judges that the audit gained one entry for a stale write, with the stamp and who sent it.
 *
 * Shape: the read before, the refused write, the read after.
 * Source: CAS-4.
 */
export function expectStaleWriteAudited(
  trial: Trial,
  witness: readonly [Exchange, Exchange, Exchange],
  { stamp, by }: StaleWrite,
): void {
  const added = addedEntries(witness);
  const actor = trial.actorOf(by);
  trial.should.equal('CAS-4', witness, {
    what: 'what the audit gained from a stale write',
    got: added.map(({ action, actor: who, rev_observed, rev_result }) => ({
      action,
      actor: { kind: who.kind, id: who.id },
      rev_observed,
      rev_result: rev_result ?? null,
    })),
    expected: [
      {
        action: 'stale_write_rejected',
        actor: { kind: actor.kind, id: actor.id },
        rev_observed: stamp,
        rev_result: null,
      },
    ],
  });
  for (const entry of added) expectEvent(trial, witness, entry);
}

/** Judges that a refused write whose stamp was right is not on the audit. Source: CAS-4. */
export function expectNotAudited(
  trial: Trial,
  witness: readonly [Exchange, Exchange, Exchange],
): void {
  trial.should.equal('CAS-4', witness, {
    what: 'what the audit gained from a refused write with the right stamp',
    got: addedEntries(witness).map((entry) => entry.action),
    expected: [],
  });
}

function addedEntries([read, , reread]: readonly [Exchange, Exchange, Exchange]) {
  return stateIn(reread).audit.slice(stateIn(read).audit.length);
}
