import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import type { Review } from '../../src/domain/review.ts';
import { transition } from '../../src/domain/transition.ts';
import { afterNoon, CHECKER, envOf } from '../support/reviews.ts';
import { PLAN, playPlan, type PlayedStep } from './command-plans.ts';

/** Each law is tried on so many plans, of up to forty steps each. */
const RUNS = 400;

function forEveryStep(check: (played: PlayedStep) => void): void {
  fc.assert(
    fc.property(PLAN, (plan) => {
      for (const played of playPlan(plan)) check(played);
    }),
    { numRuns: RUNS },
  );
}

/**
 * Whether what was answered was a write. Written down here once more, from the answer alone: a
 * claim, release or reopening always is; a decision when it is accepted; an append unless it is a
 * repeat; a new version by content when no version had that content; an application never.
 */
function isWrite({ before, command, result }: PlayedStep): boolean {
  if (!result.ok) return false;
  const value = result.value ?? {};
  if ('submissionStatus' in value) return value.submissionStatus === 'accepted';
  if ('isRepeat' in value) return !value.isRepeat;
  if ('versionId' in value) {
    return before.versions.every((each) => versionIdOf(each.snapshot) !== value.versionId);
  }
  return command.kind !== 'apply';
}

/** How many acts a step was made of: one for a write, two where an edit is approved with it. */
function actCountOf(played: PlayedStep): number {
  const { command } = played;
  if (!isWrite(played)) return 0;
  if (command.kind !== 'decide') return 1;
  return command.body.edited_output || command.body.reviewable_value ? 2 : 1;
}

/** Whether the items of one list stand unchanged, and the very same, at the start of another. */
function isPrefix(shorter: readonly unknown[], longer: readonly unknown[]): boolean {
  return shorter.every((item, index) => item === longer[index]);
}

function withoutAudit(review: Review): Review {
  return { ...review, audit: [] };
}

