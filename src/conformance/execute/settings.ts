import type { Surface } from '../../contract/operations.ts';
import type { Dialect } from '../dialect.ts';
import type { Mode } from '../report/report.ts';
import { DEFAULT_KEYS, type Provision, type RunOptions } from '../run-options.ts';
import type { Credentials } from './credentials.ts';

/** The options of a run with their defaults filled in. */
export interface RunSettings {
  readonly mode: Mode;
  readonly seed: string;
  readonly failLevel: 'must' | 'should';
  /** Undefined for those that the target answers. */
  readonly surfaces: readonly Surface[] | undefined;
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly pinned: Dialect;
  readonly concurrency: number;
  readonly ratePerSecond: number | null;
  readonly budgetSeconds: number | null;
  readonly shard: { readonly index: number; readonly count: number } | null;
  readonly timeoutMs: number;
  readonly provision: Provision;
  readonly credentials: readonly Credentials[];
  /** In every name that the run makes, so that two runs on one server never meet. */
  readonly tag: string;
}

const CONCURRENCY = 16;
const TIMEOUT_MS = 10_000;
const SEED_RANGE = 1_000_000;
const TAG_RANGE = 46_656;
const RADIX = 36;
const FIRST_NAME = 'A'.codePointAt(0) ?? 0;

/** Fills in what a caller left out. */
export function settingsOf(options: RunOptions, nowMs: number): RunSettings {
  const keys = options.keys ?? DEFAULT_KEYS;
  return {
    mode: options.mode ?? 'ci',
    seed: options.seed ?? String(Math.floor(Math.random() * SEED_RANGE)),
    failLevel: options.failLevel ?? 'must',
    surfaces: options.surfaces,
    only: options.only ?? [],
    exclude: options.exclude ?? [],
    pinned: options.policies ?? {},
    concurrency: options.concurrency ?? CONCURRENCY,
    ratePerSecond: options.ratePerSecond ?? null,
    budgetSeconds: options.budgetSeconds ?? null,
    shard: options.shard ?? null,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    provision: options.provision ?? { kind: 'control' },
    credentials: keys.map((key, index) => ({
      name: String.fromCodePoint(FIRST_NAME + index),
      key,
    })),
    tag: `rk${nowMs.toString(RADIX)}${randomText()}`,
  };
}

/** Shards are started together, and may see the same millisecond. */
function randomText(): string {
  return Math.floor(Math.random() * TAG_RANGE).toString(RADIX);
}
