import type { Surface } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { MOVES, type Move } from '../plan/moves.ts';
import { play, startGame, type Game, type Played, type PlanStep } from '../plan/play.ts';
import { findStops, tourData, tourSteps, type TourStep, type TourStop } from '../plan/tour.ts';

/** What the model can hold against a target. */
export const MODEL_REQUIREMENTS = [
  'REV-3',
  'REV-4',
  'REV-5',
  'REV-8',
  'CAS-1',
  'CAS-4',
  'ERR-2',
  'CLM-1',
  'CLM-2',
  'CLM-4',
  'VER-1',
  'VER-2',
  'DEC-1',
  'DEC-2',
  'DEC-3',
  'DEC-4',
  'DEC-5',
  'IDM-1',
  'IDM-2',
  'IDM-3',
] as const;

/** Surfaces whose moves are made at every stop, and what else they judge. */
const ROUTES: readonly {
  readonly name: string;
  readonly surfaces: readonly Surface[];
  readonly moves: readonly Move[];
  readonly also: readonly string[];
}[] = [
  { name: 'overlay', surfaces: ['overlay'], moves: MOVES.overlay, also: [] },
  {
    name: 'resource',
    surfaces: ['overlay', 'resource'],
    moves: MOVES.resource,
    also: ['RES-3', 'RES-5', 'RES-6', 'RES-7', 'X-1', 'X-2'],
  },
  {
    name: 'agent',
    surfaces: ['overlay', 'agent'],
    moves: MOVES.agent,
    also: ['HIL-1', 'X-2'],
  },
];

/**
 * The tour: at every state that the model can reach, every class of operation once.
 *
 * Source: contract sections 4 to 8.
 */
export const TOUR_CHECKS: readonly Check[] = findStops().flatMap((stop) =>
  ROUTES.map((route): Check => ({
    id: `REV-6/tour-${route.name}-at-${stop.name.replaceAll(/[^a-z_]+/g, '-')}`,
    also: [...MODEL_REQUIREMENTS, ...route.also],
    phase: 'tour',
    surfaces: route.surfaces,
    from: 'ci',
    ...(stop.needsReopen ? { needs: ['reopen'] } : {}),
    run: (trial) => tour(trial, stop, tourSteps(route.moves)),
  })),
);

/**
 * Tries every step at one stop: those that change nothing one after the other on one review, each
 * of the others on a review of its own.
 */
async function tour(trial: Trial, stop: TourStop, steps: readonly TourStep[]): Promise<void> {
  let game: Game | undefined;
  let covered = 0;
  for (const [index, step] of steps.entries()) {
    game ??= await walkTo(trial, stop);
    if (game === undefined) break;
    const before = game.model;
    const played = await playStep(trial, game, { ...step, data: tourData(index, trial.newName) });
    covered += 1;
    const isElsewhere = game.model.rev !== before.rev || played?.isBroken === true;
    if (isElsewhere) game = undefined;
  }
  trial.tally('states × operations', covered, steps.length);
}

/** Undefined when the way there is broken already; that is a finding of its own. */
async function walkTo(trial: Trial, stop: TourStop): Promise<Game | undefined> {
  const game = await startGame(trial);
  for (const [index, step] of stop.path.entries()) {
    const data = { ...step.data, ...tourData(900 + index, trial.newName) };
    const played = await playStep(trial, game, { ...step, data });
    if (played?.isBroken === true) return undefined;
  }
  return game;
}

async function playStep(
  trial: Trial,
  game: Game,
  step: PlanStep,
): Promise<(Played & { readonly isBroken: boolean }) | undefined> {
  const played = await play(trial, game, step);
  if (played === undefined) return undefined;
  trial.observe(played.observations, { witness: played.witness });
  return { ...played, isBroken: played.observations.some(({ holds }) => !holds) };
}
