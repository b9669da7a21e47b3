import type { Exchange } from '../conformance/exchange.ts';
import { must, type Observation } from '../conformance/oracle/observation.ts';

/** Watches the revision of one review, whoever reads it. */
export interface RevisionOracle {
  /** The highest revision that a reply has shown by now; what begins now must not be shown less. */
  readonly floor: () => Shown | undefined;
  /** Judges a revision that was shown to a request that began when the floor was this. */
  readonly observe: (
    rev: number,
    exchange: Exchange,
    floor: Shown | undefined,
  ) => { readonly observation: Observation; readonly witness: readonly Exchange[] };
}

/** A revision and the reply that showed it. */
export interface Shown {
  readonly rev: number;
  readonly exchange: Exchange;
}

/**
 * Starts watching one review.
 *
 * A reply may be overtaken by a later write, so it is held against what was over when its request
 * began, and nothing else.
 *
 * Source: CAS-3.
 */
export function createRevisionOracle(): RevisionOracle {
  let highest: Shown | undefined;
  return {
    floor: () => highest,
    observe: (rev, exchange, floor) => {
      if (highest === undefined || rev > highest.rev) highest = { rev, exchange };
      const isBack = floor !== undefined && rev < floor.rev;
      const observation = must('CAS-3', !isBack, () => [
        `rev went back: a reply showed ${rev} after another had shown ${String(floor?.rev)}`,
        `rev ${String(floor?.rev)} or higher`,
        `rev ${rev}`,
      ]);
      return {
        observation,
        witness: floor === undefined ? [exchange] : [floor.exchange, exchange],
      };
    },
  };
}
