import type { Verdict } from '../../../src/conformance/report/report.ts';

/** One run of the suite against one broken server, or one permitted variant. */
export interface Job {
  readonly kind: 'mutant' | 'variant';
  readonly id: string;
  readonly seed: string;
  /** Ends the run once the intended requirement is found broken; a full run otherwise. */
  readonly isShort: boolean;
}

/** What came of a job. */
export interface JobResult {
  readonly job: Job;
  readonly verdict: Verdict;
  /** Requirements found broken at the level MUST. */
  readonly failed: readonly string[];
  /** Requirements found broken at the level SHOULD alone. */
  readonly warned: readonly string[];
  readonly inconclusive: readonly string[];
  /** The first finding of each broken requirement, for who looks into it. */
  readonly sentences: Readonly<Record<string, string>>;
  readonly requests: number;
  readonly seconds: number;
  /** Why the server could not be judged at all. */
  readonly error?: string;
}
