import { parseInstant } from '../../contract/instant.ts';
import type { JsonObject, Verdict } from '../../contract/wire.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import { expectAudited } from './audit-effects.ts';
import { findState, type ReviewState } from './review-state.ts';
import {
  actorName,
  expectKept,
  expectRevMoved,
  isActor,
  nameOf,
  type WriteStep,
} from './write-step.ts';

const OK = 200;
const MS_PER_SECOND = 1000;
/** A server may look at its clock twice in one write. */
const CLOCK_TOLERANCE_MS = 1000;

/** The state that a write's own reply shows and the one read afterwards: both must be right. */
function shownStates({ sent, after }: WriteStep): readonly (readonly [string, ReviewState])[] {
  const replied = findState(sent);
  const read = ['the read after', after] as const;
  return replied === undefined ? [read] : [['the reply to', replied], read];
}

/** What a claim was asked for. */
export interface ClaimEffect {
  readonly by: Caller;
  readonly ttlSeconds: number;
}

/** Judges a claim that should have succeeded. Source: CLM-1, REV-6, REV-8. */
export function expectClaimed(trial: Trial, step: WriteStep, { by, ttlSeconds }: ClaimEffect) {
  const when = `to a claim for ${ttlSeconds} seconds with the current stamp`;
  if (!trial.must.status('CLM-1', step.sent, { is: OK, when })) return;
  const actor = trial.actorOf(by);
  for (const [where, { claim }] of shownStates(step)) {
    const got = shown(claim);
    const { witness } = step;
    trial.must.holds('CLM-1', isActor(claim?.holder, actor), () => ({
      sentence: `${where} ${nameOf(step)} shows ${actorName(claim?.holder)} as the holder`,
      expected: `${actorName(actor)}, who claimed`,
      got,
      witness,
    }));
    if (claim === null) continue;
    const { claimed_at: claimedAt, expires_at: expiresAt } = claim as Partial<typeof claim>;
    const lastsMs = parseInstant(String(expiresAt)) - parseInstant(String(claimedAt));
    const isLong = Math.abs(lastsMs - ttlSeconds * MS_PER_SECOND) <= CLOCK_TOLERANCE_MS;
    trial.must.holds('CLM-1', isLong, () => ({
      sentence: `${where} ${nameOf(step)} shows a claim from ${claimedAt ?? 'no time'} to ${expiresAt ?? 'no time'}`,
      expected: `expires_at ${ttlSeconds} seconds after claimed_at`,
      got,
      witness,
    }));
  }
  expectRevMoved(trial, step);
  expectKept(trial, step, ['versions', 'status', 'decided_at', 'effective_seq', 'decisions']);
  expectAudited(trial, step, { by, actions: ['claimed'] });
}

/** Judges a release that should have succeeded. Source: CLM-4, REV-6, REV-8. */
export function expectReleased(trial: Trial, step: WriteStep, by: Caller): void {
  const when = 'to a release with the current stamp';
  if (!trial.must.status('CLM-4', step.sent, { is: OK, when })) return;
  for (const [where, { claim }] of shownStates(step)) {
    const what = `the claim in ${where} release_review`;
    trial.must.equal('CLM-4', step.witness, { what, got: claim, expected: null });
  }
  expectRevMoved(trial, step);
  expectKept(trial, step, ['versions', 'status', 'decided_at', 'effective_seq', 'decisions']);
  expectAudited(trial, step, { by, actions: ['released'] });
}

/** The version that a write adds. */
export interface VersionEffect {
  readonly by: Caller;
  readonly snapshot: JsonObject;
  readonly origin?: 'human_edit' | 'agent_edit';
  readonly note?: string | null;
  /** The head before by default. */
  readonly parentSeq?: number;
}

/** Judges an append that should have succeeded. Source: VER-1, VER-2, REV-6, REV-8. */
export function expectAppended(trial: Trial, step: WriteStep, effect: VersionEffect): void {
  const when = `to ${shown(step.sent.request.body ?? step.sent.request.rawBody)}`;
  if (!trial.must.status('VER-1', step.sent, { is: OK, when })) return;
  expectVersion(trial, step, { requirement: 'VER-1', effect });
  expectRevMoved(trial, step);
  expectKept(trial, step, ['decided_at', 'effective_seq', 'decisions']);
  trial.must.equal('VER-1', step.witness, {
    what: 'the status after append_version',
    got: step.after.status,
    expected: step.before.status,
  });
  expectAudited(trial, step, { by: effect.by, actions: ['version_added'] });
}

interface ExpectedVersion {
  readonly requirement: 'VER-1' | 'DEC-2';
  readonly effect: VersionEffect;
}

