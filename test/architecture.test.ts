import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cellsOf, LAYERS, layersTable } from './support/layers.ts';
import {
  findEdges,
  findEnumsAndAny,
  findImpurity,
  findLength,
  findModuleState,
  findName,
  findProcess,
  findUndocumented,
  findUnsourced,
  type Rule,
  type Source,
} from './support/source-rules.ts';

const SRC = new URL('../src/', import.meta.url);

const SOURCES: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('contract/generated/'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(new URL(path, SRC), 'utf8') }));

const GENERATED: readonly Source[] = readdirSync(new URL('contract/generated/', SRC)).map(
  (name) => ({
    path: `contract/generated/${name}`,
    text: readFileSync(new URL(`contract/generated/${name}`, SRC), 'utf8'),
  }),
);

function findings(rule: Rule, sources = SOURCES): readonly string[] {
  return sources.flatMap(rule);
}

/** Functions that carry out no rule of their own. */
const UNSOURCED = new Set([
  'domain/agent.ts shiftAgent',
  'domain/shift.ts shiftReview',
  'domain/step.ts done',
  'domain/step.ts refused',
]);

describe('src', () => {
  test('is read whole', () => {
    const paths = SOURCES.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['index.ts', 'mock/control/gates.ts']));
    expect(paths.length).toBeGreaterThan(70);
  });

  test('imports only along the layer table', () => {
    expect(findings(findEdges, [...SOURCES, ...GENERATED])).toEqual([]);
  });

  test('has no clock, randomness or waiting where it must be pure', () => {
    expect(findings(findImpurity)).toEqual([]);
  });

  test('touches the process in cli alone', () => {
    expect(findings(findProcess)).toEqual([]);
  });

  test('has no state that outlives a mock', () => {
    expect(findings(findModuleState)).toEqual([]);
  });

  test('has files with names that say something', () => {
    expect(findings(findName, [...SOURCES, ...GENERATED])).toEqual([]);
  });

  test('has no file over 300 lines', () => {
    expect(findings(findLength)).toEqual([]);
  });

  test('has neither enum nor any', () => {
    expect(findings(findEnumsAndAny)).toEqual([]);
  });

  test('explains what it exports', () => {
    expect(findings(findUndocumented)).toEqual([]);
  });

  test('says of every rule where it comes from', () => {
    const unsourced = findings(findUnsourced);
    expect(unsourced.filter((each) => !UNSOURCED.has(each))).toEqual([]);
    expect(unsourced).toEqual(expect.arrayContaining([...UNSOURCED]));
  });
});

describe('the layer table', () => {
  const folders = LAYERS.map(({ folder }) => folder);

  test('has a row for every folder of src, and no two', () => {
    expect(new Set(folders).size).toBe(folders.length);
    const inSrc = new Set(SOURCES.map(({ path }) => path.split('/')[0]?.replace(/\.ts$/, '')));
    expect(folders).toEqual(expect.arrayContaining([...inSrc]));
  });

  test('names folders that have a row, and allows nothing that it rules out', () => {
    for (const { folder, mayImport, packages, never } of LAYERS) {
      const allowed = Object.keys(mayImport).filter((each) => each !== '*');
      expect(folders).toEqual(expect.arrayContaining(allowed));
      const ruledOut = never.split(/, /);
      expect(
        ruledOut.filter((each) => allowed.includes(each)),
        folder,
      ).toEqual([]);
      const isWithoutPackages = ruledOut.includes('packages');
      expect(isWithoutPackages && Object.keys(packages).length > 0, folder).toBe(false);
    }
  });

  test('has no circle', () => {
    const reached = (folder: string, way: readonly string[]): readonly string[] => {
      if (way.includes(folder)) throw new Error([...way, folder].join(' → '));
      const layer = LAYERS.find((each) => each.folder === folder);
      const next = Object.keys(layer?.mayImport ?? {}).filter((each) => each !== '*');
      return [folder, ...next.flatMap((each) => reached(each, [...way, folder]))];
    };
    expect(folders.flatMap((folder) => reached(folder, [])).length).toBeGreaterThan(10);
  });

  test('is a table', () => {
    const [head, ...rows] = cellsOf(layersTable());
    expect(head).toEqual(['folder', 'may import', 'never']);
    expect(rows.map(([folder]) => folder)).toEqual(folders);
    expect(rows.every((row) => row.length === 3)).toBe(true);
    expect(rows[1]?.[1]).toContain('contract (wire.ts, problems.ts');
  });

  const readme = new URL('../README.md', import.meta.url);
  test('is in README with the same rows', () => {
    const text = readFileSync(readme, 'utf8');
    const marked = /<!-- layers -->([^]*?)<!-- \/layers -->/.exec(text)?.[1];
    expect(cellsOf(marked ?? '')).toEqual(cellsOf(layersTable()));
  });
});

