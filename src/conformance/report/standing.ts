import { LEVELS_IN_REPORT, STATUS_WORDS } from './verdict-words.ts';
import { STATUSES, type Finding, type Report, type RequirementResult } from './report.ts';

/**
 * What a requirement means for the run, once the baseline and the level have had their say.
 *
 * `failing`: it fails the run. `warning`: it is broken, and the run goes on. `accepted`: the
 * baseline knows of it. `unjudged`: nobody can say. `passing`: none of these.
 */
export type Standing = 'failing' | 'warning' | 'accepted' | 'unjudged' | 'passing';

/** Says what one requirement means for a run that fails from a level on. */
export function standingOf(
  { status, baseline }: RequirementResult,
  failLevel: Report['options']['failLevel'],
): Standing {
  if (status === 'pass') return 'passing';
  if (status !== 'fail' && status !== 'warn') return 'unjudged';
  if (baseline?.state === 'known') return 'accepted';
  return status === 'fail' || failLevel === 'should' ? 'failing' : 'warning';
}

/** A finding with the requirement that it breaks. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly result: RequirementResult;
}

/** The findings of every requirement that stands so, those of a MUST first. */
export function findingsThatAre(standing: Standing, report: Report): readonly PlacedFinding[] {
  const results = resultsThatAre(standing, report);
  const placed = results.flatMap((result) =>
    result.findings.map((finding) => ({ finding, result })),
  );
  return placed.toSorted((left, right) => rankOf(left) - rankOf(right));
}

/** The requirements that stand so, in the report's order. */
export function resultsThatAre(standing: Standing, report: Report): readonly RequirementResult[] {
  return report.requirements.filter(
    (result) => standingOf(result, report.options.failLevel) === standing,
  );
}

/** Counts requirements by level, then by status. */
export function countByLevel(
  requirements: readonly RequirementResult[],
): Report['totals']['byLevel'] {
  const byStatus = (level: string) =>
    Object.fromEntries(
      STATUSES.map((status) => [
        status,
        requirements.filter((each) => each.level === level && each.status === status).length,
      ]),
    );
  return Object.fromEntries(
    LEVELS_IN_REPORT.map((level) => [level, byStatus(level)]),
  ) as unknown as Report['totals']['byLevel'];
}

/** Why requirements were not judged: each reason with the ids it holds for, the commonest first. */
export function unjudgedByReason(
  report: Report,
): readonly { readonly reason: string; readonly ids: readonly string[] }[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, status, reason } of resultsThatAre('unjudged', report)) {
    const words = `${STATUS_WORDS[status]}: ${reason ?? 'no reason was given'}`;
    idsOf.set(words, [...(idsOf.get(words) ?? []), id]);
  }
  return [...idsOf]
    .map(([reason, ids]) => ({ reason, ids }))
    .toSorted((left, right) => right.ids.length - left.ids.length);
}

function rankOf({ finding }: PlacedFinding): number {
  return finding.level === 'MUST' ? 0 : 1;
}
