import { describe, expect, test } from 'vitest';
import type { ActionKind } from '../../../src/conformance/oracle/action.ts';
import { compareReview, type Cause } from '../../../src/conformance/oracle/compare-review.ts';
import { modelOf } from '../../../src/conformance/oracle/model-review.ts';
import type { ReviewOverlay } from '../../../src/contract/wire.ts';
import { ANN, BOB, freshOverlay } from '../sample-exchange.ts';

const [FIRST] = freshOverlay().versions;
const [OPENED] = freshOverlay().audit ?? [];
const EDIT = { ...FIRST, seq: 1, parent_seq: 0, author: ANN, origin: 'human_edit', note: 'n' };
const DECISION = { verdict: 'approved', decided_by: ANN, on_seq: 1, effective_seq: 1 };
const RIGHT = freshOverlay({
  rev: 4,
  status: 'approved',
  effective_seq: 1,
  versions: [FIRST, EDIT],
  decisions: [DECISION],
});
const MODEL_OF_IT = modelOf(RIGHT);

function cause(action: ActionKind, more: Partial<Cause> = {}): Cause {
  return { action, effect: 'applied', hasEdits: false, ...more };
}

/** Who is blamed when a server shows these members otherwise. */
function blamed(change: object, why: Cause): readonly string[] {
  return compareReview(MODEL_OF_IT, { ...RIGHT, ...change } as ReviewOverlay, why)
    .filter(({ holds }) => !holds)
    .map(({ requirement, level }) => `${requirement} ${level}`);
}

const CLAIM = { claim: { holder: BOB, expires_at: '2026-05-13T09:15:00Z' } };
const EDITED = { versions: [FIRST, { ...EDIT, snapshot: { total: 9 } }] };
const AUDITED = { audit: [OPENED, { ...OPENED, action: 'claimed' }] };

describe('a state that is not the model’s', () => {
  test('is none when it is the same', () => {
    for (const action of ['claim', 'decide', 'hil', 'reopen'] as const) {
      expect(blamed({}, cause(action))).toEqual([]);
    }
  });

  test.each<readonly [string, object, Cause, string]>([
    ['rev', { rev: 5 }, cause('append'), 'REV-6 MUST'],
    ['rev after an edit', { rev: 5 }, cause('decide', { hasEdits: true }), 'REV-6 SHOULD'],
    ['rev after another surface', { rev: 5 }, cause('create'), 'X-2 SHOULD'],
    ['status', { status: 'rejected' }, cause('decide'), 'DEC-1 MUST'],
    ['status after an append', { status: 'rejected' }, cause('append'), 'REV-3 MUST'],
    ['effective_seq', { effective_seq: 0 }, cause('decide'), 'REV-4 MUST'],
    ['decisions', { decisions: [] }, cause('decide'), 'DEC-1 MUST'],
    ['decisions after a claim', { decisions: [] }, cause('claim'), 'REV-5 MUST'],
    ['claim', CLAIM, cause('claim'), 'CLM-1 MUST'],
    ['claim after a release', CLAIM, cause('release'), 'CLM-4 MUST'],
    ['claim after an append', CLAIM, cause('append'), 'CLM-2 MUST'],
    ['claim after a decision', CLAIM, cause('decide'), 'DEC-4 SHOULD'],
    ['content', EDITED, cause('append'), 'VER-1 MUST'],
    ['content after an edit', EDITED, cause('decide', { hasEdits: true }), 'DEC-2 MUST'],
    ['content after a claim', EDITED, cause('claim'), 'REV-2 MUST'],
    ['content after a verdict', EDITED, cause('approve'), 'X-1 SHOULD'],
    ['content after hil', EDITED, cause('hil'), 'HIL-1 SHOULD'],
    ['author', { versions: [FIRST, { ...EDIT, author: BOB }] }, cause('append'), 'VER-1 MUST'],
    ['note', { versions: [FIRST, { ...EDIT, note: 'N' }] }, cause('append'), 'VER-1 MUST'],
    ['parent', { versions: [FIRST, { ...EDIT, parent_seq: 1 }] }, cause('append'), 'VER-2 SHOULD'],
    ['a version too few', { versions: [FIRST] }, cause('append'), 'VER-1 MUST'],
    ['audit', AUDITED, cause('claim'), 'REV-8 MUST'],
    ['audit after a verdict', AUDITED, cause('reject'), 'REV-8 SHOULD'],
    ['rev after a repeat', { rev: 5 }, cause('append', { effect: 'repeat' }), 'IDM-1 MUST'],
    ['rev after created again', { rev: 5 }, cause('create', { effect: 'repeat' }), 'RES-3 MUST'],
    ['rev after approved again', { rev: 5 }, cause('approve', { effect: 'repeat' }), 'RES-6 MUST'],
    ['rev after hil again', { rev: 5 }, cause('hil', { effect: 'repeat' }), 'HIL-1 MUST'],
    ['rev after a stale write', { rev: 5 }, cause('claim', { effect: 'stale' }), 'CAS-4 MUST'],
    ['audit after a stale write', AUDITED, cause('claim', { effect: 'stale' }), 'CAS-4 SHOULD'],
    ['rev after a refusal', { rev: 5 }, cause('claim', { effect: 'refused' }), 'ERR-2 MUST'],
    ['audit after a refusal', AUDITED, cause('claim', { effect: 'refused' }), 'CAS-4 SHOULD'],
  ])('%s', (_what, change, why, expected) => {
    expect(blamed(change, why)).toEqual([expected]);
  });

  test('says after what, and what it is instead of what', () => {
    const seen = { ...RIGHT, rev: 5 } as ReviewOverlay;
    const broken = compareReview(MODEL_OF_IT, seen, cause('append', { effect: 'stale' })).find(
      ({ holds }) => !holds,
    );
    expect(broken?.words()).toEqual(['after a stale append, rev is 5 instead of 4', '4', '5']);
  });

  test('does not miss an audit that is not shown, nor who reopened', () => {
    const { audit: _, ...bare } = RIGHT;
    const all = compareReview(MODEL_OF_IT, bare as ReviewOverlay, cause('claim'));
    expect(all.every(({ holds }) => holds)).toBe(true);
    const open = {
      ...MODEL_OF_IT,
      audit: MODEL_OF_IT.audit.map((each) => ({ ...each, actor: null })),
    };
    expect(compareReview(open, RIGHT, cause('reopen')).every(({ holds }) => holds)).toBe(true);
  });
});
