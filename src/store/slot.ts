import type { Review } from '../domain/review.ts';
import type { Keyed } from './ordered-set.ts';

/** Where a review stands, whatever it is at the moment. Its key is its place in the lists. */
export interface Slot extends Keyed {
  review: Review;
}
