/**
 * Bundles the inspector into dist/inspector, and says how large it is: part of `npm run build`.
 *
 * One script and one style sheet, since the page may load nothing else.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const SOURCE = new URL('../src/inspector/', import.meta.url);
const TARGET = new URL('../dist/inspector/', import.meta.url);
const KILOBYTE = 1000;

await mkdir(TARGET, { recursive: true });
await build({
  entryPoints: [
    { in: pathOf('main.tsx', SOURCE), out: 'inspector' },
    { in: pathOf('style/inspector.css', SOURCE), out: 'inspector' },
  ],
  outdir: fileURLToPath(TARGET),
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
await copyFile(new URL('index.html', SOURCE), new URL('index.html', TARGET));

const files = await Promise.all(
  ['index.html', 'inspector.js', 'inspector.css'].map((name) => readFile(new URL(name, TARGET))),
);
const sizes = [Buffer.concat(files).length, ...files.map((file) => gzipSync(file).length)];
const [raw = 0, ...zipped] = sizes;
const sum = zipped.reduce((total, size) => total + size, 0);
console.log(`inspector: ${kilobytes(raw)}, ${kilobytes(sum)} gzipped`);

function kilobytes(bytes) {
  return `${(bytes / KILOBYTE).toFixed(1)} kB`;
}

function pathOf(name, folder) {
  return fileURLToPath(new URL(name, folder));
}
