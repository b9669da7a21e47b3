import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Pool } from 'undici';
import type { Target } from '../../src/conformance/target.ts';
import { markdownTable, quantile, round } from './statistics.ts';

const CLI = resolve('dist/cli/main.js');
const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const MS_PER_SECOND = 1000;
const CONCURRENCY = 16;
const SEED = '7';

/** From what is built, as its users run it; the catalogue is found beside it. */
const built = <T>(path: string) => import(pathToFileURL(resolve('dist', path)).href) as Promise<T>;

type RunModule = typeof import('../../src/conformance/run.ts');
type MockModule = typeof import('../../src/mock/mock.ts');
type ContractModule = typeof import('../../src/contract/review-contract.ts');

interface Measured {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Requests per second of the suite, which plans, records and judges each of them, beside a loop
 * that does nothing but read one overlay through the same client, as many at once, by turns.
 */
export async function benchEngine(rounds: number): Promise<string> {
  const { url, child } = await startMock();
  const samples: Record<string, Measured[]> = {};
  const note = (name: string, measured: Measured) => {
    (samples[name] ??= []).push(measured);
  };
  try {
    for (let turn = 0; turn < rounds; turn += 1) {
      const engine = await runSuite({ kind: 'url', url });
      note('bare undici Pool, GET', await runBare(url, engine.requests));
      note('verify ci over HTTP', engine);
    }
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  const { createMock } = await built<MockModule>('mock/mock.js');
  for (let turn = 0; turn < rounds; turn += 1) {
    const mock = await createMock({ seed: SEED });
    note('verify ci in process', await runSuite({ kind: 'fetch', fetch: mock.fetch }));
  }
  const rateOf = (measured: readonly Measured[]) =>
    quantile(
      measured.map(({ requests, seconds }) => requests / seconds),
      0.5,
    );
  const bare = rateOf(samples['bare undici Pool, GET'] ?? []);
  return markdownTable(
    Object.entries(samples).map(([engine, measured]) => ({
      engine,
      requests: measured[0]?.requests ?? 0,
      'median seconds': round(
        quantile(
          measured.map(({ seconds }) => seconds),
          0.5,
        ),
      ),
      'median requests/s': round(rateOf(measured)),
      'ratio to bare': round(rateOf(measured) / bare),
    })),
  );
}

async function startMock(): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const args = [CLI, 'mock', '--port', '0', '--log', 'silent'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address !== undefined) found(address);
    });
    child.once('exit', () => failed(new Error(`the mock did not start: ${output}`)));
  });
  return { url, child };
}

async function runSuite(target: Target): Promise<Measured> {
  const { runConformance } = await built<RunModule>('conformance/run.js');
  const { createReviewContract } = await built<ContractModule>('contract/review-contract.js');
  // Compiled once per process by a user too, so it is no part of the figure.
  const contract = createReviewContract();
  const startedAt = performance.now();
  const report = await runConformance({
    target,
    contract,
    seed: SEED,
    mode: 'ci',
    concurrency: CONCURRENCY,
  });
  if (report.verdict !== 'conforms') throw new Error(`the run ended otherwise: ${report.summary}`);
  return { requests: report.totals.requests, seconds: secondsSince(startedAt) };
}

/** As many reads as the suite sent requests, so that both run as long as each other or shorter. */
async function runBare(url: string, requests: number): Promise<Measured> {
  const pool = new Pool(url, { connections: CONCURRENCY, pipelining: 1 });
  let left = requests;
  const startedAt = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const headers = { authorization: 'Bearer k' };
      const { statusCode, body } = await pool.request({ method: 'GET', path: OVERLAY, headers });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`answered ${statusCode} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const seconds = secondsSince(startedAt);
  await pool.close();
  return { requests, seconds };
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / MS_PER_SECOND;
}
