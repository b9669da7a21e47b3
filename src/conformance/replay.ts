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
  const check = checkOf(finding);
  if (check === undefined) {
    return { kind: 'broken', reason: `this version has no check ${finding.check}` };
  }
  let failed = 0;
  for (let tried = 0; tried < times; tried += 1) {
    const again = await runConformance({
      ...target,
      seed: finding.seed,
      mode: report.options.mode === 'smoke' ? 'smoke' : 'ci',
      checks: [check],
    });
    if (again.verdict === 'broken') return { kind: 'broken', reason: again.summary };
    if (isBroken(again, finding)) failed += 1;
  }
  return { kind: 'tried', failed, tried: times };
}

function checkOf({ check, plan }: Finding): Check | undefined {
  if (plan !== undefined) return planCheck(check, plan as Plan);
  return CHECKS.find((each) => each.id === check);
}

function isBroken(report: Report, { requirement, level }: Finding): boolean {
  const result = report.requirements.find(({ id }) => id === requirement);
  return result?.findings.some((finding) => finding.level === level) === true;
}
