import type { ForeignApi } from '../contract/foreign.ts';
import { methodsAt } from '../contract/routes.ts';
import type { ForeignRoute, LoadedSpec } from '../prism/foreign-api.ts';
import { parseSpecText, readSpecText } from './spec-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { watchForChanges } from './watch-file.ts';

/** What a foreign document is served with. */
export interface ForeignSpecOptions {
  readonly file: string;
  readonly isDynamic: boolean;
  readonly seed: string;
}

/** A foreign document that is served, in its newest good version. */
export interface ForeignSpec {
  readonly api: ForeignApi;
  /** For the banner: the file, how many operations, which of them stay ours. */
  readonly label: string;
  /** Reads the file again whenever it changes; answers how to stop. */
  readonly watch: () => () => void;
}

type Loaded = Extract<LoadedSpec, { kind: 'loaded' }>;
type Attempt = Loaded | { readonly kind: 'refused'; readonly lines: readonly string[] };

const LINES_SHOWN_MAX = 20;

/**
 * Reads a foreign document and serves it; Prism is loaded here and nowhere else.
 *
 * A save that cannot be used leaves the last good one in place: whoever works on the document keeps
 * the mock, its state, and every connection.
 *
 * Errors: UsageError that lists all that is wrong, each with its place.
 * Source: spec/decisions/prism.md.
 */
export async function openForeignSpec(
  options: ForeignSpecOptions,
  terminal: Terminal,
): Promise<ForeignSpec> {
  const { file } = options;
  let text = await readSpecText(file);
  const first = await attempt(text, options);
  if (first.kind === 'refused') {
    throw new UsageError(`The document ${file} cannot be served:${listed(first.lines)}`);
  }
  let current = first;
  tellWarnings(file, current, terminal);
  const reload = async (): Promise<void> => {
    const newText = await readAgain(file);
    if (newText === text) return;
    text = newText ?? '';
    const next: Attempt =
      newText === undefined
        ? { kind: 'refused', lines: ['the file cannot be read'] }
        : await attempt(newText, options);
    if (next.kind === 'refused') {
      const words = `The last good version of ${file} stays in use; the new one cannot be served:`;
      return terminal.writeProgress(`${words}${listed(next.lines)}\n`);
    }
    current = next;
    terminal.writeProgress(`Read again: ${labelOf(file, current.api.operations)}\n`);
    tellWarnings(file, current, terminal);
  };
  return {
    api: { find: (method, path) => current.api.find(method, path) },
    label: labelOf(file, current.api.operations),
    watch: () => watchOneByOne(file, reload, terminal),
  };
}

async function attempt(text: string, options: ForeignSpecOptions): Promise<Attempt> {
  const parsed = parseSpecText(options.file, text);
  if (!parsed.ok) return { kind: 'refused', lines: parsed.lines };
  const { loadForeignApi } = await import('../prism/foreign-api.ts');
  const loaded = await loadForeignApi(parsed.document, options);
  if (loaded.kind === 'loaded') return loaded;
  const lines = loaded.errors.map(({ pointer, message }) => `${pointer}  ${message}`);
  return { kind: 'refused', lines };
}

async function readAgain(file: string): Promise<string | undefined> {
  try {
    return await readSpecText(file);
  } catch {
    return undefined;
  }
}

/** A save while the one before is still being read waits for its turn. */
function watchOneByOne(file: string, reload: () => Promise<void>, terminal: Terminal): () => void {
  let last = Promise.resolve();
  return watchForChanges(file, () => {
    last = last.then(reload).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      terminal.writeProgress(`${file} could not be read again: ${words}\n`);
    });
  });
}

function tellWarnings(file: string, { warnings }: Loaded, terminal: Terminal): void {
  if (warnings.length === 0) return;
  const lines = warnings.map(({ pointer, message }) => `${pointer}  ${message}`);
  terminal.writeProgress(`Prism does not check all that ${file} says:${listed(lines)}\n`);
}

function listed(lines: readonly string[]): string {
  const shown = lines.slice(0, LINES_SHOWN_MAX).map((line) => `\n  ${line}`);
  const left = lines.length - shown.length;
  return left === 0 ? shown.join('') : `${shown.join('')}\n  … and ${left} more`;
}

function labelOf(file: string, operations: readonly ForeignRoute[]): string {
  const ours = operations.filter(isOurs).length;
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`;
  return ours === 0 ? `${file} (${count})` : `${file} (${count}, ${ours} of them served as ours)`;
}

/** Whatever stands in the place of an id: the routes of the review API come first. */
function isOurs({ method, path }: ForeignRoute): boolean {
  return methodsAt(path.replaceAll(/\{[^}]*\}/g, 'id')).includes(method);
}
