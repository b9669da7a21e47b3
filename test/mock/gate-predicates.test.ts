import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const GATES = '/__control/gates';

const INVOICE = {
  output: { total: 505, vendor: ' ', lines: [{ amount: 300 }, { amount: 205 }] },
  json_schema: {
    type: 'object',
    required: ['total', 'vendor'],
    properties: { total: { type: 'number' }, vendor: { type: 'string' } },
  },
  consensus: { likelihoods: { total: 0.9, vendor: 0.5, lines: [{ amount: 1 }, { amount: 1 }] } },
};
const MAIL = {
  output: { category: 'invoice' },
  consensus: { likelihoods: { invoice: 0.5, receipt: 0.4 } },
};
const SPLIT = {
  output: [
    { name: 'a', pages: [1, 2] },
    { name: 'b', pages: [3] },
  ],
  consensus: { likelihoods: [{ name: 'a', pages: [0.9, 0.7] }] },
};
const ROWS = { output: [{ key: 'a', pages: [1] }], unassigned_pages: [2] };
const ROUTE = { output: { branch: 'manual' } };
const OF: Readonly<Record<string, Json>> = {
  extract: INVOICE,
  classifier: MAIL,
  split: SPLIT,
  for_each: ROWS,
  conditional: ROUTE,
};

const when = (...sub_conditions: readonly Json[]) => ({
  kind: 'json_condition',
  condition: { sub_conditions },
});
const FIRES = { kind: 'field_confidence_lt', path: 'vendor', threshold: 0.51 };
const FIRES_NOT = { kind: 'confidence_lt', threshold: 0.85 };

let harness: Harness;
let strict: Harness;

beforeAll(async () => {
  harness = await createHarness();
  strict = await createHarness({ policies: { likelihoods: 'min', blank: 'gap' } });
});

const fire = (predicate: Json, block_type = 'extract', more: Json = {}, at = harness) =>
  at.post(GATES, { block_type, predicate, evidence: OF[block_type], ...more });

describe('PRD-3: each kind fires and does not, over HTTP', () => {
  test.each<[string, Json, Json]>([
    ['extract', { kind: 'confidence_lt', threshold: 0.86 }, { threshold: 0.85 }],
    ['extract', FIRES, { threshold: 0.5 }],
    ['classifier', { kind: 'confidence_lt', threshold: 0.51 }, { threshold: 0.5 }],
    ['classifier', { kind: 'category_in', categories: ['invoice'] }, { categories: ['Invoice'] }],
    ['classifier', { kind: 'top_margin_lt', margin: 0.11 }, { margin: 0.1 }],
    ['split', { kind: 'split_count_neq', expected: 1 }, { expected: 2 }],
    ['split', { kind: 'any_split_pages_lt', min_pages: 2 }, { min_pages: 1 }],
    ['split', { kind: 'boundary_confidence_lt', threshold: 0.71 }, { threshold: 0.7 }],
    ['for_each', { kind: 'split_count_neq', expected: 0 }, { expected: 1 }],
    ['conditional', { kind: 'branch_in', branches: ['manual'] }, { branches: ['automatic'] }],
    [
      'extract',
      when({ path: 'lines[*].amount', operator: 'is_greater_than', value: 204 }),
      when({ path: 'lines[*].amount', operator: 'is_greater_than', value: 205 }),
    ],
  ])('%s %j, not with %j', async (blockType, predicate, change) => {
    const fired = (await fire(predicate, blockType)).body;
    expect(fired).toMatchObject({ fired: true, triggered_by: predicate });
    const { body: review } = await harness.get(
      `/v1/workflows/reviews/${fired.run_id}/${fired.block_id}`,
    );
    expect(review).toMatchObject({ triggered_by: predicate, block_type: blockType });
    expect((await fire({ ...predicate, ...change }, blockType)).body.fired).toBe(false);
  });

  test('kinds without settings go by the evidence', async () => {
    const unassigned = { kind: 'any_pages_unassigned' };
    const none = { evidence: { ...ROWS, unassigned_pages: [] } };
    expect((await fire(unassigned, 'for_each')).body.fired).toBe(true);
    expect((await fire(unassigned, 'for_each', none)).body.fired).toBe(false);
    const broken = { evidence: { ...INVOICE, output: { ...INVOICE.output, total: '5' } } };
    const gap = { evidence: { ...INVOICE, output: { total: 5 } } };
    expect((await fire({ kind: 'validation_failed' })).body.fired).toBe(false);
    expect((await fire({ kind: 'validation_failed' }, 'extract', broken)).body.fired).toBe(true);
    expect((await fire({ kind: 'any_required_field_null' }, 'extract', gap)).body.fired).toBe(true);
  });
});

