import { canonicalJson } from '../../contract/canonical-json.ts';
import { OPERATIONS } from '../../contract/operations.ts';
import type { Exchange } from '../exchange.ts';
import { checkChain } from './chain-check.ts';
import type { ChainDialect, ChainHistory, ChainOperation, ChainVerdict } from './chain-history.ts';
import { STRICT_DIALECT } from './chain-history.ts';
import {
  REVIEW_CHAIN_MODEL,
  type ReviewChainState,
  type ReviewWrite,
} from './review-chain-model.ts';

/** What the caller knows beyond the exchanges. */
export interface ChainContext {
  readonly dialect?: Partial<ChainDialect>;
  /** The id under which the target shows each client, by the client's letter. */
  readonly actorIds?: ReadonlyMap<string, string>;
}

type ReviewOperation = ChainOperation<ReviewWrite>;

/**
 * Decides whether what was seen of one review is a chain.
 *
 * Shape: the exchanges of one review, in any order; its lists and other surfaces are left out.
 * Source: CAS-1, CAS-2, CAS-3, CAS-4, IDM-1, IDM-4.
 */
export function checkReviewChain(
  exchanges: readonly Exchange[],
  context: ChainContext = {},
): ChainVerdict {
  const history = chainOf(exchanges, context);
  if (history === undefined) return { kind: 'unknown', reason: 'no answer showed a revision' };
  return checkChain(history, REVIEW_CHAIN_MODEL);
}

/**
 * Turns the exchanges of one review into the history that the check takes, or undefined when no
 * answer shows a revision.
 *
 * A timeout and a 5xx may have had their effect at any time since. 429 and every other 4xx but 409
 * and 408 is a refusal, and definite. A 409 is a conflict; whether the stamp or the review's being
 * decided was the reason is left to the history. A repeat is told by its `command_id`, by the
 * check, since the first append and its repeat are both answered 200. The chain starts at the
 * lowest revision that was shown or written on.
 *
 * Source: CAS-1, IDM-1, IDM-2, REV-6, DEC-5.
 */
export function chainOf(
  exchanges: readonly Exchange[],
  { dialect, actorIds = new Map() }: ChainContext = {},
): ChainHistory<ReviewChainState, ReviewWrite> | undefined {
  const reused = reusedCommands(exchanges);
  const operations: ReviewOperation[] = [];
  let hasOtherWriters = false;
  for (const exchange of exchanges) {
    if (exchange.outcome.kind === 'unsent') continue;
    const operation = operationOf(exchange, { reused, actorIds });
    if (operation !== undefined) operations.push(operation);
    else if (isOtherWrite(exchange)) hasOtherWriters = true;
  }
  const start = startOf(operations);
  if (start === undefined) return undefined;
  const given = { ...STRICT_DIALECT, ...dialect };
  const hasForeignWriters = given.hasForeignWriters || hasOtherWriters;
  return { start, operations, dialect: { ...given, hasForeignWriters } };
}

/** Where a chain starts: without a document of that revision, its content is read off a later one. */
function startOf(
  operations: readonly ReviewOperation[],
): { readonly rev: number; readonly state: ReviewChainState | undefined } | undefined {
  let start: number | undefined;
  for (const each of operations) {
    if (!('rev' in each) || !Number.isSafeInteger(each.rev)) continue;
    const isStep = each.kind === 'accepted' && each.stamp < each.rev;
    start = Math.min(start ?? each.rev, isStep ? each.stamp : each.rev);
  }
  if (start === undefined) return undefined;
  const first = operations.find((each) => each.kind === 'read' && each.rev === start);
  const document = first?.kind === 'read' ? first.document : undefined;
  return { rev: start, state: REVIEW_CHAIN_MODEL.adopt?.(document) };
}

const WRITES = ['claim_review', 'release_review', 'append_version', 'submit_decision'] as const;

function writeOf({ operation }: Exchange): ReviewWrite['operation'] | undefined {
  return WRITES.find((each) => each === operation);
}

/** A write through another surface, which moves the revision without a stamp. Source: X-2. */
function isOtherWrite(exchange: Exchange): boolean {
  const { operation, outcome } = exchange;
  if (operation === null || writeOf(exchange) !== undefined) return false;
  const isRefused = outcome.kind === 'replied' && outcome.status >= 400 && outcome.status < 500;
  return OPERATIONS[operation].method === 'POST' && !isRefused;
}

interface Reading {
  readonly reused: ReadonlySet<string>;
  readonly actorIds: ReadonlyMap<string, string>;
}

