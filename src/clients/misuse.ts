/** What a client can do wrong. */
export type MisuseKind =
  | 'stale-stamp-repeated'
  | 'conflict-ignored'
  | 'wrote-without-reading'
  | 'retried-without-command-id'
  | 'retried-with-new-command-id'
  | 'no-command-id'
  | 'schema-violation'
  | 'undeclared-field'
  | 'undeclared-parameter'
  | 'polled-too-fast'
  | 'claim-never-released';

/** How bad it is: a `misuse` loses or repeats work sooner or later, an `advice` only could be better. */
export type MisuseLevel = 'misuse' | 'advice';

interface MisuseRow {
  readonly level: MisuseLevel;
  /** What to do instead. */
  readonly advice: string;
  /** The requirement of the catalogue that the advice rests on, where there is one. */
  readonly requirement?: string;
}

const READ_AGAIN =
  'Read the review again, see whether the write still makes sense, and send the rev just read.';
const NAME_COMMANDS =
  'Give each append and decision a command_id of its own, and repeat it unchanged when no answer comes.';

/** One row per kind. Source: spec/requirements. */
export const MISUSES: Readonly<Record<MisuseKind, MisuseRow>> = {
  'stale-stamp-repeated': { level: 'misuse', advice: READ_AGAIN, requirement: 'CAS-1' },
  'conflict-ignored': { level: 'misuse', advice: READ_AGAIN, requirement: 'CAS-1' },
  'wrote-without-reading': {
    level: 'misuse',
    advice: 'Read the review first; its rev is the stamp of the next write.',
    requirement: 'CAS-1',
  },
  'retried-without-command-id': { level: 'misuse', advice: NAME_COMMANDS, requirement: 'IDM-1' },
  'retried-with-new-command-id': {
    level: 'misuse',
    advice: 'Repeat a write under the command_id that it was first sent with.',
    requirement: 'IDM-1',
  },
  'no-command-id': { level: 'advice', advice: NAME_COMMANDS, requirement: 'IDM-1' },
  'schema-violation': {
    level: 'misuse',
    advice: 'Send what the operation declares; the document is spec/openapi.yaml.',
    requirement: 'SCH-3',
  },
  'undeclared-field': {
    level: 'misuse',
    advice: 'Leave the field out; a server need not take it.',
    requirement: 'SCH-2',
  },
  'undeclared-parameter': {
    level: 'misuse',
    advice:
      'Leave the parameter out, or mend its name: a server passes over what it does not know.',
  },
  'polled-too-fast': {
    level: 'advice',
    advice: 'Wait a second or more between two reads of the same address.',
  },
  'claim-never-released': {
    level: 'advice',
    advice: 'Release a claim when the reviewer leaves without a decision.',
    requirement: 'CLM-4',
  },
};

/** A misuse as a rule found it once. */
export interface Remark {
  readonly kind: MisuseKind;
  /** What tells it from others of its kind by the same actor, beside operation and review. */
  readonly about?: string;
  /** The exchanges that show it, in order. */
  readonly seqs: readonly number[];
  readonly sentence: string;
  /** How many times it happened; one by default. */
  readonly times?: number;
  /** Of another request than the one that showed it. */
  readonly by?: { readonly actor: string; readonly operation: string; readonly review: string };
}

/** One way in which one client misused the API, however often it did. Source: spec/client-report.schema.json. */
export interface Misuse {
  readonly kind: MisuseKind;
  readonly level: MisuseLevel;
  readonly actor: string;
  readonly operation: string;
  readonly review: string | null;
  /** The exchanges that show it: the first time, then the last ones. */
  readonly seqs: readonly number[];
  readonly sentence: string;
  /** What to do instead. */
  readonly advice: string;
  readonly requirement?: string;
  readonly count: number;
}
