import type { Actor, ReviewStatus, Verdict } from '../contract/wire.ts';
import type { Review } from '../domain/review.ts';
import type { Result } from '../domain/step.ts';
import type { Transition } from '../domain/transition.ts';

/** How a review is found: by the block it gates, or by its own id. Source: REV-1. */
export type ReviewAddress =
  | {
      readonly kind: 'block';
      readonly runId: string;
      readonly blockId: string;
      readonly iterationKey: string | null;
    }
  | { readonly kind: 'review'; readonly reviewId: string };

/** A review before and after a step, and what came of it. */
export interface Updated<T> {
  readonly before: Review | undefined;
  readonly after: Review | undefined;
  readonly result: Result<T>;
}

/** A place in a list, exclusive. Source: LST-3. */
export interface Cursor {
  readonly kind: 'after' | 'before';
  readonly reviewId: string;
}

/** Which reviews to list, and from where. Source: LST-1, LST-2, LST-3. */
export interface ReviewQuery {
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
  readonly blockId?: string | undefined;
  readonly stepId?: string | undefined;
  readonly iterationKey?: string | undefined;
  readonly statuses: readonly ReviewStatus[];
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: Cursor | undefined;
}

/** One page, in the list's order. Source: LST-3. */
export interface ReviewPage {
  readonly reviews: readonly Review[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** Which reviews to queue. Source: QUE-1. */
export interface QueueQuery {
  readonly status: 'awaiting_review' | Verdict;
  readonly workflowId?: string | undefined;
  /** Only reviews that this actor holds a live claim on. */
  readonly holder?: Actor | undefined;
  /** The instant at which claims must be live. */
  readonly now: string;
  readonly limit: number;
}

/** The head of a queue. Source: QUE-1. */
export interface QueuePage {
  readonly reviews: readonly Review[];
  readonly hasMore: boolean;
}

/**
 * Where reviews are kept.
 *
 * A port: the mock keeps them in memory, a database may keep them elsewhere. Whoever implements it
 * promises one thing above all: `update` reads, steps and writes as one, so that of two steps from
 * the same review the second sees the first. The step is pure, so it may be run again.
 *
 * Source: CAS-2, CAS-3.
 */
export interface Store {
  readonly find: (address: ReviewAddress) => Promise<Review | undefined>;
  /** Any review of the resource surface that has a version with this content. Source: RES-3. */
  readonly findByVersion: (versionId: string) => Promise<Review | undefined>;
  /** Keeps the review that a step returns, also when the step was refused. */
  readonly update: <T>(
    address: ReviewAddress,
    step: (review: Review | undefined) => Transition<T>,
  ) => Promise<Updated<T>>;
  /** Undefined when the cursor names no review of the resource surface. Source: LST-3. */
  readonly list: (query: ReviewQuery) => Promise<ReviewPage | undefined>;
  readonly queue: (query: QueueQuery) => Promise<QueuePage>;
  readonly reviewsOfRun: (runId: string) => Promise<readonly Review[]>;
  /** Ids of the reviews whose run has yet to take up the decision. Source: RES-7. */
  readonly waitingForRun: () => Promise<readonly string[]>;
  /** Ids of the reviews whose agent has something to do by now, the longest due first. */
  readonly dueAgents: (now: string) => Promise<readonly string[]>;
  /** Every review, in the order in which they were first kept. */
  readonly all: () => AsyncIterable<Review>;
  /** Replaces everything, all or nothing. */
  readonly replaceAll: (reviews: readonly Review[]) => Promise<void>;
}
