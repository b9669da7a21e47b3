import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from './bench-options.ts';
import type { Contender } from './load/contender.ts';
import { readProfile, STAGE_NAMES, stageShares, type Stage } from './load/cpu-profile.ts';
import { circumstances } from './load/load-tables.ts';
import { OPERATIONS, type Operation } from './load/operations.ts';
import { ownContender, prepareGround, type Ground } from './load/own.ts';
import { loadByTurns, type Effort } from './load/rounds.ts';
import { markdownTable, shown } from './statistics.ts';

const FULL: Effort = { rounds: 1, seconds: 1, reviews: 4000 };
const QUICK: Effort = { rounds: 1, seconds: 0.3, reviews: 400 };

/** Where the time of our mock goes, stage by stage, for each operation by itself. */
export async function benchProfile({ isQuick }: BenchOptions): Promise<string> {
  const effort = isQuick ? QUICK : FULL;
  const directory = await mkdtemp(join(tmpdir(), 'review-kit-profile-'));
  try {
    const ground = { directory, reviews: effort.reviews };
    await prepareGround(ground);
    const profiles: (readonly [Operation, ReadonlyMap<Stage, number>])[] = [];
    for (const operation of OPERATIONS) {
      profiles.push([operation, await profileOf(ground, effort, operation)]);
    }
    const rows = STAGE_NAMES.map((stage) => ({
      'share of the time': stage,
      ...Object.fromEntries(
        profiles.map(([operation, shares]) => [operation, shown(shares.get(stage) ?? Number.NaN)]),
      ),
    }));
    return [circumstances(effort), markdownTable(rows)].join('\n\n');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function profileOf(ground: Ground, effort: Effort, operation: Operation) {
  const directory = join(ground.directory, operation);
  mkdirSync(directory);
  const contender = profiled(ownContender(ground), directory);
  await loadByTurns([contender], { ...effort, operations: [operation] });
  return stageShares(readProfile(directory));
}

/** The same server, that writes a profile when it ends. */
function profiled(contender: Contender, directory: string): Contender {
  const { loaded } = contender;
  const flags = ['--cpu-prof', '--cpu-prof-dir', directory];
  const argsOf = (port: number) => [...flags, ...loaded.argsOf(port)];
  return { ...contender, loaded: { ...loaded, argsOf } };
}
