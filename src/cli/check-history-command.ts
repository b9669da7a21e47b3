import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { judgeHistory, type JudgedHistory } from '../conformance/judge-history.ts';
import { onOneLine } from '../conformance/report/escape.ts';
import { parseHistory, type History } from '../conformance/report/history-file.ts';
import { quantity } from '../conformance/report/quantities.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const EXIT_HOLDS = 0;
const EXIT_VIOLATED = 1;
const EXIT_TOO_LITTLE = 4;

/** `review-kit check-history`: judges a recorded history again, without a server. */
export function checkHistoryCommand(terminal: Terminal): Command {
  return new Command('check-history')
    .summary('judge a recorded history again, without a server')
    .description('Holds each review of a history against the chain of its writes.')
    .argument('<file>', 'a file that verify wrote with --report history=FILE')
    .addHelpText(
      'after',
      '\nExit codes: 0 every chain holds, 1 one does not, 2 the file cannot be taken, 4 it holds no chain.',
    )
    .action(async (file: string) => {
      const judged = judgeHistory(await readHistory(file));
      terminal.write(wordsOf(judged));
      terminal.exitWith(exitOf(judged));
    });
}

async function readHistory(file: string): Promise<History> {
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: createReadStream(file) })) lines.push(line);
    return parseHistory(lines);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The history ${file} cannot be taken: ${reason}`);
  }
}

function wordsOf({ reviews, exchanges, unknown, violations }: JudgedHistory): string {
  const sum = `${quantity(reviews, 'review')}, ${quantity(exchanges, 'exchange')}`;
  const open = unknown === 0 ? '' : `; of ${quantity(unknown, 'review')} nothing can be said`;
  if (reviews === unknown) return `There is no chain to judge: ${sum}${open}.`;
  if (violations.length === 0) return `Every chain holds: ${sum}${open}.`;
  const lines = violations.map(
    ({ review, requirement, rule, sentence, witness }) =>
      `${requirement}  ${review}  ${rule}: ${onOneLine(sentence)} (operations ${witness.join(', ')})`,
  );
  return [...lines, '', `${quantity(violations.length, 'violation')} in ${sum}${open}.`].join('\n');
}

function exitOf({ reviews, unknown, violations }: JudgedHistory): number {
  if (violations.length > 0) return EXIT_VIOLATED;
  return reviews > unknown ? EXIT_HOLDS : EXIT_TOO_LITTLE;
}
