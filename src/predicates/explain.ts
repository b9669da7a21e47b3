import type { SubConditionTrace } from './condition.ts';
import type { Trace } from './trace.ts';

/** Longer values are cut: an explanation is read, not parsed. */
const VALUE_LENGTH_MAX = 60;

/** One line of an explanation: how deep, whether it fired, and what to say. */
interface Line {
  readonly depth: number;
  readonly fired: boolean;
  readonly text: string;
}

/**
 * Draws a trace as a tree: a mark, the kind and the reason for each predicate, and each comparison
 * of a condition below it.
 *
 * Shape: a trace → lines of text.
 * Source: PRD-3.
 */
export function explain(trace: Trace): string {
  return linesOf(trace, 0)
    .map(({ depth, fired, text }) => `${'  '.repeat(depth)}${fired ? '✓' : '✗'} ${text}`)
    .join('\n');
}

function linesOf(trace: Trace, depth: number): readonly Line[] {
  const line = { depth, fired: trace.fired, text: `${trace.kind}: ${trace.reason}` };
  if ('predicates' in trace) {
    return [line, ...trace.predicates.flatMap((child) => linesOf(child, depth + 1))];
  }
  const subs = trace.condition?.sub_conditions ?? [];
  return [line, ...subs.map((sub) => conditionLine(sub, depth + 1))];
}

function conditionLine(sub: SubConditionTrace, depth: number): Line {
  const operand = sub.value === undefined ? '' : ` ${shown(sub.value)}`;
  return {
    depth,
    fired: sub.fired,
    text: `${sub.path} ${sub.operator}${operand}: ${foundIn(sub)}`,
  };
}

function foundIn({ found, found_count: count }: SubConditionTrace): string {
  if (count === 0) return 'no item';
  const more = count > found.length ? ` and ${count - found.length} more` : '';
  return found.map((each) => ('value' in each ? shown(each.value) : 'missing')).join(', ') + more;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)}…` : text;
}
