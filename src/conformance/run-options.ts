import type { Surface } from '../contract/operations.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import type { Check } from './check.ts';
import type { ReadingName } from './dialect.ts';
import type { RunListener } from './events.ts';
import type { Exchange } from './exchange.ts';
import type { Mode } from './report/report.ts';
import type { Rig } from './rig.ts';
import type { SecondOpinion } from './second-opinion.ts';
import type { Target } from './target.ts';

/** A failure that is known and accepted until a day. */
export interface BaselineEntry {
  readonly requirement: string;
  readonly reason: string;
  /** A day, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** How a rig is found; `control` is the target's own control interface. */
export type Provision =
  | { readonly kind: 'control'; readonly token?: string }
  | { readonly kind: 'url'; readonly url: string; readonly token?: string }
  | { readonly kind: 'rig'; readonly rig: Rig };

/** What a run can be told; everything but the target has a default. */
export interface RunOptions {
  readonly target: Target;
  readonly provision?: Provision;
  /** The keys of two humans at least; they must be different people to the target. */
  readonly keys?: readonly string[];
  /** `ci` by default. */
  readonly mode?: Mode;
  /** The same seed makes the same plans. Random by default. */
  readonly seed?: string;
  /** From which level on a broken sentence fails the run; `must` by default. */
  readonly failLevel?: 'must' | 'should';
  /** Those that the target answers by default. */
  readonly surfaces?: readonly Surface[];
  /** Requirement ids; all by default. */
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
  /** Readings that the target must follow. */
  readonly policies?: Readonly<Partial<Record<ReadingName, string>>>;
  /** Checks under way at once; 16 by default. */
  readonly concurrency?: number;
  readonly ratePerSecond?: number;
  readonly budgetSeconds?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly baseline?: readonly BaselineEntry[];
  /** Units: milliseconds that a reply may take; 10,000 by default. */
  readonly timeoutMs?: number;
  readonly onEvent?: RunListener;
  /** Sees every exchange, in the order in which they end. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Judges every exchange too; where it differs is reported, and fails nothing. */
  readonly secondOpinion?: SecondOpinion;
  /** The suite's own checks by default. */
  readonly checks?: readonly Check[];
  /** The compiled document, for who runs many; compiled anew by default. */
  readonly contract?: ReviewContract;
  /**
   * Ends the run once this requirement, or `any`, is found broken; the checks that are there for it
   * then come first.
   */
  readonly stopAt?: string;
  /** Milliseconds since 1970; the real clock by default. */
  readonly nowMs?: () => number;
}

/** The keys used when none are given: any will do for a mock. */
export const DEFAULT_KEYS = ['review-kit-a', 'review-kit-b', 'review-kit-c'] as const;
