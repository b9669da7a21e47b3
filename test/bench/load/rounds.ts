import { quantile } from '../statistics.ts';
import type { Absence, Contender } from './contender.ts';
import { isWrite, OPERATIONS, requestOf, type Operation } from './operations.ts';
import { planOf, type Plan } from './rotation.ts';
import { resetOver } from './samples.ts';
import { residentMbOf, startServer, type ServerProcess } from './server-process.ts';
import { CONNECTIONS, shoot, type Shots } from './shoot.ts';

const FIRST_REQUESTS = 100;
/** A claim is as fast as it gets after some thirty thousand of them. */
const WARM_UP_SHARE = 1.5;
const WARM_UP_GROWTH = 3;
/** More than one, since the machine itself is faster in one second than in the next. */
const TURNS_PER_ROUND = 3;

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** Of each operation, on each server, in each of three turns of a round. */
  readonly seconds: number;
  readonly reviews: number;
  /** All of them, if nothing else is said. */
  readonly operations?: readonly Operation[];
}

/** What came out for one operation of one server, turn by turn. */
export interface Series {
  readonly contender: string;
  readonly operation: Operation;
  readonly perSecond: readonly number[];
  /** Processor time of the server. */
  readonly cpuUs: readonly number[];
}

/** Everything that a load showed. */
export interface LoadResult {
  readonly series: readonly Series[];
  readonly absences: readonly Absence[];
  readonly memoryMb: ReadonlyMap<string, number>;
}

interface MutableSeries extends Series {
  readonly perSecond: number[];
  readonly cpuUs: number[];
}

interface Entrant {
  readonly contender: Contender;
  readonly server: ServerProcess;
  readonly plans: Map<Operation, Plan>;
}

/**
 * Loads the servers by turns, each operation for a moment on one after the other, so that what else
 * the machine does falls on all of them alike. Each round starts them anew: a process may be half as fast again
 * as the next of the same command for as long as it lives.
 *
 * Errors: throws when a reply is missing or no success.
 */
export async function loadByTurns(
  contenders: readonly Contender[],
  effort: Effort,
): Promise<LoadResult> {
  const series = new Map<string, MutableSeries>();
  let result: Omit<LoadResult, 'series'> = { absences: [], memoryMb: new Map() };
  for (let round = 0; round < effort.rounds; round += 1) {
    console.error(`Round ${round + 1} of ${effort.rounds} …`);
    // Who begins changes, so that nobody always runs behind the same neighbour.
    const first = round % contenders.length;
    const inTurn = [...contenders.slice(first), ...contenders.slice(0, first)];
    result = await runRound(inTurn, effort, series);
  }
  return { ...result, series: [...series.values()] };
}

async function runRound(
  contenders: readonly Contender[],
  effort: Effort,
  series: Map<string, MutableSeries>,
): Promise<Omit<LoadResult, 'series'>> {
  const entrants: Entrant[] = [];
  try {
    for (const contender of contenders) {
      const server = await startServer(contender.loaded);
      entrants.push({ contender, server, plans: new Map() });
    }
    const absences: Absence[] = [];
    for (const entrant of entrants) absences.push(...(await warmUp(entrant, effort)));
    for (const operation of effort.operations ?? OPERATIONS) {
      for (const { contender, server } of entrants) {
        if (contender.canReset) await resetOver(server.url);
      }
      for (let turn = 0; turn < TURNS_PER_ROUND; turn += 1) {
        for (const entrant of entrants) await measure(entrant, operation, { effort, series });
      }
    }
    const memoryMb = entrants.map(
      ({ contender, server }) => [contender.name, residentMbOf(server.pid)] as const,
    );
    return { absences, memoryMb: new Map(memoryMb) };
  } finally {
    await Promise.all(entrants.map(({ server }) => server.stop()));
  }
}

async function measure(
  entrant: Entrant,
  operation: Operation,
  { effort, series }: { readonly effort: Effort; readonly series: Map<string, MutableSeries> },
): Promise<void> {
  const plan = entrant.plans.get(operation);
  if (plan === undefined) return;
  const shots = await carryOut(entrant, operation, { plan, reviews: effort.reviews });
  const { name } = entrant.contender;
  const key = `${name} ${operation}`;
  const own = series.get(key) ?? { contender: name, operation, perSecond: [], cpuUs: [] };
  own.perSecond.push(shots.requests / shots.seconds);
  own.cpuUs.push((shots.cpuSeconds / shots.requests) * 1e6);
  series.set(key, own);
}

/** Finds out how fast it is, so that every operation gets its time, and lets it get warm. */
async function warmUp(entrant: Entrant, effort: Effort): Promise<readonly Absence[]> {
  const absences: Absence[] = [];
  for (const operation of effort.operations ?? OPERATIONS) {
    const why = await tryOnce(entrant, operation);
    if (why !== undefined) {
      absences.push({ contender: entrant.contender.name, operation, why });
      continue;
    }
    const planFor = (wanted: number) =>
      planOf(operation, wanted, { reviews: effort.reviews, connections: CONNECTIONS });
    const fire = async (wanted: number) => {
      const plan = planFor(wanted);
      const shots = await carryOut(entrant, operation, { plan, reviews: effort.reviews });
      return shots.requests / shots.seconds;
    };
    // A compiler that works while it runs makes the first hundreds of requests slow: more and more
    // of them, until they last, and the last rate counts.
    let [wanted, perSecond] = [FIRST_REQUESTS, await fire(FIRST_REQUESTS)];
    while (wanted / perSecond < effort.seconds * WARM_UP_SHARE) {
      wanted *= WARM_UP_GROWTH;
      perSecond = await fire(wanted);
    }
    entrant.plans.set(operation, planFor(perSecond * effort.seconds));
  }
  return absences;
}

async function tryOnce({ contender, server }: Entrant, operation: Operation) {
  if (contender.canReset) await resetOver(server.url);
  const { path, ...init } = requestOf(contender.traffic(operation, { review: 0, stamp: 1 }));
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  if (response.ok) return undefined;
  return `${response.status} ${text.slice(0, 160)}`;
}

async function carryOut(
  { contender, server }: Entrant,
  operation: Operation,
  { plan, reviews }: { readonly plan: Plan; readonly reviews: number },
): Promise<Shots> {
  const aim = { ...contender, url: server.url, pid: server.pid };
  const total = { requests: 0, seconds: 0, cpuSeconds: 0 };
  for (let turn = 0; turn < plan.bursts; turn += 1) {
    if (contender.canReset && isWrite(operation)) await resetOver(server.url);
    const shots = await shoot(aim, { operation, requests: plan.burst, reviews });
    total.requests += shots.requests;
    total.seconds += shots.seconds;
    total.cpuSeconds += shots.cpuSeconds;
  }
  return total;
}

/** The median over the turns of one server's rate divided by another's; NaN when one has none. */
export function ratioOf(over: Series | undefined, under: Series | undefined): number {
  const ratios = (over?.perSecond ?? []).map(
    (rate, turn) => rate / (under?.perSecond[turn] ?? Number.NaN),
  );
  return quantile(ratios, 0.5);
}
