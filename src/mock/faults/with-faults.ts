import { invalid } from '../../contract/problems.ts';
import type { ApiRequest } from '../api-request.ts';
import type { Call } from '../handler.ts';
import { problemOf } from '../refusal-problem.ts';
import type { EncodedReply, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { isConflict } from './choose.ts';
import type { Arrival } from './arrival.ts';
import { contendedWrite } from './contended-write.ts';
import type { Due, DueFault } from './fault-book.ts';
import { FAULT_HEADER, readFaultHeader } from './fault-header.ts';
import { injectedError } from './injected-error.ts';
import { pause } from './pause.ts';
import { rivalActs } from './rival.ts';

/**
 * Comes between the checks of a request's shape and the rules; a reply of its own keeps the rules
 * from being asked.
 */
export type Interpose = (call: Call) => Promise<Reply | undefined>;

/** A request that faults may happen to. */
export interface FaultedRequest {
  readonly request: ApiRequest;
  /** Null when no operation of the review API was meant. */
  readonly operationId: string | null;
  /** As sent, without query. */
  readonly path: string;
  readonly world: World;
}

/** A request handled, with at least its reply. */
export interface HasReply {
  readonly encoded: EncodedReply;
}

/** What became of a request, and what its caller gets to see. */
export interface Delivery<Handled extends HasReply> {
  /** Null when the fault came first. */
  readonly handled: Handled | null;
  readonly arrives: Arrival;
  /** What was done, for the journal; null for nothing. */
  readonly fault: string | null;
  /** What the mock answered by itself; null when the fault came first. */
  readonly handledStatus: number | null;
}

/** Handles a request; who cannot let anything come between leaves the argument alone. */
export type Handle<Handled> = (interpose?: Interpose) => Promise<Handled>;

/**
 * Lets happen to a request what the rules of its world, and its own header, ask for. Latency and
 * loss wrap the handling from outside; nothing waits between the check of a stamp and its write.
 *
 * Without rules and header it costs two look-ups.
 *
 * Source: spec/control.yaml set_faults.
 */
export async function withFaults<Handled extends HasReply>(
  asked: FaultedRequest,
  handle: Handle<Handled>,
): Promise<Delivery<Handled>> {
  const { request, world } = asked;
  const header = request.headers[FAULT_HEADER];
  if (header === undefined && world.faults.isEmpty()) return honest(await handle());
  const wish = header === undefined ? undefined : readFaultHeader(header);
  if (wish && 'fault' in wish) return honest(await handle(async () => invalid([wish.fault])));

  const { delayMs, fault } = world.faults.dueTo({ ...asked, method: request.method }, wish?.rule);
  if (delayMs === 0) return suffer(asked, fault, handle);
  const waited = `delay ${delayMs} ms`;
  if (!(await pause(delayMs, request.signal()))) return unhandled(`${waited}, the caller left`);
  const delivery = await suffer(asked, fault, handle);
  return { ...delivery, fault: [waited, delivery.fault ?? []].flat().join(', ') };
}

async function suffer<Handled extends HasReply>(
  asked: FaultedRequest,
  due: Due['fault'],
  handle: Handle<Handled>,
): Promise<Delivery<Handled>> {
  if (due === undefined) return honest(await handle());
  const { rule } = due;
  if (isConflict(rule.fault)) return meetRival(asked, due, handle);
  if (rule.fault === 'drop_before') return unhandled(rule.fault);
  if (rule.fault === 'error') {
    const encoded = injectedError(rule, asked.world.policies);
    const arrives = { kind: 'whole', encoded } as const;
    return { handled: null, arrives, fault: `error ${encoded.status}`, handledStatus: null };
  }
  const handled = await handle();
  const { encoded } = handled;
  const arrives =
    rule.fault === 'drop_after'
      ? ({ kind: 'nothing' } as const)
      : ({ kind: 'half', encoded } as const);
  return { handled, arrives, fault: rule.fault, handledStatus: encoded.status };
}

/** `stale` and `lose_race`, which are done only to a write that would not be in conflict anyway. */
async function meetRival<Handled extends HasReply>(
  { operationId }: FaultedRequest,
  due: DueFault,
  handle: Handle<Handled>,
): Promise<Delivery<Handled>> {
  let done: string | null = null;
  const handled = await handle(async (call) => {
    const write = await contendedWrite(call);
    if (write === undefined || !due.hit()) return undefined;
    if (due.rule.fault === 'lose_race') {
      const act = await rivalActs(operationId, call, write);
      done = `lose_race: the rival ${act ?? 'was late'}`;
      return undefined;
    }
    done = 'stale';
    const { rev } = write.review;
    return problemOf({ kind: 'stale_stamp', rev: rev + 1, stamp: rev }, '');
  });
  const delivery = honest(handled);
  return {
    ...delivery,
    fault: done,
    handledStatus: done === 'stale' ? null : delivery.handledStatus,
  };
}

function honest<Handled extends HasReply>(handled: Handled): Delivery<Handled> {
  const { encoded } = handled;
  const arrives = { kind: 'whole', encoded } as const;
  return { handled, arrives, fault: null, handledStatus: encoded.status };
}

function unhandled(fault: string): Delivery<never> {
  return { handled: null, arrives: { kind: 'nothing' }, fault, handledStatus: null };
}
