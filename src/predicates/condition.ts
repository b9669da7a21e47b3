import { brief } from './brief.ts';
import { likelihoodsOf, type Evidence } from './evidence.ts';
import { OPERATORS, type Operator } from './operators.ts';
import { follow, parsePath, type Found } from './paths.ts';

/** Where a sub-condition reads: a path, or a path within a named input. */
export type ConditionPath =
  | { readonly path: string }
  | { readonly path_ref: { readonly input?: string; readonly path: string } };

/** One comparison. */
export type SubCondition = ConditionPath & {
  readonly operator: Operator;
  readonly value?: unknown;
};

/** Comparisons, of which all or one must hold. */
export interface Condition {
  readonly logical_operator?: 'and' | 'or';
  readonly sub_conditions: readonly SubCondition[];
}

/** What one comparison found. */
export interface SubConditionTrace {
  readonly path: string;
  readonly operator: Operator;
  readonly value?: unknown;
  readonly fired: boolean;
  /** What the path led to, the first of it; a value is missing where it led nowhere. */
  readonly found: readonly { readonly value?: unknown }[];
  readonly found_count: number;
}

/** What a condition found, in its own shape. */
export interface ConditionTrace {
  readonly logical_operator: 'and' | 'or';
  readonly sub_conditions: readonly SubConditionTrace[];
}

/** A trace says why; it does not carry the evidence. */
const FOUND_MAX = 20;

/** Names that stand for a part of the evidence. Source: PRD-3. */
const OUTPUT_NAMES: ReadonlySet<string> = new Set(['data', 'output-json-0']);
const LIKELIHOODS_NAME = 'likelihoods';

/**
 * Evaluates a condition on a block's result.
 *
 * Source: PRD-3, json_condition.
 */
export function evaluateCondition(
  condition: Condition,
  evidence: Evidence,
): ConditionTrace & { readonly fired: boolean } {
  const traces = condition.sub_conditions.map((each) => evaluateOne(each, evidence));
  const operator = condition.logical_operator ?? 'and';
  const fired =
    operator === 'and' ? traces.every((each) => each.fired) : traces.some((each) => each.fired);
  return { logical_operator: operator, sub_conditions: traces, fired };
}

function evaluateOne(sub: SubCondition, evidence: Evidence): SubConditionTrace {
  const path = pathOf(sub);
  const found = find(path, evidence);
  const test = OPERATORS[sub.operator].prepare(sub.value);
  // Where a wildcard finds no item, nothing matches: not even does_not_exist.
  const fired = found.length > 0 && found.every(test);
  const shown = found.slice(0, FOUND_MAX).map((each) => (each ? { value: brief(each.value) } : {}));
  const trace = { path, operator: sub.operator, fired, found: shown, found_count: found.length };
  return sub.value === undefined ? trace : { ...trace, value: brief(sub.value) };
}

/** The path as one text. Source: PRD-3; spec/decisions/predicate-readings.md. */
export function pathOf(sub: ConditionPath): string {
  if ('path' in sub) return sub.path;
  const { input, path } = sub.path_ref;
  return input === undefined ? path : `${input}.${path}`;
}

function find(path: string, evidence: Evidence): readonly Found[] {
  const steps = parsePath(path);
  if (steps === undefined) return [undefined];
  const [first, ...rest] = steps;
  const name = path.startsWith('$') || first?.kind !== 'name' ? '' : first.name;
  const found =
    name === LIKELIHOODS_NAME
      ? follow(likelihoodsOf(evidence), rest)
      : follow(evidence.output, OUTPUT_NAMES.has(name) ? rest : steps);
  // The root itself may be missing.
  return found.map((each) => (each?.value === undefined ? undefined : each));
}
