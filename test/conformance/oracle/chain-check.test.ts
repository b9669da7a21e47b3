import { describe, expect, test } from 'vitest';
import { checkChain } from '../../../src/conformance/oracle/chain-check.ts';
import { STRICT_DIALECT, type ChainRule } from '../../../src/conformance/oracle/chain-history.ts';
import { compareWithSearch, historyOf } from './differential.ts';
import { isLinearizable } from './exhaustive-search.ts';
import { ILLEGAL_ORDERS } from './illegal-orders.ts';
import { ILLEGAL_WRITES } from './illegal-writes.ts';
import { LEGAL } from './legal-chains.ts';
import { EMPTY_LIST, LIST_MODEL } from './list-model.ts';
import { accepted, FIRST, read, turned } from './list-operations.ts';
import { broken, check } from './list-verdicts.ts';

const ILLEGAL = [...ILLEGAL_WRITES, ...ILLEGAL_ORDERS];

const RULES: readonly ChainRule[] = [
  ...(['STEP', 'DUP', 'LOST-UPDATE', 'TORN-READ', 'PHANTOM-REV', 'ILLEGAL-ACCEPT'] as const),
  ...(['RESPONSE-MISMATCH', 'CMD-TWICE', 'REPLAY-OLD', 'REPLAY-OF-NOTHING'] as const),
  ...(['REPLAY-REFUSED', 'CONFLICT-WITHOUT-WITNESS', 'REAL-TIME', 'REV-BACK'] as const),
  'STALE-READ',
];

describe('a history that no correct list can produce', () => {
  test.each(ILLEGAL)('$name', ({ operations, found, sentence }) => {
    expect(broken(operations)).toEqual(found);
    const verdict = check(operations);
    expect(verdict.kind === 'violated' && verdict.violations[0]?.sentence).toBe(sentence);
  });

  test.each(ILLEGAL)('$name, in the eyes of the search', ({ operations }) => {
    const start = { rev: 0, state: EMPTY_LIST };
    const history = { start, operations, dialect: STRICT_DIALECT };
    expect(isLinearizable(history, LIST_MODEL)).toBe(false);
  });

  test('there is one for every rule', () => {
    const rules = ILLEGAL.flatMap(({ found }) => found.map((each) => each.split(' ')[0]));
    expect(new Set(rules)).toEqual(new Set(RULES));
  });

  test('a revision from before the history began', () => {
    const history = {
      start: { rev: 3, state: EMPTY_LIST },
      operations: [read([1, 'A', 1, 2], 2), accepted([2, 'A', 3, 4], 2, 'a')],
      dialect: STRICT_DIALECT,
    };
    expect(checkChain(history, LIST_MODEL)).toMatchObject({
      violations: [
        { rule: 'REV-BACK', witness: [1] },
        { rule: 'STEP', witness: [2] },
      ],
    });
  });

  test('two faults that can be told apart are both found, each once', () => {
    const operations = [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      accepted([3, 'B', 4, 5], 1, 'c'),
      read([4, 'A', 7, 8], 2, 'ab'),
      read([5, 'B', 9, 10], 3, 'ab'),
      read([6, 'B', 11, 12], 4, 'ab'),
      turned('conflict', [7, 'B', 13, 14], [4, 'd']),
    ];
    expect(broken(operations)).toEqual([
      'DUP CAS-2 MUST: 2,3',
      'PHANTOM-REV REV-6 MUST: 5',
      'CONFLICT-WITHOUT-WITNESS CAS-1 MUST: 7',
    ]);
  });
});

describe('a history that a correct list can produce', () => {
  test.each(Object.entries(LEGAL))('%s', (_, operations) => {
    expect(broken(operations)).toBe('holds');
    const history = { start: { rev: 0, state: EMPTY_LIST }, operations, dialect: STRICT_DIALECT };
    expect(isLinearizable(history, LIST_MODEL)).toBe(true);
  });

  test('says how long the chain is, and what was compared', () => {
    expect(check(LEGAL['lost answers that only what follows tells apart'] ?? [])).toEqual({
      kind: 'holds',
      length: 2,
      settled: 1,
      documents: 1,
    });
  });
});