function operationOf(exchange: Exchange, reading: Reading): ReviewOperation | undefined {
  const kind = writeOf(exchange);
  if (kind !== undefined) return writtenOf(exchange, kind, reading);
  const { outcome } = exchange;
  if (exchange.operation !== 'get_overlay' || outcome.kind !== 'replied') return undefined;
  if (!isSuccess(outcome.status)) return undefined;
  return { kind: 'read', ...sentOf(exchange), ...shownBy(outcome.body) };
}

function sentOf({ id, actor, invokedAt, returnedAt }: Exchange) {
  return { id, client: actor ?? 'nobody', invokedAt, returnedAt };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Where an answer has no revision, none is made up: the check says that it could not place it. */
function shownBy(overlay: unknown): { readonly rev: number; readonly document: unknown } {
  const rev = isObject(overlay) ? overlay['rev'] : undefined;
  return { rev: typeof rev === 'number' ? rev : Number.NaN, document: overlay };
}

function writtenOf(
  exchange: Exchange,
  operation: ReviewWrite['operation'],
  { reused, actorIds }: Reading,
): ReviewOperation {
  const body = isObject(exchange.request.body) ? exchange.request.body : {};
  const sent = sentOf(exchange);
  const actorId = actorIds.get(sent.client);
  const stamp = body['version_stamp'];
  const commandId = commandOf(operation, body);
  const isReused = commandId !== undefined && reused.has(commandId);
  const named = isReused ? commandKey(commandId, operation, body) : commandId;
  const written = {
    ...sent,
    stamp: typeof stamp === 'number' ? stamp : Number.NaN,
    write: { operation, actorId, body: toldBy(body) },
    ...(named === undefined ? {} : { commandId: named }),
  };
  const { outcome } = exchange;
  if (outcome.kind !== 'replied' || !isDefinite(outcome.status)) {
    return { kind: 'unknown', ...written, returnedAt: null };
  }
  if (isSuccess(outcome.status)) return answeredOf(written, outcome.body);
  // A command id with two bodies is turned down for that, whatever the stamp. Source: IDM-3.
  const isConflict = outcome.status === 409 && !isReused;
  return { kind: isConflict ? 'conflict' : 'refused', ...written };
}

/** 408 and 5xx leave it open whether the request was carried out. */
function isDefinite(status: number): boolean {
  return status < 500 && status !== 408;
}

type Written = Omit<Extract<ReviewOperation, { kind: 'unknown' }>, 'kind'>;

function answeredOf(written: Written, body: unknown): ReviewOperation {
  const { operation } = written.write;
  if (operation !== 'submit_decision') {
    const shown = shownBy(body);
    // A release without a claim may be no write at all. Source: REV-6.
    const isNoWrite = operation === 'release_review' && shown.rev === written.stamp;
    return { kind: isNoWrite ? 'read' : 'accepted', ...written, ...shown };
  }
  const answer = isObject(body) ? body : {};
  const shown = shownBy(answer['overlay']);
  const isRepeat = String(answer['submission_status']).startsWith('already_');
  const { commandId } = written;
  if (!isRepeat || commandId === undefined) return { kind: 'accepted', ...written, ...shown };
  const { id, client, invokedAt, returnedAt } = written;
  return { kind: 'repeat', id, client, invokedAt, returnedAt, commandId, ...shown };
}

function commandOf(
  operation: ReviewWrite['operation'],
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  if (operation !== 'append_version' && operation !== 'submit_decision') return undefined;
  return typeof body['command_id'] === 'string' ? body['command_id'] : undefined;
}

/** Command ids that were sent with more than one body; each body is then a command of its own. */
function reusedCommands(exchanges: readonly Exchange[]): ReadonlySet<string> {
  const keys = new Map<string, string>();
  const reused = new Set<string>();
  for (const exchange of exchanges) {
    const operation = writeOf(exchange);
    const { body } = exchange.request;
    if (operation === undefined || !isObject(body)) continue;
    const commandId = commandOf(operation, body);
    if (commandId === undefined) continue;
    const key = commandKey(commandId, operation, body);
    if ((keys.get(commandId) ?? key) !== key) reused.add(commandId);
    keys.set(commandId, key);
  }
  return reused;
}

function commandKey(
  commandId: string,
  operation: string,
  body: Readonly<Record<string, unknown>>,
): string {
  return `${commandId} ${operation} ${canonicalJson(toldBy(body))}`;
}

/** What a body says, in one spelling: what counts as the same body is the same. Source: IDM-1. */
function toldBy(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name, value]) => name !== 'version_stamp' && value !== null)
      .filter(([name, value]) => name !== 'origin' || value !== 'human_edit')
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
