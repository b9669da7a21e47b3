import { assertNever } from '../../contract/invariant.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Action } from '../oracle/action.ts';
import { compareReview, type Cause } from '../oracle/compare-review.ts';
import { modelOf, type ModelReview } from '../oracle/model-review.ts';
import type { Observation } from '../oracle/observation.ts';
import { predict } from '../oracle/predict.ts';
import type { Prediction } from '../oracle/prediction.ts';
import { bodyOf, findOverlay, isRecord, lineOf, overlayIn, shown, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import type { Move, MoveData, SentCommand } from './moves.ts';

/** One step of a plan: which move, by whom, with what. Nothing in it names a review or a stamp. */
export interface PlanStep {
  readonly move: Move;
  readonly actor: 'a' | 'b';
  readonly data: MoveData;
}

/** A review being played on, and what the model says it must be. */
export interface Game {
  readonly review: Subject;
  model: ModelReview;
  lastCommand: SentCommand | undefined;
}

/** What one step showed: the exchanges, and each sentence held against them. */
export interface Played {
  readonly observations: readonly Observation[];
  readonly witness: readonly Exchange[];
}

/** Opens a review and reads where it starts. */
export async function startGame(trial: Trial): Promise<Game> {
  const review = await trial.open();
  const overlay = overlayIn(await trial.a.read(review));
  return { review, model: modelOf(overlay), lastCommand: undefined };
}

/**
 * Makes one move, reads the whole review, and says how both compare with the model.
 *
 * Shape: undefined when the move does not apply where the game stands; the game is then as it was.
 */
export async function play(trial: Trial, game: Game, step: PlanStep): Promise<Played | undefined> {
  const { move, data } = step;
  const caller = trial[step.actor];
  const standing = { review: game.model, data, lastCommand: game.lastCommand };
  const body = move.bodyFor(standing);
  if (body === undefined) return undefined;
  const action = { kind: move.kind, body, actor: trial.actorOf(caller) } as unknown as Action;
  const prediction = predict(game.model, action, trial.dialect);
  const sent = await carryOut({ trial, caller, game }, action);
  // Whether it was carried out is then not known, and so what the model should hold.
  if (sent !== undefined && statusOf(sent) === undefined) throw new Inconclusive(lineOf(sent));
  const read = await trial.a.read(game.review);
  const answered = observeAnswer(sent, action, prediction);
  // Once the answer is wrong, what the review then holds says nothing new.
  const isAnswered = answered.every(({ holds }) => holds);
  const observations = isAnswered
    ? [...answered, ...observeState(read, action, prediction)]
    : answered;
  game.model = prediction.next;
  game.lastCommand = rememberedCommand(game, action, prediction);
  return { observations, witness: sent === undefined ? [read] : [sent, read] };
}

interface Turn {
  readonly trial: Trial;
  readonly caller: Caller;
  readonly game: Game;
}

/** Undefined for what the rig does: it is no exchange with the target. */
async function carryOut(
  { trial, caller, game }: Turn,
  action: Action,
): Promise<Exchange | undefined> {
  const { review } = game;
  switch (action.kind) {
    case 'claim':
      return caller.claim(review, action.body);
    case 'release':
      return caller.release(review, action.body);
    case 'append':
      return caller.append(review, action.body);
    case 'decide':
      return caller.decide(review, action.body);
    case 'create':
      return caller.create(review, action.body);
    case 'approve':
      return caller.approve(review, action.body);
    case 'reject':
      return caller.reject(review, action.body);
    case 'hil':
      return caller.hilDecide(review, action.body);
    case 'reopen':
      await trial.reopen(review);
      return undefined;
    default:
      return assertNever(action);
  }
}

function observeAnswer(
  sent: Exchange | undefined,
  action: Action,
  prediction: Prediction,
): readonly Observation[] {
  if (sent === undefined) return [];
  const { requirement, level, statuses, effect } = prediction;
  const status = statusOf(sent);
  const isRight = status !== undefined && statuses.includes(status);
  const said: Observation = {
    requirement,
    level,
    holds: isRight,
    words: () => [
      `${action.kind} that should be ${EFFECT_WORDS[effect]} answered ${shown(status)}`,
      statuses.join(' or '),
      lineOf(sent),
    ],
  };
  if (!isRight) return [said];
  return [said, ...observeSubmission(sent, prediction), ...observeShown(sent, action, prediction)];
}

const EFFECT_WORDS: Readonly<Record<Prediction['effect'], string>> = {
  applied: 'carried out',
  repeat: 'told that it was done before',
  stale: 'refused for its stamp',
  refused: 'refused',
};

/** Source: IDM-2, RES-5, RES-6, RES-7, HIL-1. */
function observeSubmission(sent: Exchange, prediction: Prediction): readonly Observation[] {
  const { submission, requirement } = prediction;
  const body = bodyOf(sent);
  const status = statusOf(sent) ?? 0;
  if (submission === undefined || status >= 400 || !isRecord(body)) return [];
  const said = body['submission_status'];
  const isDecision = sent.operation === 'submit_decision';
  return [
    {
      requirement: isDecision ? 'IDM-2' : requirement,
      level: 'MUST',
      holds: submission.includes(String(said)),
      words: () => [
        `${sent.operation} answered submission_status ${shown(said)}`,
        submission.join(' or '),
        shown(said),
      ],
    },
  ];
}

/** The overlay in the answer must be the one that the write made. */
function observeShown(
  sent: Exchange,
  action: Action,
  prediction: Prediction,
): readonly Observation[] {
  const overlay = findOverlay(sent);
  return overlay === undefined
    ? []
    : compareReview(prediction.next, overlay, causeOf(action, prediction));
}

function observeState(
  read: Exchange,
  action: Action,
  prediction: Prediction,
): readonly Observation[] {
  return compareReview(prediction.next, overlayIn(read), causeOf(action, prediction));
}

function causeOf(action: Action, { effect }: Prediction): Cause {
  const body: Readonly<Record<string, unknown>> = { ...action.body };
  const hasEdits = isRecord(body['edited_output']) || isRecord(body['modified_data']);
  return { action: action.kind, effect, hasEdits };
}

function rememberedCommand(
  { lastCommand }: Game,
  action: Action,
  { effect }: Prediction,
): SentCommand | undefined {
  const isCommand = action.kind === 'append' || action.kind === 'decide';
  if (!isCommand || effect !== 'applied' || action.body.command_id === undefined) {
    return lastCommand;
  }
  return { kind: action.kind, body: action.body };
}
