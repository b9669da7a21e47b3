#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const EXIT_USAGE = 2;
const EXIT_DEFECT = 70;
const EXIT_INTERRUPTED = 130;

const terminal: Terminal = {
  write: (text) => process.stdout.write(`${text}\n`),
  writeProgress: (text) => process.stderr.write(text),
  isColored: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  isLive: process.stderr.isTTY && process.env['CI'] === undefined,
  width: process.stdout.columns,
  environment: process.env,
  standardInput: process.stdin,
  standardOutput: process.stdout,
  exitWith: (code) => {
    process.exitCode = code;
  },
  onStop: (stop) => {
    let isStopping = false;
    const onSignal = () => {
      // Whoever asks twice does not want to wait.
      if (isStopping) process.exit(EXIT_INTERRUPTED);
      isStopping = true;
      stop().catch(failWithDefect);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  },
};

await main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
  try {
    await (await program(argv)).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
    } else if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = EXIT_USAGE;
    } else {
      failWithDefect(error);
    }
  }
}

async function program(argv: readonly string[]): Promise<Command> {
  const root = new Command('review-kit')
    .description('Contract-testing and mock-server toolkit for the review API.')
    .version(packageVersion())
    .showHelpAfterError('Run with --help for the options and examples.')
    .exitOverride();
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    // The mock starts sooner when nothing of the others is loaded.
    const isAsked = argv.includes(name);
    const command = isAsked ? (await load())(terminal) : new Command(name).summary(summary);
    root.addCommand(command.copyInheritedSettings(root));
  }
  return root;
}

function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A defect of ours: here a stack helps. */
function failWithDefect(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`review-kit is broken, please report this:\n${stack}\n`);
  process.exitCode = EXIT_DEFECT;
}
