import type { Act } from './act.ts';
import { commandOf, isNamedRepeat, type SentCommand } from './command-memory.ts';
import type { Knowledge } from './knowledge.ts';
import type { Remark } from './misuse.ts';

/**
 * Finds appends and decisions that were sent again without the name that makes a repeat safe.
 *
 * A repeat is the same command after an answer that never came, a 408 or a 5xx, or with the same
 * stamp after it was carried out, and no read in between. After a 409 or a 4xx nothing was done, so
 * trying again is no repeat.
 *
 * Source: IDM-1, IDM-4, IDM-5.
 */
export function judgeCommand(act: Act, knowledge: Knowledge): readonly Remark[] {
  const command = commandOf(act);
  if (command === undefined || isNamedRepeat(command, knowledge.commands)) return [];
  const nameless: readonly Remark[] = command.commandId === undefined ? [unnamed(act)] : [];
  const earlier = knowledge.commands.findLast((each) => isRepeated(each, command));
  if (earlier === undefined || knowledge.lastReadSeq > earlier.seq) return nameless;
  return [...nameless, retried(act, command, earlier)];
}

function isRepeated(earlier: SentCommand, command: SentCommand): boolean {
  if (earlier.meaning !== command.meaning) return false;
  if (earlier.outcome === 'unknown') return true;
  return earlier.outcome === 'done' && earlier.stamp === command.stamp;
}

function retried(act: Act, command: SentCommand, earlier: SentCommand): Remark {
  const isNamed = command.commandId !== undefined;
  const why =
    earlier.outcome === 'done' ? 'had been carried out' : 'got no answer that could be relied on';
  const how = isNamed ? 'under a new command_id' : 'without a command_id';
  return {
    kind: isNamed ? 'retried-with-new-command-id' : 'retried-without-command-id',
    seqs: [earlier.seq, act.seq],
    sentence: `${act.operation} (#${earlier.seq}) ${why}, and was sent again ${how} (#${act.seq}).`,
  };
}

function unnamed(act: Act): Remark {
  return {
    kind: 'no-command-id',
    seqs: [act.seq],
    sentence: `${act.operation} was sent without a command_id (#${act.seq}), so it cannot be repeated safely.`,
  };
}
