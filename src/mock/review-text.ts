import type { Claim } from '../contract/wire.ts';
import { liveClaim, type Review } from '../domain/review.ts';
import {
  overlayIdentityOf,
  overlayListsOf,
  overlayOf,
  overlayStandingOf,
  overlaySummaryOf,
} from '../views/overlay.ts';
import { workflowReviewOf } from '../views/resource.ts';
import { GrowingText } from './growing-text.ts';
import { JsonText, writeJson } from './json-text.ts';

/** The lists of an overlay, as far as they are written. */
type Lists = Readonly<Record<keyof ReturnType<typeof overlayListsOf>, GrowingText>>;

/**
 * One review as it is between two writes, as the surfaces show it.
 *
 * Each view is written when it is first asked for, and then kept. What the write before it left as
 * it was, is taken over from there: who the review is, and its lists but for what is new. Only a
 * claim that runs out changes what is shown without a write.
 *
 * Source: REV-1, REV-2, REV-5, REV-6, REV-8, CLM-3.
 */
export class ReviewText {
  readonly review: Review;
  /** The claim as it was last shown. */
  #claim: Claim | null | undefined;
  #identity: string | undefined;
  #lists: Lists | undefined;
  #overlay: JsonText | undefined;
  #overlaySummary: JsonText | undefined;
  #workflowReview: JsonText | undefined;

  /** The text of a review, and of what was shown under its id before. */
  constructor(review: Review, before?: ReviewText) {
    this.review = review;
    if (before === undefined || !isSameReview(before.review, review)) return;
    this.#identity = before.#identity;
    this.#lists = before.#lists;
  }

  overlay(now: string): JsonText {
    this.#look(now);
    return (this.#overlay ??= this.#writeOverlay(now));
  }

  overlaySummary(now: string): JsonText {
    this.#look(now);
    return (this.#overlaySummary ??= writeJson(overlaySummaryOf(this.review, now)));
  }

  workflowReview(): JsonText {
    return (this.#workflowReview ??= writeJson(workflowReviewOf(this.review)));
  }

  #look(now: string): void {
    const claim = liveClaim(this.review, now);
    if (claim === this.#claim) return;
    this.#claim = claim;
    this.#overlay = undefined;
    this.#overlaySummary = undefined;
  }

  /** In pieces: writing what is known already would cost more than all the rest of a claim. */
  #writeOverlay(now: string): JsonText {
    const { review } = this;
    this.#identity ??= membersOf(overlayIdentityOf(review));
    const standing = membersOf(overlayStandingOf(review, now));
    const { versions, decisions, audit } = (this.#lists = grown(this.#lists, review));
    const text =
      `{${this.#identity},${standing},"versions":[${versions.items}],` +
      `"decisions":[${decisions.items}],"audit":[${audit.items}]}`;
    return new JsonText(text, () => overlayOf(review, now));
  }
}

/** Another scenario may have the same id: a write leaves these two as they are, loading does not. */
function isSameReview(before: Review, after: Review): boolean {
  return before.triggered_by === after.triggered_by && before.created_at === after.created_at;
}

function grown(before: Lists | undefined, review: Review): Lists {
  const { versions, decisions, audit } = overlayListsOf(review);
  return {
    versions: new GrowingText(versions, before?.versions),
    decisions: new GrowingText(decisions, before?.decisions),
    audit: new GrowingText(audit, before?.audit),
  };
}

/** The members of an object, without its braces. */
function membersOf(object: object): string {
  return JSON.stringify(object).slice(1, -1);
}
