import { liveClaim, type Review } from '../domain/review.ts';
import { overlayOf, overlaySummaryOf } from '../views/overlay.ts';
import { workflowReviewOf } from '../views/resource.ts';
import { writeJson, type JsonText } from './json-text.ts';

/** Reviews as the surfaces show them, each written once for as long as it stays as it is. */
export interface ReviewTexts {
  readonly overlay: (review: Review, now: string) => JsonText;
  readonly overlaySummary: (review: Review, now: string) => JsonText;
  readonly workflowReview: (review: Review) => JsonText;
}

/**
 * Keeps what was written for as long as the review is kept: a write makes a new review, so nothing
 * has to be thrown away. Only a claim that runs out changes what is shown without a write.
 *
 * Source: REV-6, CLM-3.
 */
export function createReviewTexts(): ReviewTexts {
  const workflowReviews = createTextCache();
  return {
    overlay: createClaimCache(overlayOf),
    overlaySummary: createClaimCache(overlaySummaryOf),
    workflowReview: (review) => workflowReviews(review, () => writeJson(workflowReviewOf(review))),
  };
}

function createClaimCache(show: (review: Review, now: string) => object) {
  const [claimed, unclaimed] = [createTextCache(), createTextCache()];
  return (review: Review, now: string): JsonText => {
    const cache = liveClaim(review, now) === null ? unclaimed : claimed;
    return cache(review, () => writeJson(show(review, now)));
  };
}

function createTextCache() {
  const texts = new WeakMap<Review, JsonText>();
  return (review: Review, write: () => JsonText): JsonText => {
    let text = texts.get(review);
    if (text === undefined) texts.set(review, (text = write()));
    return text;
  };
}
