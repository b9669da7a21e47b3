import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { COMPARISON_CASES } from './comparison-cases.ts';
import { CONDITION_GROUPS } from './condition-cases.ts';
import { CONDITION_READINGS } from './condition-readings.ts';
import type { GateCase } from './gate-case.ts';
import { judgeCaseAndReview } from './judge-gate-documents.ts';
import { isKnown, judgeCase } from './judge-gate.ts';
import { KIND_CASES } from './kind-cases.ts';
import { MISSING_CASES } from './missing-evidence-cases.ts';
import { PLAIN_CASES } from './plain-cases.ts';

/** How a case is judged. */
type JudgeOfCase = (trial: Trial, gateCase: GateCase) => Promise<unknown>;

interface CaseOptions {
  readonly from?: NonNullable<Check['from']>;
  readonly judge?: JudgeOfCase;
}

/**
 * Gates whose verdict is known by construction, a check for each kind of predicate.
 *
 * Source: PRD-1, PRD-2, PRD-3, PRD-4.
 */
export const GATE_CHECKS: readonly Check[] = [
  ...checksOf('plain', PLAIN_CASES, { judge: judgeCaseAndReview }),
  ...checksOf('compared', COMPARISON_CASES, {}),
  ...checksOf('built', KIND_CASES, { from: 'ci' }),
  ...checksOf('without-evidence', MISSING_CASES, { from: 'ci' }),
  ...Object.entries(CONDITION_GROUPS).map(([name, cases]) =>
    checkOf(`PRD-3/condition-${kebab(name)}`, cases, { from: 'ci' }),
  ),
  ...Object.entries(CONDITION_READINGS).map(([name, cases]) =>
    checkOf(`PRD-3/reading-of-${kebab(name)}`, cases, { from: 'ci' }),
  ),
];

/** One check for each requirement and kind. */
function checksOf(
  what: string,
  cases: readonly GateCase[],
  options: CaseOptions,
): readonly Check[] {
  const idOf = ({ requirement, predicate }: GateCase) =>
    `${requirement}/${kebab(predicate.kind)}-${what}`;
  return [...new Set(cases.map(idOf))].map((id) =>
    checkOf(
      id,
      cases.filter((each) => idOf(each) === id),
      options,
    ),
  );
}

function checkOf(
  id: string,
  cases: readonly GateCase[],
  { from = 'smoke', judge = judgeCase }: CaseOptions,
): Check {
  return {
    id,
    also: ['PRD-3', 'PRD-4'].filter((each) => !id.startsWith(`${each}/`)),
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    from,
    run: (trial) => judgeCases(trial, cases, judge),
  };
}

/** Judges, one by one, the cases whose verdict is known on this target. */
export async function judgeCases(
  trial: Trial,
  cases: readonly GateCase[],
  judge: JudgeOfCase = judgeCase,
): Promise<void> {
  for (const gateCase of cases) {
    if (isKnown(gateCase, trial.dialect)) await judge(trial, gateCase);
  }
}

/** `split_count_neq` → `split-count-neq`. */
export function kebab(name: string): string {
  return name.replaceAll('_', '-');
}
