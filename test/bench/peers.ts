import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from './bench-options.ts';
import { startCold } from './load/cold.ts';
import {
  atLeast,
  circumstances,
  lookupOf,
  processTable,
  ratioTable,
  targetTable,
} from './load/load-tables.ts';
import { bareContender, OWN, ownContender, prepareGround } from './load/own.ts';
import { OPERATIONS } from './load/operations.ts';
import {
  installPeers,
  PEER_PACKAGES,
  peerContenders,
  PRISM_SILENT,
  PRISM_SILENT_DYNAMIC,
} from './load/peer-contenders.ts';
import { loadByTurns, ratioOf, type Effort, type LoadResult } from './load/rounds.ts';

const FULL: Effort = { rounds: 5, seconds: 1.2, reviews: 4000 };
const QUICK: Effort = { rounds: 1, seconds: 0.2, reviews: 400 };
const COLD_ROUNDS = 5;
const TIMES_PRISM_MIN = 8;

/** Ours beside Prism, json-server and fastify, which are installed for it into a temporary folder. */
export async function benchPeers({ isQuick, rounds }: BenchOptions): Promise<string> {
  const chosen = isQuick ? QUICK : FULL;
  const effort = { ...chosen, rounds: rounds ?? chosen.rounds };
  const directory = await mkdtemp(join(tmpdir(), 'review-kit-bench-peers-'));
  try {
    console.log(`Installing ${PEER_PACKAGES.join(', ')} into ${directory} …\n`);
    installPeers(directory);
    const ground = { directory, reviews: effort.reviews };
    await prepareGround(ground);
    const contenders = [bareContender(ground), ownContender(ground), ...peerContenders(ground)];
    const colds = await startCold(contenders, isQuick ? 1 : COLD_ROUNDS);
    const result = await loadByTurns(contenders, effort);
    return [
      `${circumstances(effort)} Beside it: ${PEER_PACKAGES.join(', ')}.`,
      ratioTable(
        result,
        contenders.map(({ name }) => name),
      ),
      ...result.absences.map(
        ({ contender, operation, why }) => `${contender} has no ${operation}: \`${why}\`.`,
      ),
      processTable(colds, result),
      targetTable(targetsOf(result)),
    ].join('\n\n');
  } finally {
    await rm(directory, { recursive: true, force: true });
    console.log(`Removed ${directory}.\n`);
  }
}

function targetsOf(result: LoadResult) {
  const find = lookupOf(result);
  return [PRISM_SILENT, PRISM_SILENT_DYNAMIC].flatMap((peer) =>
    OPERATIONS.map((operation) => {
      const times = ratioOf(find(OWN, operation), find(peer, operation));
      return atLeast(`${operation}, times ${peer}`, times, TIMES_PRISM_MIN);
    }),
  );
}
