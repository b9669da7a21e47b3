import type {
  Accepted,
  ChainOperation,
  ChainRule,
  ChainViolation,
  Conflict,
  ModelRefusal,
  Observation,
  Refused,
  Repeat,
  Writer,
} from './chain-history.ts';
import { areConcurrent } from './chain-history.ts';

type Any = ChainOperation<unknown>;

/** Who did it, and which of theirs it was: `A (#12)`. */
function nameOf(operation: Any): string {
  return `${operation.client} (#${operation.id})`;
}

function violation(
  [rule, requirement, level]: readonly [ChainRule, string, 'MUST' | 'SHOULD'],
  witness: readonly Any[],
  sentence: string,
): ChainViolation {
  return { rule, requirement, level, witness: witness.map(({ id }) => id), sentence };
}

/** What an operation was told, for the end of a sentence. */
function shown(operation: Any): string {
  switch (operation.kind) {
    case 'read':
      return `${nameOf(operation)} read rev ${operation.rev}`;
    case 'repeat':
      return `${nameOf(operation)} repeated ${operation.commandId} and was answered rev ${operation.rev}`;
    case 'accepted':
      return `${nameOf(operation)} was told its write from stamp ${operation.stamp} made rev ${operation.rev}`;
    case 'conflict':
      return `${nameOf(operation)} got 409 for stamp ${operation.stamp}`;
    case 'refused':
      return `${nameOf(operation)} was refused`;
    case 'unknown':
      return `${nameOf(operation)} wrote from stamp ${operation.stamp} and got no answer`;
  }
}

/** A write from one stamp that was answered a revision it cannot lead to. Source: CAS-1, REV-6. */
export function stepViolation(operation: Accepted<unknown>, isStale: boolean): ChainViolation {
  const { stamp, rev } = operation;
  const why = isStale
    ? `although the review had moved on from rev ${stamp}`
    : `which is not the revision after it`;
  return violation(
    ['STEP', isStale ? 'CAS-1' : 'REV-6', 'MUST'],
    [operation],
    `${nameOf(operation)} sent stamp ${stamp} and was answered rev ${rev}, ${why}.`,
  );
}

/** Two writes that were both accepted from one stamp. Source: CAS-2; CAS-1 when one came after the other. */
export function duplicateViolation(
  first: Writer<unknown>,
  second: Accepted<unknown>,
): ChainViolation {
  const requirement = areConcurrent(first, second) ? 'CAS-2' : 'CAS-1';
  const firstRev = first.kind === 'accepted' ? first.rev : second.rev;
  const told =
    firstRev === second.rev
      ? `were both told they created rev ${firstRev}`
      : `were told they created rev ${firstRev} and rev ${second.rev}`;
  const from =
    first.stamp === second.stamp
      ? `from stamp ${first.stamp}`
      : `from stamps ${first.stamp} and ${second.stamp}`;
  const lost = firstRev === second.rev ? 'one update is lost' : 'only one write may start from it';
  const sentence = `${nameOf(first)} and ${nameOf(second)} ${told} ${from}: ${lost}.`;
  return violation(['DUP', requirement, 'MUST'], [first, second], sentence);
}

/** A write that was accepted although the rules refuse it. Source: the requirement that the model names. */
export function illegalViolation(
  operation: Writer<unknown>,
  refusal: ModelRefusal,
): ChainViolation {
  return violation(
    ['ILLEGAL-ACCEPT', refusal.requirement, refusal.level],
    [operation],
    `${nameOf(operation)} was accepted from stamp ${operation.stamp}, but ${refusal.reason}.`,
  );
}

/** The answer to a write that does not show what the write made. Source: CAS-3. */
export function responseViolation(
  operation: Accepted<unknown>,
  difference: string,
): ChainViolation {
  return violation(
    ['RESPONSE-MISMATCH', 'CAS-3', 'MUST'],
    [operation],
    `${nameOf(operation)} was answered rev ${operation.rev}, but not with what it wrote: ${difference}.`,
  );
}

/** A revision whose content is another write's. Source: CAS-2; CAS-4 and ERR-2 for one that was turned down. */
export function lostViolation(
  writer: Writer<unknown>,
  observation: Observation<unknown>,
  other: Any,
): ChainViolation {
  const told = writer.kind === 'accepted' ? `was told it created rev ${observation.rev}` : 'wrote';
  const requirement =
    other.kind === 'conflict' ? 'CAS-4' : other.kind === 'refused' ? 'ERR-2' : 'CAS-2';
  return violation(
    ['LOST-UPDATE', requirement, 'MUST'],
    [writer, observation, other],
    `${nameOf(writer)} ${told}; ${nameOf(observation)} at rev ${observation.rev} shows what ${nameOf(other)} sent instead.`,
  );
}

/** A revision that shows no write in whole. Source: CAS-3. */
export function tornViolation(
  writer: Writer<unknown> | null,
  observation: Observation<unknown>,
  difference: string,
): ChainViolation {
  const by = writer === null ? '' : `, which ${nameOf(writer)} wrote`;
  return violation(
    ['TORN-READ', 'CAS-3', 'MUST'],
    writer === null ? [observation] : [writer, observation],
    `${nameOf(observation)} at rev ${observation.rev}${by}, shows something else: ${difference}.`,
  );
}

