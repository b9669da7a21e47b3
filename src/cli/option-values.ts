import { InvalidArgumentError } from 'commander';
import { formatInstant, parseInstant } from '../contract/instant.ts';
import type { Actor } from '../contract/wire.ts';
import { POLICIES, type Policies, type PolicyName } from '../domain/policies.ts';
import { didYouMean } from './usage-error.ts';

const PORT_MAX = 65_535;
const ACTOR_KINDS: readonly Actor['kind'][] = ['human', 'agent', 'model'];

/** Reads a port; 0 lets the system choose. Errors: InvalidArgumentError. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= PORT_MAX) return port;
  throw new InvalidArgumentError(`A port is a whole number from 0 to ${PORT_MAX}.`);
}

/** Reads a count of at least one. Errors: InvalidArgumentError. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number, 1 or more.');
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads a duration such as 500ms, 60s or 5m. Units: milliseconds. Errors: InvalidArgumentError. */
export function parseDuration(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(number) * (UNIT_MS[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It is a duration such as 500ms, 60s or 5m.');
}

/** Reads a rate such as 50/s. Units: per second. Errors: InvalidArgumentError. */
export function parseRate(text: string): number {
  const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1]);
  if (rate > 0) return rate;
  throw new InvalidArgumentError('It is requests per second, such as 50/s.');
}

/** Reads `i/n`: the i-th of n parts. Errors: InvalidArgumentError. */
export function parseShard(text: string): { readonly index: number; readonly count: number } {
  const [, index = '', count = ''] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InvalidArgumentError('It is i/n, such as 1/4 to 4/4.');
}

/** Reads names apart by commas and adds them. */
export function collectNames(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...before, ...names.filter((name) => name !== '')];
}

/** Reads `real`, as undefined, or an instant. Errors: InvalidArgumentError. */
export function parseClock(text: string): string | undefined {
  if (text === 'real') return undefined;
  return instantOr(text, "'real' or ");
}

/** Reads an instant. Errors: InvalidArgumentError. */
export function parseInstantOption(text: string): string {
  return instantOr(text, '');
}

function instantOr(text: string, other: string): string {
  const instantMs = parseInstant(text);
  if (!Number.isNaN(instantMs)) return formatInstant(instantMs);
  throw new InvalidArgumentError(
    `It is ${other}an RFC 3339 instant such as 2026-05-13T09:05:00.000Z.`,
  );
}

/** Reads one `KEY=kind:id:name` and adds it. Errors: InvalidArgumentError. */
export function collectKey(
  text: string,
  keys: ReadonlyMap<string, Actor> = new Map(),
): ReadonlyMap<string, Actor> {
  const match = /^([^=]+)=([^:]+):([^:]+):(.+)$/.exec(text);
  const [, key = '', kind = '', id = '', name = ''] = match ?? [];
  if (match === null || !isActorKind(kind)) {
    throw new InvalidArgumentError(
      `It is KEY=kind:id:name with a kind of ${ACTOR_KINDS.join(', ')}, such as dana=human:user_42:Dana Rivera.`,
    );
  }
  return new Map([...keys, [key, { kind, id, display_name: name }]]);
}

function isActorKind(text: string): text is Actor['kind'] {
  return (ACTOR_KINDS as readonly string[]).includes(text);
}

/** Reads one `NAME=VALUE` and adds it. Errors: InvalidArgumentError. */
export function collectPolicy(text: string, policies: Partial<Policies> = {}): Partial<Policies> {
  const [, name = text, value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const names = Object.keys(POLICIES) as PolicyName[];
  const known = names.find((each) => each === name);
  if (known === undefined) {
    const hint = didYouMean(name, names);
    throw new InvalidArgumentError(
      `There is no policy ${name}${hint}; there are ${names.join(', ')}.`,
    );
  }
  const values: readonly string[] = POLICIES[known];
  if (!values.includes(value)) {
    throw new InvalidArgumentError(`The policy ${name} is ${values.join(' or ')}.`);
  }
  return { ...policies, [known]: value };
}

/** Every policy with its values, the default first. */
export function policyHelp(): string {
  const policies = Object.entries(POLICIES).map(([name, values]) => `${name}=${values.join('|')}`);
  return policies.join(', ');
}

/** Reads one origin and adds it. Errors: InvalidArgumentError. */
export function collectOrigin(text: string, origins: readonly string[] = []): readonly string[] {
  if (URL.canParse(text) && new URL(text).origin === text) return [...origins, text];
  throw new InvalidArgumentError('It is an origin such as http://localhost:5173, without a path.');
}