describe('a rule reports what it is for', () => {
  const IMPORTS: readonly (readonly [path: string, text: string, edge: string])[] = [
    ['contract/x.ts', "import { a } from '../domain/a.ts';", 'contract → domain/a.ts'],
    ['contract/x.ts', "import { readFileSync } from 'node:fs';", 'contract → node:fs'],
    ['contract/x.ts', "import { parse } from 'yaml';", 'contract → yaml'],
    ['contract/x.ts', "import hono from 'hono';", 'contract → hono'],
    ['predicates/x.ts', "import { a } from '../contract/json.ts';", 'contract/json.ts'],
    ['predicates/x.ts', "import type { R } from '../domain/review.ts';", 'types of domain/'],
    ['domain/x.ts', "import { createHash } from 'node:crypto';", 'domain → node:crypto'],
    ['domain/x.ts', "import type { V } from '../contract/validators.ts';", 'validators.ts'],
    ['domain/x.ts', "import type { Store } from '../store/store.ts';", 'domain → types of store/'],
    ['domain/x.ts', "export { a } from '../mock/a.ts';", 'domain → mock/a.ts'],
    ['domain/x.ts', "export * from '../views/a.ts';", 'domain → views/a.ts'],
    ['domain/x.ts', "const a = await import('../mock/a.ts');", 'domain → mock/a.ts'],
    ['domain/x.ts', 'const a = await import(name);', 'domain → (made up at run time)'],
    ['domain/x.ts', "type A = import('../mock/a.ts').A;", 'domain → types of mock/a.ts'],
    ['views/x.ts', "import { a } from '../store/store.ts';", 'views → store/store.ts'],
    ['views/x.ts', "import { a } from 'commander';", 'views → commander'],
    ['store/x.ts', "import { a } from '../mock/a.ts';", 'store → mock/a.ts'],
    ['store/x.ts', "import { a } from 'node:fs';", 'store → node:fs'],
    ['mock/x.ts', "import { serve } from '@hono/node-server';", 'mock → @hono/node-server'],
    ['mock/control/listen.ts', "import { a } from 'node:http';", 'mock → node:http'],
    ['mock/x.ts', "import { sha256 } from '@noble/hashes/sha2.js';", 'mock → @noble/hashes'],
    ['mock/x.ts', "import { a } from '../predicates/evaluate.ts';", 'mock → predicates/'],
    ['mock/x.ts', "import { a } from '../conformance/a.ts';", 'mock → conformance/'],
    ['mock/x.ts', "import { a } from '../prism/a.ts';", 'mock → prism/a.ts'],
    ['mock/x.ts', "import { a } from '../inspector/a.tsx';", 'mock → inspector/a.tsx'],
    ['inspector/x.tsx', "import { a } from '../domain/review.ts';", 'inspector → domain/'],
    ['inspector/x.tsx', "import { a } from 'node:fs';", 'inspector → node:fs'],
    ['inspector/x.tsx', "import { a } from '../contract/problems.ts';", 'inspector → contract/'],
    ['mock/x.ts', "import { a } from '../index.ts';", 'mock → index.ts'],
    ['conformance/x/y.ts', "import { a } from '../../domain/a.ts';", 'conformance → domain/'],
    ['conformance/x.ts', "import { a } from '../mock/mock.ts';", 'conformance → mock/'],
    ['generate/x.ts', "import { a } from '../mock/mock.ts';", 'generate → mock/'],
    ['cli/x.ts', "import { a } from 'hono';", 'cli → hono'],
    ['cli/x.ts', 'const a = await import(name);', 'cli → (made up at run time)'],
    ['index.ts', "import { a } from 'node:fs';", 'index → node:fs'],
    ['domain/x.ts', "import { a } from './y.js';", 'domain → domain/y.js'],
    ['domain/x.ts', "import { a } from '../../spec/generate.ts';", 'domain → spec/'],
    ['news/x.ts', '', 'src/news is in no row'],
  ];

  test.each(IMPORTS)('an edge: %s %s', (path, text, edge) => {
    const found = findEdges({ path, text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:1 `);
    expect(found[0]).toContain(edge);
  });

  test.each([
    ['mock/listen.ts', "import { createServer } from 'node:http';"],
    ['cli/x.ts', "const a = await import('../prism/a.ts');"],
    ['cli/target-flags.ts', 'const a = await import(pathToFileURL(path).href);'],
    ['mock/x.ts', "import { cors } from 'hono/cors';\nimport { a } from './control/b.ts';"],
    ['predicates/x.ts', "import { type P, type Q } from '../contract/wire.ts';"],
    ['cli/x.ts', "import { a } from '../mock/mock.ts';\nimport { b } from 'node:fs/promises';"],
    ['contract/x.ts', "import { Ajv2020 } from 'ajv/dist/2020.js';"],
    ['domain/x.ts', "// import { a } from '../mock/a.ts';\nconst text = `import('node:fs')`;"],
  ])('no edge from %s', (path, text) => {
    expect(findEdges({ path, text })).toEqual([]);
  });

  test.each<readonly [Rule, string, string, string]>([
    [findImpurity, 'domain/x.ts', '\nconst now = new Date();', 'x.ts:2 Date'],
    [findImpurity, 'domain/x.ts', 'const now = Date.now();', 'Date'],
    [findImpurity, 'predicates/x.ts', 'const n = Math.random();', 'Math.random'],
    [findImpurity, 'domain/x.ts', 'export async function f() {}', 'async'],
    [findImpurity, 'domain/x.ts', 'type T = Promise<string>;', 'Promise'],
    [findImpurity, 'domain/x.ts', 'const f = (p: T) => p; await f(x);', 'await'],
    [findImpurity, 'domain/x.ts', 'for await (const a of b) f(a);', 'await'],
    [findImpurity, 'domain/x.ts', 'const n = performance.now();', 'performance'],
    [findImpurity, 'domain/x.ts', 'const id = crypto.randomUUID();', 'crypto'],
    [findImpurity, 'domain/x.ts', 'const o = { Date };', 'Date'],
    [findProcess, 'mock/x.ts', "const a = process.env['A'];", 'process outside of cli'],
    [findProcess, 'index.ts', 'const { argv } = process;', 'process outside of cli'],
    [findModuleState, 'mock/x.ts', 'let count = 0;', 'a variable of the module'],
    [findModuleState, 'mock/x.ts', 'export var count = 0;', 'a variable of the module'],
    [findModuleState, 'mock/x.ts', 'const cache = new Map<string, string>();', 'cache'],
    [findModuleState, 'mock/x.ts', 'const seen: string[] = [];', 'seen'],
    [findModuleState, 'mock/x.ts', 'const SEEN = new Set();\nfunction f() { SEEN.add(1); }', ':2'],
    [findModuleState, 'mock/x.ts', 'const T = {};\nfunction f(k) { T[k] = 1; }', ':2 changes'],
    [findName, 'mock/Api.ts', '', 'kebab-case'],
    [findName, 'mock/api_app.ts', '', 'kebab-case'],
    [findName, 'mockServer/api.ts', '', 'kebab-case'],
    [findName, 'mock/utils.ts', '', 'says nothing'],
    [findName, 'inspector/common.tsx', '', 'says nothing'],
    [findName, 'inspector/MyPart.tsx', '', 'kebab-case'],
    [findName, 'contract/types.ts', '', 'says nothing'],
    [findName, 'mock/index.ts', '', 'says nothing'],
    [findLength, 'mock/x.ts', 'x;\n'.repeat(301), 'has 301 lines'],
    [findEnumsAndAny, 'mock/x.ts', 'enum Color { Red }', 'an enum'],
    [findEnumsAndAny, 'mock/x.ts', 'function f(x: any) {}', 'any'],
    [findEnumsAndAny, 'mock/x.ts', 'const x = y as readonly any[];', 'any'],
    [findUndocumented, 'mock/x.ts', 'export const A = 1;', 'mock/x.ts A'],
    [findUndocumented, 'mock/x.ts', '// A line.\nexport type T = string;', 'mock/x.ts T'],
    [findUndocumented, 'mock/x.ts', '/** A. */\nexport type A = 1;\nexport type B = 2;', 'B'],
    [findUnsourced, 'domain/x.ts', '/** A rule. */\nexport function f() {}', 'domain/x.ts f'],
    [findUnsourced, 'predicates/x.ts', 'export function f() {}', 'predicates/x.ts f'],
  ])('%o in %s', (rule, path, text, words) => {
    const found = rule({ path, text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test.each<readonly [Rule, string, string]>([
    [findImpurity, 'mock/x.ts', 'const now = new Date(await f());'],
    [findImpurity, 'domain/x.ts', '// Date, async\nconst f = (a: { Date: 1 }) => a.Date;'],
    [findProcess, 'cli/x.ts', 'process.exit(2);'],
    [findProcess, 'mock/x.ts', 'const a = child.process; // process.env'],
    [
      findModuleState,
      'mock/x.ts',
      'const A = new Map([[1, 2]]);\nfunction f() { let n = A.get(1); }',
    ],
    [findModuleState, 'mock/x.ts', 'function f() { const a = []; a.push(1); return a; }'],
    [findName, 'index.ts', ''],
    [findName, 'mock/control/control-app2.ts', ''],
    [findLength, 'mock/x.ts', 'x;\n'.repeat(300)],
    [findEnumsAndAny, 'mock/x.ts', "const any: unknown = 'any'; // any"],
    [findUndocumented, 'mock/x.ts', "export { a } from './a.ts';\nexport type * from './b.ts';"],
    [findUndocumented, 'mock/x.ts', '/** A. */\nexport const A = 1;\nconst b = 2;'],
    [findUnsourced, 'mock/x.ts', '/** No rule. */\nexport function f() {}'],
    [findUnsourced, 'domain/x.ts', '/** A rule. Source: CAS-1. */\nexport function f() {}'],
    [findUnsourced, 'domain/x.ts', '/** A shape. */\nexport interface A {}'],
  ])('%o is silent on %s', (rule, path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });
});
