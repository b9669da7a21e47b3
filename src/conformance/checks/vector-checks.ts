import { shuffledSubarray } from 'fast-check';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { GateCase } from './gate-case.ts';
import { judgeCases, kebab } from './gate-checks.ts';
import { readCases, VECTOR_TABLES, type VectorTable } from './vectors.ts';

/**
 * The truth tables of predicates: of each group one case that fires and one that does not, chosen
 * by the seed; a soak sends all.
 *
 * Source: spec/vectors/predicates; PRD-1 to PRD-4.
 */
export const VECTOR_CHECKS: readonly Check[] = VECTOR_TABLES.flatMap((vectors) =>
  vectors.requirements.map((requirement): Check => ({
    id: `${requirement}/vectors-${kebab(vectors.file)}`,
    also: ['PRD-3', 'PRD-4'].filter((each) => each !== requirement),
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => judgeVectors(trial, vectors, requirement),
  })),
);

async function judgeVectors(
  trial: Trial,
  vectors: VectorTable,
  requirement: string,
): Promise<void> {
  // A file about what is named as having fired is one check; its verdicts are judged on the way.
  const isOwn = (each: GateCase) => requirement === 'PRD-4' || each.requirement === requirement;
  const groups = readCases(vectors).map(({ cases }) => cases.filter(isOwn));
  const chosen = trial.mode === 'soak' ? groups : groups.map((cases) => pick(trial, cases));
  await judgeCases(trial, chosen.flat());
}

/** One case of each outcome. */
function pick(trial: Trial, cases: readonly GateCase[]): readonly GateCase[] {
  const [order = cases] = trial.sample(
    shuffledSubarray([...cases], { minLength: cases.length, maxLength: cases.length }),
    1,
  );
  const firing = order.find((each) => each.fires);
  const quiet = order.find((each) => !each.fires);
  return [firing, quiet].filter((each) => each !== undefined);
}
