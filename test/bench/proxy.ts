import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Pool } from 'undici';
import { printTable, quantile, round } from './statistics.ts';

const CLI = resolve('dist/cli/main.js');
const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const MS_PER_SECOND = 1000;

interface Way {
  readonly name: string;
  readonly url: string;
}

/**
 * Requests per second through the proxy beside those straight to the mock behind it, by turns: one
 * client alone, for what the proxy adds to an answer, and sixteen at once, for what it can carry.
 */
export async function benchProxy(rounds: number, requests: number): Promise<void> {
  const mock = await start('mock', '--port', '0', '--log', 'silent');
  const proxy = await start('proxy', '--upstream', mock.url, '--port', '0').catch(async (error) => {
    await stop(mock.child);
    throw error;
  });
  const ways: readonly Way[] = [
    { name: 'straight to the mock', url: mock.url },
    { name: 'through the proxy', url: proxy.url },
  ];
  try {
    const rows = [];
    for (const connections of [1, 16])
      rows.push(...(await measure(ways, { connections, rounds, requests })));
    printTable(rows);
  } finally {
    await stop(proxy.child);
    await stop(mock.child);
  }
}

interface Load {
  readonly connections: number;
  readonly rounds: number;
  readonly requests: number;
}

async function measure(ways: readonly Way[], load: Load) {
  const rates = ways.map((): number[] => []);
  for (let turn = 0; turn <= load.rounds; turn += 1) {
    for (const [index, { url }] of ways.entries()) {
      const rate = await rateOf(url, load);
      // The first turn is for the compiler.
      if (turn > 0) rates[index]?.push(rate);
    }
  }
  const medians = rates.map((each) => quantile(each, 0.5));
  return ways.map(({ name }, index) => ({
    way: name,
    'requests at once': load.connections,
    'median requests/s': round(medians[index] ?? Number.NaN),
    'ms per request': round((MS_PER_SECOND * load.connections) / (medians[index] ?? Number.NaN)),
    ratio: round((medians[index] ?? Number.NaN) / (medians[0] ?? Number.NaN)),
  }));
}

async function rateOf(url: string, { connections, requests }: Load): Promise<number> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  let left = requests;
  const startedAt = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const headers = { 'api-key': 'bench-key' };
      const { statusCode, body } = await pool.request({ method: 'GET', path: OVERLAY, headers });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`answered ${statusCode} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const rate = (requests * MS_PER_SECOND) / (performance.now() - startedAt);
  await pool.close();
  return rate;
}

async function start(
  ...args: readonly string[]
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
      const address = /up at (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (address !== undefined) found(address);
    });
    child.once('exit', () => failed(new Error(`it did not start: ${output}`)));
  });
  return { url, child };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
