import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/conformance/oracle/action.ts';
import {
  leavesOf,
  modelOf,
  parentIdOf,
  seqOfVersionId,
  versionIdAt,
  type ModelReview,
} from '../../../src/conformance/oracle/model-review.ts';
import { predict } from '../../../src/conformance/oracle/predict.ts';
import type { Dialect } from '../../../src/conformance/dialect.ts';
import { ANN, BOB, freshOverlay } from '../sample-exchange.ts';

const FRESH = modelOf(freshOverlay());
const SNAPSHOT = { total: 2 };

type Body = Readonly<Record<string, unknown>>;

function act(kind: Action['kind'], body: Body, actor = ANN as Action['actor']): Action {
  return { kind, body, actor } as unknown as Action;
}

/** Carries out what must be possible. */
function after(review: ModelReview, ...actions: readonly Action[]): ModelReview {
  return actions.reduce((state, action) => {
    const { effect, next } = predict(state, action, {});
    expect(effect).toBe('applied');
    return next;
  }, review);
}

const append = (stamp: number, more: Body = {}) =>
  act('append', { version_stamp: stamp, snapshot: SNAPSHOT, ...more });
const approve = (stamp: number, more: Body = {}) =>
  act('decide', { version_stamp: stamp, verdict: 'approved', ...more });
const reject = (stamp: number, more: Body = {}) =>
  act('decide', { version_stamp: stamp, verdict: 'rejected', reason: 'Wrong.', ...more });

const EDITED = after(FRESH, append(1));
const APPROVED = after(FRESH, approve(1));
const REJECTED = after(FRESH, reject(1));
const COMMANDED = after(FRESH, append(1, { command_id: 'c1' }));
const V0 = versionIdAt(EDITED, 0) ?? '';
const V1 = versionIdAt(EDITED, 1) ?? '';

type Case = readonly [
  what: string,
  review: ModelReview,
  action: Action,
  expected: readonly [effect: string, statuses: readonly number[], requirement: string],
];