/** A revision that nobody made. Source: REV-6; CAS-4, ERR-2, IDM-1 where it is known what moved it. */
export function phantomViolation(
  rev: number,
  observation: Any,
  {
    culprit,
    isRepeat,
  }: {
    readonly culprit: Conflict<unknown> | Refused<unknown> | undefined;
    readonly isRepeat: boolean;
  },
): ChainViolation {
  if (culprit !== undefined) {
    const requirement = culprit.kind === 'conflict' ? 'CAS-4' : 'ERR-2';
    const sentence = `${shown(observation)}, and that revision shows what ${nameOf(culprit)} sent, though it was turned down.`;
    return violation(['PHANTOM-REV', requirement, 'MUST'], [observation, culprit], sentence);
  }
  const requirement = isRepeat ? 'IDM-1' : 'REV-6';
  const sentence = `Nobody wrote rev ${rev}, yet ${shown(observation)}: something that is no write moved the revision.`;
  return violation(['PHANTOM-REV', requirement, 'MUST'], [observation], sentence);
}

/** One command that took effect twice. Source: IDM-1; IDM-4 when both were under way at once. */
export function twiceViolation(
  first: Writer<unknown>,
  second: Writer<unknown>,
  revs: readonly [number, number],
): ChainViolation {
  const requirement = areConcurrent(first, second) ? 'IDM-4' : 'IDM-1';
  return violation(
    ['CMD-TWICE', requirement, 'MUST'],
    [first, second],
    `${nameOf(first)} and ${nameOf(second)} sent one command, ${String(second.commandId)}, and it was applied as rev ${revs[0]} and again as rev ${revs[1]}.`,
  );
}

/** A repeat that was answered from before its command was carried out. Source: IDM-1. */
export function earlyReplayViolation(
  repeat: Repeat,
  first: Accepted<unknown> | undefined,
): ChainViolation {
  if (first === undefined) {
    const sentence = `${shown(repeat)}, but that command was never carried out before.`;
    return violation(['REPLAY-OF-NOTHING', 'IDM-2', 'MUST'], [repeat], sentence);
  }
  const sentence = `${shown(repeat)}, which is before rev ${first.rev}, where ${nameOf(first)} was carried out.`;
  return violation(['REPLAY-OLD', 'IDM-1', 'MUST'], [repeat, first], sentence);
}

/** A repeat that shows a revision which was over when it was sent. Source: IDM-1. */
export function oldReplayViolation(old: Any, newer: Any): ChainViolation {
  const sentence = `${shown(old)}, although ${shown(newer)} before that was sent.`;
  return violation(['REPLAY-OLD', 'IDM-1', 'SHOULD'], [old, newer], sentence);
}

/** A repeat that got 409. Source: IDM-1; IDM-4 while the first was still under way. */
export function refusedReplayViolation(
  conflict: Conflict<unknown>,
  first: Any,
  isApplied: boolean,
): ChainViolation {
  const sentence = `${nameOf(conflict)} repeated ${String(conflict.commandId)}, which ${nameOf(first)} had sent and which was applied, and got 409 instead of 200.`;
  return violation(
    ['REPLAY-REFUSED', isApplied ? 'IDM-1' : 'IDM-4', isApplied ? 'MUST' : 'SHOULD'],
    [conflict, first],
    sentence,
  );
}

/** A 409 for a stamp that was current all the while. Source: CAS-1; CAS-2 when others wrote as well. */
export function unwitnessedViolation(
  conflict: Conflict<unknown>,
  witness: Any | undefined,
  reading: { readonly isContended: boolean; readonly level: 'MUST' | 'SHOULD' },
): ChainViolation {
  const { stamp } = conflict;
  return violation(
    ['CONFLICT-WITHOUT-WITNESS', reading.isContended ? 'CAS-2' : 'CAS-1', reading.level],
    witness === undefined ? [conflict] : [conflict, witness],
    `${nameOf(conflict)} got 409 for stamp ${stamp}, yet the revision was ${stamp} from before it was sent until after it was answered.`,
  );
}

/** Two answers whose revisions go against real time. Source: CAS-3. */
export function realTimeViolation(later: Any, earlier: Any): ChainViolation {
  const sentence = `${shown(earlier)} before ${nameOf(later)} was even sent, yet the chain has ${nameOf(later)} first.`;
  return violation(['REAL-TIME', 'CAS-3', 'MUST'], [later, earlier], sentence);
}

/** One client to whom the revision went back. Source: CAS-3. */
export function backViolation(old: Any, newer: Any): ChainViolation {
  const sentence = `${shown(newer)}, and after that ${shown(old)}: the revision went back.`;
  return violation(['REV-BACK', 'CAS-3', 'MUST'], [newer, old], sentence);
}

/** A revision from before the history began. Source: CAS-3. */
export function beforeStartViolation(operation: Any, startRev: number): ChainViolation {
  const sentence = `${shown(operation)}, though the review stood at rev ${startRev} before anything was sent.`;
  return violation(['REV-BACK', 'CAS-3', 'MUST'], [operation], sentence);
}

/** A read of a revision that another client knew to be over. Source: CAS-3. */
export function staleViolation(old: Any, newer: Any): ChainViolation {
  const sentence = `${shown(old)}, but before it was sent ${shown(newer)}: the read was stale.`;
  return violation(['STALE-READ', 'CAS-3', 'MUST'], [old, newer], sentence);
}
