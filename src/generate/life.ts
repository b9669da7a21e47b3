import type { Actor } from '../contract/wire.ts';
import type { AgentPlan } from '../domain/agent.ts';
import type { Command, OpenCommand } from '../domain/command.ts';
import type { Review } from '../domain/review.ts';
import type { Draw } from './draw.ts';
import type { EditHistory } from './edits.ts';
import type { Shape } from './shape.ts';

/** A command on the review as it then is. */
export type Plan = (review: Review) => Exclude<Command, OpenCommand>;

/** Something that happens to a review. */
export interface Moment {
  /** Since the moment before, if there is time for it. Units: milliseconds. */
  readonly waitMs: number;
  readonly actor: Actor;
  readonly plan: Plan;
  /** Whether the rules are to refuse it: a write with a stamp that is stale. */
  readonly isRefused?: boolean;
  /** Whether it appends a version, and does nothing else. */
  readonly isEdit?: boolean;
}

/** Everything that happens to a review after its gate fired. */
export interface Life {
  readonly agent: AgentPlan | null;
  readonly moments: readonly Moment[];
  /** How long before the end of the span the last moment is; undefined where it does not matter. */
  readonly lastBeforeMs?: number | undefined;
}

/** What a life is told from. */
export interface LifeSetting {
  readonly shape: Shape;
  readonly history: EditHistory;
  readonly draw: Draw;
  readonly humans: readonly Actor[];
  readonly reasons: readonly string[];
}
