import { edit, type Mutant } from './mutant.ts';

const CONDITION = 'src/predicates/condition.ts';
const OPERATORS = 'src/predicates/operators.ts';

type Given = Pick<Mutant, 'id' | 'breaks' | 'edits'>;

function must(given: Given): Mutant {
  return { ...given, requirement: 'PRD-3', level: 'MUST' };
}

function should(given: Given): Mutant {
  return { ...given, requirement: 'PRD-3', level: 'SHOULD' };
}

/** Operators whose wrong twin differs where a path leads nowhere, or a value is deep: a reading. */
const TOLD_BY_READINGS: ReadonlySet<string> = new Set([
  'does_not_exist',
  'is_empty',
  'is_equal_to',
  'is_not_equal_to',
  'is_true',
  'is_false',
]);

/** A server whose operator is another. */
function operator(name: string, find: string, replace: string): Mutant {
  const level = TOLD_BY_READINGS.has(name) ? should : must;
  return level({
    id: `operator-${name.replaceAll('_', '-')}-wrong`,
    breaks: `\`${name}\` is true where it should not be, or the other way round.`,
    edits: [edit(OPERATORS, find, replace)],
  });
}

/** Servers that read a condition wrongly. */
const READING: readonly Mutant[] = [
  must({
    id: 'conditions-are-or-by-default',
    breaks: 'A condition without a logical operator is an `or`.',
    edits: [
      edit(CONDITION, "condition.logical_operator ?? 'and'", "condition.logical_operator ?? 'or'"),
    ],
  }),
  must({
    id: 'conditions-are-always-and',
    breaks: 'A condition is an `and`, whatever it says.',
    edits: [edit(CONDITION, "operator === 'and' ? traces.every", "operator !== '' ? traces.every")],
  }),
  must({
    id: 'likelihoods-read-from-the-output',
    breaks: '`likelihoods` is read from the output.',
    edits: [
      edit(CONDITION, "const LIKELIHOODS_NAME = 'likelihoods';", "const LIKELIHOODS_NAME = '';"),
    ],
  }),
  must({
    id: 'data-is-a-member',
    breaks: '`data` is read from the output.',
    edits: [edit(CONDITION, "new Set(['data', 'output-json-0'])", "new Set(['output-json-0'])")],
  }),
  must({
    id: 'input-of-a-reference-ignored',
    breaks: 'The input of a `path_ref` is ignored.',
    edits: [
      edit(
        CONDITION,
        'return input === undefined ? path : `${input}.${path}`;',
        'return input === undefined ? path : path;',
      ),
    ],
  }),
  should({
    id: 'wildcard-needs-one-match',
    breaks: 'Of the items of a wildcard one must match.',
    edits: [
      edit(
        CONDITION,
        'found.length > 0 && found.every(test)',
        'found.length > 0 && found.some(test)',
      ),
    ],
  }),
  should({
    id: 'empty-wildcard-matches',
    breaks: 'A wildcard without items matches.',
    edits: [edit(CONDITION, 'found.length > 0 && found.every(test)', 'found.every(test)')],
  }),
  should({
    id: 'patterns-not-checked',
    breaks: 'A pattern that does not compile is taken when the gate is configured.',
    edits: [
      edit(
        'src/predicates/predicate-faults.ts',
        "if (!result.ok) faults.push(fault([...at, 'value'], ['value_error', result.message]));",
        '',
      ),
    ],
  }),
  should({
    id: 'unknown-operators-taken',
    breaks: 'An unknown operator is taken for `exists`.',
    edits: [
      edit(
        'src/predicates/predicate-faults.ts',
        'if (!isOperator(operator)) {',
        'if (operator === undefined) {',
      ),
      edit(
        'src/predicates/predicate-faults.ts',
        'if (OPERATORS[operator].needsOperand &&',
        'if (OPERATORS[operator]?.needsOperand &&',
      ),
      edit(
        CONDITION,
        'OPERATORS[sub.operator].prepare',
        '(OPERATORS[sub.operator] ?? OPERATORS.exists).prepare',
      ),
    ],
  }),
];

