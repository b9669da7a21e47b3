import { describe, expect, test } from 'vitest';
import { isOnOverlaySurface, stepIdOf } from '../../src/domain/review.ts';
import { transition } from '../../src/domain/transition.ts';
import {
  ANN,
  attemptOn,
  envOf,
  lastOf,
  MODEL,
  NOON,
  openCommand,
  opened,
  OUTPUTS,
} from '../support/reviews.ts';

describe('REV-1: one review per gated block, with an id of its own', () => {
  test('takes its id from the Env and its place from the gate', () => {
    const review = opened({ runId: 'run_7', blockId: 'block_3' });
    expect(review.id).toBe('rev_AAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(review).toMatchObject({ run_id: 'run_7', block_id: 'block_3', iteration_key: null });
  });

  test('stands at the step named by run and block', () => {
    expect(stepIdOf({ run_id: 'run_7', block_id: 'block_3' })).toBe('run_7_block_3');
  });

  test('is not opened a second time', () => {
    const review = opened();
    const again = transition(review, openCommand(), envOf());
    expect(again.result).toEqual({ ok: false, refusal: { kind: 'already_gated' } });
    expect(again.review).toBe(review);
  });

  test.each([
    ['shows a review without an iteration key', null, true],
    ['hides a review with one', 'item-1', false],
  ])('the overlay surface %s', (_, iterationKey, isShown) => {
    expect(isOnOverlaySurface(opened({ iterationKey }))).toBe(isShown);
  });
});

describe('REV-2: version 0 is the output of the model', () => {
  test('is the only version, with the model as its author', () => {
    const review = opened({ blockType: 'split' });
    expect(review.versions).toHaveLength(1);
    expect(review.versions[0]).toMatchObject({
      seq: 0,
      author: MODEL,
      origin: 'model_output',
      snapshot: OUTPUTS.split,
      note: null,
      created_at: NOON,
    });
  });
});

describe('REV-3, REV-4, REV-5: a fresh review waits and has no decision', () => {
  test('has nothing of a verdict', () => {
    expect(opened()).toMatchObject({
      status: 'awaiting_review',
      decided_at: null,
      effective_seq: null,
      decisions: [],
      claim: null,
      commands: [],
      run_receipts: [],
    });
  });
});

describe('REV-6: the opening is the first write', () => {
  test('starts at rev 1, from 0', () => {
    const review = opened();
    expect(review.rev).toBe(1);
    expect(review.audit).toHaveLength(1);
    expect(review.audit[0]).toMatchObject({ rev_observed: 0, rev_result: 1 });
  });
});

describe('REV-7: the content hash is that of the canonical JSON', () => {
  /** The SHA-256 of `{"total_amount":505,"vendor_name":"Acme Corp"}`. */
  const HASH = 'b900ce39bbbb724adf572454a8a3ec49047dda8b8886409c0e524d8493d967e2';

  test('version 0 has a hash that does not depend on the order of keys, and no parent', () => {
    const left = lastOf(opened({ snapshot: { a: 1, b: { c: 2, d: 3 } } }).versions);
    const right = lastOf(opened({ snapshot: { b: { d: 3, c: 2 }, a: 1 } }).versions);
    expect(left.content_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(right.content_sha256).toBe(left.content_sha256);
    expect(left.parent_seq).toBeNull();
  });

  test('is the documented one', () => {
    const snapshot = { vendor_name: 'Acme Corp', total_amount: 505 };
    expect(lastOf(opened({ snapshot }).versions).content_sha256).toBe(HASH);
  });
});

describe('REV-8: the opening is audited as the act of the model', () => {
  test('in both shapes at once', () => {
    const { review } = attemptOn(
      undefined,
      openCommand({ triggeredBy: { kind: 'confidence_lt', threshold: 0.9 } }),
      { actor: ANN },
    );
    expect(review.audit[0]).toEqual({
      entry_id: 'entry-1',
      event: 'overlay_created',
      action: 'gate_fired',
      actor: MODEL,
      at: NOON,
      rev_observed: 0,
      rev_result: 1,
      detail: { predicate: 'confidence_lt' },
    });
  });
});

describe('REV-9: what the gate said of the review is kept', () => {
  test('with the instants of its opening', () => {
    const command = openCommand({
      organizationId: 'org_9',
      workflowId: 'wf_9',
      workflowVersionId: 'wfv_9',
      parentStepId: 'step_9',
      iterationKey: 'item-9',
      priority: 9,
      triggeredBy: { kind: 'branch_in', branches: ['yes'] },
      blockType: 'conditional',
    });
    expect(attemptOn(undefined, command).review).toMatchObject({
      organization_id: 'org_9',
      workflow_id: 'wf_9',
      workflow_version_id: 'wfv_9',
      parent_step_id: 'step_9',
      iteration_key: 'item-9',
      priority: 9,
      triggered_by: { kind: 'branch_in', branches: ['yes'] },
      block_type: 'conditional',
      created_at: NOON,
      updated_at: NOON,
      awaiting_since: NOON,
    });
  });
});
