/** A map that forgets what was not touched for longest, so that it can run for weeks. */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => void;
  /** The entries, the one touched last at the end. */
  readonly entries: () => readonly (readonly [key: string, value: Value])[];
  /** Whether anything was forgotten. */
  readonly hasForgotten: () => boolean;
}

/**
 * Makes an empty one.
 *
 * Units: `sizeMax`, in entries.
 */
export function createBoundedMap<Value>(sizeMax: number): BoundedMap<Value> {
  const kept = new Map<string, Value>();
  let hasForgotten = false;
  const touch = (key: string, value: Value) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get: (key) => {
      const value = kept.get(key);
      if (value !== undefined) touch(key, value);
      return value;
    },
    set: (key, value) => {
      touch(key, value);
      if (kept.size <= sizeMax) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
      hasForgotten = true;
    },
    delete: (key) => {
      kept.delete(key);
    },
    entries: () => [...kept],
    hasForgotten: () => hasForgotten,
  };
}