function expectVersion(
  trial: Trial,
  step: WriteStep,
  { requirement, effect }: ExpectedVersion,
): void {
  const { before, witness } = step;
  const seq = before.head_seq + 1;
  for (const [where, { versions }] of shownStates(step)) {
    const equal = (what: string, got: unknown, expected: unknown) =>
      trial.must.equal(requirement, witness, {
        what: `${what} in ${where} ${nameOf(step)}`,
        got,
        expected,
      });
    const isOne = equal('the number of versions', versions.length, before.versions.length + 1);
    const version = versions.at(-1);
    if (!isOne || version === undefined) continue;
    equal('the seq of the new version', version.seq, seq);
    equal('the snapshot of the new version', version.snapshot, effect.snapshot);
    equal('the origin of the new version', version.origin, effect.origin ?? 'human_edit');
    // On an edit that a decision carries nothing is said of a note.
    if (requirement === 'VER-1') {
      equal('the note of the new version', version.note ?? null, effect.note ?? null);
    }
    const actor = trial.actorOf(effect.by);
    trial.must.holds(requirement, isActor(version.author, actor), () => ({
      sentence: `${where} ${nameOf(step)} shows ${actorName(version.author)} as the author of the new version`,
      expected: `${actorName(actor)}, who sent it`,
      got: shown(version),
      witness,
    }));
    trial.should.equal(requirement === 'VER-1' ? 'VER-2' : 'DEC-2', witness, {
      what: `parent_seq of the new version in ${where} ${nameOf(step)}`,
      got: version.parent_seq ?? null,
      expected: effect.parentSeq ?? before.head_seq,
    });
  }
}

/** The decision that a write makes. */
export interface DecisionEffect {
  readonly by: Caller;
  readonly verdict: Verdict;
  /** The version that was sent along; null when there was none. */
  readonly edit?: VersionEffect;
  /** The head by default. */
  readonly onSeq?: number;
  /** That of `onSeq` by default, and null for a rejection. */
  readonly effectiveSeq?: number | null;
  readonly reason?: string;
}

/** Judges a decision that should have succeeded. Source: DEC-1 … DEC-4, IDM-2, REV-3, REV-6, REV-8. */
export function expectDecided(trial: Trial, step: WriteStep, effect: DecisionEffect): void {
  const { by, verdict, edit } = effect;
  const requirement = verdict === 'rejected' ? 'DEC-3' : edit === undefined ? 'DEC-1' : 'DEC-2';
  const when = `to ${shown(step.sent.request.body ?? step.sent.request.rawBody)}`;
  if (!trial.must.status(requirement, step.sent, { is: OK, when })) return;
  if (edit === undefined) expectKept(trial, step, ['versions', 'head_seq']);
  else {
    expectVersion(trial, step, { requirement: 'DEC-2', effect: edit });
    trial.must.equal('DEC-2', step.witness, {
      what: 'the versions before the edit, the output of the model among them,',
      got: step.after.versions.slice(0, step.before.versions.length),
      expected: step.before.versions,
    });
  }
  for (const [where, state] of shownStates(step)) {
    expectDecisionIn(trial, step, { effect, where, state });
  }
  trial.should.equal('DEC-4', step.witness, {
    what: 'the claim after a decision',
    got: step.after.claim,
    expected: null,
  });
  expectRevMoved(trial, step, { isEdit: edit !== undefined });
  const actions = ['version_added', 'decision_made'] as const;
  expectAudited(trial, step, { by, actions: edit === undefined ? ['decision_made'] : actions });
}

interface ShownDecision {
  readonly effect: DecisionEffect;
  readonly where: string;
  readonly state: ReviewState;
}

function expectDecisionIn(
  trial: Trial,
  step: WriteStep,
  { effect, where, state }: ShownDecision,
): void {
  const { before, witness } = step;
  const { verdict, edit } = effect;
  const isApproved = verdict === 'approved';
  const requirement = isApproved ? 'DEC-1' : 'DEC-3';
  const at = `in ${where} submit_decision`;
  const equal = (id: string, what: string, [got, expected]: readonly [unknown, unknown]) =>
    trial.must.equal(id, witness, { what: `${what} ${at}`, got, expected });
  equal('REV-3', 'the status', [state.status, verdict]);
  equal('REV-3', 'whether decided_at is set', [state.decided_at !== null, true]);
  const count = before.decisions.length + 1;
  const isOne = equal(requirement, 'the number of decisions', [state.decisions.length, count]);
  const decision = state.decisions.at(-1);
  if (!isOne || decision === undefined) return;
  const newSeq = edit === undefined ? undefined : before.head_seq + 1;
  const onSeq = newSeq ?? effect.onSeq ?? before.head_seq;
  const effectiveSeq = isApproved ? (newSeq ?? effect.effectiveSeq ?? onSeq) : null;
  equal(requirement, 'the verdict of the decision', [decision.verdict, verdict]);
  const approver = edit === undefined ? 'DEC-1' : 'DEC-2';
  equal(isApproved ? approver : 'REV-4', 'effective_seq', [state.effective_seq, effectiveSeq]);
  const { decision_id: id, decided_at: decidedAt } = decision as Partial<typeof decision>;
  equal(requirement, 'whether the decision has an id', [typeof id, 'string']);
  equal(requirement, 'whether the decision has a time', [typeof decidedAt, 'string']);
  const reason = isApproved ? null : effect.reason;
  equal(requirement, 'the reason of the decision', [decision.reason ?? null, reason]);
  const seqs = { on_seq: decision.on_seq, effective_seq: decision.effective_seq ?? null };
  const judge = edit === undefined ? trial.must : trial.should;
  judge.equal(edit === undefined ? requirement : 'DEC-2', witness, {
    what: `on_seq and effective_seq of the decision ${at}`,
    got: seqs,
    expected: { on_seq: onSeq, effective_seq: effectiveSeq },
  });
  const actor = trial.actorOf(effect.by);
  trial.must.holds(requirement, isActor(decision.decided_by, actor), () => ({
    sentence: `${where} submit_decision shows a decision by ${actorName(decision.decided_by)}`,
    expected: `${actorName(actor)}, who decided`,
    got: shown(decision),
    witness,
  }));
}
