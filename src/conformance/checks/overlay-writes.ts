import type { Caller } from '../execute/caller.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';

/** A write of the overlay surface that is right but, perhaps, for its stamp. */
export interface OverlayWrite {
  readonly name: 'claim' | 'release' | 'append' | 'decide';
  /** What it sends beside the stamp. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly send: (
    caller: Caller,
    review: Subject,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<Exchange>;
}

/** The four writes that carry a stamp. Source: CAS-1. */
export const OVERLAY_WRITES: readonly OverlayWrite[] = [
  { name: 'claim', body: {}, send: (caller, review, body) => caller.claim(review, body) },
  { name: 'release', body: {}, send: (caller, review, body) => caller.release(review, body) },
  {
    name: 'append',
    body: { snapshot: { total_amount: 500 } },
    send: (caller, review, body) => caller.append(review, body),
  },
  {
    name: 'decide',
    body: { verdict: 'approved' },
    send: (caller, review, body) => caller.decide(review, body),
  },
];
