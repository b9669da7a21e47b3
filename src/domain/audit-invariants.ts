import type { AuditEntry } from '../contract/wire.ts';
import { breachesOf, type Breach, type Claimed } from './breach.ts';
import type { Review } from './review.ts';
import { EVENTS } from './write.ts';

/** Every version and every decision has its entry. Source: REV-8. */
export function auditIsWhole({ audit, versions, decisions }: Review): readonly Breach[] {
  const count = (action: string) => audit.filter((each) => each.action === action).length;
  return breachesOf('REV-8', [
    [audit[0]?.action === 'gate_fired', ['audit', 0, 'action'], 'should be gate_fired'],
    [count('gate_fired') === 1, ['audit'], 'should have one gate_fired'],
    [
      count('version_added') === versions.length - 1,
      ['audit'],
      'should have one version_added per version after the first',
    ],
    [
      count('decision_made') === decisions.length,
      ['audit'],
      'should have one decision_made per decision',
    ],
    ...audit.map((each, index): Claimed => {
      const isNew = audit.findIndex(({ entry_id: id }) => id === each.entry_id) === index;
      return [isNew, ['audit', index, 'entry_id'], 'should be used once'];
    }),
    ...audit.map((each, index): Claimed => {
      const event = EVENTS[each.action];
      return [each.event === event, ['audit', index, 'event'], `should be ${event}`];
    }),
  ]);
}

/** Nothing but a reopening is written on a decided review. Source: DEC-5. */
export function actsFollowEachOther({ audit }: Review): readonly Breach[] {
  let isDecided = false;
  const claims = audit.map(({ action }, index): Claimed => {
    const path = ['audit', index, 'action'];
    if (action === 'stale_write_rejected') return [true, path, ''];
    const holds = (action === 'reopened') === isDecided;
    isDecided = action === 'decision_made';
    return [holds, path, 'should not stand here: only a reopening follows a decision'];
  });
  return breachesOf('DEC-5', claims);
}

/**
 * Every write is one more than the one before; only a decision may share its version's.
 *
 * Source: REV-6.
 */
export function revFollowsAudit({ audit, rev }: Review): readonly Breach[] {
  let last = 0;
  const claims = audit.map((each, index): Claimed => {
    const path = ['audit', index, 'rev_result'];
    if (each.action === 'stale_write_rejected') {
      return [each.rev_result === null, path, 'should be null: a stale write changes nothing'];
    }
    const before = audit[index - 1];
    const isSameWrite =
      each.action === 'decision_made' &&
      before?.action === 'version_added' &&
      each.rev_observed === before.rev_observed &&
      each.rev_result === before.rev_result;
    const holds = isSameWrite || (each.rev_observed === last && each.rev_result === last + 1);
    last = each.rev_result ?? last;
    return [holds, path, 'should be one more than the write before it'];
  });
  return breachesOf('REV-6', [...claims, [rev === last, ['rev'], `should be ${last}`]]);
}

/** Instants agree with the audit, and the audit's ascend. Source: TIME-1, REV-5. */
export function timeNeverGoesBack(review: Review): readonly Breach[] {
  const { audit, versions, decisions } = review;
  const ats = (action: AuditEntry['action']) =>
    audit.filter((each) => each.action === action).map((each) => each.at);
  const written = audit.findLast((each) => each.action !== 'stale_write_rejected')?.at;
  const versionAts = [...ats('gate_fired'), ...ats('version_added')];
  const decisionAts = ats('decision_made');
  const awaitingSince = ats('reopened').at(-1) ?? audit[0]?.at;
  return breachesOf('TIME-1', [
    [review.created_at === audit[0]?.at, ['created_at'], 'should be the instant of gate_fired'],
    [review.updated_at === written, ['updated_at'], 'should be the instant of the last write'],
    [
      review.awaiting_since === awaitingSince,
      ['awaiting_since'],
      'should be the instant of the opening, or of the last reopening',
    ],
    ...audit.map((each, index): Claimed => {
      const previous = audit[index - 1]?.at ?? each.at;
      return [each.at >= previous, ['audit', index, 'at'], 'should not go back'];
    }),
    ...versions.map((each, index): Claimed => {
      const path = ['versions', index, 'created_at'];
      return [each.created_at === versionAts[index], path, 'should be what its audit entry says'];
    }),
    ...decisions.map((each, index): Claimed => {
      const path = ['decisions', index, 'decided_at'];
      return [each.decided_at === decisionAts[index], path, 'should be what its audit entry says'];
    }),
  ]);
}
