import { describe, expect, test } from 'vitest';
import { PREDICATE_CHECKS } from '../../../src/conformance/checks/all-predicate-checks.ts';
import { GATE_CHECKS } from '../../../src/conformance/checks/gate-checks.ts';
import { GATE_DOCUMENT_CHECKS } from '../../../src/conformance/checks/gate-document-checks.ts';
import { GATE_REFUSAL_CHECKS } from '../../../src/conformance/checks/gate-refusal-checks.ts';
import { NESTED_CHECKS } from '../../../src/conformance/checks/nested-predicate-checks.ts';
import { VECTOR_CHECKS } from '../../../src/conformance/checks/vector-checks.ts';
import { readCases, VECTOR_TABLES } from '../../../src/conformance/checks/vectors.ts';
import type { Check } from '../../../src/conformance/check.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { loadServer } from '../../mutants/load-mutant.ts';
import { edit, type Edit } from '../../mutants/mutant.ts';
import { breakingReplies, foundIn, judge, type Breaking } from '../judge-server.ts';

const LEAVES = 'src/predicates/leaves.ts';
const NUMBERS = 'src/predicates/numbers.ts';
const EVALUATE = 'src/predicates/evaluate.ts';
const OPERATORS = 'src/predicates/operators.ts';
const FAULTS = 'src/predicates/predicate-faults.ts';

const IDS = ['PRD-1', 'PRD-2', 'PRD-3', 'PRD-4', 'PRD-5'];
const MINUTE_MS = 60_000;

test(
  'the mock passes them all',
  async () => {
    const mock = await createMock({});
    const report = await judge(mock.fetch, PREDICATE_CHECKS);
    expect(foundIn(report)).toEqual([]);
    const statusOf = (id: string) => report.requirements.find((each) => each.id === id)?.status;
    expect(IDS.map((id) => [id, statusOf(id)])).toEqual(IDS.map((id) => [id, 'pass']));
    expect(report.requirements.filter((each) => each.status === 'inconclusive')).toEqual([]);
  },
  MINUTE_MS,
);

test('the mock passes them under the other readings', async () => {
  const mock = await createMock({ policies: { likelihoods: 'min', blank: 'gap' } });
  const touched = PREDICATE_CHECKS.filter(({ id }) => /confidence-lt|field-null|nested/.test(id));
  const report = await judge(mock.fetch, touched);
  expect(foundIn(report)).toEqual([]);
  expect(report.dialect).toContainEqual(expect.objectContaining({ value: 'gap' }));
});

