import { assertNever } from '../contract/invariant.ts';
import { invalid, problem, type Problem } from '../contract/problems.ts';
import type { Refusal } from '../domain/step.ts';

/**
 * Says a refusal in words: what is wrong, and what to do next.
 *
 * `subject` is how the caller addressed the review.
 *
 * Source: ERR-1; CAS-1 for the wording of a stale stamp.
 */
export function problemOf(refusal: Refusal, subject: string): Problem {
  switch (refusal.kind) {
    case 'invalid':
      return invalid(refusal.faults);
    case 'no_review':
      return problem('not_found', `No review found for ${subject}`);
    case 'no_version':
      return problem('not_found', `No version ${refusal.versionId} in the review ${subject}`);
    case 'stale_stamp':
      return problem(
        'stale_stamp',
        `Stale version_stamp: overlay is at rev ${refusal.rev}, request sent rev ${refusal.stamp}. Re-read the overlay and retry.`,
      );
    case 'already_decided':
      return problem('already_decided', `The review is already ${refusal.status}.`);
    case 'not_decided':
      return problem('not_decided', 'The review awaits a decision: there is nothing to reopen.');
    case 'command_reused':
      return problem(
        'command_reused',
        `command_id '${refusal.commandId}' was used for a different request on this review. Send a new command_id.`,
      );
    case 'already_gated':
      return problem('already_gated', `There already is a review for ${subject}.`);
    case 'no_agent':
      return problem('not_found', `No agent review found for ${subject}`);
    case 'agent_event_refused':
      return problem(
        'agent_event_refused',
        `The agent is ${refusal.status}: ${refusal.event} cannot happen now.`,
      );
    case 'version_elsewhere':
      return problem(
        'version_elsewhere',
        `Version ${refusal.versionId} has this snapshot already, under the parent ${refusal.parentId ?? 'null'}.`,
      );
    case 'superseded_versions':
      return problem(
        'superseded_versions',
        `Other versions would be superseded: ${refusal.versionIds.join(', ')}. Name them in acknowledged_superseded_version_ids to go on.`,
      );
    case 'decision_conflict':
      return problem('decision_conflict', `The review is already ${refusal.status}.`);
    default:
      return assertNever(refusal);
  }
}
