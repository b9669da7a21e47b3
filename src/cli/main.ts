#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { fixturesCommand } from './fixtures-command.ts';
import { mockCommand } from './mock-command.ts';
import { predicateCommand } from './predicate-command.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const EXIT_USAGE = 2;
const EXIT_DEFECT = 70;
const EXIT_INTERRUPTED = 130;

const terminal: Terminal = {
  write: (text) => process.stdout.write(`${text}\n`),
  isColored: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  standardInput: process.stdin,
  standardOutput: process.stdout,
  progressOutput: process.stderr.isTTY ? process.stderr : undefined,
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
    await program().parseAsync(argv);
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

function program(): Command {
  const root = new Command('review-kit')
    .description('Contract-testing and mock-server toolkit for the review API.')
    .version(packageVersion())
    .showHelpAfterError('Run with --help for the options and examples.')
    .exitOverride();
  const commands = [mockCommand, fixturesCommand, predicateCommand];
  for (const command of commands.map((make) => make(terminal))) {
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
