import type { ReviewOverlay } from '../../contract/wire.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, overlayIn } from '../reply.ts';

/** What an overlay says of its review, with what a server may leave out filled in. */
export interface ReviewState {
  readonly rev: number;
  readonly status: ReviewOverlay['status'];
  readonly claim: ReviewOverlay['claim'];
  readonly versions: ReviewOverlay['versions'];
  readonly head_seq: number;
  readonly effective_seq: number | null;
  readonly decided_at: string | null;
  readonly decisions: ReviewOverlay['decisions'];
  readonly audit: ReviewOverlay['audit'];
}

/** The parts that no refused write may touch. Source: CAS-4, ERR-2. */
export const LASTING_PARTS = [
  'rev',
  'status',
  'claim',
  'versions',
  'head_seq',
  'effective_seq',
  'decided_at',
  'decisions',
] as const satisfies readonly (keyof ReviewState)[];

/**
 * Reads the state in a reply.
 *
 * Errors: throws Inconclusive when the reply holds no overlay.
 */
export function stateIn(exchange: Exchange): ReviewState {
  // The document lets a server leave these out, whatever the type says.
  const overlay: Partial<ReviewOverlay> = overlayIn(exchange);
  return {
    rev: overlay.rev ?? 0,
    status: overlay.status ?? 'awaiting_review',
    claim: overlay.claim ?? null,
    versions: overlay.versions ?? [],
    head_seq: overlay.head_seq ?? 0,
    effective_seq: overlay.effective_seq ?? null,
    decided_at: overlay.decided_at ?? null,
    decisions: overlay.decisions ?? [],
    audit: overlay.audit ?? [],
  };
}

/** The state in a reply, or undefined when it holds none. */
export function findState(exchange: Exchange): ReviewState | undefined {
  return findOverlay(exchange) === undefined ? undefined : stateIn(exchange);
}
