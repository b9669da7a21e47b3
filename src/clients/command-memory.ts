import { canonicalJson } from '../contract/canonical-json.ts';
import { recordOf, type Act, type ActOutcome } from './act.ts';

/** An append or a decision that was sent, and what came of it. */
export interface SentCommand {
  readonly seq: number;
  readonly commandId: string | undefined;
  readonly stamp: unknown;
  /** What it says apart from stamp and name; the same text is the same command. */
  readonly meaning: string;
  readonly outcome: ActOutcome;
}

/** The operations that a `command_id` names. Source: IDM-1. */
const NAMED_OPERATIONS: ReadonlySet<string> = new Set(['append_version', 'submit_decision']);

/**
 * Reads the command in a request; undefined when it is none that takes a `command_id`.
 *
 * Decisions on the agent surface are told by what they say, versions and verdicts on the resource
 * surface by their content, so repeating those is safe without a name.
 *
 * Source: IDM-1, HIL-1, RES-3, RES-6.
 */
export function commandOf(act: Act): SentCommand | undefined {
  const body = recordOf(act);
  if (body === undefined || !NAMED_OPERATIONS.has(act.operation)) return undefined;
  const { version_stamp: stamp, command_id: commandId } = body;
  return {
    seq: act.seq,
    commandId: typeof commandId === 'string' ? commandId : undefined,
    stamp,
    meaning: `${act.operation} ${meaningOf(body)}`,
    outcome: act.outcome,
  };
}

/** Properties at null or their default say nothing. Source: IDM-1. */
function meaningOf(body: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(body).filter(
    ([name, value]) =>
      value !== null &&
      name !== 'version_stamp' &&
      name !== 'command_id' &&
      !(name === 'origin' && value === 'human_edit'),
  );
  return canonicalJson(Object.fromEntries(told));
}

/**
 * Whether a command repeats one that was carried out, or may have been, under the same name: the
 * right thing to do when no answer came, whatever its stamp.
 *
 * Source: IDM-1.
 */
export function isNamedRepeat(command: SentCommand, earlier: readonly SentCommand[]): boolean {
  if (command.commandId === undefined) return false;
  return earlier.some(
    (each) =>
      each.commandId === command.commandId &&
      each.meaning === command.meaning &&
      (each.outcome === 'done' || each.outcome === 'unknown'),
  );
}

/** Whether a name stood for another command before; a server answers 409 to that. Source: IDM-3. */
export function isReusedName(command: SentCommand, earlier: readonly SentCommand[]): boolean {
  if (command.commandId === undefined) return false;
  return earlier.some(
    (each) => each.commandId === command.commandId && each.meaning !== command.meaning,
  );
}
