import { readArguments, type BenchOptions } from './bench-options.ts';
import { benchBundle } from './bundle.ts';
import { benchChainCheck } from './chain-check.ts';
import { benchColdStart } from './cold-start.ts';
import { benchEngine } from './engine.ts';
import { benchForeignSpec } from './foreign-spec.ts';
import { benchFixtures } from './fixtures.ts';
import { whyUnwritable, writeSection } from './load/readme-section.ts';
import { benchNamespaces } from './namespaces.ts';
import { benchPeers } from './peers.ts';
import { benchPredicates } from './predicates.ts';
import { benchProfile } from './profile.ts';
import { benchProxy } from './proxy.ts';
import { benchScale } from './scale.ts';
import { benchServers } from './servers.ts';

/** What a benchmark returns is Markdown that README can hold; the others print for themselves. */
type Bench = (options: BenchOptions) => Promise<string | void> | void;

const BENCHES: Readonly<Record<string, Bench>> = {
  servers: benchServers,
  profile: benchProfile,
  scale: ({ isQuick }) => benchScale([1_000, isQuick ? 20_000 : 1_000_000]),
  'cold-start': () => benchColdStart(10),
  predicates: benchPredicates,
  chain: () => benchChainCheck(100_000),
  engine: ({ isQuick }) => benchEngine(isQuick ? 1 : 3),
  'foreign-spec': () => benchForeignSpec(400, 5),
  fixtures: () => benchFixtures(100_000),
  proxy: () => benchProxy(3, 2000),
  bundle: benchBundle,
  namespaces: ({ isQuick }) => benchNamespaces(isQuick ? 1_000 : 10_000),
  peers: benchPeers,
};
/** Only when it is asked for: it installs what is not ours. */
const ON_REQUEST = 'peers';

const README = 'README.md';

const asked = readArguments(process.argv.slice(2), Object.keys(BENCHES));
const complaint = typeof asked === 'string' ? asked : asked.isWrite && whyUnwritable(README);
if (typeof asked === 'string' || typeof complaint === 'string') {
  console.error(complaint);
  process.exitCode = 2;
} else {
  console.log(`Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
  const all = Object.keys(BENCHES).filter((name) => name !== ON_REQUEST);
  for (const name of asked.names.length > 0 ? asked.names : all) {
    console.log(`\n## ${name}\n`);
    const section = await BENCHES[name]?.(asked);
    if (typeof section !== 'string') continue;
    console.log(section);
    if (asked.isWrite) await writeSection(README, name, section);
  }
}
