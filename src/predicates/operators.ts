import { parseDateOrInstant } from '../contract/instant.ts';
import { compilePattern } from '../contract/pattern.ts';
import { isDeepEqual } from './equality.ts';
import { isObject } from './evidence.ts';
import type { Found } from './paths.ts';

/** Judges what a path led to. */
type Test = (found: Found) => boolean;

interface OperatorRow {
  readonly needsOperand: boolean;
  /** Makes the test for an operand, once for all that a path leads to. */
  readonly prepare: (operand: unknown) => Test;
}

/**
 * The operators of a condition. An operand of the wrong type makes each of them false, a missing
 * path all but three.
 *
 * Source: PRD-3, json_condition.
 */
export const OPERATORS = {
  exists: alone((found) => found !== undefined),
  does_not_exist: alone((found) => found === undefined),
  is_empty: alone(isEmpty),
  is_not_empty: alone((found) => !isEmpty(found)),
  is_equal_to: withOperand(
    (found, operand) => found !== undefined && isDeepEqual(found.value, operand),
  ),
  is_not_equal_to: withOperand(
    (found, operand) => found === undefined || !isDeepEqual(found.value, operand),
  ),
  contains: withOperand((found, operand) => contains(found?.value, operand)),
  starts_with: ofTexts((text, operand) => text.startsWith(operand)),
  ends_with: ofTexts((text, operand) => text.endsWith(operand)),
  matches_regex: { needsOperand: true, prepare: matching },
  is_greater_than: ofNumbers((number, operand) => number > operand),
  is_less_than: ofNumbers((number, operand) => number < operand),
  is_greater_than_or_equal_to: ofNumbers((number, operand) => number >= operand),
  is_less_than_or_equal_to: ofNumbers((number, operand) => number <= operand),
  is_true: alone((found) => found?.value === true),
  is_false: alone((found) => found?.value === false),
  length_equal_to: ofLengths((length, operand) => length === operand),
  length_greater_than: ofLengths((length, operand) => length > operand),
  length_less_than: ofLengths((length, operand) => length < operand),
  is_after: ofDates((instantMs, operandMs) => instantMs > operandMs),
  is_before: ofDates((instantMs, operandMs) => instantMs < operandMs),
  is_after_or_equal_to: ofDates((instantMs, operandMs) => instantMs >= operandMs),
  is_before_or_equal_to: ofDates((instantMs, operandMs) => instantMs <= operandMs),
} as const satisfies Record<string, OperatorRow>;

/** The name of an operator. */
export type Operator = keyof typeof OPERATORS;

/** The names of all operators. */
export const OPERATOR_NAMES = Object.keys(OPERATORS) as readonly Operator[];

/** Tells an operator from any other value. Source: PRD-3. */
export function isOperator(value: unknown): value is Operator {
  return typeof value === 'string' && Object.hasOwn(OPERATORS, value);
}

function alone(test: Test): OperatorRow {
  return { needsOperand: false, prepare: () => test };
}

function withOperand(test: (found: Found, operand: unknown) => boolean): OperatorRow {
  return { needsOperand: true, prepare: (operand) => (found) => test(found, operand) };
}

function ofTexts(test: (text: string, operand: string) => boolean): OperatorRow {
  return withOperand(
    (found, operand) =>
      typeof found?.value === 'string' && typeof operand === 'string' && test(found.value, operand),
  );
}

function ofNumbers(test: (number: number, operand: number) => boolean): OperatorRow {
  return withOperand(
    (found, operand) =>
      typeof found?.value === 'number' && typeof operand === 'number' && test(found.value, operand),
  );
}

function ofLengths(test: (length: number, operand: number) => boolean): OperatorRow {
  return withOperand((found, operand) => {
    const length = lengthOf(found?.value);
    return length !== undefined && typeof operand === 'number' && test(length, operand);
  });
}

/** A comparison with NaN, which is no date, is false. */
function ofDates(test: (instantMs: number, operandMs: number) => boolean): OperatorRow {
  return ofTexts((text, operand) => test(parseDateOrInstant(text), parseDateOrInstant(operand)));
}

function isEmpty(found: Found): boolean {
  const value = found?.value;
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value)
    ? value.length === 0
    : isObject(value) && Object.keys(value).length === 0;
}

function contains(value: unknown, operand: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isDeepEqual(item, operand));
  return typeof value === 'string' && typeof operand === 'string' && value.includes(operand);
}

function matching(operand: unknown): Test {
  const compiled = typeof operand === 'string' ? compilePattern(operand) : undefined;
  return (found) =>
    compiled?.ok === true && typeof found?.value === 'string' && compiled.pattern(found.value);
}

/** In code points: what a reader counts, and what most other languages count. */
function lengthOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'string' ? Array.from(value).length : undefined;
}