describe('the permitted readings', () => {
  test('a revision may move by more than one', () => {
    const operations = [
      accepted([1, 'A', 1, 2], 0, 'a', { rev: 3, document: 'a' }),
      read([2, 'B', 3, 4], 3, 'a'),
      turned('unknown', [3, 'A', 5, null], [3, 'b']),
      read([4, 'B', 6, 7], 8, 'ab'),
      turned('conflict', [5, 'B', 8, 9], [3, 'c']),
    ];
    expect(broken(operations, { isStepOne: false })).toBe('holds');
    expect(broken(operations)).not.toBe('holds');
    const twice = [...operations, accepted([6, 'B', 10, 11], 3, 'd', { rev: 11 })];
    expect(broken(twice, { isStepOne: false })).toEqual(['STEP CAS-1 MUST: 6']);
  });

  test('a contended write may get 409, one alone may not', () => {
    const alone = [FIRST, turned('conflict', [2, 'B', 3, 4], [1, 'b'])];
    const contended = [...alone, turned('conflict', [3, 'A', 1, 5], [9, 'c'])];
    expect(broken(alone, { mayFailSpuriously: true })).toEqual([
      'CONFLICT-WITHOUT-WITNESS CAS-1 SHOULD: 2',
    ]);
    expect(broken(contended, { mayFailSpuriously: true })).toBe('holds');
    expect(broken(contended)).toEqual(['CONFLICT-WITHOUT-WITNESS CAS-2 SHOULD: 2']);
  });

  test('a MUST takes the place of a SHOULD of the same rule', () => {
    const operations = [
      FIRST,
      turned('conflict', [2, 'A', 3, 6], [1, 'b']),
      turned('conflict', [3, 'B', 4, 5], [1, 'c']),
      turned('conflict', [4, 'B', 7, 8], [1, 'c']),
    ];
    expect(broken(operations)).toEqual(['CONFLICT-WITHOUT-WITNESS CAS-1 MUST: 4']);
  });

  test('others may write: only what they cannot explain is held against the target', () => {
    const operations = [
      FIRST,
      read([2, 'A', 3, 4], 2, 'ax'),
      accepted([3, 'A', 5, 6], 2, 'b', { document: 'axb' }),
      read([4, 'A', 7, 8], 5, 'axbyz'),
      turned('conflict', [5, 'A', 9, 10], [5, 'd']),
    ];
    expect(broken(operations, { hasForeignWriters: true })).toBe('holds');
    const stale = [...operations, read([6, 'A', 11, 12], 2, 'ax')];
    expect(broken(stale, { hasForeignWriters: true })).toEqual(['REV-BACK CAS-3 MUST: 3,6']);
    const torn = [...operations, read([6, 'A', 11, 12], 5, 'axb')];
    expect(broken(torn, { hasForeignWriters: true })).toEqual(['TORN-READ CAS-3 MUST: 6']);
  });
});

describe('odd input', () => {
  test.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY])('a rev of %d is not judged', (rev) => {
    expect(check([read([1, 'A', 1, 2], rev)])).toEqual({
      kind: 'unknown',
      reason: `#1 was answered rev ${rev}, which is no integer`,
    });
    expect(broken([accepted([1, 'A', 1, 2], 0, 'a', { rev }), read([2, 'B', 3, 4], 1, 'a')])).toBe(
      'unknown',
    );
  });

  test('a clock that runs backwards is not judged', () => {
    expect(broken([read([1, 'A', 2, 1], 0)])).toBe('unknown');
    expect(broken([read([1, 'A', Number.NaN, 1], 0)])).toBe('unknown');
  });

  test('a stamp that is no integer cannot have been right', () => {
    const operation = accepted([1, 'A', 1, 2], Number.NaN, 'a', { rev: 1 });
    expect(broken([operation])).toEqual(['STEP REV-6 MUST: 1']);
    expect(broken([turned('conflict', [1, 'A', 1, 2], [Number.NaN, 'a'])])).toBe('holds');
  });

  test('a rev beyond all bounds ends at once', () => {
    const rev = Number.MAX_SAFE_INTEGER;
    expect(broken([read([1, 'A', 1, 2], rev)])).toEqual(['PHANTOM-REV REV-6 MUST: 1']);
  });

  test('what lost answers leave open is not called a pass', () => {
    const operations = Array.from({ length: 7 }, (_, stamp) =>
      ['a', 'b', 'c'].map((write, place) =>
        turned('unknown', [stamp * 3 + place, 'A', stamp * 3 + place + 1, null], [stamp, write]),
      ),
    ).flat();
    expect(check([...operations, read([99, 'B', 100, 101], 7)])).toEqual({
      kind: 'unknown',
      reason: 'writes without an answer leave too many ways open',
    });
  });
});

describe('the check and the exhaustive search', () => {
  test('agree on random histories, legal and not, and on every kind of fault', () => {
    const { valid, invalid, unknown, rules, disagreements } = compareWithSearch(3_000, 1);
    expect(disagreements).toEqual([]);
    expect(unknown).toBe(0);
    expect(valid).toBeGreaterThan(1_500);
    expect(invalid).toBeGreaterThan(450);
    expect(new Set(Object.keys(rules))).toEqual(new Set(RULES));
  });

  test('draw the same history from the same seed', () => {
    expect(historyOf(7)).toEqual(historyOf(7));
    expect(historyOf(7)).not.toEqual(historyOf(8));
  });
});
