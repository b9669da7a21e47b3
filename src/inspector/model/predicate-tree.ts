/** One line of a tree that shows what a gate asked, or what it found. */
export interface PredicateNode {
  readonly name: string;
  /** What it compares with, or why it fired or did not. */
  readonly detail: string;
  /** Undefined where only the question is known. */
  readonly fired: boolean | undefined;
  readonly children: readonly PredicateNode[];
}

type Json = { readonly [key: string]: unknown };

/**
 * Draws a predicate, or the trace of its evaluation, as a tree.
 *
 * Shape: either one as the mock answers it; members that are not known are shown as they are.
 * Source: PRD-4; spec/control.yaml GateResult.
 */
export function predicateTree(value: unknown): PredicateNode {
  const {
    kind,
    fired,
    reason,
    predicates,
    condition,
    compared: _compared,
    ...rest
  } = objectOf(value);
  const children = [...nodesOf(predicates), ...comparisonsOf(condition)];
  const members = Object.entries(rest).map(([name, each]) => `${name} ${brief(each)}`);
  return {
    name: typeof kind === 'string' ? kind : 'predicate',
    detail: typeof reason === 'string' ? reason : [...members, ...words(condition)].join(', '),
    fired: typeof fired === 'boolean' ? fired : undefined,
    children,
  };
}

function nodesOf(predicates: unknown): readonly PredicateNode[] {
  return Array.isArray(predicates) ? predicates.map(predicateTree) : [];
}

function comparisonsOf(condition: unknown): readonly PredicateNode[] {
  const { sub_conditions: comparisons } = objectOf(condition);
  return Array.isArray(comparisons) ? comparisons.map(comparisonOf) : [];
}

function comparisonOf(value: unknown): PredicateNode {
  const comparison = objectOf(value);
  const { path, path_ref: pathRef, operator, value: operand, fired, found } = comparison;
  const { path: inner, input } = objectOf(pathRef);
  const place = path ?? (input === undefined ? inner : `${String(input)}.${String(inner)}`);
  const asked = 'value' in comparison ? ` ${brief(operand)}` : '';
  const met = Array.isArray(found)
    ? `found ${found.map((each) => ('value' in objectOf(each) ? brief(objectOf(each)['value']) : 'nothing')).join(', ') || 'nothing'}`
    : '';
  return {
    name: `${String(place)} ${String(operator)}${asked}`,
    detail: met,
    fired: typeof fired === 'boolean' ? fired : undefined,
    children: [],
  };
}

function words(condition: unknown): readonly string[] {
  if (condition === undefined) return [];
  return [objectOf(condition)['logical_operator'] === 'or' ? 'any of these' : 'all of these'];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

const BRIEF_MAX = 80;

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > BRIEF_MAX ? `${text.slice(0, BRIEF_MAX)}…` : text;
}
