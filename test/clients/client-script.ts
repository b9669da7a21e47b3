import { createClientJudge } from '../../src/clients/client-judge.ts';
import type { ClientReport } from '../../src/clients/client-report.ts';
import type { Misuse } from '../../src/clients/misuse.ts';
import type { ObservedExchange } from '../../src/clients/observed-exchange.ts';
import { operationAt } from '../../src/clients/operation-at.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';

const CONTRACT = createReviewContract();
const START_MS = Date.parse('2026-05-13T09:00:00.000Z');

export const OVERLAY = '/v1/workflows/reviews/run_1/block_1';
export const STALE =
  'Stale version_stamp: overlay is at rev 4, request sent rev 3. Re-read the overlay and retry.';

/** What a step may say; the rest is an ordinary request two seconds after the one before. */
export interface Step extends Partial<ObservedExchange> {
  readonly body?: unknown;
  readonly reply?: unknown;
  readonly afterMs?: number;
}

/** Plays requests and replies to a judge, as a mock or a proxy would. */
export interface ClientScript {
  readonly send: (method: string, url: string, step?: Step) => readonly Misuse[];
  /** A read of the overlay that shows this rev. */
  readonly read: (rev: number, step?: Step) => readonly Misuse[];
  /** A POST under the overlay: `claim`, `release`, `versions`, `decision`. */
  readonly write: (verb: string, body: unknown, step?: Step) => readonly Misuse[];
  readonly stale: (verb: string, body: unknown, step?: Step) => readonly Misuse[];
  readonly report: (afterMs?: number) => ClientReport;
  /** `kind count`, of all that was found. */
  readonly found: () => readonly string[];
}

export function overlayAt(rev: number, more: object = {}): object {
  return { _id: 'run_1:block_1', rev, status: 'awaiting_review', claim: null, ...more };
}

export function createClientScript(firstSeq = 1): ClientScript {
  const judge = createClientJudge(CONTRACT);
  let seq = firstSeq - 1;
  let nowMs = START_MS;
  const send: ClientScript['send'] = (method, url, step = {}) => {
    const { body, reply, afterMs = 2000, ...told } = step;
    nowMs += afterMs;
    seq += 1;
    return judge.observe({
      seq,
      at: new Date(nowMs).toISOString(),
      method,
      url,
      operation_id: operationAt(method, url)?.operation ?? null,
      actor_id: 'ann',
      request_body: body === undefined ? null : JSON.stringify(body),
      status: 200,
      response_body: reply === undefined ? null : JSON.stringify(reply),
      ...told,
    });
  };
  const write: ClientScript['write'] = (verb, body, step = {}) => {
    const stamp = (body as { version_stamp?: unknown }).version_stamp;
    const after = overlayAt(Number(stamp) + 1);
    const reply = verb === 'decision' ? { submission_status: 'accepted', overlay: after } : after;
    return send('POST', `${OVERLAY}/${verb}`, { body, reply, ...step });
  };
  const report = (afterMs = 0) => judge.report(new Date(nowMs + afterMs).toISOString());
  return {
    send,
    read: (rev, step) => send('GET', OVERLAY, { reply: overlayAt(rev), ...step }),
    write,
    stale: (verb, body, step) =>
      write(verb, body, { status: 409, reply: { detail: STALE }, ...step }),
    report,
    found: () => report().misuses.map(({ kind, count }) => `${kind} ${count}`),
  };
}

/** What a client does when no answer comes. */
export const LOST = { status: null, response_body: null } as const;