const CASES: readonly Case[] = [
  ['claim', FRESH, act('claim', { version_stamp: 1 }), ['applied', [200], 'CLM-1']],
  ['claim behind', EDITED, act('claim', { version_stamp: 1 }), ['stale', [409], 'CAS-1']],
  ['claim ahead', FRESH, act('claim', { version_stamp: 2 }), ['stale', [409], 'CAS-1']],
  ['claim decided', APPROVED, act('claim', { version_stamp: 2 }), ['refused', [409], 'DEC-5']],
  ['claim decided, stale', APPROVED, act('claim', { version_stamp: 1 }), ['stale', [409], 'CAS-1']],
  ['release', FRESH, act('release', { version_stamp: 1 }), ['applied', [200], 'CLM-4']],
  ['append', FRESH, append(1), ['applied', [200], 'VER-1']],
  ['append on nothing', FRESH, append(1, { parent_seq: 7 }), ['refused', [422], 'VER-2']],
  ['append decided', REJECTED, append(2), ['refused', [409], 'DEC-5']],
  ['repeat', COMMANDED, append(1, { command_id: 'c1' }), ['repeat', [200], 'IDM-1']],
  [
    'repeat, with defaults and another stamp',
    COMMANDED,
    append(99, { command_id: 'c1', origin: 'human_edit', note: null }),
    ['repeat', [200], 'IDM-1'],
  ],
  [
    'reuse',
    COMMANDED,
    append(2, { command_id: 'c1', note: 'x' }),
    ['refused', [409, 422], 'IDM-3'],
  ],
  [
    'reuse for another operation',
    COMMANDED,
    approve(2, { command_id: 'c1' }),
    ['refused', [409, 422], 'IDM-3'],
  ],
  ['approve', FRESH, approve(1), ['applied', [200], 'DEC-1']],
  ['approve nothing', FRESH, approve(1, { on_seq: 5 }), ['refused', [422], 'DEC-1']],
  ['approve to nothing', FRESH, approve(1, { effective_seq: 5 }), ['refused', [422], 'DEC-1']],
  ['approve nothing, stale', FRESH, approve(0, { on_seq: 5 }), ['stale', [409], 'CAS-1']],
  ['reject', FRESH, reject(1), ['applied', [200], 'DEC-3']],
  ['decide again', APPROVED, reject(2), ['refused', [409], 'DEC-5']],
  [
    'create',
    FRESH,
    act('create', { parent_id: V0, snapshot: SNAPSHOT }),
    ['applied', [201], 'RES-3'],
  ],
  [
    'create again',
    EDITED,
    act('create', { parent_id: V0, snapshot: SNAPSHOT }),
    ['repeat', [201], 'RES-3'],
  ],
  [
    'create the same elsewhere',
    EDITED,
    act('create', { parent_id: V1, snapshot: SNAPSHOT }),
    ['refused', [409], 'RES-3'],
  ],
  [
    'create under nothing',
    FRESH,
    act('create', { parent_id: 'rvr_no', snapshot: SNAPSHOT }),
    ['refused', [404], 'RES-3'],
  ],
  [
    'create decided',
    APPROVED,
    act('create', { parent_id: V0, snapshot: SNAPSHOT }),
    ['refused', [409], 'RES-7'],
  ],
  ['verdict', FRESH, act('approve', { version_id: V0 }), ['applied', [200], 'RES-5']],
  ['verdict on nothing', FRESH, act('approve', { version_id: 'x' }), ['refused', [404], 'RES-5']],
  ['verdict again', APPROVED, act('approve', { version_id: V0 }), ['repeat', [200], 'RES-6']],
  [
    'another verdict',
    APPROVED,
    act('reject', { version_id: V0, reason: 'No.' }),
    ['refused', [200, 409], 'RES-7'],
  ],
  [
    'rejection again, for another reason',
    REJECTED,
    act('reject', { version_id: V0, reason: 'Other.' }),
    ['repeat', [200], 'RES-6'],
  ],
  ['hil', FRESH, act('hil', { approved: true }), ['applied', [202], 'HIL-1']],
  ['hil again', APPROVED, act('hil', { approved: true }), ['repeat', [202], 'HIL-1']],
  [
    'hil again, with the data that stands',
    APPROVED,
    act('hil', { approved: true, modified_data: { total: 1 } }),
    ['repeat', [202], 'HIL-1'],
  ],
  [
    'hil again, with other data',
    APPROVED,
    act('hil', { approved: true, modified_data: { total: 9 } }),
    ['refused', [409], 'HIL-1'],
  ],
  ['hil otherwise', APPROVED, act('hil', { approved: false }), ['refused', [409], 'HIL-1']],
  ['reopen', APPROVED, act('reopen', {}), ['applied', [200], 'DEC-5']],
  ['reopen what waits', FRESH, act('reopen', {}), ['refused', [409], 'DEC-5']],
];

