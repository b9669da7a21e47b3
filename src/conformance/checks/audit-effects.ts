import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import type { ReviewState } from './review-state.ts';
import { actorName, isActor, nameOf, type WriteStep } from './write-step.ts';

/** One line of an audit, with what a server may leave out. */
type AuditEntry = ReviewState['audit'][number];

/** The older name of each action. Source: REV-8. */
const EVENTS: Readonly<Record<AuditEntry['action'], string>> = {
  gate_fired: 'overlay_created',
  version_added: 'version_appended',
  claimed: 'claimed',
  released: 'released',
  decision_made: 'decided',
  reopened: 'reopened',
  stale_write_rejected: 'stale_write_rejected',
};

/** The acts that a write is made of, and who acted. */
export interface Acts {
  readonly by: Caller;
  readonly actions: readonly AuditEntry['action'][];
}

/**
 * Judges that each act of a write is on the audit, with who acted and when.
 *
 * Source: REV-8.
 */
export function expectAudited(trial: Trial, step: WriteStep, { by, actions }: Acts): void {
  const added = step.after.audit.slice(step.before.audit.length);
  const actor = trial.actorOf(by);
  for (const action of actions) {
    const entry = added.find((each) => each.action === action);
    const isThere = trial.must.holds('REV-8', entry !== undefined, () => ({
      sentence: `${nameOf(step)} left no audit entry '${action}'`,
      expected: `an entry '${action}' by ${actorName(actor)}`,
      got: shown(added),
      witness: step.witness,
    }));
    if (!isThere || entry === undefined) continue;
    trial.must.holds('REV-8', isActor(entry.actor, actor), () => ({
      sentence: `the audit entry '${action}' names ${actorName(entry.actor)}, and ${actorName(actor)} acted`,
      expected: actorName(actor),
      got: shown(entry),
      witness: step.witness,
    }));
    trial.must.holds('REV-8', typeof entry.at === 'string', () => ({
      sentence: `the audit entry '${action}' does not say when it happened`,
      expected: 'a time at which it happened, `at`',
      got: shown(entry),
      witness: step.witness,
    }));
    expectBothShapes(trial, step, entry);
  }
}

function expectBothShapes(trial: Trial, step: WriteStep, entry: AuditEntry): void {
  const { action, rev_observed: observed, rev_result: result } = entry;
  trial.should.equal('REV-8', step.witness, {
    what: `rev_observed and rev_result of the audit entry '${action}'`,
    got: [observed, result],
    expected: [step.before.rev, step.after.rev],
  });
  expectEvent(trial, step.witness, entry);
}

/** Judges that the two names of an act belong together, where both are given. Source: REV-8. */
export function expectEvent(
  trial: Trial,
  witness: WriteStep['witness'] | readonly [WriteStep['sent']],
  entry: AuditEntry,
): void {
  const { action, event } = entry;
  if (event === undefined) return;
  const what = `the event of the audit entry '${action}'`;
  trial.should.equal('REV-8', witness, { what, got: event, expected: EVENTS[action] });
}
