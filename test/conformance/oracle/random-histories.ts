import {
  STRICT_DIALECT,
  type ChainHistory,
} from '../../../src/conformance/oracle/chain-history.ts';
import {
  documentOf,
  EMPTY_LIST,
  LIST_MODEL,
  type ListOperation,
  type ListState,
  type ListWrite,
} from './list-model.ts';

/** Draws whole numbers from 0 up to, but not including, a bound. */
export type Draw = (bound: number) => number;

/** A small seeded generator (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** How large a history is, and how often things go wrong, in percent of the operations. */
export interface Shape {
  readonly operations: number;
  readonly clients: number;
  readonly unknownPercent: number;
  readonly faultPercent: number;
  /** How many of the answers show a document. */
  readonly documentPercent: number;
}

interface Call {
  readonly id: number;
  readonly client: string;
  readonly invokedAt: number;
  readonly isRead: boolean;
  readonly stamp: number;
  readonly write: ListWrite;
  readonly commandId: string | undefined;
}

interface Answer {
  readonly kind: 'accepted' | 'repeat' | 'conflict' | 'refused' | 'read';
  readonly rev: number;
  readonly document: string;
}

/** A list behind compare-and-swap, which breaks its rules on request. */
class ListServer {
  rev = 0;
  state: ListState = EMPTY_LIST;
  readonly past: { readonly rev: number; readonly document: string }[] = [];
  readonly commands = new Map<string, number>();

  answer(kind: Answer['kind']): Answer {
    return { kind, rev: this.rev, document: documentOf(this.state) };
  }

  serve(call: Call, fault: number | undefined): Answer {
    this.past.push({ rev: this.rev, document: documentOf(this.state) });
    if (call.isRead) return this.read(fault);
    if (call.commandId !== undefined && this.commands.has(call.commandId) && fault !== 0) {
      return this.answer(fault === 7 ? 'conflict' : 'repeat');
    }
    if (call.stamp !== this.rev && fault !== 1) return this.answer('conflict');
    if (fault === 2) return this.answer('conflict');
    const outcome = LIST_MODEL.apply(this.state, call.write);
    if (outcome.kind === 'refused' && fault !== 3) return this.answer('conflict');
    if (fault !== 4 && outcome.kind === 'applied') this.state = outcome.state;
    if (fault !== 5) this.rev += fault === 6 ? 2 : 1;
    if (call.commandId !== undefined) this.commands.set(call.commandId, this.rev);
    return this.answer(fault === 8 ? 'conflict' : fault === 9 ? 'refused' : 'accepted');
  }

  private read(fault: number | undefined): Answer {
    if (fault === 1) this.rev += 1;
    const old = fault === undefined || fault < 2 ? undefined : this.past[fault % this.past.length];
    return old === undefined ? this.answer('read') : { kind: 'read', ...old };
  }
}

/**
 * A history of a few clients that talk to one list at once, seeded.
 *
 * The clients wait for their answers; requests and replies get lost; the server, at times, breaks a
 * rule, and at times an answer is changed after the fact. Most stamps are right, some are guesses.
 */
export function randomHistory(draw: Draw, shape: Shape): ChainHistory<ListState, ListWrite> {
  const server = new ListServer();
  const operations: ListOperation[] = [];
  const pending = new Map<
    string,
    { call: Call; answer?: Answer | undefined; isSettled: boolean }
  >();
  const known = new Map<string, number>();
  let clock = 0;
  let sent = 0;
  const percent = (share: number): boolean => draw(100) < share;
  while (operations.length < shape.operations) {
    const client = String.fromCharCode(65 + draw(shape.clients));
    const flight = pending.get(client);
    clock += 1;
    if (flight === undefined) {
      if (sent === shape.operations) continue;
      sent += 1;
      pending.set(client, { call: newCall(client), isSettled: false });
    } else if (!flight.isSettled) {
      flight.isSettled = true;
      const fault = percent(shape.faultPercent) ? draw(10) : undefined;
      const isLost = !flight.call.isRead && percent(shape.unknownPercent / 2);
      if (!isLost) flight.answer = server.serve(flight.call, fault);
      if (!flight.call.isRead && percent(shape.unknownPercent / 2)) flight.answer = undefined;
    } else {
      pending.delete(client);
      known.set(client, flight.answer?.rev ?? known.get(client) ?? 0);
      operations.push(recorded(flight.call, flight.answer));
    }
  }
  return { start: { rev: 0, state: EMPTY_LIST }, operations, dialect: STRICT_DIALECT };

  function newCall(client: string): Call {
    const guess = percent(15) ? draw(4) - 1 : 0;
    const fresh = percent(70) ? server.rev : (known.get(client) ?? 0);
    const command = percent(40) ? draw(2) : undefined;
    const letters = client < 'C' ? 'xy' : 'XY';
    const write =
      command === undefined
        ? percent(15)
          ? null
          : 'abc'.charAt(draw(3))
        : letters.charAt(command);
    const commandId = command === undefined ? undefined : `c${command}`;
    const isRead = percent(30);
    const stamp = Math.max(0, fresh + guess);
    return { id: sent, client, invokedAt: clock, isRead, write, stamp, commandId };
  }

  function recorded(call: Call, answer: Answer | undefined): ListOperation {
    const { id, client, invokedAt, stamp, write, commandId } = call;
    const base = { id, client, invokedAt };
    const told = { ...base, returnedAt: clock };
    const written = { stamp, write, ...(commandId === undefined ? {} : { commandId }) };
    if (answer === undefined) return { kind: 'unknown', ...base, returnedAt: null, ...written };
    const rev = percent(shape.faultPercent / 4)
      ? Math.max(0, answer.rev + draw(3) - 1)
      : answer.rev;
    const shown = { rev, ...(percent(shape.documentPercent) ? { document: answer.document } : {}) };
    switch (answer.kind) {
      case 'read':
        return { kind: 'read', ...told, ...shown };
      case 'repeat':
        if (percent(50)) return { kind: 'accepted', ...told, ...written, ...shown };
        return { kind: 'repeat', ...told, commandId: commandId ?? '', ...shown };
      case 'accepted':
        return { kind: 'accepted', ...told, ...written, ...shown };
      case 'conflict':
      case 'refused':
        return { kind: answer.kind, ...told, ...written };
    }
  }
}
