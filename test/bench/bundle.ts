import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Metafile } from 'esbuild';
import { bundleForBrowser } from '../support/browser-bundle.ts';
import { markdownTable, round, type Row } from './statistics.ts';

/** What a page can load, from what `npm run build` left. */
const BUNDLES: Readonly<Record<string, BuildOptions>> = {
  'review-kit/browser': { entryPoints: ['dist/browser.js'] },
  'review-kit/msw, without msw': {
    entryPoints: ['dist/msw/msw-handlers.js'],
    external: ['msw'],
  },
};
/** Bundled and minified by the build already. */
const INSPECTOR = 'dist/inspector/';
const INSPECTOR_FILES = ['index.html', 'inspector.js', 'inspector.css'];

const KILOBYTE = 1000;
/** Parts below this share of a bundle are summed up. */
const SHARE_SHOWN = 0.03;

/** Sizes of what browsers load: as bundled, minified, and gzipped after that. */
export async function benchBundle(): Promise<string> {
  const rows: Row[] = [];
  for (const [bundle, options] of Object.entries(BUNDLES)) {
    const { code } = await bundleForBrowser(options);
    const minified = await bundleForBrowser({ ...options, minify: true });
    rows.push(rowOf(bundle, Buffer.from(code), Buffer.from(minified.code)));
  }
  for (const name of INSPECTOR_FILES) {
    rows.push(rowOf(`inspector: ${name}`, undefined, await readFile(INSPECTOR + name)));
  }
  const browser = await bundleForBrowser({ ...BUNDLES['review-kit/browser'], minify: true });
  const parts = 'What review-kit/browser is made of, minified:';
  return [markdownTable(rows), parts, markdownTable(partsOf(browser.metafile))].join('\n\n');
}

function rowOf(bundle: string, raw: Buffer | undefined, minified: Buffer): Row {
  return {
    bundle,
    'raw kB': raw === undefined ? '—' : kilobytes(raw.length),
    'minified kB': kilobytes(minified.length),
    'gzipped kB': kilobytes(gzipSync(minified).length),
  };
}

/** Bytes by package, and by folder of ours, the largest first. */
function partsOf({ outputs }: Metafile): readonly Row[] {
  const bytesByPart = new Map<string, number>();
  let total = 0;
  for (const [path, input] of Object.values(outputs).flatMap((each) =>
    Object.entries(each.inputs),
  )) {
    const part = partOf(path);
    total += input.bytesInOutput;
    bytesByPart.set(part, (bytesByPart.get(part) ?? 0) + input.bytesInOutput);
  }
  const sorted = [...bytesByPart].toSorted(([, left], [, right]) => right - left);
  const shown = sorted.filter(([, bytes]) => bytes >= total * SHARE_SHOWN);
  const rest = sorted.slice(shown.length).reduce((sum, [, bytes]) => sum + bytes, 0);
  return [...shown, ['the rest', rest] as const].map(([part, bytes]) => ({
    part,
    'minified kB': kilobytes(bytes),
    '%': round((bytes / total) * 100),
  }));
}

function partOf(path: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return name ?? path.split('/').slice(0, 2).join('/');
}

function kilobytes(bytes: number): number {
  return round(bytes / KILOBYTE);
}