describe('PRD-3: a gate that does not fire', () => {
  test('says so, explains it, and opens nothing', async () => {
    const predicate = {
      kind: 'any_of',
      predicates: [FIRES_NOT, { kind: 'all_of', predicates: [FIRES, FIRES_NOT] }],
    };
    const ids = { run_id: 'run_quiet', block_id: 'b', agent: { mode: 'auto' } };
    const reply = await fire(predicate, 'extract', ids);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      fired: false,
      triggered_by: null,
      review_id: null,
      run_id: 'run_quiet',
      step_id: 'run_quiet_b',
      trace: {
        kind: 'any_of',
        fired: false,
        predicates: [
          { kind: 'confidence_lt', fired: false, compared: { value: 0.85, threshold: 0.85 } },
          {
            kind: 'all_of',
            fired: false,
            predicates: [
              { kind: 'field_confidence_lt', fired: true },
              { kind: 'confidence_lt', fired: false },
            ],
          },
        ],
      },
    });
    expect((await harness.get('/v1/workflows/reviews/run_quiet/b')).status).toBe(404);
    expect((await harness.get('/__control/runs/run_quiet')).status).toBe(404);
    expect((await fire({ kind: 'always' }, 'extract', ids)).body.review_id).not.toBeNull();
  });

  test('is no 409 where a review already is', async () => {
    const ids = { run_id: 'run_twice', block_id: 'b' };
    await fire({ kind: 'always' }, 'extract', ids);
    expect((await fire(FIRES_NOT, 'extract', ids)).body).toMatchObject({ fired: false });
    expect((await fire(FIRES, 'extract', ids)).status).toBe(409);
  });
});

describe('PRD-4: triggered_by', () => {
  const any = (...predicates: readonly Json[]) => ({ kind: 'any_of', predicates });
  const all = (...predicates: readonly Json[]) => ({ kind: 'all_of', predicates });
  const ALWAYS = { kind: 'always' };
  test.each<[string, Json, Json]>([
    ['the first child that fired', any(FIRES_NOT, FIRES, ALWAYS), FIRES],
    ['down to its leaf', any(any(FIRES_NOT), any(FIRES_NOT, any(FIRES))), FIRES],
    ['an all_of itself', any(FIRES_NOT, all(ALWAYS, FIRES)), all(ALWAYS, FIRES)],
    ['an all_of at the top', all(any(FIRES), ALWAYS), all(any(FIRES), ALWAYS)],
    [
      'as it was given',
      any({ ...FIRES, path: '$.vendor', threshold: 0.75 }),
      { ...FIRES, path: '$.vendor', threshold: 0.75 },
    ],
  ])('is %s, on both surfaces', async (_, predicate, expected) => {
    const { body } = await fire(predicate);
    expect(body.triggered_by).toEqual(expected);
    const overlay = await harness.get(`/v1/workflows/reviews/${body.run_id}/${body.block_id}`);
    expect(overlay.body.triggered_by).toEqual(expected);
    expect(overlay.body.audit[0].detail).toEqual({ predicate: expected.kind });
    const resource = await harness.get(`/v1/workflows/reviews/${body.review_id}`);
    expect(resource.body.triggered_by).toEqual(expected);
  });
});

describe('PRD-3: policies', () => {
  test.each<[string, Json]>([
    ['likelihoods=min', { kind: 'confidence_lt', threshold: 0.6 }],
    ['likelihoods=min, a subtree', { kind: 'field_confidence_lt', path: '$', threshold: 0.6 }],
    ['blank=gap', { kind: 'any_required_field_null' }],
  ])('%s changes the verdict', async (_, predicate) => {
    expect((await fire(predicate)).body.fired).toBe(false);
    expect((await fire(predicate, 'extract', {}, strict)).body.fired).toBe(true);
  });
});

const nest = (depth: number): Json =>
  depth === 1 ? { kind: 'always' } : { kind: 'any_of', predicates: [nest(depth - 1)] };
