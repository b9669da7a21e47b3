import type { FaultRule } from '../../contract/control-contract.ts';
import { delayOf, isHit } from './draw.ts';
import type { FaultKind } from './fault-rule.ts';

/** What rules look at of a request. */
export interface Asked {
  /** Null when no operation was meant. */
  readonly operationId: string | null;
  readonly method: string;
  /** As sent, without query. */
  readonly path: string;
}

/** A rule and what became of it so far. */
export interface StandingRule {
  readonly id: string;
  readonly rule: FaultRule;
  /** What its draws are made from. */
  readonly seed: string;
  /** Requests that it was tried on. */
  readonly tries: number;
  readonly hits: number;
}

/** What the rules make of one request. */
export interface Choice {
  /** Rules that match, hit or not: each has used one draw. */
  readonly tried: readonly string[];
  /** Rules whose delay is waited for. */
  readonly delayed: readonly string[];
  /** The sum of the delays. Units: milliseconds. */
  readonly delayMs: number;
  /** The one other fault that is done. */
  readonly other: StandingRule | undefined;
}

/** Operations that can be in conflict: stamped writes, and writes of the resource surface. */
const CONTENDED: ReadonlySet<string> = new Set([
  'claim_review',
  'release_review',
  'append_version',
  'submit_decision',
  'approve_review',
  'reject_review',
  'create_review_version',
]);

/**
 * Chooses what happens to a request: every delay that matches adds up, and of the others the first
 * that matches and whose draw hits is done.
 *
 * Pure: the same rules with the same counts make the same of a request.
 *
 * Source: spec/control.yaml set_faults.
 */
export function choose(rules: readonly StandingRule[], asked: Asked): Choice {
  const tried = rules.filter(({ rule }) => isMatch(rule, asked));
  const hit = tried.filter(
    (each) =>
      remainingOf(each) !== 0 && isHit(each.rule, each.seed, each.tries) && canSuffer(each, asked),
  );
  const delays = hit.filter(({ rule }) => rule.fault === 'delay');
  return {
    tried: tried.map(({ id }) => id),
    delayed: delays.map(({ id }) => id),
    delayMs: delays.reduce((sum, { rule, seed, tries }) => sum + delayOf(rule, seed, tries), 0),
    other: hit.find(({ rule }) => rule.fault !== 'delay'),
  };
}

/** How often a rule may still hit; null for always. */
export function remainingOf({ rule, hits }: StandingRule): number | null {
  return rule.times === undefined ? null : Math.max(0, rule.times - hits);
}

/** Whether the fault itself has to find out, on the way, if it can be done. */
export function isConflict(fault: FaultKind): boolean {
  return fault === 'stale' || fault === 'lose_race';
}

function canSuffer({ rule }: StandingRule, { operationId, method }: Asked): boolean {
  if (isConflict(rule.fault)) return operationId !== null && CONTENDED.has(operationId);
  // A reply to HEAD has no body that could end early.
  return rule.fault !== 'truncate' || method !== 'HEAD';
}

function isMatch({ match }: FaultRule, asked: Asked): boolean {
  if (match === undefined) return true;
  const { operation, method, path } = match;
  if (operation !== undefined && operation !== asked.operationId) return false;
  if (method !== undefined && method !== asked.method) return false;
  return path === undefined || isGlobMatch(path, asked.path);
}

/** In linear time, whatever the pattern: each part is looked for after the one before it. */
function isGlobMatch(glob: string, path: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === path;
  if (!path.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return path.length - last.length >= from && path.endsWith(last);
}
