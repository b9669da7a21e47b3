import { Commands } from './chain-commands.ts';
import type { ChainRule, ChainViolation, Observation, Writer } from './chain-history.ts';
import type { Alternative, ChainSetting, Fault, Link, Proposal } from './chain-links.ts';
import { proposalsFor } from './chain-proposals.ts';
import * as sentences from './chain-sentences.ts';

/** Writes without an answer can leave this many ways open before the check gives up. */
export const ALTERNATIVES_MAX = 64;

/** A chain, built link by link, in all the ways that are still open. */
export interface Walked<State, Write> {
  readonly alternatives: readonly Alternative<State, Write>[];
  /** By rule, the first of each. */
  readonly violations: Map<ChainRule, ChainViolation>;
  readonly isTooAmbiguous: boolean;
}

/** A proposal with what the model and the documents say of it. */
interface Judged<State, Write> {
  readonly alternative: Alternative<State, Write>;
  readonly writer: Writer<Write> | null;
  readonly faults: readonly Fault[];
  /** The state that it leaves; behind a fault also what was seen instead. */
  readonly states: readonly (State | undefined)[];
}

/**
 * Replays a history along its revisions.
 *
 * Writes are ordered by the data itself, so there is next to nothing to search: only writes without
 * an answer can leave more than one way open, until a document or a command id settles it. Behind a
 * fault the walk goes on with the way that breaks least.
 *
 * Source: CAS-1, CAS-2, CAS-3, CAS-4, IDM-1, IDM-4.
 */
export function walkChain<State, Write>(
  setting: ChainSetting<State, Write>,
  startState: State | undefined,
): Walked<State, Write> {
  const { index, startRev } = setting;
  const violations = new Map<ChainRule, ChainViolation>();
  const start = { index: 0, rev: startRev, writer: null, state: startState, previous: null };
  const nowhere = { last: start, commands: new Commands<Write>() };
  let open = settle(judgeStart(setting, nowhere), violations);
  reportBeforeStart(setting, violations);
  for (const known of index.revs) {
    if (known <= startRev) continue;
    for (
      let rev = nextRev(setting, open, known);
      rev <= known;
      rev = nextRev(setting, open, known)
    ) {
      open = step(setting, { open, rev, violations });
      if (open.length > ALTERNATIVES_MAX) {
        return { alternatives: open, violations, isTooAmbiguous: true };
      }
      if (rev === known) break;
    }
  }
  return { alternatives: open, violations, isTooAmbiguous: false };
}

/** A revision that was never seen may have been made by a write without an answer. */
function nextRev<State, Write>(
  { index, dialect }: ChainSetting<State, Write>,
  open: readonly Alternative<State, Write>[],
  known: number,
): number {
  const last = open[0]?.last.rev ?? known;
  if (!dialect.isStepOne || known === last + 1) return known;
  return index.unknownFrom.has(last) ? last + 1 : known;
}

function step<State, Write>(
  setting: ChainSetting<State, Write>,
  at: {
    readonly open: readonly Alternative<State, Write>[];
    readonly rev: number;
    readonly violations: Map<ChainRule, ChainViolation>;
  },
): readonly Alternative<State, Write>[] {
  const judged = at.open.flatMap((alternative) =>
    proposalsFor(setting, alternative, at.rev).flatMap((proposal) =>
      judge(setting, { alternative, proposal, rev: at.rev }),
    ),
  );
  return settle(judged, at.violations, at.rev);
}

/** Keeps what is free of faults; if nothing is, reports the least faulty and goes on with it. */
function settle<State, Write>(
  judged: readonly Judged<State, Write>[],
  violations: Map<ChainRule, ChainViolation>,
  rev?: number,
): readonly Alternative<State, Write>[] {
  const sound = judged.filter(({ faults }) => faults.length === 0);
  if (sound.length > 0) return extendAll(sound, rev);
  const [first] = judged;
  if (first === undefined) return [];
  const best = judged.reduce(
    (least, each) => (each.faults.length < least.faults.length ? each : least),
    first,
  );
  for (const fault of best.faults) report(violations, fault());
  return extendAll([best], rev);
}

/** Notes a violation unless its rule was broken before; a MUST takes the place of a SHOULD. */
export function report(
  violations: Map<ChainRule, ChainViolation>,
  violation: ChainViolation | undefined,
): void {
  if (violation === undefined) return;
  const known = violations.get(violation.rule);
  if (known === undefined || (known.level === 'SHOULD' && violation.level === 'MUST')) {
    violations.set(violation.rule, violation);
  }
}

function extendAll<State, Write>(
  judged: readonly Judged<State, Write>[],
  rev: number | undefined,
): readonly Alternative<State, Write>[] {
  const isAgreed = judged.every(({ writer }) => writer === judged[0]?.writer);
  return judged.flatMap(({ alternative, writer, states }) =>
    states.map((state) =>
      rev === undefined
        ? { ...alternative, last: { ...alternative.last, state } }
        : extend(alternative, { rev, writer, state }, isAgreed),
    ),
  );
}

/** Adds a link; `isAgreed` says that every way that is still open has the same writer there. */
export function extend<State, Write>(
  { last, commands }: Alternative<State, Write>,
  next: Pick<Link<State, Write>, 'rev' | 'writer' | 'state'>,
  isAgreed: boolean,
): Alternative<State, Write> {
  const { rev, writer } = next;
  const index = last.index + 1;
  const link: Link<State, Write> = { index, ...next, previous: last };
  return { last: link, commands: commands.with({ index, rev, writer }, isAgreed) };
}

