import { edit, type Mutant } from './mutant.ts';

const LEAVES = 'src/predicates/leaves.ts';
const NUMBERS = 'src/predicates/numbers.ts';
const EVALUATE = 'src/predicates/evaluate.ts';
type Given = Pick<Mutant, 'id' | 'breaks' | 'edits'>;

function must(requirement: string, given: Given): Mutant {
  return { ...given, requirement, level: 'MUST' };
}

function should(requirement: string, given: Given): Mutant {
  return { ...given, requirement, level: 'SHOULD' };
}

/** Servers that compare wrongly. */
const COMPARISONS: readonly Mutant[] = [
  must('PRD-1', {
    id: 'thresholds-inclusive',
    breaks: 'A value equal to the threshold fires.',
    edits: [edit(LEAVES, 'const fired = value < threshold;', 'const fired = value <= threshold;')],
  }),
  must('PRD-1', {
    id: 'margin-inclusive',
    breaks: 'A margin equal to the threshold fires.',
    edits: [edit(LEAVES, '{ threshold: margin }', '{ threshold: margin + 1e-13 }')],
  }),
  must('PRD-1', {
    id: 'computed-values-not-rounded',
    breaks: 'Means and margins are compared as doubles add up.',
    edits: [edit(NUMBERS, 'return Number(value.toFixed(DECIMALS));', 'return value;')],
  }),
  must('PRD-1', {
    id: 'computed-values-rounded-to-two-decimals',
    breaks: 'Means and margins are rounded to two decimals.',
    edits: [edit(NUMBERS, 'const DECIMALS = 12;', 'const DECIMALS = 2;')],
  }),
  should('PRD-2', {
    id: 'missing-evidence-fires',
    breaks: 'A predicate without its evidence fires.',
    edits: [
      edit(
        LEAVES,
        'return { fired: false, reason: `${what}: nothing to compare` };',
        'return { fired: true, reason: `${what}: nothing to compare` };',
      ),
    ],
  }),
  should('PRD-2', {
    id: 'missing-number-is-zero',
    breaks: 'A likelihood that is missing counts as 0.',
    edits: [
      edit(
        LEAVES,
        'function below(name: string, value: number | undefined,',
        'function below(name: string, given: number | undefined,',
      ),
      edit(
        LEAVES,
        'if (value === undefined) return missing(`no ${name}`);',
        'const value = given ?? 0;',
      ),
    ],
  }),
];

/** Servers that say wrongly what fired, or take predicates that make no sense. */
const TRIGGERS: readonly Mutant[] = [
  must('PRD-4', {
    id: 'any-of-is-its-own-trigger',
    breaks: '`triggered_by` is the any_of itself.',
    edits: [edit(EVALUATE, '(firing[0]?.triggeredBy ?? null)', 'predicate')],
  }),
  must('PRD-4', {
    id: 'last-child-is-the-trigger',
    breaks: '`triggered_by` is the last child that fired.',
    edits: [edit(EVALUATE, 'firing[0]?.triggeredBy', 'firing.at(-1)?.triggeredBy')],
  }),
  must('PRD-4', {
    id: 'first-child-is-the-trigger',
    breaks: '`triggered_by` is the first child, whether it fired or not.',
    edits: [
      edit(
        EVALUATE,
        '(firing[0]?.triggeredBy ?? null)',
        '(children[0].triggeredBy ?? predicate.predicates[0])',
      ),
    ],
  }),
  must('PRD-4', {
    id: 'trigger-not-resolved-to-its-leaf',
    breaks: 'Of nested any_of `triggered_by` is the inner one, not its leaf.',
    edits: [
      edit(
        EVALUATE,
        '(firing[0]?.triggeredBy ?? null)',
        'predicate.predicates[children.indexOf(firing[0])]',
      ),
    ],
  }),
  must('PRD-4', {
    id: 'trigger-rewritten',
    breaks: '`triggered_by` has its path in another spelling.',
    edits: [
      edit(
        EVALUATE,
        'triggeredBy: trace.fired ? predicate : null }',
        "triggeredBy: !trace.fired ? null : 'path' in predicate ? { ...predicate, path: predicate.path.replace(/^\\$\\.?/, '') } : predicate }",
      ),
    ],
  }),
  should('PRD-4', {
    id: 'all-of-names-a-child',
    breaks: 'For an all_of `triggered_by` is its first child.',
    edits: [
      edit(
        EVALUATE,
        '(firing[0]?.triggeredBy ?? null) : predicate;',
        '(firing[0]?.triggeredBy ?? null) : (firing[0]?.triggeredBy ?? null);',
      ),
    ],
  }),
  should('PRD-5', {
    id: 'impossible-predicate-taken',
    breaks: 'A predicate that its block type cannot have is taken.',
    edits: [
      edit(
        'src/predicates/predicate-faults.ts',
        'if (!possible.includes(blockType)) {',
        'if (possible.length === 0) {',
      ),
    ],
  }),
];

/** Servers whose gates compare wrongly, or say wrongly what fired. */
export const PREDICATE_MUTANTS: readonly Mutant[] = [...COMPARISONS, ...TRIGGERS];
