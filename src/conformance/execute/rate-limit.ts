import { setTimeout as wait } from 'node:timers/promises';

/** Resolves when the next request may go out. */
export type RateLimit = () => Promise<void>;

const MS_PER_SECOND = 1000;

/**
 * Spaces requests evenly, so that a run never sends more than a server allows.
 *
 * Units: requests per second; null for no limit.
 */
export function createRateLimit(ratePerSecond: number | null): RateLimit {
  if (ratePerSecond === null) return async () => {};
  const stepMs = MS_PER_SECOND / ratePerSecond;
  let nextAt = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + stepMs;
    if (at > now) await wait(at - now);
  };
}
