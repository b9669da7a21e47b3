import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Command } from 'commander';
import { hasMisuse, type ClientReport } from '../clients/client-report.ts';
import { drawClientReport } from '../clients/draw-client-report.ts';
import { listenOrExplain } from './listen-or-explain.ts';
import { mockFlagHelp, openMock, withMockFlags, type MockFlags } from './mock-flags.ts';
import { ensureWritable, writeWhole } from './report-files.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { watchClients } from './watch-clients.ts';

interface ExecFlags extends MockFlags {
  readonly clientReport?: string;
  readonly failOnMisuse: boolean;
}

const EXIT_MISUSE = 1;
/** What a shell adds to the number of the signal that ended a command. */
const EXIT_SIGNAL = 128;

const EXAMPLES = `
The command finds the mock by its environment:
  REVIEW_API_BASE_URL   such as http://127.0.0.1:40217
  REVIEW_API_KEY        a key that works

Examples:
  $ review-kit exec -- npm test
  $ review-kit exec --scenario inbox --hostile -- npx playwright test
  $ review-kit exec --client-report clients.json --fail-on-misuse -- npm test
${mockFlagHelp()}

The exit code is the command's own; 1 when it is 0 and --fail-on-misuse found a misuse.`;

/** `review-kit exec`: runs a command with a mock beside it. */
export function execCommand(terminal: Terminal): Command {
  const command = new Command('exec')
    .summary('run a command with a mock beside it')
    .description('Starts a mock on a free port, runs a command, stops, exits with its code.')
    .argument('<command...>', 'what to run, after --')
    .option('--client-report <file>', 'write down, as JSON, what the clients did wrong')
    .option('--fail-on-misuse', 'exit with 1 when the clients did something wrong', false)
    .addHelpText('after', EXAMPLES);
  return withMockFlags(command).action(async (words: readonly string[], flags: ExecFlags) => {
    terminal.exitWith(await exec(words, flags, terminal));
  });
}

async function exec(
  words: readonly string[],
  flags: ExecFlags,
  terminal: Terminal,
): Promise<number> {
  if (flags.clientReport !== undefined) await ensureWritable(flags.clientReport);
  const clients = watchClients();
  const { mock } = await openMock(flags, terminal, { onExchange: clients.observe });
  const listening = await listenOrExplain(mock.fetch, 0, { host: '127.0.0.1', option: '--port' });
  try {
    const key = flags.key?.keys().next().value ?? 'k';
    const environment = { REVIEW_API_BASE_URL: listening.url, REVIEW_API_KEY: key };
    const code = await run(words, environment, terminal);
    const report = clients.report();
    return (await tellMisuse(report, flags, terminal)) && code === 0 ? EXIT_MISUSE : code;
  } finally {
    mock.close();
    await listening.close();
  }
}

/** Answers whether the run fails for it. */
async function tellMisuse(
  report: ClientReport,
  { clientReport, failOnMisuse }: ExecFlags,
  terminal: Terminal,
): Promise<boolean> {
  if (clientReport !== undefined) {
    await writeWhole(clientReport, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (clientReport !== undefined || failOnMisuse) {
    terminal.writeProgress(`${drawClientReport(report)}\n`);
  }
  return failOnMisuse && hasMisuse(report);
}

/**
 * Runs a command to its end, with this process's own input and output.
 *
 * Errors: UsageError when there is no such command.
 */
function run(
  [name = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<number> {
  const child = spawn(name, words, {
    stdio: 'inherit',
    env: { ...terminal.environment, ...environment },
  });
  terminal.onStop(async () => {
    child.kill('SIGTERM');
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such command' : error.message;
      reject(
        new UsageError(`Cannot run '${name}': ${why}. Give it after --, as a shell finds it.`),
      );
    });
    child.on('exit', (code, signal) => {
      resolve(code ?? EXIT_SIGNAL + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
