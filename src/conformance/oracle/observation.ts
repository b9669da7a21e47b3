import type { JudgedLevel } from '../execute/ledger.ts';

/** What is said when a sentence turns out broken: what happened, what should have, what came. */
export type Words = readonly [sentence: string, expected: string, got: string];

/**
 * One sentence of the contract held against what was seen.
 *
 * Oracles return these rather than report them, so that each is a pure function of what was seen.
 * The words are made when they are needed: most sentences hold, and are judged by the hundred
 * thousand.
 */
export interface Observation {
  readonly requirement: string;
  readonly level: JudgedLevel;
  readonly holds: boolean;
  readonly words: () => Words;
}

/** Observes a MUST. */
export function must(requirement: string, holds: boolean, words: () => Words): Observation {
  return { requirement, level: 'MUST', holds, words };
}

/** Observes a SHOULD. */
export function should(requirement: string, holds: boolean, words: () => Words): Observation {
  return { requirement, level: 'SHOULD', holds, words };
}
