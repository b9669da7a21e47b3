import type { Actor } from '../contract/wire.ts';

/** Who takes part: models author version 0, humans and agents do the rest. */
export interface Cast {
  readonly models: readonly Actor[];
  readonly humans: readonly Actor[];
}

const MODELS: readonly Actor[] = [
  { kind: 'model', id: 'extractor-2', display_name: 'Extractor 2' },
  { kind: 'model', id: 'extractor-2-mini', display_name: 'Extractor 2 Mini' },
];

const HUMANS: readonly Actor[] = [
  'Dana Rivera',
  'Lee Park',
  'Amara Okafor',
  'Jonas Weber',
  'Priya Raman',
  'Mateusz Nowak',
  'Chloé Lambert',
  'Yuki Tanaka',
  'Sofía Herrera',
  'Omar Haddad',
  'Freya Lindqvist',
  'Noa Ben-David',
].map((name, index) => ({ kind: 'human', id: `user_${42 + index * 7}`, display_name: name }));

/** The cast: whoever the caller names, and the default ones for a kind that nobody was named of. */
export function castOf(actors: readonly Actor[] = []): Cast {
  const models = actors.filter((each) => each.kind === 'model');
  const others = actors.filter((each) => each.kind !== 'model');
  return {
    models: models.length > 0 ? models : MODELS,
    humans: others.length > 0 ? others : HUMANS,
  };
}
