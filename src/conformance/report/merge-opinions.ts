import type { OpinionDifference, OpinionReport } from '../second-opinion.ts';
import type { Report } from './report.ts';

/**
 * Joins what the second judge of each shard said; counts are summed.
 *
 * Shards number their exchanges each for itself, so the exchange of a difference is the first shard's.
 */
export function mergeOpinions(reports: readonly Report[]): Pick<Report, 'secondOpinion'> {
  const opinions = reports.flatMap(({ secondOpinion }) => secondOpinion ?? []);
  const [first] = opinions;
  if (first === undefined) return {};
  const secondOpinion: OpinionReport = {
    by: [...new Set(opinions.map(({ by }) => by))].join(', '),
    judged: opinions.reduce((sum, { judged }) => sum + judged, 0),
    leftOut: opinions.reduce((sum, { leftOut }) => sum + leftOut, 0),
    differences: mergeDifferences(opinions.flatMap(({ differences }) => differences)),
  };
  return { secondOpinion };
}

function mergeDifferences(all: readonly OpinionDifference[]): readonly OpinionDifference[] {
  const merged = new Map<string, OpinionDifference>();
  for (const each of all) {
    const { operation, status, part, own, complaint } = each;
    const key = JSON.stringify([operation, status, part, own, complaint]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? each : { ...known, count: known.count + each.count });
  }
  return [...merged.values()];
}