/** Servers whose operators are others. */
const OPERATIONS: readonly Mutant[] = [
  operator(
    'exists',
    'exists: alone((found) => found !== undefined),\n  does',
    'exists: alone((found) => Boolean(found?.value)),\n  does',
  ),
  operator(
    'does_not_exist',
    'does_not_exist: alone((found) => found === undefined),',
    'does_not_exist: alone((found) => (found?.value ?? null) === null),',
  ),
  operator(
    'is_empty',
    'is_empty: alone(isEmpty),',
    "is_empty: alone((found) => found?.value === undefined || found.value === ''),",
  ),
  operator(
    'is_not_empty',
    'is_not_empty: alone((found) => !isEmpty(found)),',
    'is_not_empty: alone((found) => found !== undefined),',
  ),
  operator(
    'is_equal_to',
    'found !== undefined && isDeepEqual(found.value, operand)',
    'found !== undefined && found.value === operand',
  ),
  operator(
    'is_not_equal_to',
    'found === undefined || !isDeepEqual(found.value, operand)',
    'found !== undefined && !isDeepEqual(found.value, operand)',
  ),
  operator(
    'contains',
    "typeof value === 'string' && typeof operand === 'string' && value.includes(operand)",
    "typeof value === 'string' && typeof operand === 'string' && value === operand",
  ),
  operator('starts_with', 'text.startsWith(operand)', 'text.includes(operand)'),
  operator('ends_with', 'text.endsWith(operand)', 'text.includes(operand)'),
  operator('is_greater_than', 'number > operand', 'number >= operand'),
  operator('is_less_than', 'number < operand', 'number <= operand'),
  operator('is_greater_than_or_equal_to', 'number >= operand', 'number > operand'),
  operator('is_less_than_or_equal_to', 'number <= operand', 'number < operand'),
  operator('is_true', 'found?.value === true', 'Boolean(found?.value)'),
  operator(
    'is_false',
    'is_false: alone((found) => found?.value === false)',
    'is_false: alone((found) => !found?.value)',
  ),
  operator('length_equal_to', 'length === operand', 'length >= operand'),
  operator('length_greater_than', 'length > operand', 'length >= operand'),
  operator('length_less_than', 'length < operand', 'length <= operand'),
  operator('is_after', 'instantMs > operandMs', 'instantMs >= operandMs'),
  operator('is_before', 'instantMs < operandMs', 'instantMs <= operandMs'),
  operator('is_after_or_equal_to', 'instantMs >= operandMs', 'instantMs > operandMs'),
  operator('is_before_or_equal_to', 'instantMs <= operandMs', 'instantMs < operandMs'),
  should({
    id: 'operands-coerced',
    breaks: 'A text is compared as the number it spells.',
    edits: [
      edit(
        OPERATORS,
        "typeof found?.value === 'number' && typeof operand === 'number' && test(found.value, operand)",
        'found !== undefined && test(Number(found.value), Number(operand))',
      ),
    ],
  }),
  should({
    id: 'dates-compared-as-texts',
    breaks: 'Dates are compared as texts.',
    edits: [
      edit(
        OPERATORS,
        'test(parseDateOrInstant(text), parseDateOrInstant(operand))',
        'test(text.localeCompare(operand) + parseDateOrInstant("1970-01-01"), 0)',
      ),
    ],
  }),
  should({
    id: 'patterns-anchored',
    breaks: 'A pattern must match the whole text.',
    edits: [edit('src/contract/pattern.ts', 'compiled.test(text)', 'compiled.matches(text)')],
  }),
  should({
    id: 'contains-compares-by-identity',
    breaks: '`contains` does not find an object in a list.',
    edits: [
      edit(
        OPERATORS,
        'value.some((item) => isDeepEqual(item, operand))',
        'value.includes(operand)',
      ),
    ],
  }),
];

/** Servers that evaluate conditions wrongly. */
export const CONDITION_MUTANTS: readonly Mutant[] = [...READING, ...OPERATIONS];
