import { checkChain } from '../../../src/conformance/oracle/chain-check.ts';
import type { ChainHistory, ChainRule } from '../../../src/conformance/oracle/chain-history.ts';
import { isLinearizable } from './exhaustive-search.ts';
import { LIST_MODEL, type ListState, type ListWrite } from './list-model.ts';
import { drawFrom, randomHistory } from './random-histories.ts';

/** What came of comparing the check with the search. */
export interface Comparison {
  readonly valid: number;
  readonly invalid: number;
  /** The check could not say. */
  readonly unknown: number;
  /** How many histories broke each rule, by the check. */
  readonly rules: Readonly<Partial<Record<ChainRule, number>>>;
  /** The seeds on which they do not agree. */
  readonly disagreements: readonly number[];
}

/**
 * One random history of two to eight operations, by its seed. Half of them come from a server that
 * breaks rules; one in five loses half of the answers and hides most documents, which leaves the
 * check the most ways to go wrong.
 */
export function historyOf(seed: number): ChainHistory<ListState, ListWrite> {
  const draw = drawFrom(seed);
  const isFaulty = draw(2) === 0;
  const isHarsh = draw(5) === 0;
  return randomHistory(draw, {
    operations: 2 + draw(7),
    clients: 1 + draw(4),
    unknownPercent: isHarsh ? 50 : 15,
    faultPercent: isFaulty ? 25 : 0,
    documentPercent: isHarsh ? 20 : 70,
  });
}

/** Compares the check with the search on so many histories. */
export function compareWithSearch(count: number, firstSeed: number): Comparison {
  const counts = { valid: 0, invalid: 0, unknown: 0 };
  const rules: Partial<Record<ChainRule, number>> = {};
  const disagreements: number[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const history = historyOf(seed);
    const isLegal = isLinearizable(history, LIST_MODEL);
    counts[isLegal ? 'valid' : 'invalid'] += 1;
    const verdict = checkChain(history, LIST_MODEL);
    if (verdict.kind === 'unknown') counts.unknown += 1;
    else if ((verdict.kind === 'holds') !== isLegal) disagreements.push(seed);
    if (verdict.kind !== 'violated') continue;
    for (const { rule } of verdict.violations) rules[rule] = (rules[rule] ?? 0) + 1;
  }
  return { ...counts, rules, disagreements };
}
