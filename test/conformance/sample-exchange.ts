import type { Exchange, Outcome } from '../../src/conformance/exchange.ts';
import type { ReviewOverlay } from '../../src/contract/wire.ts';

/** A reply in JSON. */
export function answer(status: number, body: unknown, more: object = {}): Outcome {
  return { kind: 'replied', status, contentType: 'application/json', body, ...more };
}

/** A read of `r1` by A; what a test cares about is put over it. */
export function exchangeOf(outcome: Outcome, more: Partial<Exchange> = {}): Exchange {
  return {
    id: 1,
    actor: 'A',
    operation: 'get_overlay',
    review: 'r1',
    request: { method: 'GET', path: '/v1/workflows/reviews/run_1/block_1' },
    invokedAt: 1,
    returnedAt: outcome.kind === 'replied' ? 2 : null,
    outcome,
    ...more,
  };
}

export const MODEL = { kind: 'model', id: 'm', display_name: 'Model' } as const;
export const ANN = { kind: 'human', id: 'ann', display_name: 'Ann' } as const;
export const BOB = { kind: 'human', id: 'bob', display_name: 'Bob' } as const;

/** `{"total":1}` under SHA-256, from `printf '{"total":1}' | sha256sum`. */
const TOTAL_1 = 'b7e28723407b7750fb0dc3b977699a5223a3b617d41c9a4feaeccbd31feadd06';

/** A fresh review as the overlay surface shows it. */
export function freshOverlay(more: object = {}): ReviewOverlay {
  return {
    _id: 'run_1:block_1',
    block_run_id: 'run_1:block_1',
    rev: 1,
    status: 'awaiting_review',
    claim: null,
    head_seq: 0,
    versions: [
      {
        seq: 0,
        parent_seq: null,
        author: MODEL,
        origin: 'model_output',
        snapshot: { total: 1 },
        content_sha256: TOTAL_1,
        note: null,
        created_at: '2026-05-13T09:00:00.000Z',
      },
    ],
    decisions: [],
    effective_seq: null,
    decided_at: null,
    audit: [
      {
        action: 'gate_fired',
        actor: MODEL,
        at: '2026-05-13T09:00:00.000Z',
        rev_observed: 0,
        rev_result: 1,
      },
    ],
    ...more,
  } as unknown as ReviewOverlay;
}
