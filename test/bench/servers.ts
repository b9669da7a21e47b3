import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from './bench-options.ts';
import { startCold, type Cold } from './load/cold.ts';
import { BARE } from './load/contender.ts';
import {
  atLeast,
  atMost,
  circumstances,
  lookupOf,
  processorTable,
  processTable,
  ratioTable,
  targetTable,
  type Target,
} from './load/load-tables.ts';
import {
  bareContender,
  OWN,
  OWN_VALIDATED,
  ownContender,
  prepareGround,
  validatedContender,
} from './load/own.ts';
import { OPERATIONS, type Operation } from './load/operations.ts';
import { loadByTurns, ratioOf, type Effort, type LoadResult } from './load/rounds.ts';

const FULL: Effort = { rounds: 5, seconds: 1.5, reviews: 4000 };
const QUICK: Effort = { rounds: 1, seconds: 0.2, reviews: 400 };
const COLD_ROUNDS = 10;
const IDLE_MB_MAX = 90;
const COLD_START_RATIO_MAX = 2.5;
const VALIDATION_COST_MAX = 0.15;

const LEAST_RATIO: Readonly<Partial<Record<Operation, number>>> = {
  get: 0.9,
  claim: 0.7,
  list: 0.9,
};

/** Our mock beside a bare node:http server: throughput, cold start, memory. */
export async function benchServers({ isQuick, rounds }: BenchOptions): Promise<string> {
  const chosen = isQuick ? QUICK : FULL;
  const effort = { ...chosen, rounds: rounds ?? chosen.rounds };
  const directory = await mkdtemp(join(tmpdir(), 'review-kit-bench-'));
  try {
    const ground = { directory, reviews: effort.reviews };
    await prepareGround(ground);
    const contenders = [
      bareContender(ground),
      bareContender(ground, true),
      ownContender(ground),
      ...validatedContender(ground),
    ];
    const [bare, , ...ours] = contenders;
    const coldRounds = isQuick ? 1 : COLD_ROUNDS;
    const colds = await startCold(bare === undefined ? ours : [bare, ...ours], coldRounds);
    const result = await loadByTurns(contenders, effort);
    const names = contenders.map(({ name }) => name);
    return [
      circumstances(effort),
      'Ratios to a bare `node:http` server that makes and sends the same bytes:',
      ratioTable(result, names),
      processorTable(result, names),
      processTable(colds, result),
      targetTable(targetsOf(result, colds)),
    ].join('\n\n');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function targetsOf(result: LoadResult, colds: readonly Cold[]): readonly Target[] {
  const find = lookupOf(result);
  const ratios = OPERATIONS.flatMap((operation) => {
    const least = LEAST_RATIO[operation];
    if (least === undefined) return [];
    const ratio = ratioOf(find(OWN, operation), find(BARE, operation));
    return [atLeast(`${operation}, ratio to bare`, ratio, least)];
  });
  const cold = colds.find(({ contender }) => contender === OWN);
  const costs = OPERATIONS.map((operation) => {
    const cost = 1 - ratioOf(find(OWN_VALIDATED, operation), find(OWN, operation));
    return atMost(`${operation}, cost of response validation`, cost, VALIDATION_COST_MAX);
  });
  return [
    ...ratios,
    atMost('cold start, ratio to bare', cold?.ratioToFirst ?? Number.NaN, COLD_START_RATIO_MAX),
    atMost('idle memory, MB', cold?.idleMb ?? Number.NaN, IDLE_MB_MAX),
    ...costs,
  ];
}
