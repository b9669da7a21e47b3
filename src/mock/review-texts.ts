import type { Review } from '../domain/review.ts';
import { joinArray, joinObject, type JsonText } from './json-text.ts';
import { ReviewText } from './review-text.ts';

/** Reviews as the surfaces show them, each written once for as long as it stays as it is. */
export interface ReviewTexts {
  readonly overlay: (review: Review, now: string) => JsonText;
  readonly overlaySummary: (review: Review, now: string) => JsonText;
  readonly workflowReview: (review: Review) => JsonText;
  /** One page of a list, as `data`, and what else it says. */
  readonly page: (items: readonly JsonText[], rest: object) => JsonText;
  /** Lets go of all, where other reviews take the place of these. */
  readonly forget: () => void;
}

/**
 * Keeps what was written of each review, by its id, until the review that comes after a write is
 * shown.
 */
export function createReviewTexts(): ReviewTexts {
  const written = new Map<string, ReviewText>();
  const textOf = (review: Review): ReviewText => {
    let text = written.get(review.id);
    if (text?.review !== review) written.set(review.id, (text = new ReviewText(review, text)));
    return text;
  };
  return {
    overlay: (review, now) => textOf(review).overlay(now),
    overlaySummary: (review, now) => textOf(review).overlaySummary(now),
    workflowReview: (review) => textOf(review).workflowReview(),
    page: createPageCache(),
    forget: () => written.clear(),
  };
}

interface Page {
  readonly items: readonly JsonText[];
  readonly rest: string;
  readonly text: JsonText;
}

/** Remembers the last page that began with an item: who looks again mostly finds it unchanged. */
function createPageCache(): ReviewTexts['page'] {
  const pages = new WeakMap<JsonText, Page>();
  return (items, more) => {
    const rest = JSON.stringify(more);
    const [first] = items;
    const known = first && pages.get(first);
    if (known?.rest === rest && isSame(known.items, items)) return known.text;
    const text = joinObject({ data: joinArray(items), ...more });
    if (first) pages.set(first, { items, rest, text });
    return text;
  };
}

function isSame(left: readonly JsonText[], right: readonly JsonText[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}
