import type { Actor } from '../../contract/wire.ts';
import type { Dialect } from '../dialect.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import type { ModelEntry, ModelReview } from './model-review.ts';

/**
 * What must come of an action.
 *
 * `applied`: it takes effect. `repeat`: it did before, and nothing changes. `stale`: its stamp is
 * not the current one. `refused`: it is not allowed for another reason.
 */
export interface Prediction {
  readonly effect: 'applied' | 'repeat' | 'stale' | 'refused';
  /** The statuses that are right. */
  readonly statuses: readonly number[];
  /** Whose sentence the status is, and at which level. */
  readonly requirement: string;
  readonly level: JudgedLevel;
  /** What `submission_status` must say, where the operation has one. */
  readonly submission?: readonly string[];
  readonly next: ModelReview;
}

/** Who acts, and which readings the target follows. */
export interface Situation {
  readonly actor: Actor;
  readonly dialect: Dialect;
}

const CONFLICT = 409;

/** The prediction for what takes effect. */
export function applied(requirement: string, status: number, next: ModelReview): Prediction {
  return { effect: 'applied', statuses: [status], requirement, level: 'MUST', next };
}

/** The prediction for what changes nothing because it was done before. */
export function repeated(requirement: string, status: number, review: ModelReview): Prediction {
  return { effect: 'repeat', statuses: [status], requirement, level: 'MUST', next: review };
}

/** What a refusal rests on. */
export interface Ground {
  readonly requirement: string;
  readonly level: JudgedLevel;
  readonly statuses: readonly number[];
}

/** The prediction for what is not allowed. */
export function refused(review: ModelReview, ground: Ground): Prediction {
  return { effect: 'refused', ...ground, next: review };
}

/** The prediction for a stamp that is not the current `rev`. Source: CAS-1, CAS-4. */
export function stale(review: ModelReview, stamp: number, actor: Actor): Prediction {
  const entry = { action: 'stale_write_rejected', actor, revObserved: stamp, revResult: null };
  const next = { ...review, audit: [...review.audit, entry] };
  return { effect: 'stale', statuses: [CONFLICT], requirement: 'CAS-1', level: 'MUST', next };
}

/** The prediction for a write on a decided review. Source: DEC-5. */
export function decided(review: ModelReview): Prediction {
  return refused(review, { requirement: 'DEC-5', level: 'SHOULD', statuses: [CONFLICT] });
}

/** Adds one write: `rev` moves by `step`, and each act of it has its entry. Source: REV-6, REV-8. */
export function written(
  review: ModelReview,
  actor: Actor | null,
  { actions, step = 1 }: { readonly actions: readonly string[]; readonly step?: number },
): Pick<ModelReview, 'rev' | 'audit'> {
  const rev = review.rev + step;
  const entries = actions.map((action): ModelEntry => ({
    action,
    actor,
    revObserved: review.rev,
    revResult: rev,
  }));
  return { rev, audit: [...review.audit, ...entries] };
}
