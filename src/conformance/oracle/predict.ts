import { assertNever } from '../../contract/invariant.ts';
import type { Dialect } from '../dialect.ts';
import type { Action } from './action.ts';
import type { ModelReview } from './model-review.ts';
import { predictAppend, predictClaim, predictDecide, predictRelease } from './predict-overlay.ts';
import { predictCreate, predictHil, predictReopen, predictVerdict } from './predict-surfaces.ts';
import type { Prediction } from './prediction.ts';

/**
 * Says what a sequential server must answer to an action, and what it must hold afterwards.
 *
 * Source: contract sections 5, 6 and 8; the requirement of each prediction.
 */
export function predict(review: ModelReview, action: Action, dialect: Dialect): Prediction {
  const situation = { actor: action.actor, dialect };
  switch (action.kind) {
    case 'claim':
      return predictClaim(review, action.body, action.actor);
    case 'release':
      return predictRelease(review, action.body, situation);
    case 'append':
      return predictAppend(review, action.body, situation);
    case 'decide':
      return predictDecide(review, action.body, situation);
    case 'create':
      return predictCreate(review, action.body, situation);
    case 'approve':
      return predictVerdict(review, { ...action.body, verdict: 'approved' }, situation);
    case 'reject':
      return predictVerdict(review, { ...action.body, verdict: 'rejected' }, situation);
    case 'hil':
      return predictHil(review, action.body, situation);
    case 'reopen':
      return predictReopen(review);
    default:
      return assertNever(action);
  }
}
