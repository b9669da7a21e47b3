import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const GATES = '/__control/gates';
const GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total: 505 } },
};

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

const fire = (more: Json = {}) => harness.post(GATES, { ...GATE, ...more });

describe('PRD-3, PRD-4: a gate that fires', () => {
  test('opens a review, and says why', async () => {
    const reply = await fire({ run_id: 'run_g', block_id: 'block_g' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      fired: true,
      triggered_by: { kind: 'always' },
      trace: { kind: 'always', fired: true },
      run_id: 'run_g',
      block_id: 'block_g',
      step_id: 'run_g_block_g',
      review_id: expect.stringMatching(/^rev_[A-Z2-7]{26}$/),
    });
    const review = await harness.get(`/v1/workflows/reviews/${reply.body.review_id}`);
    expect(review.body).toMatchObject({ run_id: 'run_g', triggered_by: { kind: 'always' } });
  });

  test('takes every id it is given', async () => {
    const ids = {
      workflow_id: 'wf_g',
      workflow_version_id: 'wfv_g',
      run_id: 'run_h',
      block_id: 'block_h',
      iteration_key: 'row-1',
      parent_step_id: 'run_h_parent',
    };
    const { resource } = await harness.open(ids);
    expect((await harness.get(resource)).body).toMatchObject(ids);
  });

  test('makes up the others, no two alike', async () => {
    const made: string[] = [];
    for (let place = 0; place < 50; place += 1) {
      const { body } = await fire();
      const review = (await harness.get(`/v1/workflows/reviews/${body.review_id}`)).body;
      made.push(
        review.id,
        review.run_id,
        review.block_id,
        review.workflow_id,
        review.workflow_version_id,
      );
    }
    expect(new Set(made).size).toBe(250);
    const prefixes = made.slice(0, 5).map((id) => id.split('_')[0]);
    expect(prefixes).toEqual(['rev', 'run', 'block', 'wf', 'wfv']);
  });

  test('names the model where it is told, and itself where not', async () => {
    const model = { kind: 'agent', id: 'a1', display_name: 'Agent One' };
    const named = await harness.open({ model });
    expect((await harness.get(named.overlay)).body.versions[0].author).toEqual(model);
    const plain = await harness.open();
    const { versions, audit } = (await harness.get(plain.overlay)).body;
    expect(versions[0].author.kind).toBe('model');
    expect(audit[0].actor).toEqual(versions[0].author);
  });
});

describe('REV-1: one review per run, block and iteration', () => {
  test('a second one is 409, another iteration is not', async () => {
    const ids = { run_id: 'run_once', block_id: 'block_once' };
    const { overlay } = await harness.open(ids);
    const before = await harness.get(overlay);
    const again = await fire({ ...ids, evidence: { output: { other: 1 } } });
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain("run_id='run_once' block_id='block_once'");
    expect((await harness.get(overlay)).text).toBe(before.text);
    expect((await fire({ ...ids, iteration_key: 'a' })).status).toBe(201);
    expect((await fire({ ...ids, iteration_key: 'b' })).status).toBe(201);
    expect((await fire({ ...ids, iteration_key: 'a' })).status).toBe(409);
    expect((await fire({ ...ids, iteration_key: null })).status).toBe(409);
    expect((await fire({ ...ids, block_id: 'other' })).status).toBe(201);
  });

  test('a decided review stands in the way too', async () => {
    const ids = { run_id: 'run_done', block_id: 'block_done' };
    const { overlay } = await harness.open(ids);
    await harness.post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 });
    expect((await fire(ids)).status).toBe(409);
  });
});

const pages = [1, 2];

describe('RES-4, PRD-3: the snapshot of version 0', () => {
  test.each([
    ['extract', { output: { a: { b: [1] } } }, { a: { b: [1] } }],
    ['extract', { output: {} }, {}],
    ['classifier', { output: { category: 'x', reasoning: 'y' } }, { category: 'x' }],
    ['split', { output: [{ name: 'n', pages }] }, { documents: [{ name: 'n', pages }] }],
    ['split', { output: [] }, { documents: [] }],
    ['for_each', { output: [{ key: 'k', pages }] }, { partitions: [{ key: 'k', pages }] }],
    ['for_each', { output: [], unassigned_pages: [] }, { partitions: [] }],
    ['for_each', { output: [], unassigned_pages: [3] }, { partitions: [], unassigned_pages: [3] }],
    ['conditional', { output: { branch: 'b', other: 1 } }, { branch: 'b' }],
  ])('%s %j', async (block_type, evidence, snapshot) => {
    const { overlay } = await harness.open({ block_type, evidence });
    const { body } = await harness.get(overlay);
    expect(body.block_type).toBe(block_type);
    expect(body.versions[0].snapshot).toEqual(snapshot);
  });
});

describe('SCH-3: a gate of the wrong shape', () => {
  test.each([
    [{ block_type: 'http' }, ['block_type']],
    [{ block_type: undefined }, ['block_type']],
    [{ predicate: undefined }, ['predicate']],
    [{ predicate: { kind: 'sometimes' } }, ['predicate']],
    [{ predicate: {} }, ['predicate']],
    [{ predicate: { kind: 'confidence_lt', threshold: 2 } }, ['predicate', 'threshold']],
    [{ predicate: { kind: 'any_of', predicates: [] } }, ['predicate', 'predicates']],
    [
      { predicate: { kind: 'any_of', predicates: [{ kind: 'confidence_lt' }] } },
      ['predicate', 'predicates', 0, 'threshold'],
    ],
    [{ evidence: undefined }, ['evidence']],
    [{ evidence: {} }, ['evidence', 'output']],
    [{ evidence: { output: [] } }, ['evidence', 'output']],
    [{ block_type: 'classifier', evidence: { output: {} } }, ['evidence', 'output', 'category']],
    [{ block_type: 'split', evidence: { output: {} } }, ['evidence', 'output']],
    [
      { block_type: 'split', evidence: { output: [{ name: 'n', pages: [0] }] } },
      ['evidence', 'output', 0, 'pages', 0],
    ],
    [{ block_type: 'conditional', evidence: { output: {} } }, ['evidence', 'output', 'branch']],
    [{ run_id: '' }, ['run_id']],
    [{ run_id: null }, ['run_id']],
    [{ priority: 1.5 }, ['priority']],
    [{ priority: 1_000_001 }, ['priority']],
    [{ model: { kind: 'robot', id: 'x', display_name: 'X' } }, ['model', 'kind']],
    [{ agent: { mode: 'auto', auto_threshold: 2 } }, ['agent', 'auto_threshold']],
    [{ surprise: 1 }, ['surprise']],
  ])('%j is 422 and says where', async (more, path) => {
    const reply = await fire(more);
    expect(reply.status, reply.text).toBe(422);
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(['body', ...path]);
  });

  test('a request that is refused opens nothing', async () => {
    const options = { namespace: 'gates' };
    await harness.post(GATES, { ...GATE, block_type: 'http' }, options);
    await harness.post(GATES, { ...GATE, priority: 'high' }, options);
    const { reviews, ids_made: idsMade } = (await harness.get('/__control/state', options)).body;
    expect(reviews).toEqual([]);
    expect(idsMade).toBe(0);
  });

  test.each([
    [413, ' '.repeat(10 * 1024 * 1024 + 1), 'application/json'],
    [415, '{}', 'text/plain'],
    [422, '{', 'application/json'],
  ])('%i for a body that cannot be read', async (status, body, type) => {
    const reply = await harness.post(GATES, body, { headers: { 'Content-Type': type } });
    expect(reply.status).toBe(status);
  });
});
