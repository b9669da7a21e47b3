import { shiftInstant } from '../contract/instant.ts';
import type { ClaimCommand, ReleaseCommand } from './command.ts';
import { guardWrite } from './guard.ts';
import { instantOf, type Review } from './review.ts';
import { done, type Env, type Step } from './step.ts';
import { write } from './write.ts';

/** How long a claim holds when its caller does not say. Source: CLM-1. */
export const DEFAULT_TTL_SECONDS = 900;

/**
 * Takes the advisory claim, over anybody's.
 *
 * Units: `ttl_seconds`, 30 to 86,400.
 * Errors: `stale_stamp`, `already_decided`.
 * Source: CLM-1, CLM-2.
 */
export function claim(review: Review, { body }: ClaimCommand, env: Env): Step<null> {
  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'claim' });
  if (refusal) return refusal;
  const ttlSeconds = body.ttl_seconds ?? DEFAULT_TTL_SECONDS;
  const claimedAt = instantOf(review, env.now);
  const expiresAt = shiftInstant(claimedAt, ttlSeconds * 1000);
  const taken = { holder: env.actor, claimed_at: claimedAt, expires_at: expiresAt };
  const detail = { ttl_seconds: ttlSeconds };
  return done(
    write(review, env, { change: { claim: taken }, acts: [{ action: 'claimed', detail }] }),
    null,
  );
}

/**
 * Gives the claim back, whoever holds it, and when nobody does.
 *
 * Errors: `stale_stamp`, `already_decided`.
 * Source: CLM-2, CLM-4.
 */
export function release(review: Review, { body }: ReleaseCommand, env: Env): Step<null> {
  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'release' });
  if (refusal) return refusal;
  return done(
    write(review, env, { change: { claim: null }, acts: [{ action: 'released', detail: {} }] }),
    null,
  );
}
