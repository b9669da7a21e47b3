import { edit, type Mutant } from './mutant.ts';

const LEAVES = 'src/predicates/leaves.ts';
const NUMBERS = 'src/predicates/numbers.ts';
const EVALUATE = 'src/predicates/evaluate.ts';
const EVIDENCE = 'src/predicates/evidence.ts';
const GAPS = 'src/predicates/required-gaps.ts';
const GATES = 'src/mock/control/gates.ts';

function must(given: Pick<Mutant, 'id' | 'breaks' | 'edits'>): Mutant {
  return { ...given, requirement: 'PRD-3', level: 'MUST' };
}

function should(given: Pick<Mutant, 'id' | 'breaks' | 'edits'>): Mutant {
  return { ...given, requirement: 'PRD-3', level: 'SHOULD' };
}

/** Servers on which a kind of predicate fires wrongly. */
export const PREDICATE_KIND_MUTANTS: readonly Mutant[] = [
  must({
    id: 'every-gate-opens',
    breaks: 'A gate opens a review whether its predicate fires or not.',
    edits: [
      edit(
        GATES,
        'if (triggeredBy === null) return { status: 201, body: { ...result, review_id: null } };',
        '',
      ),
      edit(
        GATES,
        '    triggeredBy,\n    priority',
        '    triggeredBy: triggeredBy ?? (request.predicate as Predicate),\n    priority',
      ),
    ],
  }),
  must({
    id: 'always-needs-members',
    breaks: '`always` does not fire on an empty output.',
    edits: [
      edit(
        LEAVES,
        "always: () => ({ fired: true, reason: 'always fires' }),",
        "always: (_predicate, { evidence }) => ({ fired: Object.keys(evidence.output ?? {}).length > 0, reason: 'always fires' }),",
      ),
    ],
  }),
  must({
    id: 'validation-coerces',
    breaks: '`validation_failed` takes a text for the number it spells.',
    edits: [
      edit(
        'src/contract/json-schema.ts',
        'strict: false,',
        'strict: false,\n    coerceTypes: true,',
      ),
    ],
  }),
  must({
    id: 'validation-ignores-required',
    breaks: '`validation_failed` does not fire on a missing property.',
    edits: [
      edit(
        'src/contract/json-schema.ts',
        'const [error] = validate.errors ?? [];',
        "const [error] = validate.errors ?? [];\n    if (error?.keyword === 'required') return { kind: 'valid' };",
      ),
    ],
  }),
  must({
    id: 'confidence-of-outermost-fields',
    breaks: '`confidence_lt` leaves out likelihoods further down.',
    edits: [
      edit(
        LEAVES,
        'return aggregate(numbersIn(likelihoods), policies.likelihoods);',
        "return aggregate(Object.values(likelihoods ?? {}).filter((each) => typeof each === 'number'), policies.likelihoods);",
      ),
    ],
  }),
  must({
    id: 'confidence-is-the-highest',
    breaks: 'The likelihood of an extract block is the highest of its leaves.',
    edits: [
      edit(
        NUMBERS,
        'return rounded(sumOf(numbers) / numbers.length);',
        'return rounded(Math.max(sumOf([]), ...numbers));',
      ),
    ],
  }),
  should({
    id: 'confidence-of-the-likeliest-category',
    breaks: 'The likelihood of a classifier is the highest, whichever category won.',
    edits: [
      edit(
        LEAVES,
        "typeof category === 'string' ? memberOf(likelihoods, category) : undefined;",
        "typeof category === 'string' && isObject(likelihoods) ? Math.max(...Object.values(likelihoods)) : undefined;",
      ),
    ],
  }),
  must({
    id: 'field-confidence-of-the-first-item',
    breaks: 'A wildcard in the path of `field_confidence_lt` means the first item.',
    edits: [
      edit(LEAVES, 'const numbers = found.flatMap(', 'const numbers = found.slice(0, 1).flatMap('),
    ],
  }),
  must({
    id: 'field-confidence-of-leaves-alone',
    breaks: '`field_confidence_lt` does not count a subtree.',
    edits: [
      edit(
        LEAVES,
        'numbersIn(each?.value));',
        "(typeof each?.value === 'number' ? [each.value] : []));",
      ),
    ],
  }),
  must({
    id: 'dollar-is-a-name',
    breaks: 'A path that begins with `$.` leads nowhere.',
    edits: [edit('src/predicates/paths.ts', '? 1 : 0;', '? 0 : 0;')],
  }),
  must({
    id: 'null-is-no-gap',
    breaks: '`any_required_field_null` does not fire on null.',
    edits: [
      edit(
        GAPS,
        'if (value === undefined || value === null) return true;',
        'if (value === undefined) return true;',
      ),
    ],
  }),
  must({
    id: 'missing-is-no-gap',
    breaks: '`any_required_field_null` does not fire on a missing property.',
    edits: [
      edit(
        GAPS,
        'if (value === undefined || value === null) return true;',
        'if (value === null) return true;',
      ),
    ],
  }),
  must({
    id: 'gaps-of-the-outermost-object',
    breaks: '`any_required_field_null` does not look into members.',
    edits: [edit(GAPS, '    ...memberGaps(walk, place),\n', '')],
  }),
  must({
    id: 'gaps-not-looked-for-in-lists',
    breaks: '`any_required_field_null` does not look into lists.',
    edits: [edit(GAPS, '    ...itemGaps(walk, place),\n', '')],
  }),
  must({
    id: 'gap-in-one-branch-is-enough',
    breaks: 'Under anyOf `any_required_field_null` fires when its first branch says so.',
    edits: [edit(GAPS, 'sets.every((gaps) => gaps.has(gap))', 'sets.length >= 0 && gap')],
  }),
  must({
    id: 'categories-in-any-case',
    breaks: '`category_in` does not tell capitals from small letters.',
    edits: [
      edit(
        LEAVES,
        "oneOf('category', memberOf(evidence.output, 'category'), categories),",
        "oneOf('category', String(memberOf(evidence.output, 'category')).toLowerCase(), categories.map((each) => each.toLowerCase())),",
      ),
    ],
  }),
  must({
    id: 'margin-of-unsorted-likelihoods',
    breaks: '`top_margin_lt` takes the first two likelihoods for the highest.',
    edits: [edit(LEAVES, 'shares.toSorted((left, right) => right - left);', 'shares;')],
  }),
  must({
    id: 'margin-ignores-votes',
    breaks: '`top_margin_lt` does not look at the votes.',
    edits: [
      edit(LEAVES, ": voteShares(memberOf(evidence.consensus, 'choices'));", ': voteShares([]);'),
    ],
  }),
  must({
    id: 'split-count-may-be-higher',
    breaks: '`split_count_neq` fires only when there are too few.',
    edits: [edit(LEAVES, 'const fired = count !== expected;', 'const fired = count < expected;')],
  }),
  must({
    id: 'split-pages-of-the-first-item',
    breaks: '`any_split_pages_lt` looks at the first item alone.',
    edits: [
      edit(
        LEAVES,
        'return itemsOf(output).flatMap(',
        'return itemsOf(output).slice(0, 1).flatMap(',
      ),
    ],
  }),
  must({
    id: 'boundaries-of-the-first-item',
    breaks: '`boundary_confidence_lt` looks at the first item alone.',
    edits: [
      edit(
        LEAVES,
        'return itemsOf(likelihoodsOf(evidence))\n',
        'return itemsOf(likelihoodsOf(evidence)).slice(0, 1)\n',
      ),
    ],
  }),
  must({
    id: 'boundaries-of-first-pages',
    breaks: '`boundary_confidence_lt` looks at the first page of each item.',
    edits: [
      edit(
        LEAVES,
        "itemsOf(memberOf(item, 'pages')))",
        "itemsOf(memberOf(item, 'pages')).slice(0, 1))",
      ),
    ],
  }),
  must({
    id: 'one-unassigned-page-is-none',
    breaks: '`any_pages_unassigned` does not fire on one page.',
    edits: [
      edit(
        LEAVES,
        'return finding(pages.length > 0, reason, {',
        'return finding(pages.length > 1, reason, {',
      ),
    ],
  }),
  must({
    id: 'first-branch-alone',
    breaks: '`branch_in` knows the first branch of its list.',
    edits: [
      edit(
        LEAVES,
        "memberOf(evidence.output, 'branch'), branches),",
        "memberOf(evidence.output, 'branch'), branches.slice(0, 1)),",
      ),
    ],
  }),
  must({
    id: 'any-of-needs-all',
    breaks: '`any_of` fires when all its children do.',
    edits: [
      edit(
        EVALUATE,
        "kind === 'any_of' ? firing.length > 0 :",
        "kind === 'any_of' ? firing.length === children.length :",
      ),
    ],
  }),
  must({
    id: 'all-of-needs-one',
    breaks: '`all_of` fires when one of its children does.',
    edits: [edit(EVALUATE, ': firing.length === children.length;', ': firing.length > 0;')],
  }),
  must({
    id: 'snapshot-keeps-the-reasoning',
    breaks: "The snapshot of a classifier's version 0 is its whole output.",
    edits: [
      edit(
        EVIDENCE,
        "return { category: memberOf(output, 'category') };",
        'return output as JsonObject;',
      ),
    ],
  }),
  must({
    id: 'snapshot-loses-unassigned-pages',
    breaks: "The snapshot of a for_each's version 0 lacks the unassigned pages.",
    edits: [
      edit(
        EVIDENCE,
        '{ partitions: output, unassigned_pages: unassignedPages }',
        '{ partitions: output }',
      ),
    ],
  }),
  must({
    id: 'model-of-the-gate-ignored',
    breaks: 'The author of version 0 is always the same model.',
    edits: [edit(GATES, 'model: request.model ?? DEFAULT_MODEL,', 'model: DEFAULT_MODEL,')],
  }),
];
