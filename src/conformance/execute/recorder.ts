import { setTimeout as wait } from 'node:timers/promises';
import { parseJson } from '../../contract/json.ts';
import type { OperationId } from '../../contract/operations.ts';
import type { Exchange, Outcome, SentRequest } from '../exchange.ts';
import { withKeyNames, withKeys, type Credentials } from './credentials.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Transport, WireReply, WireRequest } from './transport.ts';

/** A request to be sent and recorded. */
export interface Draft {
  readonly credentials: Credentials | null;
  readonly operation: OperationId | null;
  readonly review: string | null;
  readonly request: SentRequest;
  /** The body as sent; by default the JSON of `request.body`. */
  readonly bodyText?: string | Uint8Array<ArrayBuffer>;
}

/**
 * What happens on the way to the target.
 *
 * `lose-request`: it never arrives. `lose-reply`: it is carried out, and the caller never hears of
 * it. `deliver-twice`: it arrives a second time after the first was answered; the second reply is
 * dropped.
 */
export type WireFault = 'lose-request' | 'lose-reply' | 'deliver-twice';

/** Sends requests to one target and records each with the ticks of one logical clock. */
export interface Recorder {
  readonly send: (draft: Draft, fault?: WireFault) => Promise<Exchange>;
  /** Requests that went out so far. */
  readonly requestCount: () => number;
}

/** What a recorder needs. */
export interface RecorderParts {
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  /** Units: milliseconds that a reply may take. */
  readonly timeoutMs: number;
  /** Keys that no record may hold, should the target send one back. */
  readonly secrets?: readonly Credentials[];
}

/** The reasons of what was lost on purpose. */
const LOST_REQUEST = 'the request was lost';
const LOST_REPLY = 'the reply was lost';

const TEXT_MAX = 400;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR_MIN = 500;
const RETRIES_MAX = 5;
const RETRY_AFTER_MAX_SECONDS = 60;
const MS_PER_SECOND = 1000;

/**
 * Starts a recorder. One per run, in one process: its clock is what makes histories comparable.
 *
 * The faults stand here, between suite and target, because here they work on any server and can
 * deliver a request twice.
 */
export function createRecorder(parts: RecorderParts): Recorder {
  const { transport, rateLimit, timeoutMs, secrets = [] } = parts;
  let tick = 0;
  let lastId = 0;
  let sent = 0;
  const nextTick = () => (tick += 1);

  const attempt = async (request: WireRequest): Promise<Outcome> => {
    sent += 1;
    try {
      const reply = await transport.send(request, timeoutMs);
      return outcomeOf({ ...reply, text: withoutKeys(reply.text, secrets) });
    } catch (error) {
      return { kind: 'unknown', reason: reasonOf(error) };
    }
  };

  const carry = async (request: WireRequest): Promise<Outcome> => {
    for (let tried = 0; ; tried += 1) {
      await rateLimit();
      const outcome = await attempt(request);
      const pauseMs = pauseBeforeRetryMs(outcome);
      if (pauseMs === undefined || tried === RETRIES_MAX) return outcome;
      await wait(pauseMs);
    }
  };

  const carryFaulty = async (
    request: WireRequest,
    fault: WireFault | undefined,
  ): Promise<Outcome> => {
    if (fault === 'lose-request') return { kind: 'unknown', reason: LOST_REQUEST };
    const outcome = await carry(request);
    // What a real wire lost too may not have arrived at all, so that it does not count as staged.
    if (hasNoStatus(outcome)) return outcome;
    if (fault === 'deliver-twice') {
      const second = await carry(request);
      if (hasNoStatus(second)) return second;
    }
    return fault === 'lose-reply' ? { kind: 'unknown', reason: LOST_REPLY } : outcome;
  };

  return {
    requestCount: () => sent,
    send: async (draft, fault) => {
      const id = (lastId += 1);
      const invokedAt = nextTick();
      const outcome = await carryFaulty(wireRequestOf(draft), fault);
      const returnedAt = outcome.kind === 'replied' ? nextTick() : null;
      const { credentials, operation, review } = draft;
      const actor = credentials?.name ?? null;
      const request = withKeyNames(draft.request, credentials);
      return { id, actor, operation, review, request, invokedAt, returnedAt, outcome };
    },
  };
}

/**
 * Whether no answer came although none was kept back on purpose: what the target holds is then not
 * known, and the wire or a busy machine may be all there is to it.
 */
export function isLost({ outcome }: Exchange): boolean {
  if (!hasNoStatus(outcome)) return false;
  return outcome.reason !== LOST_REQUEST && outcome.reason !== LOST_REPLY;
}

function hasNoStatus(outcome: Outcome): outcome is Extract<Outcome, { kind: 'unknown' }> {
  return outcome.kind === 'unknown' && outcome.status === undefined;
}

function wireRequestOf({ credentials, request, bodyText }: Draft): WireRequest {
  const { method, path, headers, body } = request;
  const text = bodyText ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = text === undefined ? {} : { 'content-type': 'application/json' };
  return withKeys(
    {
      method,
      path,
      headers: { ...type, ...headers },
      ...(text === undefined ? {} : { body: text }),
    },
    credentials,
  );
}

/** Shorter ones stand in too many innocent words. */
const SECRET_LENGTH_MIN = 8;

function withoutKeys(text: string, secrets: readonly Credentials[]): string {
  let clean = text;
  for (const { name, key } of secrets) {
    if (key.length >= SECRET_LENGTH_MIN) clean = clean.replaceAll(key, `$KEY_${name}`);
  }
  return clean;
}

/** Reads what came of a request; a 5xx says nothing about whether it had its effect. */
export function outcomeOf({ status, headers, text }: WireReply): Outcome {
  if (status >= SERVER_ERROR_MIN) {
    return { kind: 'unknown', reason: `status ${status}: ${text.slice(0, TEXT_MAX)}`, status };
  }
  const contentType = headers['content-type'] ?? null;
  const retryAfter = headers['retry-after'];
  const reply = { kind: 'replied', status, contentType } as const;
  const waits = retryAfter === undefined ? {} : { retryAfter };
  const parsed = text === '' ? { body: undefined } : parsedBody(text);
  return { ...reply, ...waits, ...parsed };
}

/** Deeper than any document of the API; what judges a body walks down it. */
const BODY_DEPTH_MAX = 512;

function parsedBody(text: string): { readonly body: unknown; readonly text?: string } {
  const json = parseJson(text, BODY_DEPTH_MAX);
  if (json.ok) return { body: json.value };
  // A number that no double holds is the target's to send, and no reason not to read the rest.
  if (json.fault.kind === 'number') return { body: JSON.parse(text) as unknown };
  return { body: undefined, text: text.slice(0, TEXT_MAX) };
}

/** Only a 429 is sent again: it promises that nothing was done. */
function pauseBeforeRetryMs(outcome: Outcome): number | undefined {
  if (outcome.kind !== 'replied' || outcome.status !== TOO_MANY_REQUESTS) return undefined;
  const seconds = Number(outcome.retryAfter ?? '1');
  if (!(seconds >= 0)) return MS_PER_SECOND;
  return Math.min(seconds, RETRY_AFTER_MAX_SECONDS) * MS_PER_SECOND;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === 'string' ? `${error.message} (${code})` : error.message;
}
