import type { Exchange } from './exchange.ts';

/** What a second judge finds wrong: a sentence for each thing; empty lists where all is well. */
export interface SecondJudgement {
  readonly request: readonly string[];
  readonly reply: readonly string[];
}

/** A judge of another making, who sees what the run sees. */
export interface SecondOpinion {
  /** What reports call it. */
  readonly name: string;
  /** What it makes of an exchange; undefined where it has no say. */
  readonly judge: (exchange: Exchange) => SecondJudgement | undefined;
}

/**
 * One way in which two judges differ, and how often they did.
 *
 * It is no failure of the target: one of the judges is wrong, or the document can be read two ways.
 *
 * Source: spec/report.schema.json.
 */
export interface OpinionDifference {
  readonly operation: string;
  readonly status: number;
  readonly part: 'request' | 'reply';
  /** What the run's own validators say of it. */
  readonly own: 'valid' | 'invalid';
  /** The first complaint, of whichever judge has one. */
  readonly complaint: string;
  readonly count: number;
  /** The first exchange in which it was seen. */
  readonly exchange: number;
}

/** What became of the second opinion in a run. Source: spec/report.schema.json. */
export interface OpinionReport {
  readonly by: string;
  /** Requests and replies that both judged. */
  readonly judged: number;
  /** Those that only one could judge. */
  readonly leftOut: number;
  readonly differences: readonly OpinionDifference[];
}
