import {
  returnOf,
  type Accepted,
  type Observation,
  type Unknown,
  type Writer,
} from './chain-history.ts';
import type { Alternative, ChainSetting, Fault, Proposal } from './chain-links.ts';
import {
  duplicateViolation,
  phantomViolation,
  stepViolation,
  twiceViolation,
} from './chain-sentences.ts';

/** A faulty server can offer a thousand writers for one link; a few are enough to show the fault. */
const FAULTY_MAX = 8;

/**
 * Who may have written a revision.
 *
 * An acknowledged write pins its link. Where there is none, a write without an answer may have
 * filled it, from the stamp before. Anything else is a fault, and still proposed, so that the
 * check can go on behind it.
 *
 * Source: CAS-1, CAS-2, CAS-3, IDM-1.
 */
export function proposalsFor<State, Write>(
  setting: ChainSetting<State, Write>,
  alternative: Alternative<State, Write>,
  rev: number,
): readonly Proposal<Write>[] {
  const { index, dialect } = setting;
  const { last, commands } = alternative;
  const isNext = !dialect.isStepOne || rev === last.rev + 1;
  const fitting: Accepted<Write>[] = [];
  const misfits: Accepted<Write>[] = [];
  for (const each of index.shownAt.get(rev) ?? []) {
    if (each.kind !== 'accepted') continue;
    if (commands.get(each.commandId) !== undefined) continue;
    (isNext && each.stamp === last.rev ? fitting : misfits).push(each);
  }
  const unknown = index.unknownFrom.get(last.rev) ?? [];
  const withMisfits = (proposal: Proposal<Write>): Proposal<Write> =>
    misfits.length === 0 ? proposal : addMisfits(setting, { proposal, misfits, lastRev: last.rev });
  if (fitting.length > 0) return acknowledged(fitting, unknown).map(withMisfits);
  const writers: Writer<Write>[] = [
    ...distinct(unknown.filter(({ commandId }) => commands.get(commandId) === undefined)),
    ...misfits.slice(0, FAULTY_MAX),
  ];
  const proposals = writers.map((writer) => withMisfits({ writer, faults: [] }));
  if (misfits.length > 0) return proposals;
  if (dialect.hasForeignWriters) return [...proposals, { writer: null, faults: [] }];
  const twice = repeatedWriters(setting, alternative, rev);
  return [...proposals, ...twice, phantom(setting, alternative, rev)];
}

/** A write that was told this revision from elsewhere is at fault, even if it is taken as the writer. */
function addMisfits<State, Write>(
  setting: ChainSetting<State, Write>,
  {
    proposal: { writer, faults },
    misfits,
    lastRev,
  }: {
    readonly proposal: Proposal<Write>;
    readonly misfits: readonly Accepted<Write>[];
    readonly lastRev: number;
  },
): Proposal<Write> {
  const faulty = misfits.filter(
    (each) => each === writer || writer === null || !areOneCommand(writer, each),
  );
  const own = faulty.slice(0, FAULTY_MAX).map((each) => misfitFault(setting, each, lastRev));
  return { writer, faults: [...faults, ...own] };
}

/** Two that fit are one too many, unless they are tries of one command. */
function acknowledged<Write>(
  fitting: readonly Accepted<Write>[],
  unknown: readonly Unknown<Write>[],
): readonly Proposal<Write>[] {
  const [first] = fitting;
  if (first === undefined) return [];
  const others = fitting.filter((each) => !areOneCommand(first, each));
  const [second] = others;
  if (second === undefined) return triesOf(first, fitting, unknown);
  const duplicate: Fault = () => duplicateViolation(first, second);
  return [first, ...others].slice(0, FAULTY_MAX).map((writer) => ({ writer, faults: [duplicate] }));
}

function areOneCommand<Write>(left: Writer<Write>, right: Writer<Write>): boolean {
  return left === right || (left.commandId !== undefined && left.commandId === right.commandId);
}

