import type { FaultRule } from '../../contract/control-contract.ts';
import { choose, isConflict, remainingOf, type Asked, type StandingRule } from './choose.ts';

/** A fault that is to be done to a request. */
export interface DueFault {
  readonly rule: FaultRule;
  /** Counts it as done; false when it has been done as often as it may. */
  readonly hit: () => boolean;
}

/** What is to be done to one request. */
export interface Due {
  /** Units: milliseconds. */
  readonly delayMs: number;
  readonly fault: DueFault | undefined;
}

/** The fault rules of one world, and their counts. */
export interface FaultBook {
  readonly isEmpty: () => boolean;
  /** The rules as given, with their ids and counts. */
  readonly standings: () => { readonly rules: readonly object[] };
  readonly replace: (rules: readonly FaultRule[]) => void;
  /** Back to the rules that it was opened with, and their first draws. */
  readonly restart: () => void;
  /** Tries the rules on a request, and counts; what the request itself wishes comes first. */
  readonly dueTo: (asked: Asked, wish?: FaultRule) => Due;
}

/**
 * Opens the book of one world. Rules without a seed of their own draw from the world's; `onChange`
 * hears that the rules or their counts changed.
 */
export function createFaultBook(
  atStart: readonly FaultRule[],
  seed: string,
  onChange: () => void,
): FaultBook {
  let rules: StandingRule[] = standing(atStart, seed);
  const count = (ids: readonly string[], name: 'tries' | 'hits') => {
    rules = rules.map((each) =>
      ids.includes(each.id) ? { ...each, [name]: each[name] + 1 } : each,
    );
    if (name === 'hits' && ids.length > 0) onChange();
  };
  let wishes = 0;
  const wished = (rule: FaultRule): StandingRule => {
    wishes += 1;
    return { id: '', rule, seed: `${seed}/header`, tries: wishes, hits: 0 };
  };
  const replace = (next: readonly FaultRule[]) => {
    rules = standing(next, seed);
    onChange();
  };
  const hit = (due: StandingRule) => {
    // The rules may have been replaced, or used up, since this one was chosen.
    const now = rules.find(({ rule }) => rule === due.rule);
    if (now === undefined || remainingOf(now) === 0) return false;
    count([now.id], 'hits');
    return true;
  };
  return {
    isEmpty: () => rules.length === 0,
    standings: () => ({ rules: rules.map(shownOf) }),
    replace,
    restart: () => {
      wishes = 0;
      if (rules.length > 0 || atStart.length > 0) replace(atStart);
    },
    dueTo: (asked, wish) => {
      const own = wish && choose([wished(wish)], asked);
      const { tried, delayed, delayMs: ruledMs, other } = choose(rules, asked);
      const delayMs = ruledMs + (own?.delayMs ?? 0);
      count(tried, 'tries');
      count(delayed, 'hits');
      if (own?.other) return { delayMs, fault: { rule: own.other.rule, hit: () => true } };
      if (other === undefined) return { delayMs, fault: undefined };
      if (isConflict(other.rule.fault)) {
        return { delayMs, fault: { rule: other.rule, hit: () => hit(other) } };
      }
      count([other.id], 'hits');
      return { delayMs, fault: { rule: other.rule, hit: () => true } };
    },
  };
}

/** Each rule is a new object, so that it is told from the same one given again. */
function standing(rules: readonly FaultRule[], seed: string): StandingRule[] {
  return rules.map((rule, index) => {
    const id = `fault_${index + 1}`;
    const ownSeed = rule.seed === undefined ? `${seed}/${id}` : String(rule.seed);
    return { id, rule: { ...rule }, seed: ownSeed, tries: 0, hits: 0 };
  });
}

function shownOf(each: StandingRule) {
  return { ...each.rule, id: each.id, hits: each.hits, remaining: remainingOf(each) };
}
