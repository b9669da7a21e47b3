import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { overlayIn, recordIn, reviewIn, shown, statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import type { GateCase } from './gate-case.ts';
import {
  isSamePredicate,
  judgeCase,
  judgeOf,
  kindsOf,
  triggerLevel,
  triggerOf,
  type GateOutcome,
} from './judge-gate.ts';

const OK = 200;
const NOT_FOUND = 404;

/**
 * Fires a gate, judges its verdict, and whether the review can be read where it fired, and cannot
 * where it did not.
 *
 * Source: PRD-3, PRD-4.
 */
export async function judgeCaseAndReview(trial: Trial, gateCase: GateCase): Promise<void> {
  const outcome = await judgeCase(trial, gateCase);
  if (outcome.hasFired !== gateCase.fires) return;
  const review = subjectOf(trial, outcome);
  if (gateCase.fires) await judgeThere(trial, gateCase, review);
  else await judgeNotThere(trial, gateCase, review);
}

/** How the review of a gate is addressed; one that did not fire has its block alone. */
function subjectOf(trial: Trial, { gate, result }: GateOutcome): Subject {
  const { run_id: runId = '', block_id: blockId = '' } = gate;
  return {
    name: trial.newName('r'),
    runId,
    blockId,
    reviewId: result?.review_id ?? '',
    stepId: result?.step_id ?? '',
    blockType: gate.block_type,
    triggeredBy: result?.triggered_by ?? null,
    gate,
  };
}

async function judgeThere(trial: Trial, gateCase: GateCase, review: Subject): Promise<void> {
  const { a, must, surfaces } = trial;
  const when = `for a gate with ${kindsOf(gateCase.predicate)} that fired`;
  if (surfaces.includes('overlay')) {
    const read = await a.read(review);
    must.status('PRD-3', read, { is: OK, when });
    if (statusOf(read) === OK) {
      judgeShown(trial, gateCase, { read, triggeredBy: overlayIn(read).triggered_by });
    }
  }
  // Those of conditional blocks are not on the resource surface. Source: LST-5.
  if (surfaces.includes('resource') && gateCase.blockType !== 'conditional') {
    const read = await a.show(review);
    must.status('PRD-3', read, { is: OK, when });
    if (statusOf(read) === OK) {
      judgeShown(trial, gateCase, { read, triggeredBy: reviewIn(read).triggered_by });
    }
  }
}

/** Judges `triggered_by` as a surface shows it. */
function judgeShown(
  trial: Trial,
  gateCase: GateCase,
  { read, triggeredBy: got }: { readonly read: Exchange; readonly triggeredBy: unknown },
): void {
  const expected = triggerOf(gateCase);
  judgeOf(trial, triggerLevel(expected)).holds('PRD-4', isSamePredicate(got, expected), () => ({
    sentence: `${read.operation} says that another predicate fired than did: ${gateCase.name}`,
    expected: shown(expected),
    got: shown(got),
    witness: [read],
  }));
}

async function judgeNotThere(trial: Trial, gateCase: GateCase, review: Subject): Promise<void> {
  const { a, must, surfaces } = trial;
  const when = `for a gate with ${kindsOf(gateCase.predicate)} that did not fire`;
  if (surfaces.includes('overlay')) {
    must.status('PRD-3', await a.read(review), { is: NOT_FOUND, when });
  }
  if (!surfaces.includes('resource')) return;
  const listed = await a.list({ run_id: review.runId, decision_status: 'all' });
  const { data } = recordIn(listed);
  must.holds('PRD-3', Array.isArray(data) && data.length === 0, () => ({
    sentence: `a review is listed ${when}`,
    expected: 'no review of this run',
    got: shown(data),
    witness: [listed],
  }));
}
