import { build, type BuildFailure, type BuildOptions, type Metafile } from 'esbuild';

/** A script as a page loads it, and what esbuild says of it. */
export interface BrowserBundle {
  readonly code: string;
  readonly metafile: Metafile;
}

/** What only Node has, by the name that a script calls it. */
const NODE_NAMES = [
  'Buffer',
  'process',
  'global',
  '__dirname',
  '__filename',
  'setImmediate',
  'clearImmediate',
];
const MARK = 'ONLY_IN_NODE_';

/**
 * Bundles a file for a browser; its path is one from where the process runs.
 *
 * Errors: rejects when something in it cannot be bundled for one, such as `node:fs`.
 */
export async function bundleForBrowser(options: BuildOptions): Promise<BrowserBundle> {
  const { outputFiles, metafile } = await build({
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
    logLevel: 'silent',
    ...options,
    write: false,
    metafile: true,
  });
  return { code: outputFiles?.map(({ text }) => text).join('') ?? '', metafile };
}

/** The packages that a bundle leaves to whoever loads it. */
export function importsOf({ metafile }: BrowserBundle): readonly string[] {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.map(({ path }) => path))];
}

/**
 * What a bundle has of Node: its modules, its globals, and a `require` that is left for run time.
 *
 * Shape: one text for each place, the file first.
 */
export async function findNode(options: BuildOptions): Promise<readonly string[]> {
  // esbuild replaces free names alone: a property or a variable called `process` is left as it is.
  const define = Object.fromEntries(NODE_NAMES.map((name) => [name, MARK + name]));
  // What esbuild names `function __require` itself opens a CommonJS module, and needs no Node.
  try {
    const { code } = await bundleForBrowser({ ...options, define });
    return [...code.matchAll(new RegExp(`${MARK}(\\w+)|(?<!function )__(require)\\(`, 'g'))].map(
      (match) => `${fileAt(code, match.index)}: ${match[1] ?? match[2]}`,
    );
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    return errors.map(({ location, text }) => `${location?.file}: ${text}`);
  }
}

/** esbuild writes above each module which file it was. */
function fileAt(code: string, index: number): string {
  const [last] = [...code.slice(0, index).matchAll(/^ *\/\/ (\S+\.[cm]?[jt]sx?)$/gm)].slice(-1);
  return last?.[1] ?? 'unknown';
}
