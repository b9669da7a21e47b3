import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MutationResult } from './mutation.ts';

/** The results of a run, as far as it came. */
export interface Progress {
  readonly sourceSha256: string;
  readonly seed: string;
  readonly results: readonly MutationResult[];
}

/** Writes the results; whoever reads the file meanwhile sees the former ones or these. */
export function writeProgress(file: string, progress: Progress): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(progress, null, 1)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * Reads the results of a run that ended too early.
 *
 * Errors: throws when they are of another state of the source or another seed.
 */
export function readProgress(
  file: string,
  { sourceSha256, seed }: Omit<Progress, 'results'>,
): readonly MutationResult[] {
  if (!existsSync(file)) return [];
  const progress = JSON.parse(readFileSync(file, 'utf8')) as Progress;
  if (progress.sourceSha256 !== sourceSha256) {
    throw new Error(`${file} is of another state of the source: it cannot be carried on.`);
  }
  if (progress.seed !== seed) throw new Error(`${file} is of seed ${progress.seed}, not ${seed}.`);
  return progress.results;
}

/** The keys of what survived. */
export function survivorsOf(file: string): ReadonlySet<string> {
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as Progress;
  return new Set(results.filter(({ outcome }) => outcome === 'survived').map(({ key }) => key));
}
