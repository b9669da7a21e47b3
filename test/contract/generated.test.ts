import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { DOCUMENT as CONTROL_DOCUMENT } from '../../src/contract/generated/control-api-document.ts';
import { DOCUMENT as REVIEW_DOCUMENT } from '../../src/contract/generated/review-api-document.ts';
import { CONTROL_YAML, objectsIn, REVIEW_YAML, type WrittenDocument } from './documents.ts';

const FOLDER = new URL('../../src/contract/generated/', import.meta.url);
const GENERATOR = new URL('../../spec/generate.js', import.meta.url).href;

describe('the generated files', () => {
  let generated: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    const { generate } = (await import(GENERATOR)) as {
      generate: () => Promise<Readonly<Record<string, string>>>;
    };
    generated = await generate();
  });

  test('are all there, and nothing else is', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(generated).toSorted());
    expect(Object.keys(generated)).toHaveLength(4);
  });

  test.each([
    'review-api-types.ts',
    'review-api-document.ts',
    'control-api-types.ts',
    'control-api-document.ts',
  ])('are what the documents say now; if not, run `npm run generate`: %s', expectCurrent);

  function expectCurrent(name: string): void {
    const isCurrent = readFileSync(new URL(name, FOLDER), 'utf8') === generated[name];
    expect(isCurrent, `src/contract/generated/${name} is old: run \`npm run generate\``).toBe(true);
  }
});

describe('the documents as modules', () => {
  test.each([
    ['review', REVIEW_DOCUMENT as WrittenDocument, REVIEW_YAML],
    ['control', CONTROL_DOCUMENT as WrittenDocument, CONTROL_YAML],
  ])('carry no prose, and every path and schema: %s', (_, module, yaml) => {
    expect(Object.keys(module.paths)).toEqual(Object.keys(yaml.paths));
    expect(Object.keys(module.components.schemas)).toEqual(Object.keys(yaml.components.schemas));
    for (const [place, object] of objectsIn(module)) {
      if (place.endsWith('/properties')) continue;
      for (const key of ['description', 'summary', 'example', 'examples']) {
        expect(object, place).not.toHaveProperty(key);
      }
    }
  });
});
