import { parseInstant } from '../contract/instant.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { Act } from './act.ts';
import type { Remark } from './misuse.ts';
import type { Sighting } from './sighting.ts';

/** Finds claims that ran out in the hands of whoever took them. */
export interface ClaimRule {
  readonly judge: (act: Act) => readonly Remark[];
  /** What has run out by now. */
  readonly settle: (nowMs: number) => readonly Remark[];
}

interface HeldClaim {
  readonly actor: string;
  readonly seq: number;
  readonly until: string;
  readonly untilMs: number;
}

const CLAIMS_MAX = 5000;

/**
 * Makes the rule. A claim is over when its holder releases it or decides, when anybody decides, and
 * when a reply shows before its end that it is gone or another's. A holder who claims again renews.
 *
 * Units: milliseconds since 1970.
 * Source: CLM-1, CLM-3, CLM-4, DEC-4.
 */
export function createClaimRule(): ClaimRule {
  const claims = createBoundedMap<HeldClaim>(CLAIMS_MAX);
  const look = (act: Act, sighting: Sighting): readonly Remark[] => {
    const { review } = sighting;
    const held = claims.get(review);
    const next = act.operation === 'claim_review' ? takenBy(act, sighting) : undefined;
    const remarks = held !== undefined && hasRunOut(held, act) ? [remarkOf(held, review)] : [];
    if (next !== undefined) claims.set(review, next);
    else if (held !== undefined && (remarks.length > 0 || isOver(held, sighting))) {
      claims.delete(review);
    }
    return remarks;
  };
  return {
    judge: (act) => act.sightings.flatMap((sighting) => look(act, sighting)),
    settle: (nowMs) =>
      claims.entries().flatMap(([review, held]) => {
        if (!(nowMs >= held.untilMs)) return [];
        claims.delete(review);
        return [remarkOf(held, review)];
      }),
  };
}

function takenBy({ actor, seq }: Act, { claimedUntil }: Sighting): HeldClaim | undefined {
  if (typeof claimedUntil !== 'string') return undefined;
  return { actor, seq, until: claimedUntil, untilMs: parseInstant(claimedUntil) };
}

/** A write of the holder's own after the end says that the work went on. */
function hasRunOut(held: HeldClaim, { atMs, actor, isWrite }: Act): boolean {
  return atMs >= held.untilMs && !(isWrite && actor === held.actor);
}

function isOver({ until }: HeldClaim, { claimedUntil, isDecided }: Sighting): boolean {
  return isDecided === true || (claimedUntil !== undefined && claimedUntil !== until);
}

function remarkOf({ actor, seq, until }: HeldClaim, review: string): Remark {
  return {
    kind: 'claim-never-released',
    seqs: [seq],
    sentence: `The claim of ${review} (#${seq}) was neither released nor followed by a decision; it ran out at ${until}.`,
    by: { actor, operation: 'claim_review', review },
  };
}
