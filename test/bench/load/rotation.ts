import type { Operation, Turn } from './operations.ts';

/** Every write lengthens the audit, and with it the reply: no review gets more than this. */
export const WRITES_MAX = 20;

/** Claims that one review gets in a burst; the middle one is what the bare server answers. */
export const CLAIMS_PER_REVIEW = 3;

/** How much is sent at a time, and how often. */
export interface Plan {
  readonly burst: number;
  readonly bursts: number;
}

/** What a rotation is made of. */
export interface Load {
  readonly reviews: number;
  readonly connections: number;
  readonly requests: number;
}

/**
 * The turns of each connection. Request i goes to review i mod N with stamp 1 + floor(i / N); as N
 * is a multiple of the connections, a review belongs to one of them, and no two writes meet on it.
 *
 * Errors: throws when writes would meet, or a review would get too many.
 */
export function turnsOf({ reviews, connections, requests }: Load): readonly (readonly Turn[])[] {
  if (reviews % connections !== 0 || requests % connections !== 0) {
    throw new Error(`${reviews} reviews, ${requests} requests: not multiples of ${connections}`);
  }
  if (requests > reviews * WRITES_MAX) {
    throw new Error(`${requests} writes are more than ${WRITES_MAX} to each of ${reviews} reviews`);
  }
  return Array.from({ length: connections }, (_, connection) =>
    Array.from({ length: requests / connections }, (__, own) => {
      const place = connection + own * connections;
      return { review: place % reviews, stamp: 1 + Math.floor(place / reviews) };
    }),
  );
}

/**
 * Enough requests for this many seconds, in bursts that the reviews last for: after each of them
 * the server is reset. A slow server gets one burst, cut short.
 */
export function planOf(
  operation: Operation,
  wanted: number,
  { reviews, connections }: Omit<Load, 'requests'>,
): Plan {
  const least = Math.max(1, Math.ceil(wanted / connections)) * connections;
  const burstMax = burstMaxOf(operation, reviews);
  if (least <= burstMax) return { burst: least, bursts: 1 };
  return { burst: burstMax, bursts: Math.ceil(least / burstMax) };
}

function burstMaxOf(operation: Operation, reviews: number): number {
  if (operation === 'claim') return reviews * CLAIMS_PER_REVIEW;
  return operation === 'approve' ? reviews : Number.POSITIVE_INFINITY;
}
