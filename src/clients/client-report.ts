import type { Misuse } from './misuse.ts';

/** What one client did. */
export interface ActorConduct {
  readonly actor: string;
  readonly requests: number;
  /** How many misuses, each as often as it happened. */
  readonly misuses: number;
  readonly advices: number;
}

/**
 * What clients did wrong, by what was seen of them.
 *
 * Source: spec/client-report.schema.json.
 */
export interface ClientReport {
  readonly format: 'review-kit/client-report';
  readonly version: 1;
  /** Exchanges that were judged. */
  readonly requests: number;
  /** Exchanges that were none of the review API's operations. */
  readonly unrecognised: number;
  /** Exchanges before or between those seen: what was read in them is not known. */
  readonly unseen: number;
  readonly actors: readonly ActorConduct[];
  /** Misuses before advices, each in the order in which they first happened. */
  readonly misuses: readonly Misuse[];
  /** Ways that are counted nowhere else, because there were too many. */
  readonly omitted: number;
}

/** Whether a report holds a misuse; advices alone are none. */
export function hasMisuse({ misuses }: ClientReport): boolean {
  return misuses.some(({ level }) => level === 'misuse');
}
