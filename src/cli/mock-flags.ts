import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import type { FaultRule, StateDocument } from '../contract/control-contract.ts';
import type { Actor } from '../contract/wire.ts';
import type { Policies } from '../domain/policies.ts';
import { createMock, type Mock, type MockOptions } from '../mock/mock.ts';
import { collectFault, faultHelp } from './fault-option.ts';
import type { ForeignSpec } from './foreign-spec.ts';
import {
  collectKey,
  collectOrigin,
  collectPolicy,
  parseClock,
  parseCount,
  policyHelp,
} from './option-values.ts';
import { loadScenario } from './scenario-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The flags that say what a mock is like, wherever it is served. */
export interface MockFlags {
  readonly scenario: string;
  readonly seed?: string;
  readonly clock?: string;
  readonly key?: ReadonlyMap<string, Actor>;
  readonly policy?: Partial<Policies>;
  readonly controlToken?: string;
  readonly controlOrigin?: readonly string[];
  readonly journalSize?: number;
  readonly validateResponses: boolean;
  readonly fault?: readonly FaultRule[];
  readonly hostile?: boolean;
  readonly spec?: string;
  readonly dynamic?: boolean;
}

const SEED_RANGE = 1_000_000;

/** What those flags take, for the end of a command's help. */
export function mockFlagHelp(): string {
  return `\nPolicies: ${policyHelp()}\n\n${faultHelp()}`;
}

/** Adds those flags to a command. */
export function withMockFlags(command: Command): Command {
  return command
    .option('--scenario <name|file>', 'seeds, inbox, empty, or an exported state', 'seeds')
    .option('--seed <text>', 'what ids are made from; random by default')
    .option('--clock <real|instant>', 'an instant freezes the clock there', parseClock)
    .option('--key <KEY=kind:id:name>', 'a key and whose it is; repeat for more', collectKey)
    .option('--policy <NAME=VALUE>', 'a reading of the contract; repeat for more', collectPolicy)
    .option('--control-token <token>', 'ask for this bearer token on the control interface')
    .option(
      '--control-origin <origin>',
      'let pages of this origin use the control interface; repeat for more',
      collectOrigin,
    )
    .option('--validate-responses', 'answer 500 instead of a reply that breaks the document', false)
    .option('--journal-size <count>', 'requests that the journal keeps (default: 1000)', parseCount)
    .option(
      '--fault <FAULT[@OPERATION][:key=value,…]>',
      'make something go wrong on purpose; repeat for more',
      collectFault,
    )
    .option('--hostile', 'make a mild mix of things go wrong, as a network and colleagues do')
    .option('--spec <file>', 'answer the other operations of this OpenAPI document too, by Prism')
    .option('--dynamic', 'make their replies up from the schemas, not from the examples');
}

/** A mock as its flags want it. */
export interface OpenedMock {
  readonly mock: Mock;
  readonly scenario: StateDocument;
  readonly foreign: ForeignSpec | undefined;
}

/**
 * Makes the mock that the flags ask for.
 *
 * Errors: UsageError when a scenario or a document cannot be taken.
 */
export async function openMock(
  flags: MockFlags,
  terminal: Terminal,
  more: Pick<MockOptions, 'onExchange' | 'inspector'>,
): Promise<OpenedMock> {
  const scenario = await loadScenario(flags.scenario);
  const seed = flags.seed ?? String(randomInt(SEED_RANGE));
  const foreign = await foreignSpecOf(flags, seed, terminal);
  const mock = await createMock({
    scenario,
    seed,
    validateResponses: flags.validateResponses,
    ...more,
    ...withoutUndefined({
      foreign: foreign?.api,
      frozenAt: flags.clock,
      keys: flags.key,
      policies: flags.policy,
      controlToken: flags.controlToken,
      controlOrigins: flags.controlOrigin,
      journalSize: flags.journalSize,
      faults: flags.fault,
      hostile: flags.hostile,
    }),
  });
  return { mock, scenario, foreign };
}

async function foreignSpecOf(
  { spec, dynamic = false }: MockFlags,
  seed: string,
  terminal: Terminal,
): Promise<ForeignSpec | undefined> {
  if (spec !== undefined) {
    const { openForeignSpec } = await import('./foreign-spec.ts');
    return openForeignSpec({ file: spec, isDynamic: dynamic, seed }, terminal);
  }
  if (!dynamic) return undefined;
  throw new UsageError(
    '--dynamic says how the operations of a document are answered: pass --spec.',
  );
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(values: T): Partial<Defined<T>> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}
