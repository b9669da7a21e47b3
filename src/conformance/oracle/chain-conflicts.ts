import {
  areConcurrent,
  returnOf,
  type ChainOperation,
  type ChainRule,
  type ChainViolation,
  type Conflict,
} from './chain-history.ts';
import type { ChainIndex } from './chain-index.ts';
import type { Alternative, ChainSetting, Link } from './chain-links.ts';
import * as sentences from './chain-sentences.ts';
import { firstBreak, raise, type Bounds, type Timed } from './chain-time.ts';
import { report } from './chain-walk.ts';

/** Each round settles all that the one before made certain; histories need one or two. */
export const ROUNDS_MAX = 64;

/** A 409 in terms of links: which one it must not have been sent and answered within. */
interface Clause<Write> {
  readonly conflict: Conflict<Write>;
  /** The link whose revision is the stamp. */
  readonly at: number;
  /** The link at which its command took effect, if one did. */
  readonly applied: number | undefined;
  /** Whether the link after the stamp's can witness it. */
  readonly canFollow: boolean;
}

/** Whether every 409 could be judged. */
export type ConflictsJudged = 'judged' | 'too-many-rounds';

/**
 * Asks of every 409 whether its stamp was ever not the current one while it was under way.
 *
 * A 409 is witnessed when the link after its stamp's came to be before the answer, or, for a stamp
 * that was guessed ahead, when its stamp's own link came to be after it was sent. Either will do, so
 * first each is tried alone, then all together: from the earliest instants that the chain allows, a
 * 409 that is not witnessed can only be so by a later instant of its stamp's link, which is then
 * certain. A refusal by the rules needs no witness. A repeat may get 409 only before its command
 * took effect.
 *
 * Source: CAS-1, CAS-2, IDM-1, IDM-4.
 */
export function judgeConflicts<State, Write>(
  setting: ChainSetting<State, Write>,
  alternative: Alternative<State, Write>,
  { timed, violations }: JudgedTime<State, Write>,
): ConflictsJudged {
  const { links } = timed;
  const clauses = clausesOf(setting, alternative, links);
  const earliest = prefixMax(timed.bounds.lower);
  const latest = suffixMin(timed.bounds.upper);
  const open = clauses.filter((clause) => {
    const { conflict, at, applied } = clause;
    if (applied !== undefined && !((latest[applied] ?? 0) > conflict.invokedAt)) {
      report(violations, refusedReplay(setting, conflict, links[applied]));
      return false;
    }
    const isWitnessable =
      (clause.canFollow && (earliest[at + 1] ?? 0) <= returnOf(conflict)) ||
      (latest[at] ?? Number.NEGATIVE_INFINITY) > conflict.invokedAt;
    if (isWitnessable || isExcused(setting, links, clause)) return true;
    if (applied === at + 1) report(violations, refusedReplay(setting, conflict, links[applied]));
    else reportUnwitnessed(setting, violations, { conflict, links, at, bounds: timed.bounds });
    return false;
  });
  if (open.length === 0 || setting.dialect.mayFailSpuriously) return 'judged';
  return judgeTogether(setting, open, { timed, violations });
}

interface JudgedTime<State, Write> {
  readonly timed: Timed<State, Write>;
  readonly violations: Map<ChainRule, ChainViolation>;
}

function clausesOf<State, Write>(
  { index, dialect }: ChainSetting<State, Write>,
  { commands }: Alternative<State, Write>,
  links: readonly Link<State, Write>[],
): readonly Clause<Write>[] {
  if (index.conflicts.length === 0) return [];
  const linkAt = new Map(links.map((link) => [link.rev, link.index]));
  return index.conflicts.flatMap((conflict) => {
    const applied = commands.get(conflict.commandId)?.index;
    const at = linkAt.get(conflict.stamp);
    if (at === undefined) {
      // The stamp never was a revision; only its command can speak against the 409.
      return applied === undefined ? [] : [{ conflict, at: Infinity, applied, canFollow: true }];
    }
    const isOpenEnd = dialect.hasForeignWriters && at === links.length - 1;
    if (isOpenEnd && applied === undefined) return [];
    const canFollow = at + 1 < links.length && applied !== at + 1;
    return [{ conflict, at, applied, canFollow }];
  });
}

function prefixMax(values: Float64Array): Float64Array {
  const result = values.slice();
  for (let index = 1; index < result.length; index += 1) {
    result[index] = Math.max(result[index] ?? 0, result[index - 1] ?? 0);
  }
  return result;
}

