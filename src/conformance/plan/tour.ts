import type { Actor } from '../../contract/wire.ts';
import type { Action } from '../oracle/action.ts';
import type { ModelReview } from '../oracle/model-review.ts';
import { predict } from '../oracle/predict.ts';
import { MOVES, type Move, type MoveData, type SentCommand } from './moves.ts';
import type { PlanStep } from './play.ts';

/** A state of a review with everything left out that no rule depends on. */
export interface TourStop {
  /** Such as `awaiting_review, claimed by the other, edited`. */
  readonly name: string;
  /** The shortest way there from a fresh review. */
  readonly path: readonly PlanStep[];
  /** Whether only a rig can lead there. */
  readonly needsReopen: boolean;
}

/** One cell of the tour: a class of operation, and by whom. */
export type TourStep = Pick<PlanStep, 'move' | 'actor'>;

const A: Actor = { kind: 'human', id: 'a', display_name: 'A' };
const B: Actor = { kind: 'human', id: 'b', display_name: 'B' };
const MODEL: Actor = { kind: 'model', id: 'm', display_name: 'M' };

/** A fresh review; nothing in a stop's name depends on what else is in it. */
const FRESH: ModelReview = {
  rev: 1,
  status: 'awaiting_review',
  claim: null,
  versions: [
    { parentSeq: null, author: MODEL, origin: 'model_output', snapshot: { total: 0 }, note: null },
  ],
  decisions: [],
  effectiveSeq: null,
  audit: [],
  commands: new Map(),
};

/** Moves that another actor makes too; who makes the others does not matter to any rule. */
const BY_BOTH: ReadonlySet<string> = new Set([
  'claim/fresh',
  'release/fresh',
  'append/fresh',
  'append/repeat',
  'decide/repeat',
]);

/** The cells of one stop for the moves of a surface. */
export function tourSteps(moves: readonly Move[]): readonly TourStep[] {
  return moves.flatMap((move): TourStep[] => [
    { move, actor: 'a' },
    ...(BY_BOTH.has(move.name) ? [{ move, actor: 'b' } as const] : []),
  ]);
}

/** What a step of the tour sends; no two commands of a path share an id. */
export function tourData(index: number, newName: (prefix: string) => string): MoveData {
  return {
    snapshot: { total_amount: 500 + index, vendor_name: `Vendor ${index}` },
    note: `Note ${index}`,
    commandId: newName('cmd'),
    ttlSeconds: 600 + index,
  };
}

interface Place {
  readonly model: ModelReview;
  readonly lastCommand: SentCommand | undefined;
  readonly path: readonly PlanStep[];
}

/**
 * Finds every stop that the moves lead to, breadth first on the model alone, so that each path is a
 * shortest one.
 */
export function findStops(): readonly TourStop[] {
  const steps = tourSteps([...MOVES.overlay, ...MOVES.rig]);
  const found = new Map<string, Place>();
  const open: Place[] = [{ model: FRESH, lastCommand: undefined, path: [] }];
  for (const place of open) {
    const name = nameOf(place);
    if (found.has(name)) continue;
    found.set(name, place);
    for (const [index, step] of steps.entries()) {
      const next = follow(place, step, index);
      if (next !== undefined && !found.has(nameOf(next))) open.push(next);
    }
  }
  return [...found].map(([name, { path }]) => ({
    name,
    path,
    needsReopen: path.some(({ move }) => move.kind === 'reopen'),
  }));
}

function follow(place: Place, step: TourStep, index: number): Place | undefined {
  const { model, lastCommand, path } = place;
  let names = 0;
  const data = tourData(index, (prefix) => `${prefix}_${path.length}_${(names += 1)}`);
  const body = step.move.bodyFor({ review: model, data, lastCommand });
  if (body === undefined) return undefined;
  const actor = step.actor === 'a' ? A : B;
  const action = { kind: step.move.kind, body, actor } as unknown as Action;
  const { effect, next } = predict(model, action, {});
  if (effect !== 'applied') return undefined;
  const isCommand = action.kind === 'append' || action.kind === 'decide';
  const command = isCommand && action.body.command_id ? action : undefined;
  return {
    model: next,
    lastCommand: command ?? lastCommand,
    path: [...path, { ...step, data }],
  };
}

function nameOf({ model, lastCommand }: Place): string {
  const { status, claim, versions, decisions } = model;
  const isReopened = status === 'awaiting_review' && decisions.length > 0;
  const parts = [
    isReopened ? 'reopened' : status,
    ...(claim === null ? [] : [`claimed by ${claim.holder.id}`]),
    ...(versions.length > 1 ? ['edited'] : []),
    ...(lastCommand === undefined ? [] : [`after a command to ${lastCommand.kind}`]),
  ];
  return parts.join(', ');
}
