import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** A command of the program; its module is loaded when it is asked for. */
export interface CommandEntry {
  /** What the list of commands says of it. */
  readonly summary: string;
  readonly load: () => Promise<(terminal: Terminal) => Command>;
}

/** The commands in the order in which help lists them. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  mock: {
    summary: 'serve the review API from memory',
    load: async () => (await import('./mock-command.ts')).mockCommand,
  },
  exec: {
    summary: 'run a command with a mock beside it',
    load: async () => (await import('./exec-command.ts')).execCommand,
  },
  verify: {
    summary: 'judge a server that implements the review API',
    load: async () => (await import('./verify-command.ts')).verifyCommand,
  },
  replay: {
    summary: 'try again what a report found',
    load: async () => (await import('./replay-command.ts')).replayCommand,
  },
  'check-history': {
    summary: 'judge a recorded history again, without a server',
    load: async () => (await import('./check-history-command.ts')).checkHistoryCommand,
  },
  'merge-reports': {
    summary: 'join the reports of the shards of one run',
    load: async () => (await import('./merge-reports-command.ts')).mergeReportsCommand,
  },
  proxy: {
    summary: 'stand before a server and judge it and its clients',
    load: async () => (await import('./proxy-command.ts')).proxyCommand,
  },
  requirements: {
    summary: 'list what the review API owes its callers',
    load: async () => (await import('./requirements-command.ts')).requirementsCommand,
  },
  explain: {
    summary: 'show one requirement, its sources and its checks',
    load: async () => (await import('./requirements-command.ts')).explainCommand,
  },
  fixtures: {
    summary: 'write believable reviews, or check some',
    load: async () => (await import('./fixtures-command.ts')).fixturesCommand,
  },
  predicate: {
    summary: 'say whether a predicate fires, and why',
    load: async () => (await import('./predicate-command.ts')).predicateCommand,
  },
};
