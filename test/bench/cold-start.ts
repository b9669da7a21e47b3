import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { printTable, quantile, round } from './statistics.ts';

const CLI = resolve('dist/cli/main.js');
const BARE = `
  const server = require('node:http').createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

/** Time from the start of a process to its first 200, ours and a bare server by turns. */
export async function benchColdStart(rounds: number): Promise<void> {
  const servers = {
    'bare node:http': ['-e', BARE],
    'review-kit mock': [CLI, 'mock', '--port', '0', '--log', 'silent'],
  };
  const samples = Object.fromEntries(Object.keys(servers).map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const [name, args] of Object.entries(servers)) {
      samples[name]?.push(await timeToFirst200(args));
    }
  }
  const bare = quantile(samples['bare node:http'] ?? [], 0.5);
  printTable(
    Object.entries(samples).map(([server, times]) => ({
      server,
      'median ms to the first 200': round(quantile(times, 0.5)),
      'ratio to bare': round(quantile(times, 0.5) / bare),
    })),
  );
}

/** Starts a server of ours, waits for its address, and times the first list of reviews. */
export async function timeToFirst200(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output.toString())?.[0];
  const response = await fetch(`${url}/v1/workflows/reviews`, { headers: { 'Api-Key': 'k' } });
  await response.text();
  const took = performance.now() - startedAt;
  if (response.status !== 200) throw new Error(`answered ${response.status}`);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return took;
}
