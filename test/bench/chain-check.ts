import { checkChain } from '../../src/conformance/oracle/chain-check.ts';
import {
  STRICT_DIALECT,
  type ChainHistory,
  type ChainModel,
  type ChainOperation,
} from '../../src/conformance/oracle/chain-history.ts';
import { compareWithSearch } from '../conformance/oracle/differential.ts';
import { drawFrom } from '../conformance/oracle/random-histories.ts';
import { printTable, quantile, round } from './statistics.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const CLIENTS = 64;
const ROUNDS = 5;
const SEED = 7;

/** A state of fixed size, so that what is measured is the check and not the model. */
const NUMBERS: ChainModel<number, number> = {
  apply: (state, write) => ({ kind: 'applied', state: (Math.imul(state, 31) + write) | 0 }),
  differs: (state, document) => (document === state ? undefined : `expected ${state}`),
};

/** Times the check on long histories, and compares it with the search on short ones. */
export async function benchChainCheck(histories: number): Promise<void> {
  const seconds = SIZES.map(secondsFor);
  printTable(
    SIZES.map((operations, place) => ({
      operations,
      clients: CLIENTS,
      'seconds (median)': round(seconds[place] ?? Number.NaN),
      'ratio to the smaller':
        place === 0 ? '' : round((seconds[place] ?? 0) / (seconds[place - 1] ?? 0)),
    })),
  );
  console.log();
  const { valid, invalid, unknown, disagreements } = compareWithSearch(histories, 1_000_000);
  const row = { histories, valid, invalid, unknown, disagreements: disagreements.length };
  printTable([row]);
  if (disagreements.length > 0)
    throw new Error(`they disagree on ${disagreements.slice(0, 9).join(', ')}`);
}

function secondsFor(operations: number): number {
  const history = longHistory(operations);
  const samples = Array.from({ length: ROUNDS }, () => {
    globalThis.gc?.();
    const startedAt = performance.now();
    const verdict = checkChain(history, NUMBERS);
    const tookMs = performance.now() - startedAt;
    if (verdict.kind !== 'holds')
      throw new Error(`a correct history is ${JSON.stringify(verdict)}`);
    return tookMs / 1000;
  });
  return quantile(samples, 0.5);
}

interface Flight {
  readonly invokedAt: number;
  readonly isRead: boolean;
  readonly stamp: number;
  readonly write: number;
  readonly commandId: string | undefined;
  answer?: {
    readonly kind: 'accepted' | 'conflict' | 'repeat' | 'read';
    rev: number;
    document: number;
  };
}

/** What clients of a correct server saw: a third are reads, one answer in twenty is lost, one command in ten repeated. */
function longHistory(count: number): ChainHistory<number, number> {
  const draw = drawFrom(SEED);
  const operations: ChainOperation<number>[] = [];
  const flights = new Map<number, Flight>();
  const commands: string[] = [];
  const applied = new Set<string>();
  let [rev, state, clock] = [1, 1, 0];
  while (operations.length < count) {
    clock += 1;
    const client = draw(CLIENTS);
    const flight = flights.get(client);
    if (flight === undefined) {
      if (operations.length + flights.size < count) flights.set(client, start());
    } else if (flight.answer === undefined) flight.answer = serve(flight);
    else {
      flights.delete(client);
      operations.push(finish(flight, flight.answer, client));
    }
  }
  return { start: { rev: 1, state: 1 }, operations, dialect: STRICT_DIALECT };

  function start(): Flight {
    const isRead = draw(3) === 0;
    const kind = draw(10);
    const commandId = kind === 0 ? commands.at(-1 - draw(50)) : kind < 4 ? `c${clock}` : undefined;
    if (commandId !== undefined && kind > 0) commands.push(commandId);
    // The body of a command follows from its id, so that a repeat has the same.
    const write = commandId === undefined ? draw(1000) : Number(commandId.slice(1)) % 1000;
    return { invokedAt: clock, isRead, stamp: rev - (draw(4) === 0 ? 1 : 0), write, commandId };
  }

  function serve({ isRead, stamp, write, commandId }: Flight): NonNullable<Flight['answer']> {
    if (isRead) return { kind: 'read', rev, document: state };
    if (commandId !== undefined && applied.has(commandId)) {
      return { kind: 'repeat', rev, document: state };
    }
    if (stamp !== rev) return { kind: 'conflict', rev, document: state };
    state = (Math.imul(state, 31) + write) | 0;
    rev += 1;
    if (commandId !== undefined) applied.add(commandId);
    return { kind: 'accepted', rev, document: state };
  }

  function finish(
    { invokedAt, stamp, write, commandId }: Flight,
    answer: NonNullable<Flight['answer']>,
    client: number,
  ): ChainOperation<number> {
    const sent = { id: operations.length + 1, client: `${client}`, invokedAt, returnedAt: clock };
    const written = { stamp, write, ...(commandId === undefined ? {} : { commandId }) };
    const { kind, ...shown } = answer;
    if (kind === 'read') return { kind, ...sent, ...shown };
    if (draw(20) === 0) return { kind: 'unknown', ...sent, returnedAt: null, ...written };
    if (kind === 'repeat') return { kind, ...sent, commandId: commandId ?? '', ...shown };
    if (kind === 'conflict') return { kind, ...sent, ...written };
    return { kind, ...sent, ...written, ...shown };
  }
}
