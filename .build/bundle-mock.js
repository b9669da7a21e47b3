// Joins what `review-kit mock` loads into one file: reading two hundred small ones takes longer than
// starting the server does. Runs after `tsc`, on its output.
import { build } from 'esbuild';
import { writeThirdPartyNotices } from './third-party.js';

const COMMAND = 'dist/cli/mock-command.js';

const { metafile } = await build({
  entryPoints: [COMMAND],
  outfile: COMMAND,
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
  // The program tells errors apart by class, so it and the command must have the same ones; what
  // serves a foreign document is loaded only when there is one.
  external: ['commander', './usage-error.js', './foreign-spec.js'],
});
await writeThirdPartyNotices('dist/cli/mock-command.third-party.txt', metafile);
