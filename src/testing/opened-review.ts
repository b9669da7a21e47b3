import type { GateRequest, GateResult } from '../contract/control-contract.ts';
import type { ControlClient } from './control-client.ts';

/** A review that a test has opened. */
export interface OpenedReview {
  readonly reviewId: string;
  readonly runId: string;
  readonly blockId: string;
  /** Where the overlay surface has it. */
  readonly path: string;
}

/** What of a gate a test wants to say; the rest is believable. */
export type GateOverrides = Partial<Omit<GateRequest, 'evidence'>> & {
  readonly evidence?: Readonly<Record<string, unknown>>;
};

const DEFAULT_GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { invoice_number: 'FA-2026-0042', vendor: 'Café Lumière SARL', total: 505 } },
};

/**
 * Fires a gate and says which review it opened.
 *
 * Errors: rejects when the gate does not fire, or cannot be configured.
 * Source: contract section 10, `POST /gates`.
 */
export async function openReview(
  control: ControlClient,
  overrides: GateOverrides,
): Promise<OpenedReview> {
  const gate = { ...DEFAULT_GATE, ...overrides };
  const result = await control<GateResult>('POST', '/gates', gate);
  if (result.review_id === null) {
    throw new Error(`The gate did not fire, so no review was opened: ${JSON.stringify(gate)}`);
  }
  const { review_id: reviewId, run_id: runId, block_id: blockId } = result;
  const [run, block] = [runId, blockId].map(encodeURIComponent);
  return { reviewId, runId, blockId, path: `/v1/workflows/reviews/${run}/${block}` };
}
