import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixtureText, textOf } from '../../src/generate/fixture-text.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';

const FOLDER = new URL('../../fixtures/', import.meta.url);
const WRITER = new URL('write.js', FOLDER).href;

const MANIFEST = JSON.parse(readFileSync(new URL('MANIFEST.json', FOLDER), 'utf8')) as {
  sets: readonly { file: string; sha256: string }[];
};

describe('the golden sets', () => {
  let files: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    const { regenerate } = (await import(WRITER)) as {
      regenerate: (manifest: unknown, reviewKit: unknown) => Promise<Record<string, string>>;
    };
    files = await regenerate(MANIFEST, { fixtureText, textOf, SCENARIOS });
  });

  test('are all there, and nothing else is', () => {
    const found = readdirSync(FOLDER).filter((name) => name !== 'write.js');
    expect(found.toSorted()).toEqual(Object.keys(files).toSorted());
  });

  test.each([...MANIFEST.sets.map(({ file }) => file), 'MANIFEST.json'])(
    'are what their seeds make now; if not, run `npm run fixtures`: %s',
    (file) => {
      const isCurrent = readFileSync(new URL(file, FOLDER), 'utf8') === files[file];
      expect(isCurrent, `fixtures/${file} is old: run \`npm run fixtures\``).toBe(true);
    },
  );
});
