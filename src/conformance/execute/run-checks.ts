import { requirementOf, requirementsOf, type Check } from '../check.ts';
import { lineOf } from '../reply.ts';
import { RUN_OVER } from '../report/verdict.ts';
import { Inconclusive, NotTestable, RigError } from '../rig.ts';
import type { Silence } from './ledger.ts';
import { openTrial, type RunParts } from './open-trial.ts';

/** How the checks of a phase are carried out. */
export interface RunPlan {
  /** Checks under way at once. */
  readonly concurrency: number;
  /** Whether no further check may start: the budget is spent, or what was looked for is found. */
  readonly isOver: () => boolean;
  readonly onEnd: (check: Check) => void;
}

/**
 * Runs checks: the shared ones side by side, then one by one those that change what others see.
 *
 * Errors: rejects with RigError when the rig breaks; everything else ends in the ledger.
 */
export async function runChecks(
  parts: RunParts,
  checks: readonly Check[],
  plan: RunPlan,
): Promise<void> {
  const shared = checks.filter((check) => check.isExclusive !== true);
  const exclusive = checks.filter((check) => check.isExclusive === true);
  await inParallel(shared, plan.concurrency, (check) => runUnlessOver(parts, check, plan));
  await inParallel(exclusive, 1, (check) => runUnlessOver(parts, check, plan));
}

async function runUnlessOver(parts: RunParts, check: Check, plan: RunPlan): Promise<void> {
  if (plan.isOver()) {
    stay(parts, check, { kind: 'skip', reason: RUN_OVER });
  } else {
    await runCheck(parts, check);
  }
  plan.onEnd(check);
}

/** Runs one check once; what it throws becomes a silence of its requirements. */
export async function runCheck(parts: RunParts, check: Check): Promise<void> {
  const before = parts.ledger.breakageCount();
  const trial = openTrial(parts, check);
  try {
    await check.run(trial);
  } catch (error) {
    if (error instanceof RigError) throw error;
    const kind = error instanceof NotTestable ? 'not-testable' : 'inconclusive';
    // A broken reply makes the rest of a check stumble; the finding says what matters.
    const isExplained = parts.ledger.breakageCount() > before;
    if (kind === 'inconclusive' && isExplained) return;
    const last = trial.history().at(-1);
    const where =
      last === undefined || error instanceof Inconclusive ? '' : ` after ${lineOf(last)}`;
    const message = error instanceof Error ? error.message : String(error);
    stay(parts, check, { kind, reason: `${check.id}: ${message}${where}` });
  }
}

/** What stumbled once is held against the requirement that the check is there for, no other. */
function stay({ ledger }: RunParts, check: Check, silence: Silence): void {
  const isStumble = silence.kind === 'inconclusive';
  const requirements = isStumble ? [requirementOf(check)] : requirementsOf(check);
  for (const requirement of requirements) ledger.stay(requirement, silence);
}

/**
 * Works through a list with so many at once; the first error ends it.
 *
 * Errors: rejects with that error once what was under way has ended, so that nothing of it is left
 * running when the caller goes on.
 */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const item of left) {
      if (errors.length > 0) return;
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (errors.length > 0) throw errors[0];
}
