import autocannon from 'autocannon';
import { isWrite, requestOf, type Operation, type Traffic, type Turn } from './operations.ts';
import { turnsOf } from './rotation.ts';
import { cpuSecondsOf } from './server-process.ts';

/** As many requests are under way at once. */
export const CONNECTIONS = 10;
const SAMPLE_INTERVAL_MS = 20;

/** A server that is up, and how it is spoken to. */
export interface Aim {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly traffic: Traffic;
}

/** One burst of one operation. */
export interface Burst {
  readonly operation: Operation;
  readonly requests: number;
  readonly reviews: number;
}

/** What a burst took. */
export interface Shots {
  readonly requests: number;
  readonly seconds: number;
  /** Processor time of the server; NaN where the system does not say. */
  readonly cpuSeconds: number;
}

/**
 * Sends a burst over all connections, the next request of each as soon as it was answered.
 *
 * Errors: throws when a reply is missing or no success: such a round measures something else.
 */
export async function shoot(aim: Aim, burst: Burst): Promise<Shots> {
  const perConnection = requestsOf(aim.traffic, burst);
  const cpuBefore = cpuSecondsOf(aim.pid);
  let [connection, startedAt, endedAt] = [0, 0, 0];
  const result = await new Promise<autocannon.Result>((done, failed) => {
    const instance = autocannon(
      {
        url: aim.url,
        connections: CONNECTIONS,
        amount: burst.requests,
        sampleInt: SAMPLE_INTERVAL_MS,
        timeout: 30,
        setupClient: (client) => {
          client.setRequests([...(perConnection[connection] ?? [])]);
          connection += 1;
        },
      },
      (error, outcome) => (error ? failed(error) : done(outcome)),
    );
    instance.on('start', () => {
      startedAt = performance.now();
    });
    // Its own duration ends with its next sample, long after the last reply of a short burst.
    instance.on('response', () => {
      endedAt = performance.now();
    });
  });
  judge(aim, burst, result);
  return {
    requests: burst.requests,
    seconds: (endedAt - startedAt) / 1000,
    cpuSeconds: cpuSecondsOf(aim.pid) - cpuBefore,
  };
}

function requestsOf(traffic: Traffic, { operation, requests, reviews }: Burst) {
  const encode = (turn: Turn) => requestOf(traffic(operation, turn));
  // Reads go round and round; writes are made one by one.
  const length = isWrite(operation) ? requests : Math.min(requests, reviews);
  const perConnection = turnsOf({ reviews, connections: CONNECTIONS, requests: length });
  return perConnection.map((turns) => turns.map(encode));
}

function judge({ name }: Aim, { operation, requests }: Burst, result: autocannon.Result): void {
  const succeeded = result['2xx'];
  if (succeeded === requests && result.errors === 0) return;
  const others = Object.entries(result.statusCodeStats ?? {})
    .filter(([status]) => !status.startsWith('2'))
    .map(([status, { count }]) => `${count} × ${status}`);
  const rest = [...others, `${result.errors} errors`, `${result.timeouts} timeouts`].join(', ');
  throw new Error(
    `${name}, ${operation}: of ${requests} requests ${succeeded} succeeded (${rest}). ` +
      'The round is invalid.',
  );
}
