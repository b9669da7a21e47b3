import type {
  AppendVersionRequest,
  JsonObject,
  ReviewOverlay,
  SubmitDecisionRequest,
  SubmitDecisionResponse,
} from '../contract/wire.ts';
import type { JsonClient, JsonReply } from './json-client.ts';
import type { OpenedReview } from './opened-review.ts';

/** The review, or what the server said instead. */
export type OverlayReply = JsonReply<ReviewOverlay & { readonly detail?: unknown }>;
/** The decision, or what the server said instead. */
export type DecisionReply = JsonReply<SubmitDecisionResponse & { readonly detail?: unknown }>;

type Stamped<T> = Partial<Omit<T, 'version_stamp'>> & {
  /** The `rev` that the actor goes by; the current one when it is left out. */
  readonly stamp?: number;
};

/** Somebody who does what a front end's user does. A conflict is a reply, not an error. */
export interface ActorClient {
  /** Who this is, as the key that is sent. */
  readonly key: string;
  /** Any request of the API, in this actor's name. */
  readonly send: JsonClient;
  readonly read: (review: OpenedReview) => Promise<OverlayReply>;
  readonly claim: (
    review: OpenedReview,
    body?: Stamped<{ readonly ttl_seconds: number }>,
  ) => Promise<OverlayReply>;
  readonly release: (review: OpenedReview, body?: Stamped<object>) => Promise<OverlayReply>;
  readonly append: (
    review: OpenedReview,
    snapshot: JsonObject,
    body?: Stamped<AppendVersionRequest>,
  ) => Promise<OverlayReply>;
  readonly approve: (
    review: OpenedReview,
    body?: Stamped<SubmitDecisionRequest>,
  ) => Promise<DecisionReply>;
  readonly reject: (
    review: OpenedReview,
    reason: string,
    body?: Stamped<SubmitDecisionRequest>,
  ) => Promise<DecisionReply>;
}

/**
 * Makes somebody who acts on the overlay surface.
 *
 * Source: contract operations 1 to 5.
 */
export function createActorClient(key: string, send: JsonClient): ActorClient {
  const read = ({ path }: OpenedReview) => send('GET', path) as Promise<OverlayReply>;
  const write = async (review: OpenedReview, verb: string, body: Stamped<object>) => {
    const { stamp, ...rest } = body;
    const rev = stamp ?? (await read(review)).body.rev;
    return send('POST', `${review.path}/${verb}`, { version_stamp: rev, ...rest });
  };
  const decide = (review: OpenedReview, body: Stamped<SubmitDecisionRequest>) =>
    write(review, 'decision', body) as Promise<DecisionReply>;
  return {
    key,
    send,
    read,
    claim: (review, body = {}) => write(review, 'claim', body) as Promise<OverlayReply>,
    release: (review, body = {}) => write(review, 'release', body) as Promise<OverlayReply>,
    append: (review, snapshot, body = {}) =>
      write(review, 'versions', { snapshot, ...body }) as Promise<OverlayReply>,
    approve: (review, body = {}) => decide(review, { verdict: 'approved', ...body }),
    reject: (review, reason, body = {}) => decide(review, { verdict: 'rejected', reason, ...body }),
  };
}
