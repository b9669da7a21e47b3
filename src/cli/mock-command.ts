import { randomInt } from 'node:crypto';
import { Command, Option } from 'commander';
import type { FaultRule } from '../contract/control-contract.ts';
import type { Actor } from '../contract/wire.ts';
import type { Policies } from '../domain/policies.ts';
import type { Listening } from '../mock/listen.ts';
import { createMock, type Mock } from '../mock/mock.ts';
import { isScenarioName } from '../mock/scenarios/scenarios.ts';
import { createExchangeLog, LOG_FORMATS, type LogFormat } from './exchange-log.ts';
import { bannerOf } from './banner.ts';
import type { ForeignSpec } from './foreign-spec.ts';
import { collectFault, faultHelp } from './fault-option.ts';
import { listenOrExplain } from './listen-or-explain.ts';
import { readInspectorFiles } from './inspector-files.ts';
import {
  collectKey,
  collectOrigin,
  collectPolicy,
  parseClock,
  parseCount,
  parsePort,
  policyHelp,
} from './option-values.ts';
import { loadScenario } from './scenario-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly scenario: string;
  readonly seed?: string;
  readonly clock?: string;
  readonly key?: ReadonlyMap<string, Actor>;
  readonly policy?: Partial<Policies>;
  readonly control: boolean;
  readonly controlPort?: number;
  readonly controlToken?: string;
  readonly controlOrigin?: readonly string[];
  readonly journalSize?: number;
  readonly validateResponses: boolean;
  readonly fault?: readonly FaultRule[];
  readonly hostile?: boolean;
  readonly log: LogFormat;
  readonly spec?: string;
  readonly dynamic?: boolean;
}

const SEED_RANGE = 1_000_000;

const EXAMPLES = `
Examples:
  $ review-kit mock
  $ review-kit mock --scenario inbox --port 0
  $ review-kit mock --key dana=human:user_42:"Dana Rivera" --key bot=agent:agent_1:Checker
  $ review-kit mock --seed 7 --clock 2026-05-13T09:05:00.000Z    the same bytes every time
  $ review-kit mock --spec api.yaml            and the rest of that API, answered by its examples
  $ review-kit mock --policy conflict=409 --policy errors=envelope
  $ review-kit mock --fault drop_after@submit_decision:times=1 --fault delay:ms=200-800

Policies: ${policyHelp()}

${faultHelp()}`;

/** `review-kit mock`: serves the review API until it is stopped. */
export function mockCommand(terminal: Terminal): Command {
  return new Command('mock')
    .summary('serve the review API from memory')
    .description('Serves the review API from memory, with real compare-and-swap.')
    .option('--port <number>', 'port to listen on; 0 picks a free one', parsePort, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--scenario <name|file>', 'seeds, inbox, empty, or an exported state', 'seeds')
    .option('--seed <text>', 'what ids are made from; random by default')
    .option('--clock <real|instant>', 'an instant freezes the clock there', parseClock)
    .option('--key <KEY=kind:id:name>', 'a key and whose it is; repeat for more', collectKey)
    .option('--policy <NAME=VALUE>', 'a reading of the contract; repeat for more', collectPolicy)
    .option('--no-control', 'do not serve the control interface')
    .option(
      '--control-port <number>',
      'serve the control interface on a port of its own',
      parsePort,
    )
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
    .addOption(
      new Option('--log <format>', 'how to log requests').choices(LOG_FORMATS).default('pretty'),
    )
    .option('--spec <file>', 'answer the other operations of this OpenAPI document too, by Prism')
    .option('--dynamic', 'make their replies up from the schemas, not from the examples')
    .addHelpText('after', EXAMPLES)
    .action((flags: MockFlags) => runMock(flags, terminal));
}

async function runMock(flags: MockFlags, terminal: Terminal): Promise<void> {
  const scenario = await loadScenario(flags.scenario);
  const seed = flags.seed ?? String(randomInt(SEED_RANGE));
  const foreign = await foreignSpecOf(flags, seed, terminal);
  const inspector = await readInspectorFiles();
  const mock = await createMock({
    scenario,
    validateResponses: flags.validateResponses,
    seed,
    onExchange: createExchangeLog(flags.log, terminal.write, terminal.isColored),
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
      inspector,
    }),
  });
  const [main, control] = await open(mock, flags);
  const stopWatching = foreign?.watch();
  terminal.onStop(async () => {
    stopWatching?.();
    mock.close();
    await Promise.all([main.close(), control?.close()]);
  });
  terminal.write(
    bannerOf({
      url: main.url,
      controlUrl: flags.control ? (control ?? main).url : undefined,
      hasInspector: inspector !== undefined,
      scenario: isScenarioName(flags.scenario) ? flags.scenario : undefined,
      scenarioLabel: flags.scenario,
      reviewCount: scenario.reviews.length,
      seed: mock.seed,
      spec: foreign?.label,
      clock: flags.clock ?? 'real',
      controlToken: flags.controlToken,
      key: flags.key?.keys().next().value ?? 'k',
      faults: faultsOf(flags),
      isOpenToOthers: flags.control && !isLoopback(flags.host) && flags.controlToken === undefined,
    }),
  );
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

function faultsOf({ fault = [], hostile = false }: MockFlags): readonly string[] {
  return [...fault.map((rule) => rule.fault), ...(hostile ? ['hostile mix'] : [])];
}

async function open(
  mock: Mock,
  { port, host, control, controlPort }: MockFlags,
): Promise<readonly [Listening, Listening?]> {
  const place = { host, option: '--port' };
  if (!control) return [await listenOrExplain(mock.api, port, place)];
  if (controlPort === undefined) return [await listenOrExplain(mock.fetch, port, place)];
  const main = await listenOrExplain(mock.api, port, place);
  try {
    const listening = await listenOrExplain(mock.control, controlPort, {
      host,
      option: '--control-port',
    });
    return [main, listening];
  } catch (error) {
    await main.close();
    throw error;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(values: T): Partial<Defined<T>> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}
