import { describe, expect, test } from 'vitest';
import {
  compileFixtureSchemas,
  createFixtureCheck,
} from '../../src/generate/check/check-fixtures.ts';
import { agentHilReview, overlay, workflowReview } from '../../src/generate/builders/builders.ts';
import { ImpossibleRequest } from '../../src/generate/impossible-request.ts';

const DANA = { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' } as const;

const SCHEMAS = compileFixtureSchemas();
const faultsOf = (value: unknown) => createFixtureCheck(undefined, SCHEMAS).faultsOf(value, 'it');

describe('overlay', () => {
  test('is believable where nothing is asked for, and the same every time', () => {
    const built = overlay();
    expect(built.status).toBe('awaiting_review');
    expect(faultsOf(built)).toEqual([]);
    expect(overlay()).toEqual(built);
    expect(overlay({ workflow_run_id: 'run_2' })).toMatchObject({ _id: 'run_2:block_extract' });
  });

  test('is what is asked for', () => {
    const built = overlay({
      status: 'approved',
      workflow_run_id: 'run_7',
      priority: 5,
      created_at: '2026-05-01T08:00:00.000Z',
      versions: [
        { snapshot: { total: 1 } },
        { snapshot: { total: 2 }, author: DANA, note: 'Total.' },
      ],
      decided_at: '2026-05-02T08:00:00.000Z',
      effective_seq: 0,
      rev: 9,
    });
    expect(built).toMatchObject({
      status: 'approved',
      workflow_run_id: 'run_7',
      priority: 5,
      created_at: '2026-05-01T08:00:00.000Z',
      decided_at: '2026-05-02T08:00:00.000Z',
      effective_seq: 0,
      head_seq: 1,
      rev: 9,
      claim: null,
    });
    expect(built.versions.map((each) => each.snapshot)).toEqual([{ total: 1 }, { total: 2 }]);
    expect(built.versions[1]).toMatchObject({ author: DANA, note: 'Total.', origin: 'human_edit' });
    expect(faultsOf(built)).toEqual([]);
  });

  test.each([2, 3, 4, 5, 20])('reaches rev %i', (rev) => {
    const built = overlay({ rev });
    expect(built.rev).toBe(rev);
    expect(built.claim).toBeNull();
    expect(faultsOf(built)).toEqual([]);
  });

  test('has the claim that is asked for', () => {
    const claim = {
      holder: DANA,
      claimed_at: '2026-05-13T09:00:00.000Z',
      expires_at: '2026-05-13T09:10:00.000Z',
    };
    expect(overlay({ claim }).claim).toEqual(claim);
    expect(overlay({ claim: {} }).claim).not.toBeNull();
    expect(overlay({ claim: { expires_at: '2026-05-13T10:00:00.000Z' } }).claim?.expires_at).toBe(
      '2026-05-13T10:00:00.000Z',
    );
  });

  test.each(['extract', 'classifier', 'split', 'for_each', 'conditional'] as const)(
    'has content for %s',
    (block_type) => {
      expect(faultsOf(overlay({ block_type, status: 'rejected' }))).toEqual([]);
    },
  );

  test.each<readonly [() => unknown, string]>([
    [() => overlay({ rev: 1, status: 'approved' }), 'REV-6'],
    [() => overlay({ status: 'approved', effective_seq: 3 }), 'seq 3'],
    [() => overlay({ status: 'rejected', decision: { reason: ' ' } }), 'blank'],
    [() => overlay({ versions: [{}, { parent_seq: 4 }] }), 'seq 4'],
    [
      () =>
        overlay({
          created_at: '2026-05-13T09:00:00.000Z',
          status: 'approved',
          decided_at: '2026-05-13T08:00:00.000Z',
        }),
      'TIME-1',
    ],
    [() => overlay({ created_at: 'yesterday' }), 'TIME-1'],
    [() => overlay({ triggered_by: { kind: 'branch_in', branches: ['a'] } }), 'PRD-5'],
    [
      () =>
        overlay({
          claim: { claimed_at: '2026-05-13T09:00:00.000Z', expires_at: '2026-05-13T09:00:01.000Z' },
        }),
      'CLM-1',
    ],
    [() => overlay({ priority: 0.5 }), 'SCH-1'],
    [() => workflowReview({ block_type: 'conditional' } as never), 'LST-5'],
    [() => agentHilReview({ status: 'submitted', mode: 'pre_review' }), 'AGT-3'],
    [
      () =>
        agentHilReview({ status: 'proposed', proposed_decision: { confidence: 1, evidence: [] } }),
      'AGT-6',
    ],
  ])('refuses what cannot be: %s', (build, words) => {
    expect(build).toThrow(ImpossibleRequest);
    expect(build).toThrow(words);
  });

  test('does not compile where types can tell', () => {
    const impossible = [
      // @ts-expect-error a review that waits has no time of decision
      () => overlay({ status: 'awaiting_review', decided_at: '2026-05-13T09:05:00.000Z' }),
      // @ts-expect-error nor an effective version
      () => overlay({ effective_seq: 0 }),
      // @ts-expect-error a decision clears the claim
      () => overlay({ status: 'approved', claim: { holder: DANA } }),
      // @ts-expect-error a rejection names no version to go on with
      () => overlay({ status: 'rejected', effective_seq: 0 }),
      // @ts-expect-error an approval has no reason
      () => overlay({ status: 'approved', decision: { reason: 'because' } }),
      // @ts-expect-error the first version is the model's
      () => overlay({ versions: [{ origin: 'human_edit' }] }),
      // @ts-expect-error and every later one is not
      () => overlay({ versions: [{}, { origin: 'model_output' }] }),
      // @ts-expect-error there is at least one version
      () => overlay({ versions: [] }),
      // @ts-expect-error follows from the versions
      () => overlay({ head_seq: 3 }),
      // @ts-expect-error follows from run and block
      () => overlay({ _id: 'x' }),
      // @ts-expect-error there is no such status
      () => overlay({ status: 'done' }),
      // @ts-expect-error is not on the resource surface
      () => workflowReview({ block_type: 'conditional' }),
      // @ts-expect-error only a failure has a reason
      () => agentHilReview({ status: 'proposed', failure_reason: 'x' }),
    ];
    expect(impossible).toHaveLength(13);
  });
});

describe('the other surfaces', () => {
  test('a review', () => {
    const built = workflowReview({
      status: 'rejected',
      decision: { reason: 'Illegible.' },
      iteration_key: 'row-1',
    });
    expect(built).toMatchObject({
      iteration_key: 'row-1',
      decision: { verdict: 'rejected', reason: 'Illegible.' },
    });
    expect(faultsOf(built)).toEqual([]);
  });

  test.each([
    'queued',
    'running',
    'proposed',
    'submitted',
    'escalated',
    'failed',
    'superseded_by_human',
  ] as const)('an agent that is %s', (status) => {
    const built = agentHilReview({ status, run_id: 'run_9' });
    expect(built).toMatchObject({ status, run_id: 'run_9' });
    expect(faultsOf(built)).toEqual([]);
  });
});
