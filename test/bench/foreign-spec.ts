import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { largeDocument } from '../prism/large-document.ts';
import { timeToFirst200 } from './cold-start.ts';
import { printTable, quantile, round } from './statistics.ts';

const CLI = resolve('dist/cli/main.js');

/** Time from the start of the mock to its first 200, with a foreign document and without, by turns. */
export async function benchForeignSpec(operations: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'review-kit-bench-'));
  const file = join(folder, 'large.json');
  writeFileSync(file, JSON.stringify(largeDocument(operations)));
  const plain = [CLI, 'mock', '--port', '0', '--log', 'silent'];
  const starts = {
    'without --spec': plain,
    [`--spec, ${operations} operations`]: [...plain, '--spec', file],
  };
  const samples = Object.fromEntries(Object.keys(starts).map((name) => [name, [] as number[]]));
  try {
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const [name, args] of Object.entries(starts)) {
        samples[name]?.push(await timeToFirst200(args));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const without = quantile(samples['without --spec'] ?? [], 0.5);
  printTable(
    Object.entries(samples).map(([start, times]) => ({
      start,
      'median ms to the first 200': round(quantile(times, 0.5)),
      'ratio to without': round(quantile(times, 0.5) / without),
    })),
  );
}
