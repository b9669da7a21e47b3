import type { BaselineEntry } from '../run-options.ts';
import type { BaselineNote } from './report.ts';

/** How a requirement came out, as far as a baseline cares. */
export interface Outcome {
  readonly isBroken: boolean;
  readonly isJudged: boolean;
  /** A day, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Says what the baseline has to say of a requirement, if anything.
 *
 * A failure is accepted up to and including its day; what was not judged stays as it is.
 */
export function baselineNoteOf(
  baseline: readonly BaselineEntry[],
  requirement: string,
  { isBroken, isJudged, today }: Outcome,
): BaselineNote | undefined {
  const entry = baseline.find((each) => each.requirement === requirement);
  if (entry === undefined || !isJudged) return undefined;
  const { reason, expires } = entry;
  if (!isBroken) return { reason, expires, state: 'passes-again' };
  return { reason, expires, state: today > expires ? 'expired' : 'known' };
}
