import { describe, expect, test } from 'vitest';
import { createGrowthOracle } from '../../../src/conformance/oracle/growth-oracle.ts';
import { observeOverlay } from '../../../src/conformance/oracle/overlay-oracle.ts';
import type { Observation } from '../../../src/conformance/oracle/observation.ts';
import { ANN, freshOverlay } from '../sample-exchange.ts';

const [FIRST] = freshOverlay().versions;
const EDIT = { ...FIRST, seq: 1, parent_seq: 0, origin: 'human_edit' };
const AT = '2026-05-13T09:01:00.000Z';
const APPROVAL = {
  verdict: 'approved',
  on_seq: 0,
  effective_seq: 0,
  reason: null,
  decided_by: ANN,
  decided_at: AT,
};
const REJECTION = { ...APPROVAL, verdict: 'rejected', effective_seq: null, reason: 'Wrong.' };
const APPROVED = { status: 'approved', decided_at: AT, effective_seq: 0, decisions: [APPROVAL] };
const REJECTED = { status: 'rejected', decided_at: AT, decisions: [REJECTION] };
const REOPENED = [{ action: 'reopened', at: AT, actor: ANN, rev_observed: 2, rev_result: 3 }];

function broken(observations: readonly Observation[]): readonly string[] {
  return observations
    .filter(({ holds }) => !holds)
    .map(({ requirement, level, words }) => {
      expect(words().every((each) => typeof each === 'string')).toBe(true);
      return `${requirement} ${level}`;
    });
}

describe('an overlay by itself', () => {
  test.each([
    ['fresh', {}],
    ['edited', { head_seq: 1, versions: [FIRST, EDIT] }],
    ['approved', APPROVED],
    ['rejected', REJECTED],
    ['reopened', { decisions: [APPROVAL], audit: REOPENED }],
    ['without what may be left out', { audit: undefined, decisions: undefined }],
  ])('%s is sound', (_what, change) => {
    expect(broken(observeOverlay(freshOverlay(change)))).toEqual([]);
  });

  test.each<readonly [string, object, readonly string[]]>([
    ['ids differ', { _id: 'other' }, ['REV-1 MUST']],
    ['there is no version', { versions: [], head_seq: undefined }, ['REV-2 MUST', 'REV-2 MUST']],
    ['seqs have a gap', { versions: [FIRST, { ...EDIT, seq: 2 }], head_seq: 2 }, ['REV-2 MUST']],
    ['seqs fall', { versions: [EDIT, FIRST] }, ['REV-2 MUST', 'REV-2 MUST']],
    ['head_seq is another', { head_seq: 1 }, ['REV-2 MUST']],
    ['the first is an edit', { versions: [{ ...FIRST, origin: 'human_edit' }] }, ['REV-2 MUST']],
    ['the hash is another', { versions: [{ ...FIRST, snapshot: { total: 2 } }] }, ['REV-7 SHOULD']],
    ['the first has a parent', { versions: [{ ...FIRST, parent_seq: 0 }] }, ['REV-7 SHOULD']],
    [
      'another has none',
      { head_seq: 1, versions: [FIRST, { ...EDIT, parent_seq: null }] },
      ['REV-7 SHOULD'],
    ],
    ['decided_at while it waits', { decided_at: AT }, ['REV-3 MUST']],
    ['no decided_at', { ...APPROVED, decided_at: null }, ['REV-3 MUST']],
    ['another verdict stands', { ...APPROVED, decisions: [APPROVAL, REJECTION] }, ['REV-3 MUST']],
    ['effective_seq while it waits', { effective_seq: 0 }, ['REV-4 MUST']],
    ['effective_seq of a rejection', { ...REJECTED, effective_seq: 0 }, ['REV-4 MUST']],
    ['none of an approval', { ...APPROVED, effective_seq: null }, ['REV-4 MUST']],
    ['decisions while it waits', { decisions: [APPROVAL] }, ['REV-5 MUST']],
    [
      'a decision on nothing',
      { ...APPROVED, decisions: [{ ...APPROVAL, on_seq: 4 }] },
      ['DEC-1 MUST'],
    ],
    [
      'an approval of nothing',
      { ...APPROVED, decisions: [{ ...APPROVAL, effective_seq: null }] },
      ['DEC-1 MUST'],
    ],
    [
      'an approval with a reason',
      { ...APPROVED, decisions: [{ ...APPROVAL, reason: 'x' }] },
      ['DEC-1 MUST'],
    ],
    [
      'a rejection with an effect',
      { ...REJECTED, decisions: [{ ...REJECTION, effective_seq: 0 }] },
      ['DEC-3 MUST'],
    ],
    [
      'a rejection for a blank reason',
      { ...REJECTED, decisions: [{ ...REJECTION, reason: ' ' }] },
      ['DEC-3 MUST'],
    ],
    [
      'times that go back',
      { audit: [...REOPENED, { ...REOPENED[0], at: '2026-05-13T09:00:59.999Z' }] },
      ['TIME-1 MUST'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(broken(observeOverlay(freshOverlay(change)))).toEqual(expected);
  });

  test('compares instants, not texts', () => {
    const versions = [FIRST, { ...EDIT, created_at: '2026-05-13T11:00:01.000+02:00' }];
    expect(broken(observeOverlay(freshOverlay({ head_seq: 1, versions })))).toEqual([]);
  });
});

describe('a review over time', () => {
  const SEEN = freshOverlay({ head_seq: 1, versions: [FIRST, EDIT], decisions: [APPROVAL] });
  const CHANGED = { ...EDIT, note: 'another' };

  test('may grow, and may be seen as it was', () => {
    const { observe } = createGrowthOracle();
    for (const overlay of [freshOverlay(), SEEN, freshOverlay(), SEEN]) {
      expect(broken(observe(overlay))).toEqual([]);
    }
  });

  test.each<readonly [string, object, string]>([
    ['a version', { versions: [FIRST, CHANGED] }, 'REV-2 MUST'],
    ['the first version', { versions: [{ ...FIRST, snapshot: {} }] }, 'REV-2 MUST'],
    ['a decision', { decisions: [REJECTION] }, 'REV-5 MUST'],
    ['the audit', { audit: REOPENED }, 'REV-5 MUST'],
  ])('%s must not change', (_what, change, expected) => {
    const { observe } = createGrowthOracle();
    observe(SEEN);
    expect(broken(observe({ ...SEEN, ...change } as typeof SEEN))).toEqual([expected]);
  });

  test('a change shows whichever came first', () => {
    const { observe } = createGrowthOracle();
    observe(freshOverlay({ versions: [FIRST, CHANGED] }));
    observe(freshOverlay());
    expect(broken(observe(SEEN))).toEqual(['REV-2 MUST']);
  });
});
