/** What the command line said about how to measure. */
export interface BenchOptions {
  /** One round and little load: whether it works, not how fast it is. */
  readonly isQuick: boolean;
  readonly rounds?: number;
}

/** What was asked for. */
export interface Asked extends BenchOptions {
  readonly names: readonly string[];
  readonly isWrite: boolean;
}

/**
 * Reads the arguments: names of benchmarks, and flags.
 *
 * Errors: a sentence for whoever typed it, when something in it is not known.
 */
export function readArguments(words: readonly string[], known: readonly string[]): Asked | string {
  const flags = words.filter((word) => word.startsWith('--'));
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return `No benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`;
  }
  const rounds = flags.find((flag) => /^--rounds=[1-9]\d*$/.test(flag))?.slice('--rounds='.length);
  const strange = flags.filter((flag) => !/^--(quick|write|rounds=[1-9]\d*)$/.test(flag));
  if (strange.length > 0) {
    return `No option ${strange.join(', ')}. There are: --quick, --rounds=NUMBER, --write.`;
  }
  return {
    names,
    isQuick: flags.includes('--quick'),
    isWrite: flags.includes('--write'),
    ...(rounds === undefined ? {} : { rounds: Number(rounds) }),
  };
}
