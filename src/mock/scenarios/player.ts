import type { StateDocument } from '../../contract/control-contract.ts';
import { invariant } from '../../contract/invariant.ts';
import type { Actor } from '../../contract/wire.ts';
import type { Command, OpenCommand } from '../../domain/command.ts';
import { evaluateGate, type Gate } from '../../domain/gate.ts';
import { DEFAULT_POLICIES } from '../../domain/policies.ts';
import type { Review } from '../../domain/review.ts';
import type { IdKind } from '../../domain/step.ts';
import { transition } from '../../domain/transition.ts';

/** The instant at which every built-in scenario stands. */
export const SCENARIO_NOW = '2026-05-13T09:05:00.000Z';

/** Everything about a review that its gate does not say. */
export type Opening = Omit<OpenCommand, 'kind' | 'blockType' | 'triggeredBy' | 'snapshot'>;

/** Plays the lives of reviews through the rules, so that a scenario holds no impossible state. */
export interface Player {
  /** Fires a gate. It must fire. */
  readonly open: (at: string, opening: Opening, gate: Gate) => Review;
  /** Carries out the next command of a review's life. */
  readonly act: (
    review: Review,
    at: string,
    deed: readonly [Actor, Exclude<Command, OpenCommand>],
  ) => Review;
  readonly state: () => StateDocument;
}

/** Starts with nothing; `newId` names what the rules make. */
export function createPlayer(newId: (kind: IdKind) => string): Player {
  const reviews = new Map<string, Review>();
  const play = (review: Review | undefined, command: Command, by: { at: string; actor: Actor }) => {
    const env = { now: by.at, actor: by.actor, newId, policies: DEFAULT_POLICIES };
    const step = transition(review, command, { ...env, areRunsHeld: false });
    invariant(step.result.ok && step.review, `a scenario's ${command.kind} is refused`);
    reviews.set(step.review.id, step.review);
    return step.review;
  };
  return {
    open: (at, opening, gate) => {
      const verdict = evaluateGate(gate, DEFAULT_POLICIES);
      const fired = verdict.ok && verdict.value.triggeredBy !== null ? verdict.value : undefined;
      invariant(fired?.triggeredBy, `a scenario's ${gate.predicate.kind} does not fire`);
      const { triggeredBy, snapshot } = fired;
      const command = { kind: 'open', ...opening, blockType: gate.blockType } as const;
      const by = { at, actor: opening.model };
      return play(undefined, { ...command, triggeredBy, snapshot }, by);
    },
    act: (review, at, [actor, command]) => play(review, command, { at, actor }),
    state: () => ({
      format: 'review-kit-state',
      version: 1,
      clock: { now: SCENARIO_NOW, frozen: false },
      ids_made: 0,
      hold: false,
      reviews: [...reviews.values()] as StateDocument['reviews'],
    }),
  };
}
