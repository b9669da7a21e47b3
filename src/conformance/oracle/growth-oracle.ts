import { canonicalJson } from '../../contract/canonical-json.ts';
import type { ReviewOverlay } from '../../contract/wire.ts';
import { shown } from '../reply.ts';
import { must, type Observation } from './observation.ts';

/** Watches one review over time: what was appended once must stay as it was. */
export interface GrowthOracle {
  readonly observe: (overlay: ReviewOverlay) => readonly Observation[];
}

/** The lists that only grow, and the requirement that says so. */
const GROWING = [
  ['versions', 'REV-2'],
  ['decisions', 'REV-5'],
  ['audit', 'REV-5'],
] as const;

/**
 * Starts watching one review.
 *
 * Of two sightings the shorter list must be the beginning of the longer, whichever came first, so
 * that replies which overtake each other raise no false alarm.
 *
 * Source: REV-2, REV-5.
 */
export function createGrowthOracle(): GrowthOracle {
  const longest = new Map<string, readonly string[]>();
  return {
    observe: (overlay) =>
      GROWING.map(([name, requirement]) => {
        const now = (overlay[name] ?? []).map((item) => canonicalJson(item));
        const before = longest.get(name) ?? [];
        const shared = Math.min(now.length, before.length);
        const changed = now.findIndex((item, index) => index < shared && item !== before[index]);
        if (now.length >= before.length) longest.set(name, now);
        return must(requirement, changed === -1, () => [
          `${name}[${changed}] changed after it was written`,
          before[changed] ?? '',
          shown(now[changed]),
        ]);
      }),
  };
}
