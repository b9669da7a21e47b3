import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Observation } from '../oracle/observation.ts';
import { play, startGame, type Game } from '../plan/play.ts';
import { planMoves, plans, type Plan, type PlannedStep } from '../plan/random-plans.ts';
import { MOVES } from '../plan/moves.ts';
import { shrink } from '../plan/shrink.ts';
import { Inconclusive } from '../rig.ts';
import { MODEL_REQUIREMENTS } from './tour-checks.ts';

/** Checks, and plans in each: together about a fifth of a ci run's requests. */
const CHECKS_COUNT = 24;
const PLANS_PER_CHECK = 8;

const SHRINK_BUDGET = { triesMax: 120 };
/** How often a shrunk plan is played again to measure how reliably it fails. */
const REPETITIONS = 5;

/**
 * Random plans on one review each, held against the model step by step, shrunk when one fails.
 *
 * Source: contract sections 4 to 8.
 */
export const PLAN_CHECKS: readonly Check[] = Array.from(
  { length: CHECKS_COUNT },
  (_, index): Check => ({
    id: `REV-6/random-plans-${index + 1}`,
    also: [...MODEL_REQUIREMENTS, 'RES-3', 'RES-5', 'RES-6', 'RES-7', 'HIL-1', 'X-1', 'X-2'],
    phase: 'plans',
    surfaces: ['overlay'],
    from: index === 0 ? 'smoke' : 'ci',
    isRandom: true,
    run: async (trial) => {
      const moves = planMoves(trial.surfaces, trial.capabilities.has('reopen'));
      for (const plan of trial.sample(plans(moves), PLANS_PER_CHECK)) await tryPlan(trial, plan);
    },
  }),
);

/** Plays a stored plan once, for `review-kit replay`. */
export function planCheck(id: string, plan: Plan): Check {
  const run = (trial: Trial) => tryPlan(trial, plan);
  return { id, phase: 'plans', surfaces: ['overlay'], also: [...MODEL_REQUIREMENTS], run };
}

async function tryPlan(trial: Trial, plan: Plan): Promise<void> {
  const outcome = await playPlan(trial, plan);
  trial.observe(
    outcome.observations.filter(({ holds }) => holds),
    { witness: [] },
  );
  const broken = outcome.observations.find(({ holds }) => !holds);
  if (broken === undefined) return;
  // Where the same is known from something shorter, a long plan adds nothing.
  if (trial.isBroken(broken.requirement)) {
    trial.observe([broken], { witness: outcome.witness, history: outcome.history });
    return;
  }
  const smallest = await shrink(
    plan.slice(0, outcome.played),
    async (candidate) => (await playAgain(trial, candidate, broken)) !== undefined,
    SHRINK_BUDGET,
  );
  await reportSmallest(trial, smallest, broken);
}

/** Plays the shrunk plan a few times more, to say how reliably it fails. */
async function reportSmallest(trial: Trial, plan: Plan, broken: Observation): Promise<void> {
  const outcomes = await Promise.all(
    Array.from({ length: REPETITIONS }, () => playAgain(trial, plan, broken)),
  );
  const failed = outcomes.filter((outcome) => outcome !== undefined);
  const [shown] = failed;
  trial.observe([(shown && showing(shown, broken)) ?? broken], {
    witness: shown?.witness ?? [],
    ...(shown === undefined ? {} : { history: shown.history }),
    plan,
    rate: { failed: failed.length, tried: REPETITIONS },
  });
}

/** The outcome of a plan that shows the same fault again; a reply that gets lost shows nothing. */
async function playAgain(
  trial: Trial,
  plan: Plan,
  broken: Observation,
): Promise<PlanOutcome | undefined> {
  try {
    const outcome = await playPlan(trial, plan);
    return showing(outcome, broken) === undefined ? undefined : outcome;
  } catch (error) {
    if (error instanceof Inconclusive) return undefined;
    throw error;
  }
}

/** The same fault in another outcome. */
function showing({ observations }: PlanOutcome, broken: Observation): Observation | undefined {
  return observations.find((each) => isAlike(each, broken));
}

/** Shrinking must not drift to another fault. */
function isAlike(left: Observation, right: Observation): boolean {
  return !left.holds && left.requirement === right.requirement && left.level === right.level;
}

interface PlanOutcome {
  readonly observations: readonly Observation[];
  /** Of the step that broke, or the last. */
  readonly witness: readonly Exchange[];
  readonly history: readonly Exchange[];
  /** Steps until the first that broke. */
  readonly played: number;
}

const ALL_MOVES = new Map(
  Object.values(MOVES).flatMap((moves) => moves.map((move) => [move.name, move] as const)),
);

async function playPlan(trial: Trial, plan: Plan): Promise<PlanOutcome> {
  const game = await startGame(trial);
  const observations: Observation[] = [];
  let witness: readonly Exchange[] = [];
  let count = 0;
  for (const step of plan) {
    count += 1;
    const played = await playPlanned(trial, game, step);
    if (played === undefined) continue;
    ({ witness } = played);
    observations.push(...played.observations);
    if (played.observations.some(({ holds }) => !holds)) break;
  }
  return { observations, witness, history: trial.history(game.review), played: count };
}

async function playPlanned(
  trial: Trial,
  game: Game,
  { move: name, actor, ...data }: PlannedStep,
): ReturnType<typeof play> {
  const move = ALL_MOVES.get(name);
  if (move === undefined) return undefined;
  return play(trial, game, { move, actor, data: { ...data, commandId: trial.newName('cmd') } });
}