test('the ids are unique', () => {
  const ids = PREDICATE_CHECKS.map((check) => check.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every case of the truth tables belongs to a check', () => {
  const lost = VECTOR_TABLES.filter(({ requirements }) => !requirements.includes('PRD-4')).flatMap(
    (table) =>
      readCases(table)
        .flatMap(({ cases }) => cases)
        .filter(({ requirement }) => !table.requirements.includes(requirement)),
  );
  expect(lost).toEqual([]);
});

test('every pattern of groups that a MUST decides finds one', () => {
  const idle = VECTOR_TABLES.filter(
    (table) =>
      !table.file.startsWith('json_condition') &&
      !readCases(table).some(({ cases }) => cases.some((each) => each.level === 'MUST')),
  );
  expect(idle).toEqual([]);
});

type Broken = readonly [
  what: string,
  checks: readonly Check[],
  found: string,
  by: readonly string[],
  ...edits: Edit[],
];

const BROKEN: readonly Broken[] = [
  [
    'a value equal to the threshold fires',
    GATE_CHECKS,
    'PRD-1 MUST',
    ['PRD-1/confidence-lt-compared', 'PRD-1/boundary-confidence-lt-compared'],
    edit(LEAVES, 'const fired = value < threshold;', 'const fired = value <= threshold;'),
  ],
  [
    'computed values are not rounded',
    GATE_CHECKS,
    'PRD-1 MUST',
    ['PRD-1/confidence-lt-compared', 'PRD-1/top-margin-lt-compared'],
    edit(NUMBERS, 'return Number(value.toFixed(DECIMALS));', 'return value;'),
  ],
  [
    'computed values are rounded to ten decimals',
    GATE_CHECKS,
    'PRD-1 MUST',
    ['PRD-1/confidence-lt-compared', 'PRD-1/top-margin-lt-compared'],
    edit(NUMBERS, 'const DECIMALS = 12;', 'const DECIMALS = 10;'),
  ],
  [
    'missing evidence fires',
    GATE_CHECKS,
    'PRD-2 SHOULD',
    ['PRD-2/confidence-lt-without-evidence', 'PRD-2/all-of-without-evidence'],
    edit(
      LEAVES,
      'return { fired: false, reason: `${what}: nothing to compare` };',
      'return { fired: true, reason: `${what}: nothing to compare` };',
    ),
  ],
  [
    'a required null is no gap',
    GATE_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/any-required-field-null-plain'],
    edit(
      'src/predicates/required-gaps.ts',
      'if (value === undefined || value === null) return true;',
      'if (value === undefined) return true;',
    ),
  ],
  [
    'likelihoods are not sorted',
    GATE_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/top-margin-lt-built'],
    edit(LEAVES, 'shares.toSorted((left, right) => right - left);', 'shares;'),
  ],
  [
    'is_less_than takes what is equal',
    GATE_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/condition-is-less-than'],
    edit(OPERATORS, 'number < operand', 'number <= operand'),
  ],
  [
    'conditions are joined by or',
    GATE_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/condition-logic'],
    edit('src/predicates/condition.ts', "logical_operator ?? 'and'", "logical_operator ?? 'or'"),
  ],
  [
    'one item of a wildcard is enough',
    VECTOR_CHECKS,
    'PRD-3 SHOULD',
    ['PRD-3/vectors-json-condition-wildcards'],
    edit(
      'src/predicates/condition.ts',
      'found.length > 0 && found.every(test)',
      'found.length > 0 && found.some(test)',
    ),
  ],
  [
    'an any_of names itself',
    NESTED_CHECKS,
    'PRD-4 MUST',
    ['PRD-4/nested-on-extract', 'PRD-4/nested-on-conditional'],
    edit(EVALUATE, '(firing[0]?.triggeredBy ?? null)', 'predicate'),
  ],
  [
    'an all_of names its child',
    NESTED_CHECKS,
    'PRD-4 SHOULD',
    ['PRD-4/nested-on-extract'],
    edit(
      EVALUATE,
      '(firing[0]?.triggeredBy ?? null) : predicate;',
      '(firing[0]?.triggeredBy ?? null) : (firing[0]?.triggeredBy ?? null);',
    ),
  ],
  [
    'the last child is named',
    GATE_CHECKS,
    'PRD-4 MUST',
    ['PRD-4/vectors-any-of'],
    edit(EVALUATE, 'firing[0]?.triggeredBy', 'firing.at(-1)?.triggeredBy'),
  ],
  [
    'the snapshot of a classifier is its output',
    GATE_DOCUMENT_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/version-0-of-classifier', 'PRD-3/first-version-of-classifier'],
    edit(
      'src/predicates/evidence.ts',
      "return { category: memberOf(output, 'category') };",
      'return output as JsonObject;',
    ),
  ],
  [
    'the model of the gate is passed over',
    GATE_DOCUMENT_CHECKS,
    'PRD-3 MUST',
    ['PRD-3/version-0-of-extract', 'PRD-3/version-0-of-conditional'],
    edit('src/mock/control/gates.ts', 'request.model ?? DEFAULT_MODEL', 'DEFAULT_MODEL'),
  ],
  [
    'impossible predicates are taken',
    GATE_REFUSAL_CHECKS,
    'PRD-5 SHOULD',
    ['PRD-5/sample-of-impossible-predicates', 'PRD-5/impossible-predicates'],
    edit(FAULTS, 'if (!possible.includes(blockType)) {', 'if (possible.length === 0) {'),
  ],
  [
    'patterns are not compiled in time',
    GATE_REFUSAL_CHECKS,
    'PRD-3 SHOULD',
    ['PRD-3/broken-conditions'],
    edit(
      FAULTS,
      "if (!result.ok) faults.push(fault([...at, 'value'], ['value_error', result.message]));",
      '',
    ),
  ],
];

for (const [what, checks, found, by, ...edits] of BROKEN) {
  describe(`when ${what}`, () => {
    test.each(by)(`%s finds ${found}`, async (id) => {
      const server = await loadServer(edits);
      const report = await judge(
        server.fetch,
        [...checks, ...VECTOR_CHECKS].filter((check) => check.id === id),
      );
      server.close();
      expect(foundIn(report)).toContain(found);
    });
  });
}

const isGate = (path: string) => path === '/__control/gates';

type Saying = readonly [what: string, found: string, breaking: Breaking];

const SAYINGS: readonly Saying[] = [
  [
    'a gate that did not fire opened a review all the same',
    'PRD-3 MUST',
    ({ path, body }) => {
      const isQuiet = isGate(path) && (body as { fired?: boolean }).fired === false;
      return isQuiet
        ? { body: { ...(body as object), review_id: `rev_${'A'.repeat(26)}` } }
        : undefined;
    },
  ],
  [
    'a document names another trigger than the gate',
    'PRD-4 MUST',
    ({ method, body }) => {
      const isReview =
        method === 'GET' && typeof body === 'object' && 'triggered_by' in (body ?? {});
      return isReview ? { body: { ...body, triggered_by: { kind: 'always' } } } : undefined;
    },
  ],
  [
    'a review is there though its gate did not fire',
    'PRD-3 MUST',
    ({ method, path, status }) =>
      method === 'GET' && status === 404 && path.startsWith('/v1/workflows/reviews/run_')
        ? { status: 200, body: {} }
        : undefined,
  ],
];

test.each(SAYINGS)('%s: %s is found', async (_what, found, breaking) => {
  const mock = await createMock({});
  const plain = GATE_CHECKS.filter(({ id }) => id.endsWith('-plain'));
  const report = await judge(breakingReplies(mock.fetch, breaking), plain, { mode: 'smoke' });
  expect(foundIn(report)).toContain(found);
});
