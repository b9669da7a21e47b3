import type { StateDocument } from '../contract/control-contract.ts';
import { createWorld, type World, type WorldSettings } from './world.ts';

/** The header that puts a request into a namespace. */
export const NAMESPACE_HEADER = 'x-review-namespace';

/** The worlds of one mock: the default one, and one per namespace in use. */
export interface Worlds {
  /** Without a name, the default one. A namespace begins, empty, where it is first named. */
  readonly of: (name: string | undefined) => World;
  readonly names: () => readonly string[];
  readonly forget: (name: string) => void;
  /** Takes one world back to where it started. */
  readonly reset: (name: string | undefined) => Promise<World>;
  readonly close: () => void;
}

/** A state with nothing in it. */
export const EMPTY_STATE: StateDocument = {
  format: 'review-kit-state',
  version: 1,
  clock: { now: '2026-05-13T09:05:00.000Z', frozen: false },
  ids_made: 0,
  hold: false,
  reviews: [],
};

/**
 * Makes the default world with its scenario; the others are made when they are first asked for.
 *
 * Errors: rejects when the scenario cannot be loaded.
 */
export async function createWorlds(
  settings: WorldSettings,
  scenario: StateDocument,
): Promise<Worlds> {
  const main = createWorld(settings);
  await main.start(scenario);
  const named = new Map<string, World>();
  const of = (name: string | undefined): World => {
    if (name === undefined) return main;
    let world = named.get(name);
    if (world === undefined) {
      world = createWorld({ ...settings, seed: `${settings.seed}/${name}` });
      named.set(name, world);
    }
    return world;
  };
  return {
    of,
    names: () => [...named.keys()].toSorted(),
    forget: (name) => {
      named.get(name)?.events.close();
      named.delete(name);
    },
    reset: async (name) => {
      const world = of(name);
      await world.start(name === undefined ? scenario : EMPTY_STATE);
      return world;
    },
    close: () => {
      for (const world of [main, ...named.values()]) world.events.close();
    },
  };
}
