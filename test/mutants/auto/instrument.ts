import { createHash } from 'node:crypto';
import { compileAll, readSources } from '../load-mutant.ts';
import { MUTATED_FOLDERS, type Instrumented, type Mutation } from './mutation.ts';

/** A place in a text; both count from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mutation as StrykerJS describes it. */
interface StrykerMutant {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Position; readonly end: Position };
  /** `Ignored` when a comment in the source says so. */
  readonly status?: string;
}

interface StrykerFile {
  readonly name: string;
  readonly content: string;
  readonly mutate: boolean;
}

/** The part of `@stryker-mutator/instrumenter` that is used. */
interface StrykerModule {
  readonly Instrumenter: new (logger: unknown) => {
    readonly instrument: (
      files: readonly StrykerFile[],
      options: unknown,
    ) => Promise<{
      readonly files: readonly StrykerFile[];
      readonly mutants: readonly StrykerMutant[];
    }>;
  };
}

/** What a result depends on besides the mock. */
const SUITE_FOLDERS = ['conformance', 'contract'] as const;
const SHOWN_LENGTH_MAX = 90;
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [] };

/**
 * Puts every mutation that StrykerJS knows into the mock's source, and compiles it.
 *
 * Errors: rejects when the instrumenter is not installed; `.ci/kill-auto` installs it in a copy.
 */
export async function instrument(): Promise<Instrumented> {
  // By a name that the compiler does not look up: the package is not among the project's own.
  const name: string = '@stryker-mutator/instrumenter';
  const { Instrumenter } = (await import(name)) as StrykerModule;
  const sources = readSources(MUTATED_FOLDERS);
  const { files, mutants } = await new Instrumenter(silentLogger()).instrument(
    [...sources].map(([file, content]) => ({ name: file, content, mutate: true })),
    OPTIONS,
  );
  return {
    compiled: [...compileAll(new Map(files.map((file) => [file.name, file.content])))],
    mutations: distinct(
      mutants
        .filter(({ status }) => status !== 'Ignored')
        .map((mutant) => mutationOf(mutant, sources.get(mutant.fileName) ?? '')),
    ),
    sourceSha256: hashOf(new Map([...readSources(), ...readSources(SUITE_FOLDERS)])),
  };
}

function mutationOf(mutant: StrykerMutant, text: string): Mutation {
  const { id, fileName, mutatorName, replacement, location } = mutant;
  const { start, end } = location;
  const original = text.slice(offsetOf(text, start), offsetOf(text, end));
  const place = `${fileName}:${start.line + 1}:${start.column + 1}`;
  return {
    id,
    key: `${place} ${mutatorName}: ${shown(original)} → ${shown(replacement)}`,
    folder: folderOf(fileName),
  };
}

function folderOf(file: string): Mutation['folder'] {
  const found = MUTATED_FOLDERS.find((folder) => file.startsWith(`src/${folder}/`));
  if (found === undefined) throw new Error(`${file} is in no folder that is mutated.`);
  return found;
}

/** Two may look the same once they are shortened. */
function distinct(mutations: readonly Mutation[]): readonly Mutation[] {
  const seen = new Map<string, number>();
  return mutations.map((mutation) => {
    const count = (seen.get(mutation.key) ?? 0) + 1;
    seen.set(mutation.key, count);
    return count === 1 ? mutation : { ...mutation, key: `${mutation.key} #${count}` };
  });
}

function offsetOf(text: string, { line, column }: Position): number {
  const before = text.split('\n').slice(0, line);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column;
}

function shown(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length <= SHOWN_LENGTH_MAX ? line : `${line.slice(0, SHOWN_LENGTH_MAX - 1)}…`;
}

function hashOf(sources: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [file, text] of sources) hash.update(`\0${file}\0${text}`);
  return hash.digest('hex');
}

function silentLogger(): Readonly<Record<string, () => boolean>> {
  const no = () => false;
  const levels = ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'];
  const names = levels.flatMap((level) => [level.toLowerCase(), `is${level}Enabled`]);
  return Object.fromEntries(names.map((each) => [each, no]));
}
