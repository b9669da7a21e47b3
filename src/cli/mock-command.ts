import { Command, Option } from 'commander';
import type { Listening } from '../mock/listen.ts';
import type { Mock } from '../mock/mock.ts';
import { isScenarioName } from '../mock/scenarios/scenarios.ts';
import { bannerOf } from './banner.ts';
import { createExchangeLog, LOG_FORMATS, type LogFormat } from './exchange-log.ts';
import { readInspectorFiles } from './inspector-files.ts';
import { listenOrExplain } from './listen-or-explain.ts';
import { mockFlagHelp, openMock, withMockFlags, type MockFlags } from './mock-flags.ts';
import { parsePort } from './option-values.ts';
import type { Terminal } from './terminal.ts';

interface ServingFlags extends MockFlags {
  readonly port: number;
  readonly host: string;
  readonly control: boolean;
  readonly controlPort?: number;
  readonly log: LogFormat;
}

const EXAMPLES = `
Examples:
  $ review-kit mock
  $ review-kit mock --scenario inbox --port 0
  $ review-kit mock --key dana=human:user_42:"Dana Rivera" --key bot=agent:agent_1:Checker
  $ review-kit mock --seed 7 --clock 2026-05-13T09:05:00.000Z    the same bytes every time
  $ review-kit mock --spec api.yaml            and the rest of that API, answered by its examples
  $ review-kit mock --policy conflict=409 --policy errors=envelope
  $ review-kit mock --fault drop_after@submit_decision:times=1 --fault delay:ms=200-800
${mockFlagHelp()}`;

/** `review-kit mock`: serves the review API until it is stopped. */
export function mockCommand(terminal: Terminal): Command {
  const command = new Command('mock')
    .summary('serve the review API from memory')
    .description('Serves the review API from memory, with real compare-and-swap.')
    .option('--port <number>', 'port to listen on; 0 picks a free one', parsePort, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--no-control', 'do not serve the control interface')
    .option(
      '--control-port <number>',
      'serve the control interface on a port of its own',
      parsePort,
    )
    .addOption(
      new Option('--log <format>', 'how to log requests').choices(LOG_FORMATS).default('pretty'),
    )
    .addHelpText('after', EXAMPLES);
  return withMockFlags(command).action((flags: ServingFlags) => runMock(flags, terminal));
}

async function runMock(flags: ServingFlags, terminal: Terminal): Promise<void> {
  const inspector = await readInspectorFiles();
  const { mock, scenario, foreign } = await openMock(flags, terminal, {
    onExchange: createExchangeLog(flags.log, terminal.write, terminal.isColored),
    ...(inspector === undefined ? {} : { inspector }),
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

function faultsOf({ fault = [], hostile = false }: MockFlags): readonly string[] {
  return [...fault.map((rule) => rule.fault), ...(hostile ? ['hostile mix'] : [])];
}

async function open(
  mock: Mock,
  { port, host, control, controlPort }: ServingFlags,
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