/** Any try of a command may be the one that took effect, unless another was over before it was sent. */
function triesOf<Write>(
  first: Accepted<Write>,
  fitting: readonly Accepted<Write>[],
  unknown: readonly Unknown<Write>[],
): readonly Proposal<Write>[] {
  if (first.commandId === undefined) return [{ writer: first, faults: [] }];
  const over = fitting.reduce((soonest, each) => Math.min(soonest, returnOf(each)), Infinity);
  const tries = [...fitting, ...unknown].filter(
    (each) => areOneCommand(first, each) && each.invokedAt <= over,
  );
  return distinct(tries).map((writer) => ({ writer, faults: [] }));
}

/**
 * Of writes that would leave the same state and the same commands, the one sent first allows all
 * that the others allow, so it stands for them.
 */
function distinct<Write>(writers: readonly Writer<Write>[]): readonly Writer<Write>[] {
  if (writers.length < 2) return writers;
  const byEffect = new Map<string, Writer<Write>>();
  for (const each of writers) {
    const effect = JSON.stringify([each.commandId ?? null, each.write]);
    const known = byEffect.get(effect);
    if (known === undefined || each.invokedAt < known.invokedAt) byEffect.set(effect, each);
  }
  return [...byEffect.values()];
}

function misfitFault<State, Write>(
  { index }: ChainSetting<State, Write>,
  operation: Accepted<Write>,
  lastRev: number,
): Fault {
  return () => {
    const rivals = index.acceptedFrom.get(operation.stamp) ?? [];
    const rival = rivals.find(
      (each) => each.rev !== operation.rev && !areOneCommand(each, operation),
    );
    if (rival !== undefined) return duplicateViolation(rival, operation);
    return stepViolation(operation, operation.stamp < lastRev);
  };
}

/** A revision that only a second effect of a command explains. */
function repeatedWriters<State, Write>(
  { index }: ChainSetting<State, Write>,
  { last, commands }: Alternative<State, Write>,
  rev: number,
): readonly Proposal<Write>[] {
  if (rev !== last.rev + 1) return [];
  const tries: Writer<Write>[] = [...(index.unknownFrom.get(last.rev) ?? [])];
  for (const each of index.shownAt.get(rev) ?? []) {
    if (each.kind === 'accepted' && each.stamp === last.rev) tries.unshift(each);
  }
  return tries.slice(0, FAULTY_MAX).flatMap((writer) => {
    const before = commands.get(writer.commandId);
    const first = before?.writer;
    if (before === undefined || !first) return [];
    return [{ writer, faults: [() => twiceViolation(first, writer, [before.rev, rev])] }];
  });
}

/** A revision that nobody wrote; a write that was turned down may be seen in it. */
function phantom<State, Write>(
  setting: ChainSetting<State, Write>,
  { last, commands }: Alternative<State, Write>,
  rev: number,
): Proposal<Write> {
  const { index, model } = setting;
  const fault: Fault = () => {
    const shown = [...(index.shownAt.get(rev) ?? []), ...(index.acceptedFrom.get(rev) ?? [])];
    const isRepeat = (each: Observation<Write>): boolean =>
      'commandId' in each && each.rev === rev && commands.get(each.commandId) !== undefined;
    const repeat = shown.find(isRepeat);
    const { state } = last;
    const document = shown.find(
      (each) => each.document !== undefined && each.rev === rev,
    )?.document;
    const culprit = (index.turnedDownFrom.get(last.rev) ?? []).slice(0, 100).find((each) => {
      if (state === undefined || document === undefined) return false;
      const outcome = model.apply(state, each.write);
      return outcome.kind === 'applied' && model.differs(outcome.state, document) === undefined;
    });
    const [fallback] = index.operations;
    const observation = repeat ?? shown[0] ?? fallback ?? NOBODY;
    return phantomViolation(rev, observation, { culprit, isRepeat: repeat !== undefined });
  };
  return { writer: null, faults: [fault] };
}

/** Stands where the history is empty, which no revision beyond the start can be. */
const NOBODY = { kind: 'read', id: 0, client: '?', invokedAt: 0, returnedAt: 0, rev: 0 } as const;
