import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidArgumentError, type Command } from 'commander';
import { isPermitted, READING_NAMES, READINGS, type Dialect } from '../conformance/dialect.ts';
import { createModuleRig, type RigModule } from '../conformance/provision/module-rig.ts';
import { createPoolRig, type ReadyReview } from '../conformance/provision/pool-rig.ts';
import type { Provision, RunOptions } from '../conformance/run-options.ts';
import { isRecord } from '../conformance/reply.ts';
import { readJson } from './json-input.ts';
import { parseDuration } from './option-values.ts';
import type { Terminal } from './terminal.ts';
import { didYouMean, UsageError } from './usage-error.ts';

/** The flags by which a command finds the server that it judges. */
export interface TargetFlags {
  readonly url: string;
  readonly provision: string;
  readonly provisionToken?: string;
  readonly key?: readonly string[];
  readonly header?: Readonly<Record<string, string>>;
  readonly policy?: Dialect;
  readonly timeout?: number;
}

/** Adds those flags to a command. */
export function withTargetFlags(command: Command): Command {
  return command
    .requiredOption('--url <url>', 'where the server answers', parseUrl)
    .option(
      '--provision <how>',
      'how reviews are opened: control, url:URL, module:FILE or pool:FILE',
      'control',
    )
    .option('--provision-token <token>', 'the bearer token that the rig asks for')
    .option('--key <key>', 'an API key; repeat for a second person', collectText)
    .option('--header <NAME=VALUE>', 'a header for every request; repeat for more', collectHeader)
    .option(
      '--policy <NAME=VALUE>',
      'a reading that the server must follow; repeat for more',
      collectReading,
    )
    .option('--timeout <duration>', 'how long a reply may take (default: 10s)', parseDuration);
}

/** The part of a run's options that those flags say. */
export type TargetOptions = Pick<
  RunOptions,
  'target' | 'provision' | 'keys' | 'policies' | 'timeoutMs'
>;

/**
 * Reads those flags.
 *
 * Errors: UsageError when a file or a module cannot be taken.
 */
export async function targetOptions(
  flags: TargetFlags,
  terminal: Terminal,
): Promise<TargetOptions> {
  const { url, key, header, policy, timeout } = flags;
  if (key?.length === 1) {
    throw new UsageError('One --key is not enough: conflicts need two people. Pass --key twice.');
  }
  return {
    target: { kind: 'url', url, ...(header === undefined ? {} : { headers: header }) },
    provision: await provisionOf(flags, terminal),
    ...(key === undefined ? {} : { keys: key }),
    ...(policy === undefined ? {} : { policies: policy }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  };
}

async function provisionOf(
  { provision, provisionToken }: TargetFlags,
  { standardInput }: Terminal,
): Promise<Provision> {
  const token = provisionToken === undefined ? {} : { token: provisionToken };
  if (provision === 'control') return { kind: 'control', ...token };
  const [, kind = provision, rest = ''] = /^([a-z]+):(.+)$/s.exec(provision) ?? [];
  switch (kind) {
    case 'url':
      return { kind: 'url', url: urlOf(rest), ...token };
    case 'module':
      return { kind: 'rig', rig: createModuleRig(`the module ${rest}`, await loadModule(rest)) };
    case 'pool': {
      const ready = readyReviews(await readJson(rest, 'pool', standardInput), rest);
      return { kind: 'rig', rig: createPoolRig(`the pool ${rest}`, ready) };
    }
    default: {
      const hint = didYouMean(kind, ['control', 'url', 'module', 'pool']);
      throw new UsageError(
        `There is no way '${provision}' to open reviews${hint}. ` +
          'Pass --provision control, url:URL, module:FILE or pool:FILE.',
      );
    }
  }
}

function urlOf(text: string): string {
  if (isHttpUrl(text)) return text.replace(/\/$/, '');
  throw new UsageError(`'${text}' is no address of a rig; write --provision url:http://…`);
}

async function loadModule(file: string): Promise<RigModule> {
  const path = resolve(file);
  const module: unknown = await import(pathToFileURL(path).href).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The module ${file} cannot be loaded: ${reason}`);
  });
  if (isRecord(module) && typeof module['openGate'] === 'function') {
    return module as unknown as RigModule;
  }
  throw new UsageError(`The module ${file} exports no function openGate(gate).`);
}

function readyReviews(value: unknown, file: string): readonly ReadyReview[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const wrong = items.findIndex((item) => !isReady(item));
  if (wrong === -1) return items as readonly ReadyReview[];
  throw new UsageError(
    `The pool ${file} is not a list of {run_id, block_id, review_id}; look at entry ${wrong + 1}.`,
  );
}

function isReady(item: unknown): boolean {
  if (!isRecord(item)) return false;
  return ['run_id', 'block_id', 'review_id'].every((name) => typeof item[name] === 'string');
}

/** Reads an address, without a slash at its end. Errors: InvalidArgumentError. */
export function parseUrl(text: string): string {
  if (isHttpUrl(text)) return text.replace(/\/$/, '');
  throw new InvalidArgumentError('It is an address such as http://127.0.0.1:4010.');
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function collectText(text: string, before: readonly string[] = []): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return [...before, text];
}

function collectHeader(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name = '', value = ''] = /^([\w-]+)=(.*)$/.exec(text) ?? [];
  if (name === '') throw new InvalidArgumentError('It is NAME=VALUE, such as X-Tenant=acme.');
  return { ...before, [name.toLowerCase()]: value };
}

function collectReading(text: string, before: Dialect = {}): Dialect {
  const [, name = text, value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const known = READING_NAMES.find((each) => each === name);
  if (known === undefined) {
    const hint = didYouMean(name, READING_NAMES);
    throw new InvalidArgumentError(
      `There is no reading ${name}${hint}; there are ${READING_NAMES.join(', ')}.`,
    );
  }
  if (isPermitted(known, value) && value !== '') return { ...before, [known]: value };
  throw new InvalidArgumentError(
    `${known} is ${READINGS[known].values.join(' or ') || 'a number'}.`,
  );
}

/** Reads a pool or a baseline as text; kept here so that both say the same of a missing file. */
export async function readTextFile(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`There is no readable ${name} '${file}'.`);
  }
}
