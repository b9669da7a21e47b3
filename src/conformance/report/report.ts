import type { Level, RequirementSurface } from '../../contract/requirements.ts';
import type { Exchange } from '../exchange.ts';
import type { OpinionReport } from '../second-opinion.ts';

/**
 * What a run found out about one requirement.
 *
 * `pass`: judged at least once and never broken. `fail`: a MUST is broken. `warn`: a SHOULD is, or
 * the reply holds what it need not. `skip`: the caller left it out. `not-testable`: the rig, or the
 * wire, cannot show it. `inconclusive`: it was tried, and nothing could be said.
 */
export const STATUSES = ['pass', 'fail', 'warn', 'skip', 'not-testable', 'inconclusive'] as const;
/** One of them. */
export type Status = (typeof STATUSES)[number];

/** How much a run sends. */
export const MODES = ['smoke', 'ci', 'soak'] as const;
/** One of them. */
export type Mode = (typeof MODES)[number];

/** How to see a finding again. */
export interface Reproduction {
  /** Lines for a shell; `$REVIEW_API_URL`, `$KEY_A`, `$KEY_B` stand for what a report must not hold. */
  readonly curl: readonly string[];
  /** The `review-kit replay` line, or null when the finding is not tied to one check. */
  readonly replay: string | null;
}

/** One way in which the target breaks one sentence. */
export interface Finding {
  /** `{requirement}#{number}`, such as `CAS-2#1`. */
  readonly id: string;
  readonly requirement: string;
  /** The level of the broken sentence; a requirement can hold a MUST and a SHOULD. */
  readonly level: 'MUST' | 'SHOULD';
  /** The check that found it, such as `CAS-2/same-stamp-volley`. */
  readonly check: string;
  /** One sentence that says what happened. */
  readonly sentence: string;
  readonly expected: string;
  readonly got: string;
  /** The one to few operations that prove it. */
  readonly witness: readonly Exchange[];
  /** All that happened to the review, for the timeline; absent when the witness is all. */
  readonly history?: readonly Exchange[];
  /** The shrunk plan, for a finding of the random phase; its shape is the plan's own. */
  readonly plan?: unknown;
  readonly seed: string;
  /** How often it failed when it was tried again; absent when a recorded history proves it. */
  readonly rate?: { readonly failed: number; readonly tried: number };
  /** How often this run saw the same. */
  readonly occurrences: number;
  readonly reproduction: Reproduction;
}

/** What the baseline file says of a requirement. */
export interface BaselineNote {
  readonly reason: string;
  /** A day, `YYYY-MM-DD`. */
  readonly expires: string;
  /** `known` is a failure that was accepted, `expired` one whose day has come, `passes-again` no failure any more. */
  readonly state: 'known' | 'expired' | 'passes-again';
}

/** One requirement of the catalogue in a report; every id of the catalogue has one. */
export interface RequirementResult {
  readonly id: string;
  readonly level: Level;
  readonly surface: RequirementSurface;
  readonly text: string;
  readonly status: Status;
  /** Why it was not judged; absent when it was. */
  readonly reason?: string;
  /** How many times a sentence of it was judged. */
  readonly judgements: number;
  /** The checks that judged it. */
  readonly checks: readonly string[];
  readonly findings: readonly Finding[];
  readonly baseline?: BaselineNote;
}

/** One phase of a run. */
export interface PhaseResult {
  readonly name: string;
  readonly checks: number;
  readonly requests: number;
  readonly seconds: number;
  readonly findings: number;
  /** What was measured, as a text by name: coverage, overlap, detection power. */
  readonly measures: Readonly<Record<string, string>>;
}

/** One permitted reading, and which one the target follows. */
export interface DialectEntry {
  readonly name: string;
  /** `unknown` when the probe could not find out. */
  readonly value: string;
  readonly requirement: string;
  readonly isPinned: boolean;
}

/** How the run as a whole ended; each has its exit code. */
export const VERDICTS = { conforms: 0, fails: 1, broken: 3, 'too-little': 4 } as const;
/** One of them. */
export type Verdict = keyof typeof VERDICTS;

/**
 * What a run found out: the truth that every other format is drawn from.
 *
 * Source: spec/report.schema.json.
 */
export interface Report {
  readonly format: 'review-kit/report';
  readonly version: 1;
  readonly tool: { readonly version: string; readonly specSha256: string };
  readonly target: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly verdict: Verdict;
  /** Why, in a sentence. */
  readonly summary: string;
  readonly options: {
    readonly mode: Mode;
    readonly seed: string;
    readonly failLevel: 'must' | 'should';
    readonly surfaces: readonly string[];
    readonly only: readonly string[];
    readonly exclude: readonly string[];
    readonly concurrency: number;
    /** Null when not limited. */
    readonly ratePerSecond: number | null;
    /** Null when not limited. */
    readonly budgetSeconds: number | null;
    /** `i/n`, or null. */
    readonly shard: string | null;
    readonly provision: string;
    readonly actors: readonly string[];
  };
  readonly capabilities: readonly string[];
  readonly dialect: readonly DialectEntry[];
  readonly phases: readonly PhaseResult[];
  readonly totals: {
    readonly requests: number;
    readonly checks: number;
    readonly judgements: number;
    /** Counts by level, then by status. */
    readonly byLevel: Readonly<Record<Level, Readonly<Record<Status, number>>>>;
  };
  readonly requirements: readonly RequirementResult[];
  /** Where a second judge differs; absent when none was asked. */
  readonly secondOpinion?: OpinionReport;
}
