import type { Surface } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import { READINGS, type Dialect, type ReadingName } from '../dialect.ts';
import type { DialectEntry } from '../report/report.ts';
import type { Capability } from '../rig.ts';
import type { Trial } from './trial.ts';

/** Finds out which reading a target follows. */
export interface Probe {
  readonly name: ReadingName;
  readonly surfaces: readonly Surface[];
  readonly needs?: readonly Capability[];
  readonly isExclusive?: boolean;
  /** What was seen; undefined when it could not be told. */
  readonly run: (trial: Trial) => Promise<string | undefined>;
}

/**
 * Makes a check of a probe. It judges nothing but a reading that the caller pinned.
 */
export function checkOfProbe(
  probe: Probe,
  pinned: Dialect,
  note: (name: ReadingName, value: string) => void,
): Check {
  const { requirement } = READINGS[probe.name];
  return {
    id: `${requirement}/reading-${probe.name}`,
    phase: 'probe',
    surfaces: probe.surfaces,
    ...(probe.needs === undefined ? {} : { needs: probe.needs }),
    ...(probe.isExclusive === undefined ? {} : { isExclusive: probe.isExclusive }),
    run: async (trial) => {
      const value = await probe.run(trial);
      const wanted = pinned[probe.name];
      if (wanted !== undefined) {
        trial.must.holds(requirement, value === wanted, () => ({
          sentence: `the target follows ${probe.name}=${value ?? 'unknown'}, and ${wanted} is pinned`,
          expected: wanted,
          got: value ?? 'unknown',
          witness: trial.history().slice(-1),
        }));
      }
      if (value !== undefined) note(probe.name, value);
    },
  };
}

/** The dialect as a report lists it. */
export function dialectEntries(
  probes: readonly Probe[],
  dialect: Dialect,
  pinned: Dialect,
): readonly DialectEntry[] {
  return probes.map(({ name }) => ({
    name,
    value: dialect[name] ?? 'unknown',
    requirement: READINGS[name].requirement,
    isPinned: pinned[name] !== undefined,
  }));
}