const CONDITION = ['condition', 'sub_conditions', 0];

describe('PRD-5: a predicate that cannot be taken', () => {
  test.each<[string, Json, readonly (string | number)[]]>([
    ['extract', { kind: 'category_in', categories: ['a'] }, ['kind']],
    ['extract', { kind: 'any_pages_unassigned' }, ['kind']],
    ['classifier', { kind: 'any_required_field_null' }, ['kind']],
    ['classifier', { kind: 'field_confidence_lt', path: 'a', threshold: 1 }, ['kind']],
    ['split', { kind: 'any_pages_unassigned' }, ['kind']],
    ['split', { kind: 'confidence_lt', threshold: 1 }, ['kind']],
    ['for_each', { kind: 'top_margin_lt', margin: 1 }, ['kind']],
    ['conditional', { kind: 'split_count_neq', expected: 1 }, ['kind']],
    [
      'extract',
      {
        kind: 'all_of',
        predicates: [
          nest(1),
          { kind: 'any_of', predicates: [{ kind: 'branch_in', branches: ['a'] }] },
        ],
      },
      ['predicates', 1, 'predicates', 0, 'kind'],
    ],
    ['extract', { kind: 'field_confidence_lt', path: 'a[', threshold: 1 }, ['path']],
    ['extract', { kind: 'confidence_lt', threshold: '1' }, ['threshold']],
    [
      'extract',
      { kind: 'any_of', predicates: [{ kind: 'confidence_lt' }] },
      ['predicates', 0, 'threshold'],
    ],
    ['extract', { kind: 'any_of', predicates: [] }, ['predicates']],
    ['extract', { kind: 'json_condition', condition: {} }, ['condition', 'sub_conditions']],
    ['extract', when(), ['condition', 'sub_conditions']],
    ['extract', when({ path: 'a', operator: 'equals', value: 1 }), [...CONDITION, 'operator']],
    ['extract', when({ path: 'a' }), [...CONDITION, 'operator']],
    ['extract', when({ path: 'a', operator: 'is_equal_to' }), [...CONDITION, 'value']],
    ['extract', when({ operator: 'exists' }), CONDITION],
    [
      'extract',
      when({ path: 'a', operator: 'matches_regex', value: '(' }),
      [...CONDITION, 'value'],
    ],
    [
      'extract',
      when({ path: 'a', operator: 'matches_regex', value: '(?=a)' }),
      [...CONDITION, 'value'],
    ],
    [
      'extract',
      { kind: 'all_of', predicates: [when({ path: 'a', operator: 'matches_regex', value: '[' })] },
      ['predicates', 0, ...CONDITION, 'value'],
    ],
  ])('%s %j is 422 and says where', async (blockType, predicate, path) => {
    const ids = { run_id: 'run_refused', block_id: 'b' };
    const reply = await fire(predicate, blockType, ids);
    expect(reply.status, reply.text).toBe(422);
    const loc = ['body', 'predicate', ...path];
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(loc);
    expect((await harness.get('/__control/runs/run_refused')).status).toBe(404);
  });

  test('LIM-1: 64 levels are taken, 65 are not', async () => {
    const taken = await fire(nest(64));
    expect(taken.body).toMatchObject({ fired: true, triggered_by: { kind: 'always' } });
    const refused = await fire(nest(65));
    expect(refused.status).toBe(422);
    expect(refused.body.detail[0].loc).toEqual(['body', 'predicate']);
  });

  test('LIM-1: ten thousand predicates are taken, one more is not, and neither takes long', async () => {
    const many = (count: number) => ({
      kind: 'any_of',
      predicates: Array.from({ length: count - 1 }, () => FIRES_NOT),
    });
    expect((await fire(many(10_000))).status).toBe(201);
    expect((await fire(many(10_001))).status).toBe(422);
  });
});

test('LIM-1: a hostile pattern on a long text is answered', async () => {
  const hostile = when({ path: 'text', operator: 'matches_regex', value: '(a+)+$' });
  const text = 'a'.repeat(100_000);
  const startedAt = performance.now();
  const quiet = await fire(hostile, 'extract', { evidence: { output: { text: `${text}b` } } });
  expect(quiet.body.fired).toBe(false);
  const loud = await fire(hostile, 'extract', { evidence: { output: { text } } });
  expect(loud.body.fired).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
