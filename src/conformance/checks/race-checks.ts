import { array, constantFrom, integer, record } from 'fast-check';
import { requirementOf, type Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { areConcurrent } from '../oracle/chain-history.ts';
import { checkReviewChain } from '../oracle/chain-of.ts';
import { shoot, SHOT_KINDS, volleys, type Shot } from '../plan/volleys.ts';
import { findOverlay, overlayIn, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';

/** What the chain check can find broken. */
const CHAIN_REQUIREMENTS = ['CAS-1', 'CAS-2', 'CAS-3', 'CAS-4', 'IDM-1', 'IDM-4', 'REV-6'];
const VOLLEYS_PER_CHECK = 15;
const BRANCHES = 4;
const CHECKS_EACH = 10;

/** Pairs of the same write: the shortest race there is, on each of the writes. */
const PAIRS: readonly Check[] = SHOT_KINDS.filter((kind) => kind !== 'read').map((kind) => ({
  id: `CAS-2/two-at-once-${kind}`,
  also: CHAIN_REQUIREMENTS,
  phase: 'races',
  surfaces: ['overlay'],
  isRandom: true,
  run: async (trial) => {
    const pairs = Array.from({ length: VOLLEYS_PER_CHECK }, (_, index): readonly Shot[] => [
      { kind, caller: 0, mark: index + 1 },
      { kind, caller: 1, mark: index + 501 },
    ]);
    await race(trial, pairs);
  },
}));

const MIXED: readonly Check[] = Array.from({ length: CHECKS_EACH }, (_, index) => ({
  id: `CAS-2/same-stamp-volleys-${index + 1}`,
  also: CHAIN_REQUIREMENTS,
  phase: 'races',
  surfaces: ['overlay'],
  from: 'ci',
  isRandom: true,
  run: async (trial) => race(trial, trial.sample(volleys(), VOLLEYS_PER_CHECK)),
}));

const BRANCHED: readonly Check[] = Array.from({ length: CHECKS_EACH }, (_, index) => ({
  id: `CAS-3/parallel-branches-${index + 1}`,
  also: CHAIN_REQUIREMENTS,
  phase: 'races',
  surfaces: ['overlay'],
  ...(index === 0 ? {} : { from: 'ci' as const }),
  isRandom: true,
  run: async (trial) => branch(trial),
}));

/**
 * Many at once on one review, judged from what was recorded.
 *
 * Source: CAS-1 … CAS-4, IDM-4.
 */
export const RACE_CHECKS: readonly Check[] = [...PAIRS, ...MIXED, ...BRANCHED].map((check) => ({
  ...check,
  also: (check.also ?? []).filter((id) => id !== requirementOf(check)),
}));

async function race(trial: Trial, planned: readonly (readonly Shot[])[]): Promise<void> {
  let overlapping = 0;
  for (const shots of planned) {
    const review = await trial.open();
    const { rev } = overlayIn(await trial.a.read(review));
    const fired = await fire(trial, review, { shots, stamp: rev });
    // Twice the same stamp: who lost must lose again, and now against what stands.
    await trial.a.read(review);
    if (overlaps(fired)) overlapping += 1;
    judgeChain(trial, review);
  }
  trial.tally('volleys that overlapped', overlapping, planned.length);
  if (overlapping === 0) throw new Inconclusive('no two requests of a volley overlapped');
}

async function fire(
  trial: Trial,
  review: Subject,
  { shots, stamp }: { readonly shots: readonly Shot[]; readonly stamp: number },
): Promise<readonly Exchange[]> {
  return Promise.all(
    shots.map((shot) => {
      const caller = trial.callers[shot.caller % trial.callers.length] ?? trial.a;
      return shoot(caller, review, { ...shot, stamp });
    }),
  );
}

/** Branches that each write on what they last saw, so that some are stale and none knows. */
async function branch(trial: Trial): Promise<void> {
  const review = await trial.open();
  await trial.a.read(review);
  const step = record({
    kind: constantFrom(...(['claim', 'release', 'append', 'append', 'read'] as const)),
    caller: integer({ min: 0, max: 7 }),
    mark: integer({ min: 1, max: 999 }),
  });
  const branches = trial.sample(array(step, { minLength: 6, maxLength: 12 }), BRANCHES);
  const played = await Promise.all(
    branches.map((shots, index) => playBranch(trial, review, { shots, index })),
  );
  await trial.a.read(review);
  const all = played.flat();
  trial.tally(
    'branch steps that overlapped',
    all.filter((each) => overlapsAny(each, all)).length,
    all.length,
  );
  if (!overlaps(all)) throw new Inconclusive('no two requests of the branches overlapped');
  judgeChain(trial, review);
}

async function playBranch(
  trial: Trial,
  review: Subject,
  { shots, index }: { readonly shots: readonly Shot[]; readonly index: number },
): Promise<readonly Exchange[]> {
  const caller = trial.callers[index % trial.callers.length] ?? trial.a;
  const exchanges: Exchange[] = [];
  let stamp = overlayIn(await caller.read(review)).rev;
  for (const shot of shots) {
    const mark = shot.mark + index * 1000;
    const exchange = await shoot(caller, review, { ...shot, mark, stamp });
    exchanges.push(exchange);
    // Who lost reads again, as the contract asks of a client.
    const known = findOverlay(exchange) ?? findOverlay(await caller.read(review));
    stamp = known?.rev ?? stamp;
  }
  return exchanges;
}

function overlaps(exchanges: readonly Exchange[]): boolean {
  return exchanges.some((each) => overlapsAny(each, exchanges));
}

function overlapsAny(exchange: Exchange, others: readonly Exchange[]): boolean {
  return others.some((other) => other !== exchange && areConcurrent(exchange, other));
}

const EXPECTED_CHAIN = 'one chain of writes, each based on the one before';

/** Holds the recorded history against the chain rule; one violation is proof. */
export function judgeChain(trial: Trial, review: Subject): void {
  const history = trial.history(review);
  const actorIds = new Map(
    trial.callers.map((caller) => [caller.name, trial.actorOf(caller).id] as const),
  );
  const isStepOne = trial.dialect['edit-step'] !== '2';
  const verdict = checkReviewChain(history, { actorIds, dialect: { isStepOne } });
  if (verdict.kind === 'unknown') throw new Inconclusive(verdict.reason);
  const broken = verdict.kind === 'violated' ? verdict.violations : [];
  for (const requirement of CHAIN_REQUIREMENTS) {
    if (broken.some((each) => each.requirement === requirement)) continue;
    trial.must.holds(requirement, true, never);
  }
  for (const { requirement, level, sentence, witness } of broken) {
    const exchanges = witness.flatMap((id) => history.filter((each) => each.id === id));
    const got = exchanges
      .map((each) => `${each.operation} answered ${statusOf(each) ?? 'nothing'}`)
      .join(', ');
    const words = () => [sentence, EXPECTED_CHAIN, got] as const;
    trial.observe([{ requirement, level, holds: false, words }], { witness: exchanges, history });
  }
}

function never(): never {
  throw new Error('a sentence that holds has nothing to say');
}
