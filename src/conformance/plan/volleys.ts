import { constantFrom, integer, record, array, type Arbitrary } from 'fast-check';
import type { Caller } from '../execute/caller.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';

/** A call of a volley: every write carries the same stamp. */
export interface Shot {
  readonly kind: ShotKind;
  /** Which of the callers; taken modulo their number. */
  readonly caller: number;
  /** Tells one shot's content from another's. */
  readonly mark: number;
}

/** What can be shot. */
export const SHOT_KINDS = [
  'claim',
  'release',
  'append',
  'approve',
  'reject',
  'edit',
  'read',
] as const;
/** One of them. */
export type ShotKind = (typeof SHOT_KINDS)[number];

/** Volleys of two to eight calls; pairs find most per request. */
export function volleys(): Arbitrary<readonly Shot[]> {
  const shot = record({
    kind: constantFrom(...SHOT_KINDS),
    caller: integer({ min: 0, max: 7 }),
    mark: integer({ min: 1, max: 999 }),
  });
  return array(shot, { minLength: 2, maxLength: 8, size: 'max' });
}

/** Sends one call of a volley. */
export function shoot(
  caller: Caller,
  review: Subject,
  { kind, mark, stamp }: Shot & { readonly stamp: number },
): Promise<Exchange> {
  const stamped = { version_stamp: stamp };
  switch (kind) {
    case 'claim':
      return caller.claim(review, { ...stamped, ttl_seconds: 600 + mark });
    case 'release':
      return caller.release(review, stamped);
    case 'append':
      return caller.append(review, { ...stamped, snapshot: { mark }, note: `Mark ${mark}.` });
    case 'approve':
      return caller.decide(review, { ...stamped, verdict: 'approved' });
    case 'reject':
      return caller.decide(review, { ...stamped, verdict: 'rejected', reason: `Mark ${mark}.` });
    case 'edit':
      return caller.decide(review, { ...stamped, verdict: 'approved', edited_output: { mark } });
    case 'read':
      return caller.read(review);
  }
}