describe('what must come of an action', () => {
  test.each(CASES)('%s', (_what, review, action, [effect, statuses, requirement]) => {
    const prediction = predict(review, action, {});
    expect(prediction).toMatchObject({ effect, statuses, requirement });
    const { rev } = prediction.next;
    expect(rev).toBe(effect === 'applied' ? review.rev + 1 : review.rev);
    const isUntouched = effect === 'repeat' || effect === 'refused';
    expect(prediction.next).toEqual(isUntouched ? review : prediction.next);
  });

  test('a stale stamp leaves an entry in the audit and nothing else', () => {
    const { next } = predict(FRESH, append(0), {});
    const entry = {
      action: 'stale_write_rejected',
      actor: ANN,
      revObserved: 0,
      revResult: null,
    };
    expect(next).toEqual({ ...FRESH, audit: [...FRESH.audit, entry] });
  });

  test('a claim is whose it is, for as long as was asked', () => {
    const claim = (body: Body) => after(FRESH, act('claim', { version_stamp: 1, ...body })).claim;
    expect(claim({})).toEqual({ holder: ANN, ttlSeconds: 900 });
    expect(claim({ ttl_seconds: 30 })).toEqual({ holder: ANN, ttlSeconds: 30 });
  });

  test('an append adds one version and moves nothing else', () => {
    const next = after(FRESH, append(1, { note: 'n', origin: 'agent_edit', parent_seq: 0 }));
    expect(next.versions).toHaveLength(2);
    expect(next.versions[1]).toEqual({
      parentSeq: 0,
      author: ANN,
      origin: 'agent_edit',
      snapshot: SNAPSHOT,
      note: 'n',
    });
    expect(next).toMatchObject({ status: 'awaiting_review', effectiveSeq: null, decisions: [] });
  });

  test('approving with edits is one write with two entries, and approves the edit', () => {
    const next = after(EDITED, approve(2, { edited_output: { total: 3 }, on_seq: 0 }));
    expect(next).toMatchObject({ rev: 3, status: 'approved', effectiveSeq: 2 });
    expect(next.versions[2]).toMatchObject({ parentSeq: 0, snapshot: { total: 3 } });
    expect(next.decisions).toMatchObject([{ onSeq: 2, effectiveSeq: 2, reason: null }]);
    expect(next.audit.slice(-2)).toMatchObject([
      { action: 'version_added', revResult: 3 },
      { action: 'decision_made', revResult: 3 },
    ]);
  });

  test('a rejection has a reason and no effective version', () => {
    expect(REJECTED).toMatchObject({ status: 'rejected', effectiveSeq: null });
    expect(REJECTED.decisions).toMatchObject([{ reason: 'Wrong.', onSeq: 0, effectiveSeq: null }]);
  });

  test('reopening keeps decisions and the commands that were given', () => {
    const decided = after(FRESH, approve(1, { command_id: 'c' }));
    const reopened = after(decided, act('reopen', {}));
    expect(reopened).toMatchObject({ status: 'awaiting_review', effectiveSeq: null, rev: 3 });
    expect(reopened.decisions).toHaveLength(1);
    expect(predict(reopened, approve(1, { command_id: 'c' }), {}).effect).toBe('repeat');
  });

  test.each<readonly [Dialect, (review: ModelReview) => unknown, unknown, unknown]>([
    [{ 'claim-after-decision': 'kept' }, ({ claim }) => claim === null, true, false],
    [{ 'edit-step': '2' }, ({ rev }) => rev, 3, 4],
  ])('%j is a permitted reading', (dialect, view, usual, permitted) => {
    const claimed = after(FRESH, act('claim', { version_stamp: 1 }, BOB));
    const decision = approve(2, { edited_output: SNAPSHOT });
    expect(view(predict(claimed, decision, {}).next)).toBe(usual);
    expect(view(predict(claimed, decision, dialect).next)).toBe(permitted);
  });

  test('releasing nothing may be a write or not', () => {
    const release = act('release', { version_stamp: 1 });
    expect(predict(FRESH, release, {}).next.rev).toBe(2);
    expect(predict(FRESH, release, { 'empty-release': 'no-op' }).next).toEqual(FRESH);
  });
});

describe('the tree of versions on the resource surface', () => {
  const TWIN = after(
    EDITED,
    append(2, { snapshot: { total: 1 }, parent_seq: 1 }),
    append(3, { snapshot: { total: 4 }, parent_seq: 2 }),
  );

  test('has each content once, where it first stood', () => {
    expect(seqOfVersionId(TWIN, V0)).toBe(0);
    expect(versionIdAt(TWIN, 2)).toBe(V0);
    expect(parentIdOf(TWIN, V0)).toBeUndefined();
    expect(parentIdOf(TWIN, V1)).toBe(V0);
    expect(leavesOf(TWIN)).toEqual([V1, versionIdAt(TWIN, 3)]);
  });

  test('knows no version that is not there', () => {
    expect(seqOfVersionId(FRESH, V1)).toBeUndefined();
    expect(versionIdAt(FRESH, 1)).toBeUndefined();
  });

  test('takes a review over as it was read', () => {
    const claim = {
      holder: ANN,
      claimed_at: '2026-05-13T09:00:00Z',
      expires_at: '2026-05-13T11:00:30+02:00',
    };
    expect(modelOf(freshOverlay({ claim })).claim).toEqual({ holder: ANN, ttlSeconds: 30 });
    expect(FRESH).toMatchObject({ rev: 1, claim: null, commands: new Map() });
  });
});
