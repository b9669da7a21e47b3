import { judgeConflicts } from './chain-conflicts.ts';
import type {
  ChainHistory,
  ChainModel,
  ChainRule,
  ChainVerdict,
  ChainViolation,
} from './chain-history.ts';
import { indexChain } from './chain-index.ts';
import type { Alternative, ChainSetting } from './chain-links.ts';
import { linksOf } from './chain-links.ts';
import { timeChain } from './chain-time.ts';
import { ALTERNATIVES_MAX, extend, walkChain } from './chain-walk.ts';

/**
 * Decides whether what clients saw of one object is a chain of writes, each based on the one before.
 *
 * Compare-and-swap orders accepted writes by their data, and pins a write without an answer to one
 * place; so there is nothing to search, and the check takes time in proportion to the history.
 * A violation is proof: no correct object can produce such a history.
 *
 * Shape: the operations on one object → holds, violated with the first breach of each rule, or
 * unknown with the reason. It never throws on what a server may answer.
 * Source: CAS-1, CAS-2, CAS-3, CAS-4, IDM-1, IDM-4.
 */
export function checkChain<State, Write>(
  history: ChainHistory<State, Write>,
  model: ChainModel<State, Write>,
): ChainVerdict {
  const { start, dialect, operations } = history;
  const index = indexChain(operations);
  const setting = { index, model, dialect, startRev: start.rev };
  const walked = walkChain(setting, start.state);
  const found = [...walked.violations.values()];
  if (walked.isTooAmbiguous) {
    return found.length > 0
      ? violated(found)
      : unknown('writes without an answer leave too many ways open');
  }
  if (found.length > 0) return judgeBroken(setting, walked.alternatives, walked.violations);
  return judgeSound(setting, walked.alternatives);
}

function violated(violations: readonly ChainViolation[]): ChainVerdict {
  return { kind: 'violated', violations };
}

function unknown(reason: string): ChainVerdict {
  return { kind: 'unknown', reason };
}

/** A chain that is broken already may break real time as well. */
function judgeBroken<State, Write>(
  setting: ChainSetting<State, Write>,
  [alternative]: readonly Alternative<State, Write>[],
  violations: Map<ChainRule, ChainViolation>,
): ChainVerdict {
  if (alternative !== undefined) {
    const [longer = alternative] = lengthened(setting, alternative);
    const timed = timeChain(setting, longer, violations);
    judgeConflicts(setting, longer, { timed, violations });
  }
  return violated([...violations.values()]);
}

/** One way that breaks nothing is enough; what is reported is what the first way breaks. */
function judgeSound<State, Write>(
  setting: ChainSetting<State, Write>,
  alternatives: readonly Alternative<State, Write>[],
): ChainVerdict {
  let first: readonly ChainViolation[] | undefined;
  const queue = [...alternatives];
  for (let next = 0; next < queue.length; next += 1) {
    const alternative = queue[next];
    if (alternative === undefined) break;
    if (next >= ALTERNATIVES_MAX)
      return unknown('409s and writes without an answer leave too many ways open');
    const violations = new Map<ChainRule, ChainViolation>();
    const timed = timeChain(setting, alternative, violations);
    const judged = judgeConflicts(setting, alternative, { timed, violations });
    if (judged === 'too-many-rounds') return unknown('the 409s depend on each other too deeply');
    if (violations.size === 0) return holds(setting, alternative);
    first ??= [...violations.values()];
    queue.push(...lengthened(setting, alternative));
  }
  return violated(first ?? []);
}

/** A 409 at the end of the chain may be the only sign of a write without an answer. */
function lengthened<State, Write>(
  { index, model }: ChainSetting<State, Write>,
  alternative: Alternative<State, Write>,
): readonly Alternative<State, Write>[] {
  const { last, commands } = alternative;
  const { state, rev } = last;
  const isAsked = index.turnedDownFrom.get(rev)?.some(({ kind }) => kind === 'conflict');
  if (isAsked !== true || state === undefined) return [];
  return (index.unknownFrom.get(rev) ?? []).flatMap((writer) => {
    if (commands.get(writer.commandId) !== undefined) return [];
    const outcome = model.apply(state, writer.write);
    if (outcome.kind === 'refused') return [];
    return [extend(alternative, { rev: rev + 1, writer, state: outcome.state }, false)];
  });
}

function holds<State, Write>(
  { index }: ChainSetting<State, Write>,
  { last }: Alternative<State, Write>,
): ChainVerdict {
  if (index.oddity !== undefined) return unknown(index.oddity);
  const settled = linksOf(last).filter(({ writer }) => writer?.kind === 'unknown').length;
  let documents = 0;
  for (const each of index.operations) {
    if ('document' in each && each.document !== undefined) documents += 1;
  }
  return { kind: 'holds', length: last.index, settled, documents };
}
