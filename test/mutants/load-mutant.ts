import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Fetch, Mock, MockOptions } from '../../src/mock/mock.ts';
import type { Edit } from './mutant.ts';

/** A server under test. */
export interface LoadedServer {
  readonly fetch: Fetch;
  readonly close: () => void;
}

const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** Inside the repository, so that packages are found from there. Ignored by git and the linters. */
const WORK = join(ROOT, '.mutants');

/** What a mock is made of. */
const FOLDERS = [
  'clients',
  'contract',
  'domain',
  'generate',
  'mock',
  'predicates',
  'store',
  'views',
] as const;

/** A base older than this belongs to no run that still links from it. */
const BASE_AGE_MAX_MS = 3_600_000;

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** A server that was loaded but not started: each call starts one with nothing in it. */
export type StartServer = (options: MockOptions) => Promise<LoadedServer>;

/**
 * Starts the mock with edits of its source; without any it is the mock itself.
 *
 * Errors: rejects when an edit does not apply exactly once, or what it leaves does not parse.
 */
export async function loadServer(
  edits: readonly Edit[],
  options: MockOptions = {},
): Promise<LoadedServer> {
  const start = await loadMock(compileAll(applyEdits(edits)));
  return start(options);
}

/**
 * Loads the mock, some of its files compiled from another text.
 *
 * The others are hard links to a base that is compiled once per state of the source and shared by
 * all processes. Everything is in memory when this resolves: the copy is deleted at once, and
 * nothing is left to clean up.
 *
 * Errors: rejects with what the code throws while it is imported.
 */
export async function loadMock(compiled: CompiledFiles): Promise<StartServer> {
  const base = ensureBase();
  const copy = join(WORK, `copy-${randomUUID()}`);
  try {
    linkAll(base, copy, compiled);
    const entry = pathToFileURL(join(copy, 'mock/mock.js')).href;
    const { createMock } = (await import(/* @vite-ignore */ entry)) as {
      createMock: (given: MockOptions) => Promise<Mock>;
    };
    return async (options) => {
      const mock = await createMock(options);
      return { fetch: mock.fetch, close: mock.close };
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * Applies edits to the source.
 *
 * Shape: edits → the new text of each edited file, by its path from the root.
 * Errors: throws when a text to find does not occur exactly once: the source has moved on.
 */
export function applyEdits(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
    const count = text.split(find).length - 1;
    if (count !== 1) throw new Error(`${file}: found ${count} times, not once: ${find}`);
    const start = text.indexOf(find);
    texts.set(file, text.slice(0, start) + replace + text.slice(start + find.length));
  }
  return texts;
}

/** Compiled texts by where they are emitted, such as `domain/claim.js`. */
export type CompiledFiles = ReadonlyMap<string, string>;

/**
 * Compiles texts given by their path from the root.
 *
 * Errors: throws when one does not parse.
 */
export function compileAll(texts: ReadonlyMap<string, string>): CompiledFiles {
  return new Map([...texts].map(([file, text]) => [emittedPath(file), compileSource(file, text)]));
}

/**
 * Compiles one file, by itself.
 *
 * Errors: throws when it does not parse.
 */
export function compileSource(file: string, text: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: join(ROOT, file),
    compilerOptions: COMPILER_OPTIONS,
    reportDiagnostics: true,
  });
  const [first] = diagnostics;
  if (first === undefined) return outputText;
  const words = ts.flattenDiagnosticMessageText(first.messageText, '\n');
  throw new Error(`${file} does not parse: ${words}`);
}

/** The compiled mock, in a folder named after its source. */
function ensureBase(): string {
  const sources = readSources();
  const hash = createHash('sha256').update(ts.version);
  for (const [file, text] of sources) hash.update(`\0${file}\0${text}`);
  const base = join(WORK, `base-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(base)) return base;

  const made = join(WORK, `copy-${randomUUID()}`);
  for (const [file, text] of sources) {
    writeFileIn(join(made, emittedPath(file)), compileSource(file, text));
  }
  dropOldBases();
  try {
    renameSync(made, base);
  } catch (error) {
    // Another process was faster; what it made is the same.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(base)) throw error;
  }
  return base;
}

/** The source of the mock, or of some of its folders, by path from the root. */
export function readSources(folders: readonly string[] = FOLDERS): ReadonlyMap<string, string> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, 'src', folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `src/${folder}/${path.replaceAll('\\', '/')}`),
  );
  return new Map(files.toSorted().map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

function dropOldBases(): void {
  for (const name of readdirSync(WORK)) {
    const path = join(WORK, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > BASE_AGE_MAX_MS) rmSync(path, { recursive: true, force: true });
  }
}

function linkAll(base: string, copy: string, compiled: CompiledFiles): void {
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const relative = path.slice(base.length + 1).replaceAll('\\', '/');
    const text = compiled.get(relative);
    const target = join(copy, relative);
    if (text !== undefined) writeFileIn(target, text);
    else {
      mkdirSync(dirname(target), { recursive: true });
      linkSync(path, target);
    }
  }
}

/** Where package.json is, whether this runs from the source or compiled elsewhere in the repository. */
function rootAbove(folder: string): string {
  return existsSync(join(folder, 'src/index.ts')) ? folder : rootAbove(dirname(folder));
}

/** `src/domain/claim.ts` → `domain/claim.js`. */
function emittedPath(file: string): string {
  return file.replace(/^src\//, '').replace(/\.ts$/, '.js');
}

function writeFileIn(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
