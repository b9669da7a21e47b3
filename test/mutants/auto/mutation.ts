/** The folders of the mock that are mutated. */
export const MUTATED_FOLDERS = ['domain', 'views', 'predicates'] as const;
/** One of them. */
export type MutatedFolder = (typeof MUTATED_FOLDERS)[number];

/** One automatic change of the mock's source. */
export interface Mutation {
  /** What the instrumented code asks for. */
  readonly id: string;
  /** `src/domain/claim.ts:12:3 EqualityOperator: a < b → a <= b`; no other mutation has the same. */
  readonly key: string;
  readonly folder: MutatedFolder;
}

/** The mock with every mutation in it, each off until its id is the active one. */
export interface Instrumented {
  /** Compiled texts by where they are emitted, such as `domain/claim.js`. */
  readonly compiled: readonly (readonly [path: string, text: string])[];
  readonly mutations: readonly Mutation[];
  /** Stands for all that a result depends on: the mock's source and the suite's. */
  readonly sourceSha256: string;
}

/** One run of the suite; null is the mock with no mutation active. */
export interface AutoJob {
  readonly mutation: Mutation | null;
  /** Reached while the code is imported: it must be active before that. */
  readonly isStatic: boolean;
  /** Null while nobody knows how often the unbroken mock passes the place. */
  readonly hitMax: number | null;
  readonly seed: string;
}

/**
 * How a run ended.
 *
 * `killed`: the suite found a broken sentence, or could not come to a verdict. `crashed`: the server
 * did not start, or the process ended. `timed-out`: it computed without end. `not-reached`: the
 * unbroken mock never passes the place under the suite, so there was nothing to run.
 */
export const OUTCOMES = ['killed', 'crashed', 'timed-out', 'survived', 'not-reached'] as const;
/** One of them. */
export type Outcome = (typeof OUTCOMES)[number];

/** What came of one mutation. */
export interface MutationResult {
  readonly key: string;
  readonly folder: MutatedFolder;
  readonly outcome: Outcome;
  /** Of the first finding; null when there is none. */
  readonly requirement: string | null;
  /** The first finding, or why there is none. */
  readonly evidence: string;
  /** Requirements that the unbroken mock passes, and about which nothing could be said here. */
  readonly unjudged: readonly string[];
  /** Readings in which it differs from the mock, `name=value`: the contract may allow them. */
  readonly readings: readonly string[];
  readonly requests: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** What a worker knows after a run. */
export interface AutoRun {
  readonly outcome: Exclude<Outcome, 'not-reached'>;
  readonly requirement: string | null;
  readonly evidence: string;
  /** Every requirement that was not judged, with its status. */
  readonly unjudged: readonly string[];
  /** Every reading of the server, `name=value`. */
  readonly readings: readonly string[];
  readonly requests: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of a run with no mutation active alone. */
  readonly coverage?: Coverage;
}

/** How often the unbroken mock passes the place of each mutation, by its id. */
export interface Coverage {
  /** While the code is imported. */
  readonly static: Readonly<Record<string, number>>;
  readonly run: Readonly<Record<string, number>>;
}
