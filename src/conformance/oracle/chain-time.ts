import {
  returnOf,
  type ChainOperation,
  type ChainRule,
  type ChainViolation,
  type Observation,
} from './chain-history.ts';
import { linksOf, type Alternative, type ChainSetting, type Link } from './chain-links.ts';
import { report } from './chain-walk.ts';
import * as sentences from './chain-sentences.ts';

/**
 * What is known of the instants at which each link came to be, and which operations say so.
 *
 * Shape: index k is link k. A link came to be after `lower[k]` and no later than `upper[k]`.
 * Units: ticks.
 */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly lowerBy: (ChainOperation<unknown> | undefined)[];
  readonly upperBy: (ChainOperation<unknown> | undefined)[];
}

/** Whether an operation counts towards a bound. */
type Counts = (observation: Observation<unknown>) => boolean;

/** The links of an alternative in order, with the bounds that its reads and writes set. */
export interface Timed<State, Write> {
  readonly links: readonly Link<State, Write>[];
  readonly bounds: Bounds;
}

/**
 * Holds a chain against real time.
 *
 * Every operation bounds the instant of some link: a write took effect while it was under way; what
 * was shown had happened when the answer came, and what followed it had not when the question was
 * sent. A chain fits real time exactly when no link's latest instant is before the earliest one of
 * a link before it. That is asked in three widening rounds, so that each finding gets its own name:
 * the writes and what was seen too early, then stale reads, then repeats from an old answer.
 *
 * Source: CAS-3; IDM-1 for repeats.
 */
export function timeChain<State, Write>(
  setting: ChainSetting<State, Write>,
  alternative: Alternative<State, Write>,
  violations: Map<ChainRule, ChainViolation>,
): Timed<State, Write> {
  const links = linksOf(alternative.last);
  const bounds = emptyBounds(links.length);
  boundWrites(links, bounds);
  boundShown(setting, { links, alternative, bounds });
  const early = firstBreak(bounds);
  if (early?.[1]) report(violations, sentences.realTimeViolation(early[0], early[1]));
  report(violations, sessionBreak(setting, links, alternative));
  const isFirm = violations.has('REAL-TIME') || violations.has('REV-BACK');
  if (isFirm) return { links, bounds };

  const withReads = boundAfter(
    setting,
    { links, alternative, bounds },
    ({ kind }) => kind === 'read',
  );
  const stale = firstBreak(withReads);
  if (stale?.[1]) {
    report(violations, sentences.staleViolation(stale[0], stale[1]));
    return { links, bounds };
  }
  const withAll = boundAfter(
    setting,
    { links, alternative, bounds: withReads },
    ({ kind }) => kind !== 'read',
  );
  const old = firstBreak(withAll);
  if (old?.[1]) report(violations, sentences.oldReplayViolation(old[0], old[1]));
  return { links, bounds: old ? withReads : withAll };
}

function emptyBounds(length: number): Bounds {
  const upper = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  // The start was there before anything was sent.
  upper[0] = Number.NEGATIVE_INFINITY;
  return {
    lower: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
    upper,
    lowerBy: Array.from({ length }),
    upperBy: Array.from({ length }),
  };
}

/** Raises the lower bound of a link. */
export function raise(bounds: Bounds, index: number, by: ChainOperation<unknown>): void {
  if (by.invokedAt <= (bounds.lower[index] ?? Number.POSITIVE_INFINITY)) return;
  bounds.lower[index] = by.invokedAt;
  bounds.lowerBy[index] = by;
}

function cap(bounds: Bounds, index: number, by: ChainOperation<unknown>): void {
  if (returnOf(by) >= (bounds.upper[index] ?? Number.NEGATIVE_INFINITY)) return;
  bounds.upper[index] = returnOf(by);
  bounds.upperBy[index] = by;
}

function boundWrites(links: readonly Link<unknown, unknown>[], bounds: Bounds): void {
  for (const { index, writer } of links) {
    if (writer === null) continue;
    raise(bounds, index, writer);
    if (writer.kind === 'accepted') cap(bounds, index, writer);
  }
}

interface Bounding<State, Write> {
  readonly links: readonly Link<State, Write>[];
  readonly alternative: Alternative<State, Write>;
  readonly bounds: Bounds;
}

/** What was shown at a link. A write that was told a link which is another's says nothing. */
function* shownAt<State, Write>(
  { index }: ChainSetting<State, Write>,
  link: Link<State, Write>,
  { commands }: Alternative<State, Write>,
): Generator<Observation<Write>> {
  for (const each of index.shownAt.get(link.rev) ?? []) {
    if (each.kind === 'read') yield each;
    else if ((commands.get(each.commandId)?.index ?? Infinity) <= link.index) yield each;
  }
}

/** What was shown had happened when the answer came. */
function boundShown<State, Write>(
  setting: ChainSetting<State, Write>,
  { links, alternative, bounds }: Bounding<State, Write>,
): void {
  for (const link of links) {
    for (const each of shownAt(setting, link, alternative)) cap(bounds, link.index, each);
  }
}

/** What followed the revision shown had not happened when the question was sent. */
function boundAfter<State, Write>(
  setting: ChainSetting<State, Write>,
  { links, alternative, bounds }: Bounding<State, Write>,
  counts: Counts,
): Bounds {
  const lowered = { ...bounds, lower: bounds.lower.slice(), lowerBy: [...bounds.lowerBy] };
  for (const link of links.slice(0, -1)) {
    for (const each of shownAt(setting, link, alternative)) {
      if (counts(each)) raise(lowered, link.index + 1, each);
    }
  }
  return lowered;
}

/** The first link that must have come to be both after one operation began and before another ended. */
export function firstBreak(
  bounds: Bounds,
): readonly [ChainOperation<unknown>, ChainOperation<unknown> | undefined] | undefined {
  let latest = Number.NEGATIVE_INFINITY;
  let by: ChainOperation<unknown> | undefined;
  for (let index = 0; index < bounds.lower.length; index += 1) {
    const lower = bounds.lower[index] ?? Number.NEGATIVE_INFINITY;
    if (lower > latest) {
      latest = lower;
      by = bounds.lowerBy[index];
    }
    const isBroken = latest > (bounds.upper[index] ?? Number.POSITIVE_INFINITY);
    if (isBroken && by) return [by, bounds.upperBy[index]];
  }
  return undefined;
}

/** A client that was shown a revision, and after that an older one. */
function sessionBreak<State, Write>(
  setting: ChainSetting<State, Write>,
  links: readonly Link<State, Write>[],
  alternative: Alternative<State, Write>,
): ChainViolation | undefined {
  const lastSent = new Map<string, ChainOperation<unknown>>();
  for (const link of links) {
    const seen = [...shownAt(setting, link, alternative)];
    const { writer } = link;
    const answered = writer?.kind === 'accepted' ? [...seen, writer] : seen;
    for (const each of answered) {
      const older = lastSent.get(each.client);
      if (older && returnOf(each) < older.invokedAt) return sentences.backViolation(older, each);
    }
    for (const each of answered) {
      // A repeat may answer with what the first was answered with.
      if (each.kind === 'repeat' || (each.kind === 'accepted' && each !== writer)) continue;
      const older = lastSent.get(each.client);
      if (!older || older.invokedAt < each.invokedAt) lastSent.set(each.client, each);
    }
  }
  return undefined;
}
