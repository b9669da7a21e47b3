import type { StateDocument } from '../contract/control-contract.ts';
import { invariant } from '../contract/invariant.ts';
import type { Actor } from '../contract/wire.ts';
import type { Command, OpenCommand } from '../domain/command.ts';
import { evaluateGate, type Gate } from '../domain/gate.ts';
import { DEFAULT_POLICIES } from '../domain/policies.ts';
import type { Review } from '../domain/review.ts';
import type { Env, IdKind, Refusal } from '../domain/step.ts';
import { transition } from '../domain/transition.ts';
import type { Setting } from '../predicates/leaves.ts';

/** The instant at which every scenario stands, unless it says otherwise. */
export const SCENARIO_NOW = '2026-05-13T09:05:00.000Z';

/** Everything about a review that its gate does not say. */
export type Opening = Omit<OpenCommand, 'kind' | 'blockType' | 'triggeredBy' | 'snapshot'>;

/** What an actor does to a review that is open. */
export type Deed = readonly [Actor, Exclude<Command, OpenCommand>];

/** A review after an attempt, and why it was refused, if it was. */
export interface Attempt {
  readonly review: Review;
  readonly refusal: Refusal | null;
}

/** Plays the lives of reviews through the rules, so that nothing it makes is impossible. */
export interface Player {
  /** Fires a gate. It must fire. */
  readonly open: (at: string, opening: Opening, gate: Gate) => Review;
  /** Carries out the next command of a review's life. */
  readonly act: (review: Review, at: string, deed: Deed) => Review;
  /** Tries a command that the rules may refuse; what a refusal leaves behind stays. */
  readonly attempt: (review: Review, at: string, deed: Deed) => Attempt;
  readonly state: () => StateDocument;
}

/** Starts with nothing; `newId` names what the rules make. */
export function createPlayer(newId: (kind: IdKind) => string, judge?: Setting['judge']): Player {
  const reviews = new Map<string, Review>();
  const attempt: Player['attempt'] = (review, at, [actor, command]) => {
    const step = transition(review, command, envOf(newId, at, actor));
    const after = step.review ?? review;
    reviews.set(after.id, after);
    return { review: after, refusal: step.result.ok ? null : step.result.refusal };
  };
  return {
    open: (at, opening, gate) => {
      const verdict = evaluateGate(gate, DEFAULT_POLICIES, judge);
      const fired = verdict.ok && verdict.value.triggeredBy !== null ? verdict.value : undefined;
      invariant(fired?.triggeredBy, `a scenario's ${gate.predicate.kind} does not fire`);
      const { triggeredBy, snapshot } = fired;
      const command = { ...opening, kind: 'open', blockType: gate.blockType } as const;
      const env = envOf(newId, at, opening.model);
      const { review } = transition(undefined, { ...command, triggeredBy, snapshot }, env);
      invariant(review, 'a scenario cannot open a review');
      reviews.set(review.id, review);
      return review;
    },
    act: (review, at, deed) => {
      const after = attempt(review, at, deed);
      invariant(after.refusal === null, `a scenario's ${deed[1].kind} is refused`);
      return after.review;
    },
    attempt,
    state: () => stateDocumentOf([...reviews.values()], SCENARIO_NOW),
  };
}

function envOf(newId: Env['newId'], now: string, actor: Actor): Env {
  return { now, actor, newId, policies: DEFAULT_POLICIES, areRunsHeld: false };
}

/** A state that holds these reviews and nothing else, at an instant. */
export function stateDocumentOf(reviews: readonly Review[], now: string): StateDocument {
  return {
    format: 'review-kit-state',
    version: 1,
    clock: { now, frozen: false },
    ids_made: 0,
    hold: false,
    reviews: reviews as StateDocument['reviews'],
  };
}
