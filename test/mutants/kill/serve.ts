import { parseArgs } from 'node:util';
import { listen } from '../../../src/mock/listen.ts';
import { loadServer } from '../load-mutant.ts';
import { MUTANTS } from '../mutants.ts';

// Serves a broken server, to see what the suite says of it.
//
//   npm run broken -- check-then-act --port 4020

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' } },
});

const mutant = MUTANTS.find(({ id }) => id === positionals[0]);
if (mutant === undefined) {
  console.error(`Name one of these:\n${MUTANTS.map(({ id }) => `  ${id}`).join('\n')}`);
  process.exitCode = 2;
} else {
  const { fetch } = await loadServer(mutant.edits, { onDefect: () => {} });
  const { url } = await listen(fetch, Number(values.port), '127.0.0.1');
  console.log(`${mutant.id} is up at ${url}: ${mutant.breaks} (${mutant.requirement})`);
}
