import type { Check } from './check.ts';
import { CHECKS } from './checks/all-checks.ts';
import { planCheck } from './checks/plan-checks.ts';
import type { Plan } from './plan/random-plans.ts';
import type { Finding, Report } from './report/report.ts';
import { runConformance } from './run.ts';
import type { RunOptions } from './run-options.ts';

/** What came of trying a finding again. */
export type ReplayResult =
  | { readonly kind: 'tried'; readonly failed: number; readonly tried: number }
  | { readonly kind: 'broken'; readonly reason: string };

/** How a finding is tried again. */
export type ReplayOptions = Pick<
  RunOptions,
  'target' | 'provision' | 'keys' | 'policies' | 'timeoutMs'
> & {
  /** The report that the finding stands in. */
  readonly report: Report;
  readonly times: number;
};

/**
 * Runs the check behind a finding again, with the seed of its run and, where there is one, the plan
 * that it was shrunk to.
 *
 * Shape: fails as long as the same requirement is found broken at the same level.
 */
export async function replayFinding(
  finding: Finding,
  { report, times, ...target }: ReplayOptions,
): Promise<ReplayResult> {
  const checks = checksOf(finding);
  if (checks === undefined) {
    return { kind: 'broken', reason: `this version has no check ${finding.check}` };
  }
  let failed = 0;
  for (let tried = 0; tried < times; tried += 1) {
    const again = await runConformance({
      ...target,
      seed: finding.seed,
      mode: report.options.mode === 'smoke' ? 'smoke' : 'ci',
      checks,
    });
    if (again.verdict === 'broken') return { kind: 'broken', reason: again.summary };
    const result = again.requirements.find(({ id }) => id === finding.requirement);
    if (result?.checks.includes(finding.check) !== true) {
      return { kind: 'broken', reason: result?.reason ?? `${finding.check} was not tried` };
    }
    if (result.findings.some(({ level }) => level === finding.level)) failed += 1;
  }
  return { kind: 'tried', failed, tried: times };
}

/** The probes run in every run, so a finding of theirs needs no check. */
function checksOf({ check, plan }: Finding): readonly Check[] | undefined {
  if (plan !== undefined) return [planCheck(check, plan as Plan)];
  if (check.includes('/reading-')) return [];
  const found = CHECKS.find((each) => each.id === check);
  return found === undefined ? undefined : [found];
}
