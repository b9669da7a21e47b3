import { benchChainCheck } from './chain-check.ts';
import { benchColdStart } from './cold-start.ts';
import { benchEngine } from './engine.ts';
import { benchFixtures } from './fixtures.ts';
import { benchPredicates } from './predicates.ts';
import { benchProxy } from './proxy.ts';
import { benchScale } from './scale.ts';

const BENCHES: Readonly<Record<string, () => Promise<void> | void>> = {
  scale: () => benchScale([1_000, 1_000_000]),
  'cold-start': () => benchColdStart(10),
  predicates: benchPredicates,
  chain: () => benchChainCheck(100_000),
  engine: () => benchEngine(3),
  fixtures: () => benchFixtures(100_000),
  proxy: () => benchProxy(3, 2000),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  console.log(`Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.log(`\n## ${name}\n`);
    await BENCHES[name]?.();
  }
}
