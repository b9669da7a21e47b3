import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.ts';
import type { Contender } from './contender.ts';
import { residentMbOf, startServer } from './server-process.ts';

const IDLE_MS = 1000;

/** What a server costs before anybody uses it. */
export interface Cold {
  readonly contender: string;
  readonly medianMs: number;
  /** Median of the rounds' ratios. */
  readonly ratioToFirst: number;
  /** Resident, a second after its first 200. */
  readonly idleMb: number;
}

/** Starts each server by turns; the first of them is what the others are compared with. */
export async function startCold(
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly Cold[]> {
  const startMs = contenders.map((): number[] => []);
  const idleMb = contenders.map(() => Number.NaN);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, contender] of contenders.entries()) {
      const server = await startServer(contender.cold);
      startMs[place]?.push(server.startMs);
      try {
        if (round > 0) continue;
        await sleep(IDLE_MS);
        idleMb[place] = residentMbOf(server.pid);
      } finally {
        await server.stop();
      }
    }
  }
  return contenders.map(({ name }, place) => {
    const own = startMs[place] ?? [];
    const ratios = own.map((ms, round) => ms / (startMs[0]?.[round] ?? Number.NaN));
    return {
      contender: name,
      medianMs: quantile(own, 0.5),
      ratioToFirst: quantile(ratios, 0.5),
      idleMb: idleMb[place] ?? Number.NaN,
    };
  });
}
