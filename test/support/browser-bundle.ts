import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';

/** A script as a page loads it. */
export interface BrowserBundle {
  readonly code: string;
  readonly metafile: Metafile;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a file of the repository for a browser.
 *
 * Errors: rejects when something in it is not there in a browser, such as `node:fs`.
 */
export async function bundleForBrowser(
  entry: string,
  options: BuildOptions = {},
): Promise<BrowserBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
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