function judgeStart<State, Write>(
  setting: ChainSetting<State, Write>,
  alternative: Alternative<State, Write>,
): readonly Judged<State, Write>[] {
  const { rev, state } = alternative.last;
  return [compare(setting, { alternative, proposal: { writer: null, faults: [] }, rev }, state)];
}

function reportBeforeStart<State, Write>(
  { index, startRev }: ChainSetting<State, Write>,
  violations: Map<ChainRule, ChainViolation>,
): void {
  for (const rev of index.revs) {
    if (rev > startRev) return;
    for (const each of index.shownAt.get(rev) ?? []) {
      if (each.kind === 'accepted') report(violations, sentences.stepViolation(each, true));
      else if (rev < startRev) report(violations, sentences.beforeStartViolation(each, startRev));
    }
  }
}

interface Trial<State, Write> {
  readonly alternative: Alternative<State, Write>;
  readonly proposal: Proposal<Write>;
  readonly rev: number;
}

/** Plays a proposal on the model; a write without an answer that the rules refuse did not happen. */
function judge<State, Write>(
  setting: ChainSetting<State, Write>,
  trial: Trial<State, Write>,
): readonly Judged<State, Write>[] {
  const { state } = trial.alternative.last;
  const { writer, faults } = trial.proposal;
  if (writer === null || state === undefined) return [compare(setting, trial, undefined)];
  const outcome = setting.model.apply(state, writer.write);
  if (outcome.kind === 'applied') return [compare(setting, trial, outcome.state)];
  const accepted = acceptedAs(setting, writer, trial.rev);
  if (accepted === undefined) return [];
  const illegal: Fault = () => sentences.illegalViolation(accepted, outcome);
  const proposal = { writer, faults: [illegal, ...faults] };
  return [compare(setting, { ...trial, proposal }, undefined)];
}

/** The acknowledgement of a write: itself, or another try of its command. */
function acceptedAs<State, Write>(
  { index }: ChainSetting<State, Write>,
  writer: Writer<Write>,
  rev: number,
): (Observation<Write> & { readonly kind: 'accepted' }) | undefined {
  if (writer.kind === 'accepted') return writer;
  if (writer.commandId === undefined) return undefined;
  for (const each of index.shownAt.get(rev) ?? []) {
    if (each.kind === 'accepted' && each.commandId === writer.commandId) return each;
  }
  return undefined;
}

/** Holds every document that was shown at a revision against the state that it should show. */
function compare<State, Write>(
  setting: ChainSetting<State, Write>,
  trial: Trial<State, Write>,
  expected: State | undefined,
): Judged<State, Write> {
  const { index, model } = setting;
  const { alternative, proposal, rev } = trial;
  const { writer } = proposal;
  const faults = [...proposal.faults];
  let state = expected;
  let seen: State | undefined;
  for (const each of index.shownAt.get(rev) ?? []) {
    if (!isApplied(alternative, writer, each)) {
      // An acceptance of that kind is a misfit or a duplicate, and was reported as one.
      if (each.kind === 'repeat') {
        faults.push(() =>
          sentences.earlyReplayViolation(each, index.commandAt.get(each.commandId)),
        );
      }
      continue;
    }
    const { document } = each;
    if (document === undefined) continue;
    state ??= model.adopt?.(document);
    const difference = state === undefined ? undefined : model.differs(state, document);
    if (difference === undefined) continue;
    faults.push(() => mismatch(setting, trial, { observation: each, difference }));
    seen ??= model.adopt?.(document);
  }
  const states = seen === undefined ? [state] : [state, seen];
  return { alternative, writer, faults, states };
}

function isApplied<State, Write>(
  { commands }: Alternative<State, Write>,
  writer: Writer<Write> | null,
  observation: Observation<Write>,
): boolean {
  if (observation.kind === 'read' || observation === writer) return true;
  const { commandId } = observation;
  if (commandId === undefined) return false;
  return commands.get(commandId) !== undefined || writer?.commandId === commandId;
}

/** Says whose content it is that was seen, if it is anybody's. */
function mismatch<State, Write>(
  { index, model }: ChainSetting<State, Write>,
  { alternative: { last }, proposal: { writer } }: Trial<State, Write>,
  { observation, difference }: { observation: Observation<Write>; difference: string },
): ChainViolation {
  if (observation === writer && observation.kind === 'accepted') {
    return sentences.responseViolation(observation, difference);
  }
  const { state } = last;
  if (state === undefined || writer === null) {
    return sentences.tornViolation(writer, observation, difference);
  }
  const rivals = [
    ...(index.acceptedFrom.get(last.rev) ?? []),
    ...(index.turnedDownFrom.get(last.rev) ?? []),
    ...(index.unknownFrom.get(last.rev) ?? []),
  ];
  const other = rivals.slice(0, 100).find((each) => {
    const outcome = model.apply(state, each.write);
    if (outcome.kind !== 'applied') return false;
    return model.differs(outcome.state, observation.document) === undefined;
  });
  if (other === undefined) return sentences.tornViolation(writer, observation, difference);
  return sentences.lostViolation(writer, observation, other);
}
