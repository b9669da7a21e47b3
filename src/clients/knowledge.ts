import { createBoundedMap, type BoundedMap } from './bounded-map.ts';
import type { SentCommand } from './command-memory.ts';

/** A write that was answered 409. */
export interface Conflict {
  readonly seq: number;
  readonly stamp: unknown;
  /** False when the server said that the review was decided: no other stamp would help. */
  readonly isStale: boolean;
}

/** What one actor knows of one review, as far as it was seen. */
export interface Knowledge {
  /** Each `rev` that a reply showed, with the `seq` of the first that did. */
  readonly revs: Map<number, number>;
  /** The last reply that showed a `rev`, or may have. */
  lastShownSeq: number;
  /** The last read that showed the review on any surface. */
  lastReadSeq: number;
  /** Whether replies may have gone by unseen: then nothing is said of stamps that nobody showed. */
  isPartial: boolean;
  /** The last overlay write that was answered 409. */
  conflict: Conflict | undefined;
  /** Writes without a stamp that were answered 409, by what they said. */
  readonly refusedWrites: BoundedMap<number>;
  readonly commands: SentCommand[];
}

/** What everybody knows. */
export interface Memory {
  readonly of: (actor: string, review: string) => Knowledge;
  /** Says that exchanges went by unseen. */
  readonly noteGap: () => void;
}

const PAIRS_MAX = 5000;
const REVS_MAX = 64;
const COMMANDS_MAX = 16;
const REFUSED_MAX = 8;

/** Starts knowing nothing. Bounded, so that a proxy can run for weeks. */
export function createMemory(): Memory {
  const pairs = createBoundedMap<Knowledge>(PAIRS_MAX);
  let hasGap = false;
  return {
    of: (actor, review) => {
      const key = JSON.stringify([actor, review]);
      const known = pairs.get(key);
      if (known !== undefined) return known;
      const fresh = knowNothing(hasGap || pairs.hasForgotten());
      pairs.set(key, fresh);
      return fresh;
    },
    noteGap: () => {
      hasGap = true;
      for (const [, knowledge] of pairs.entries()) knowledge.isPartial = true;
    },
  };
}

function knowNothing(isPartial: boolean): Knowledge {
  return {
    revs: new Map(),
    lastShownSeq: 0,
    lastReadSeq: 0,
    isPartial,
    conflict: undefined,
    refusedWrites: createBoundedMap(REFUSED_MAX),
    commands: [],
  };
}

/** Notes that a reply showed a `rev`. */
export function noteRev(knowledge: Knowledge, rev: number, seq: number): void {
  knowledge.lastShownSeq = seq;
  if (knowledge.revs.has(rev)) return;
  knowledge.revs.set(rev, seq);
  if (knowledge.revs.size <= REVS_MAX) return;
  const [oldest] = knowledge.revs.keys();
  if (oldest !== undefined) knowledge.revs.delete(oldest);
  knowledge.isPartial = true;
}

/** Notes a command; the oldest makes room. */
export function noteCommand({ commands }: Knowledge, command: SentCommand): void {
  commands.push(command);
  if (commands.length > COMMANDS_MAX) commands.shift();
}
