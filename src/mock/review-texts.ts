import { liveClaim, type Review } from '../domain/review.ts';
import { overlayListsOf, overlaySummaryOf } from '../views/overlay.ts';
import { workflowReviewOf } from '../views/resource.ts';
import { extendObject, joinArray, joinObject, JsonText, writeJson } from './json-text.ts';

/** Reviews as the surfaces show them, each written once for as long as it stays as it is. */
export interface ReviewTexts {
  readonly overlay: (review: Review, now: string) => JsonText;
  readonly overlaySummary: (review: Review, now: string) => JsonText;
  readonly workflowReview: (review: Review) => JsonText;
  /** One page of a list, as `data`, and what else it says. */
  readonly page: (items: readonly JsonText[], rest: object) => JsonText;
}

/**
 * Keeps what was written for as long as the review is kept: a write makes a new review, so nothing
 * has to be thrown away. Only a claim that runs out changes what is shown without a write.
 *
 * Source: REV-6, CLM-3.
 */
export function createReviewTexts(): ReviewTexts {
  const workflowReviews = createTextCache<Review>();
  const list = createListCache();
  return {
    overlay: createClaimCache((review, now) => {
      const { versions, decisions, audit } = overlayListsOf(review);
      return extendObject(overlaySummaryOf(review, now), {
        versions: list(versions),
        decisions: list(decisions),
        audit: list(audit),
      });
    }),
    overlaySummary: createClaimCache((review, now) => writeJson(overlaySummaryOf(review, now))),
    workflowReview: (review) => workflowReviews(review, () => writeJson(workflowReviewOf(review))),
    page: createPageCache(),
  };
}

function createClaimCache(write: (review: Review, now: string) => JsonText) {
  const [claimed, unclaimed] = [createTextCache<Review>(), createTextCache<Review>()];
  return (review: Review, now: string): JsonText => {
    const cache = liveClaim(review, now) === null ? unclaimed : claimed;
    return cache(review, () => write(review, now));
  };
}

function createTextCache<Shown extends object>() {
  const texts = new WeakMap<Shown, JsonText>();
  return (shown: Shown, write: () => JsonText): JsonText => {
    let text = texts.get(shown);
    if (text === undefined) texts.set(shown, (text = write()));
    return text;
  };
}

interface Written {
  readonly last: object | undefined;
  readonly count: number;
  readonly items: string;
}

/**
 * Remembers the text of lists that only grow, by their first item: of one that did, what is new is
 * written.
 *
 * Source: REV-2, REV-5, REV-8.
 */
function createListCache() {
  const written = new WeakMap<object, Written>();
  return (list: readonly object[]): JsonText => {
    const [first] = list;
    const known = first && written.get(first);
    const isKnown = known !== undefined && list[known.count - 1] === known.last;
    const news = isKnown ? list.slice(known.count) : list;
    const items = [
      ...(isKnown ? [known.items] : []),
      ...news.map((item) => JSON.stringify(item)),
    ].join();
    if (first) written.set(first, { last: list.at(-1), count: list.length, items });
    return new JsonText(`[${items}]`, () => list);
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