function suffixMin(values: Float64Array): Float64Array {
  const result = values.slice();
  for (let index = result.length - 2; index >= 0; index -= 1) {
    result[index] = Math.min(result[index] ?? 0, result[index + 1] ?? 0);
  }
  return result;
}

/** Whether the rules refuse it at its own stamp; where the state is not known, they may. */
function isExcused<State, Write>(
  { model }: ChainSetting<State, Write>,
  links: readonly Link<State, Write>[],
  { conflict, at }: Clause<Write>,
): boolean {
  const state = links[at]?.state;
  return state === undefined || model.apply(state, conflict.write).kind === 'refused';
}

function refusedReplay<State, Write>(
  { index }: ChainSetting<State, Write>,
  conflict: Conflict<Write>,
  link: Link<State, Write> | undefined,
): ChainViolation | undefined {
  if (!link?.writer) return undefined;
  const answered = (index.shownAt.get(link.rev) ?? []).find(
    (each) => each.kind !== 'read' && each.commandId === conflict.commandId,
  );
  const isApplied = answered !== undefined && returnOf(answered) < conflict.invokedAt;
  return sentences.refusedReplayViolation(conflict, isApplied ? answered : link.writer, isApplied);
}

interface Unwitnessed<State, Write> {
  readonly conflict: Conflict<Write>;
  readonly links: readonly Link<State, Write>[];
  readonly at: number;
  readonly bounds: Bounds;
}

function reportUnwitnessed<State, Write>(
  { index, dialect }: ChainSetting<State, Write>,
  violations: Map<ChainRule, ChainViolation>,
  { conflict, at, bounds }: Unwitnessed<State, Write>,
): void {
  const known = violations.get('CONFLICT-WITHOUT-WITNESS');
  if (known && (known.level === 'MUST' || dialect.mayFailSpuriously)) return;
  const isContended = hasRival(index, conflict);
  if (isContended && dialect.mayFailSpuriously) return;
  const level = isContended || dialect.mayFailSpuriously ? 'SHOULD' : 'MUST';
  const next = bounds.lowerBy[at + 1];
  const reading = { isContended, level } as const;
  report(violations, sentences.unwitnessedViolation(conflict, next, reading));
}

/** Looks at the neighbours first: histories are nearly in the order of their calls. */
function hasRival<Write>(
  { operations, placeOf }: ChainIndex<Write>,
  conflict: Conflict<unknown>,
): boolean {
  const own = placeOf.get(conflict) ?? 0;
  for (let distance = 1; distance < operations.length; distance += 1) {
    if (isRival(operations[own - distance], conflict)) return true;
    if (isRival(operations[own + distance], conflict)) return true;
  }
  return false;
}

function isRival(other: ChainOperation<unknown> | undefined, conflict: Conflict<unknown>): boolean {
  if (other === undefined || other.kind === 'read') return false;
  return areConcurrent(other, conflict);
}

/** The least solution of all that is certain; what it needs beyond the bounds is impossible. */
function judgeTogether<State, Write>(
  setting: ChainSetting<State, Write>,
  open: readonly Clause<Write>[],
  { timed: { links, bounds }, violations }: JudgedTime<State, Write>,
): ConflictsJudged {
  const raised = { ...bounds, lower: bounds.lower.slice(), lowerBy: [...bounds.lowerBy] };
  for (const { conflict, applied } of open) {
    if (applied !== undefined) raise(raised, applied, conflict);
  }
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const earliest = prefixMax(raised.lower);
    const certain = open.filter((clause) => {
      const { conflict, at, canFollow } = clause;
      if ((earliest[at] ?? 0) >= conflict.invokedAt) return false;
      if (canFollow && (earliest[at + 1] ?? 0) <= returnOf(conflict)) return false;
      return !isExcused(setting, links, clause);
    });
    if (certain.length === 0) {
      const broken = firstBreak(raised);
      if (broken) reportTogether(setting, violations, broken);
      return 'judged';
    }
    for (const { conflict, at } of certain) raise(raised, at, conflict);
  }
  return 'too-many-rounds';
}

function reportTogether<State, Write>(
  { index }: ChainSetting<State, Write>,
  violations: Map<ChainRule, ChainViolation>,
  [conflict, witness]: readonly [ChainOperation<unknown>, ChainOperation<unknown> | undefined],
): void {
  if (conflict.kind !== 'conflict') return;
  const isContended = hasRival(index, conflict);
  const reading = { isContended, level: isContended ? 'SHOULD' : 'MUST' } as const;
  report(violations, sentences.unwitnessedViolation(conflict, witness, reading));
}
