import { useState } from 'preact/hooks';
import type { ActorChoice } from './session.ts';
import { readStored, store } from './stored.ts';

const NAME = 'actors';
const FIRST_KEYS = ['inspector', 'dana', 'lee'];
const KEYS_MAX = 12;

/** In whose name this page acts; the keys of before are kept at hand until the tab is closed. */
export function useActors(): ActorChoice {
  const [keys, setKeys] = useState<readonly string[]>(() => {
    const stored = readStored(NAME, 'tab')?.split('\n').filter(Boolean) ?? [];
    return stored.length === 0 ? FIRST_KEYS : stored;
  });
  return {
    key: keys[0] ?? 'inspector',
    known: keys.toSorted(),
    choose: (key) => {
      const next = [key, ...keys.filter((each) => each !== key)].slice(0, KEYS_MAX);
      store(NAME, next.join('\n'), 'tab');
      setKeys(next);
    },
  };
}