describe('laws of every sequence of commands', () => {
  test('a transition never edits its input: all of it is frozen', () => {
    expect(() => forEveryStep(() => {})).not.toThrow();
  });

  test('REV-6: a write moves rev by one and is audited with both revs, nothing else is', () => {
    forEveryStep((played) => {
      const { before, after } = played;
      const added = after.audit.slice(before.audit.length);
      const revs = added
        .filter((each) => each.action !== 'stale_write_rejected')
        .map((each) => [each.rev_observed, each.rev_result]);
      const rev = before.rev + (isWrite(played) ? 1 : 0);
      expect(after.rev).toBe(rev);
      expect(revs).toEqual(Array.from({ length: actCountOf(played) }, () => [before.rev, rev]));
    });
  });

  test('CAS-1: a stamped write is carried out on the rev it names and on no other', () => {
    forEveryStep((played) => {
      const { before, command } = played;
      const isStamped = 'body' in command && 'version_stamp' in command.body;
      if (!isStamped || !isWrite(played)) return;
      expect(command.body.version_stamp).toBe(before.rev);
    });
  });

  test('REV-2: versions have no gap and are never touched again', () => {
    forEveryStep(({ before, after }) => {
      expect(after.versions.map((each) => each.seq)).toEqual([...after.versions.keys()]);
      expect(isPrefix(before.versions, after.versions)).toBe(true);
    });
  });

  test('REV-5: decisions, audit and the memory of commands only grow', () => {
    forEveryStep(({ before, after }) => {
      expect(isPrefix(before.decisions, after.decisions)).toBe(true);
      expect(isPrefix(before.audit, after.audit)).toBe(true);
      expect(isPrefix(before.commands, after.commands)).toBe(true);
    });
  });

  test('IDM-1: a repeat changes nothing, whenever it comes and whoever sends it', () => {
    fc.assert(
      fc.property(PLAN, (plan) => {
        const played = playPlan(plan);
        const last = played.at(-1)?.after;
        for (const { command, after, result } of played) {
          const isNamed =
            (command.kind === 'append' || command.kind === 'decide') && command.body.command_id;
          if (!result.ok || !isNamed) continue;
          for (const review of [after, last]) {
            const env = envOf({ actor: CHECKER, now: afterNoon(1e6) }, review);
            const repeated = transition(review, command, env);
            expect(repeated.result.ok).toBe(true);
            expect(repeated.review).toEqual(review);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('no step leads to a review that breaks an invariant', () => {
    forEveryStep(({ after }) => {
      expect(findBreaches(after)).toEqual([]);
    });
  });

  test('TIME-1: times never go back, also when the clock does', () => {
    forEveryStep((played) => {
      const { before, after } = played;
      const last = before.audit.at(-1)?.at ?? '';
      const told = [
        ...after.audit.slice(before.audit.length).map((each) => each.at),
        ...after.versions.slice(before.versions.length).map((each) => each.created_at),
        ...after.decisions.slice(before.decisions.length).map((each) => each.decided_at),
        ...(isWrite(played) ? [after.updated_at] : []),
        ...(after.claim && after.claim !== before.claim ? [after.claim.claimed_at] : []),
      ];
      expect(told.filter((instant) => instant < last)).toEqual([]);
      expect(after.updated_at >= before.updated_at).toBe(true);
      expect(after.awaiting_since >= before.awaiting_since).toBe(true);
      expect(after.created_at).toBe(before.created_at);
    });
  });

  test('the same review, command and Env give the same answer', () => {
    forEveryStep(({ before, command, settings, after, result }) => {
      const again = transition(before, command, envOf(settings, before));
      expect(again).toEqual({ review: after, result });
    });
  });

  test('ERR-2, CAS-4: a refusal changes the audit at most, by one entry, and only when stale', () => {
    forEveryStep(({ before, after, result }) => {
      if (result.ok) return;
      const isStale = result.refusal.kind === 'stale_stamp';
      expect(withoutAudit(after)).toEqual(withoutAudit(before));
      expect(after.audit).toHaveLength(before.audit.length + (isStale ? 1 : 0));
    });
  });

  test('what is no write and no refusal changes nothing but what the run has taken up', () => {
    forEveryStep((played) => {
      const { before, command, after, result } = played;
      if (!result.ok || isWrite(played)) return;
      const { run_receipts } = command.kind === 'apply' ? after : before;
      expect(after).toEqual({ ...before, run_receipts });
    });
  });

  test('DEC-5: a decided review is written to by a reopening alone', () => {
    forEveryStep((played) => {
      if (played.before.status === 'awaiting_review' || !isWrite(played)) return;
      expect(played.command.kind).toBe('reopen');
    });
  });

  test('DEC-4: a decided review has no claim', () => {
    forEveryStep(({ after }) => {
      expect(after.status === 'awaiting_review' || after.claim === null).toBe(true);
    });
  });
});

/** What a step came to, in a word. */
function outcomeOf(played: PlayedStep): string {
  const { command, result } = played;
  if (!result.ok) return result.refusal.kind;
  const value = result.value ?? {};
  const status = 'submissionStatus' in value ? value.submissionStatus : undefined;
  return `${command.kind}: ${status ?? (isWrite(played) ? 'write' : 'no write')}`;
}

describe('the plans behind the laws', () => {
  test('lead to every outcome there is', () => {
    const plans = fc.sample(PLAN, { seed: 7, numRuns: 1500 });
    const outcomes = new Set(plans.flatMap((plan) => playPlan(plan).map(outcomeOf)));
    expect([...outcomes].toSorted()).toEqual([
      'already_decided',
      'already_gated',
      'append: no write',
      'append: write',
      'apply: no write',
      'approve: accepted',
      'approve: already_applied',
      'approve: conflict',
      'claim: write',
      'command_reused',
      'create_version: no write',
      'create_version: write',
      'decide: accepted',
      'decide: already_applied',
      'decide: already_received',
      'decision_conflict',
      'invalid',
      'no_review',
      'no_version',
      'not_decided',
      'reject: accepted',
      'reject: already_applied',
      'reject: conflict',
      'release: write',
      'reopen: write',
      'stale_stamp',
      'superseded_versions',
      'version_elsewhere',
    ]);
  });
});
