import type { OpinionDifference } from '../second-opinion.ts';
import { countText, quantity } from './quantities.ts';
import type { Report } from './report.ts';

/** What a report says of the second opinion: a sentence, then a line for each difference. */
export interface OpinionWords {
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** Says where a second judge differs; undefined when none was asked. */
export function opinionWords({ secondOpinion }: Report): OpinionWords | undefined {
  if (secondOpinion === undefined) return undefined;
  const { by, judged, leftOut, differences } = secondOpinion;
  const times = differences.reduce((sum, { count }) => sum + count, 0);
  const found =
    times === 0
      ? 'nowhere'
      : `${quantity(times, 'time')} in ${quantity(differences.length, 'way')}`;
  const sentence =
    `${by} judged ${countText(judged)} requests and replies too, and differs ${found}; ` +
    `${countText(leftOut)} were left out. No difference counts against the server.`;
  return { sentence, lines: differences.map(lineOf) };
}

function lineOf({ operation, status, part, own, complaint, count }: OpinionDifference): string {
  const verdict = own === 'valid' ? 'valid here, not to the other' : 'invalid here alone';
  return `${operation} ${status}, ${part} ${verdict}: ${complaint} (${quantity(count, 'time')})`;
}
