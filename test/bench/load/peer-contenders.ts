import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contender } from './contender.ts';
import { itemTraffic, reviewTraffic } from './operations.ts';
import { samplesFile, siblingScript, type Ground } from './own.ts';
import { readSamples } from './samples.ts';
import type { Launch } from './server-process.ts';

/**
 * What is installed. Of json-server 1 there are prereleases only, and this is the last of them that
 * runs on the Node that we support; Prism's later versions need a later Node too.
 */
export const PEER_PACKAGES = [
  '@stoplight/prism-cli@5.14.2',
  'json-server@1.0.0-beta.3',
  'fastify@5.12.7',
] as const;

const LIST = '/v1/workflows/reviews?limit=50';
const DOCUMENT = resolve('spec/openapi.yaml');

/** Prism without a log, in the mode that is its fastest. */
export const PRISM_SILENT = 'Prism -v silent';
/** The same, with made-up values in place of examples. */
export const PRISM_SILENT_DYNAMIC = `${PRISM_SILENT} --dynamic`;

/** Installs the peers into the folder by the ordinary client, running none of their scripts. */
export function installPeers(directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{ "private": true }');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const options: ExecFileSyncOptions = {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  try {
    execFileSync('npm', ['install', ...flags, ...PEER_PACKAGES], options);
  } catch (cause) {
    throw new Error('The peers cannot be installed: see above, and whether npm has a registry.', {
      cause,
    });
  }
}

/** The peers, as close to our load as each of them comes. */
export function peerContenders(ground: Ground): readonly Contender[] {
  const silent = ['-v', 'silent'];
  return [
    fastifyContender(ground),
    jsonServerContender(ground),
    prismContender(ground, PRISM_SILENT, silent),
    prismContender(ground, PRISM_SILENT_DYNAMIC, [...silent, '--dynamic']),
    prismContender(ground, 'Prism', []),
    prismContender(ground, 'Prism --dynamic', ['--dynamic']),
  ];
}

function fastifyContender({ directory, reviews }: Ground): Contender {
  const name = 'fastify with ajv';
  const launch = (count: number): Launch => ({
    name,
    argsOf: () => [siblingScript('fastify-server'), samplesFile(directory), `${count}`, directory],
    saysItsAddress: true,
    firstPath: LIST,
  });
  const traffic = reviewTraffic;
  return { name, cold: launch(1), loaded: launch(reviews), traffic, canReset: true };
}

function jsonServerContender({ directory, reviews }: Ground): Contender {
  const name = 'json-server';
  const script = join(directory, 'node_modules/json-server/lib/bin.js');
  const launch = (count: number): Launch => {
    const file = join(directory, `json-server-${count}.json`);
    writeDatabase(file, directory, count);
    return {
      name,
      argsOf: (port) => [script, '--port', `${port}`, '--host', '127.0.0.1', file],
      saysItsAddress: false,
      firstPath: '/reviews?_page=1&_per_page=50',
    };
  };
  const [cold, loaded] = [launch(1), launch(reviews)];
  return { name, cold, loaded, traffic: itemTraffic, canReset: false };
}

function writeDatabase(file: string, directory: string, count: number): void {
  const review = readSamples(samplesFile(directory)).get;
  const reviews = Array.from({ length: count }, (_, place) => ({ ...review, id: `run_${place}` }));
  writeFileSync(file, JSON.stringify({ reviews }));
}

function prismContender({ directory }: Ground, name: string, flags: readonly string[]): Contender {
  const script = join(directory, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const launch: Launch = {
    name,
    argsOf: (port) => [script, 'mock', DOCUMENT, '-h', '127.0.0.1', '-p', `${port}`, ...flags],
    saysItsAddress: false,
    firstPath: LIST,
  };
  return { name, cold: launch, loaded: launch, traffic: reviewTraffic, canReset: false };
}
