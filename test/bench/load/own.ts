import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIdSource } from '../../../src/generate/ids.ts';
import { createPlayer, SCENARIO_NOW } from '../../../src/generate/player.ts';
import { openExtract } from '../played-reviews.ts';
import { BARE, type Contender } from './contender.ts';
import { reviewTraffic } from './operations.ts';
import { takeSamples } from './samples.ts';
import { startServer, type Launch } from './server-process.ts';

const CLI = resolve('dist/cli/main.js');
const LIST = '/v1/workflows/reviews?limit=50';
/** As many lines make an overlay of about 2 KB. */
const INVOICE_LINES = 9;

/** Our mock, by its name in the tables. */
export const OWN = 'review-kit mock';
const VALIDATE_FLAG = '--validate-responses';
/** The same with every reply held against the contract. */
export const OWN_VALIDATED = `${OWN} ${VALIDATE_FLAG}`;

/** Where a measurement keeps its files, and how many reviews it has. */
export interface Ground {
  readonly directory: string;
  readonly reviews: number;
}

/** Our mock, from what is built. Source: what `review-kit fixtures --surface state` writes. */
export function ownContender({ directory }: Ground, flags: readonly string[] = []): Contender {
  const name = [OWN, ...flags].join(' ');
  const launch = (more: readonly string[]): Launch => ({
    name,
    argsOf: (port) => [CLI, 'mock', '--port', `${port}`, '--log', 'silent', ...flags, ...more],
    saysItsAddress: true,
    firstPath: LIST,
  });
  return {
    name,
    cold: launch([]),
    loaded: launch(['--scenario', stateFile(directory)]),
    traffic: reviewTraffic,
    canReset: true,
  };
}

/** Ours with response validation, or nothing, and says so, when this build does not have it. */
export function validatedContender(ground: Ground): readonly Contender[] {
  const help = execFileSync(process.execPath, [CLI, 'mock', '--help'], { encoding: 'utf8' });
  if (help.includes(VALIDATE_FLAG)) return [ownContender(ground, [VALIDATE_FLAG])];
  console.log(`Left out: ${OWN_VALIDATED}; this build does not know the flag.\n`);
  return [];
}

/** node:http that answers what ours would, made from the same objects. */
export function bareContender({ directory }: Ground, isOnce = false): Contender {
  const name = isOnce ? `${BARE}, stringified once` : BARE;
  const script = siblingScript('bare-server');
  const launch: Launch = {
    name,
    argsOf: () => [script, samplesFile(directory), ...(isOnce ? ['once'] : [])],
    saysItsAddress: true,
    firstPath: LIST,
  };
  return { name, cold: launch, loaded: launch, traffic: reviewTraffic, canReset: false };
}

/** Writes the reviews, and what our mock answers about them, for the others to start from. */
export async function prepareGround(ground: Ground): Promise<void> {
  writeFileSync(stateFile(ground.directory), JSON.stringify(stateOf(ground.reviews)));
  const server = await startServer(ownContender(ground).loaded);
  try {
    await takeSamples(server.url, samplesFile(ground.directory));
  } finally {
    await server.stop();
  }
}

/** Where the answers lie that others are made from. */
export function samplesFile(directory: string): string {
  return join(directory, 'samples.json');
}

/** A script beside this one, as it is compiled. */
export function siblingScript(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}

function stateFile(directory: string): string {
  return join(directory, 'state.json');
}

/** Reviews that all await, at rev 1. */
function stateOf(count: number) {
  const player = createPlayer(createIdSource('bench').next);
  for (let place = 0; place < count; place += 1) {
    const lines = Array.from({ length: INVOICE_LINES }, (_, line) => ({
      position: line + 1,
      description: `Consulting, day ${line + 1}`,
      quantity: 1,
      unit_price: 450.5,
      amount: 450.5,
    }));
    const output = { invoice_number: `INV-${place}`, vendor_name: 'Acme Corp', lines };
    openExtract(player, { place, openedAt: SCENARIO_NOW, priority: 0, output });
  }
  return player.state();
}
