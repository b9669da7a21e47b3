import type { OperationId } from '../../../src/contract/operations.ts';
import type { Exchange, Outcome } from '../../../src/conformance/exchange.ts';

const REVIEW = '/v1/workflows/reviews/run_4f21ac/block_extract';

/** What differs from one exchange to the next. */
export interface ExchangeFacts {
  readonly id: number;
  readonly actor?: string | null;
  readonly operation?: OperationId | null;
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ticks; no second one for a request without an answer. */
  readonly at: readonly [invoked: number, returned?: number];
  readonly outcome: Outcome;
}

/** An exchange about the review `r17`. */
export function exchange(facts: ExchangeFacts): Exchange {
  const { id, actor = 'A', operation = 'get_overlay', method = 'GET', at, outcome } = facts;
  return {
    id,
    actor,
    operation,
    review: 'r17',
    request: {
      method,
      path: facts.path ?? REVIEW,
      ...(facts.headers === undefined ? {} : { headers: facts.headers }),
      ...('body' in facts ? { body: facts.body } : {}),
      ...(facts.rawBody === undefined ? {} : { rawBody: facts.rawBody }),
    },
    invokedAt: at[0],
    returnedAt: at[1] ?? null,
    outcome,
  };
}

/** A reply in JSON. */
export function replied(status: number, body: unknown): Outcome {
  return { kind: 'replied', status, contentType: 'application/json', body };
}

/** As much of a review as a reader needs. */
export function overlay(rev: number, more: object = {}) {
  return { _id: 'run_4f21ac:block_extract', status: 'awaiting_review', rev, ...more };
}

/** A request that changes a review. */
export function write(
  verb: 'claim' | 'versions' | 'decision',
  body: object,
  facts: Pick<ExchangeFacts, 'id' | 'actor' | 'at' | 'outcome'>,
): Exchange {
  const operation = {
    claim: 'claim_review',
    versions: 'append_version',
    decision: 'submit_decision',
  };
  return exchange({
    ...facts,
    operation: operation[verb] as OperationId,
    method: 'POST',
    path: `${REVIEW}/${verb}`,
    body,
  });
}

/** Two actors append with the same stamp, both are told that they made rev 5, one edit is gone. */
export const RACE: readonly Exchange[] = [
  exchange({ id: 401, actor: 'A', at: [812, 816], outcome: replied(200, overlay(3)) }),
  write(
    'claim',
    { version_stamp: 3 },
    { id: 402, actor: 'A', at: [817, 821], outcome: replied(200, overlay(4)) },
  ),
  write(
    'claim',
    { version_stamp: 3 },
    {
      id: 403,
      actor: 'B',
      at: [818, 824],
      outcome: replied(409, {
        detail:
          'Stale version_stamp: overlay is at rev 4, request sent rev 3. Re-read the overlay and retry.',
      }),
    },
  ),
  exchange({ id: 404, actor: 'B', at: [825, 828], outcome: replied(200, overlay(4)) }),
  write(
    'versions',
    { version_stamp: 4, snapshot: { total_amount: 505 }, command_id: 'a-1' },
    {
      id: 405,
      actor: 'A',
      at: [830, 836],
      outcome: replied(200, overlay(5, { head_seq: 1, versions: [{ seq: 1 }] })),
    },
  ),
  write(
    'versions',
    { version_stamp: 4, snapshot: { total_amount: 550 }, command_id: 'b-1' },
    {
      id: 406,
      actor: 'B',
      at: [831, 835],
      outcome: replied(200, overlay(5, { head_seq: 1, versions: [{ seq: 1 }] })),
    },
  ),
  exchange({ id: 407, actor: 'A', at: [838, 841], outcome: replied(200, overlay(5)) }),
];

/** A decision whose reply was lost, and its repeat, which is applied a second time. */
export const REPEAT: readonly Exchange[] = [
  exchange({ id: 610, actor: 'A', at: [1204, 1207], outcome: replied(200, overlay(2)) }),
  write(
    'decision',
    { version_stamp: 2, verdict: 'approved', command_id: 'c-77' },
    {
      id: 611,
      actor: 'A',
      at: [1208],
      outcome: { kind: 'unknown', reason: 'the reply was dropped on purpose' },
    },
  ),
  write(
    'decision',
    { version_stamp: 2, verdict: 'approved', command_id: 'c-77' },
    {
      id: 612,
      actor: 'A',
      at: [1215, 1219],
      outcome: replied(200, {
        submission_status: 'accepted',
        overlay: overlay(4, { status: 'approved', decisions: [{}, {}] }),
      }),
    },
  ),
];
