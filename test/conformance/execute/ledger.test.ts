import { describe, expect, test } from 'vitest';
import { createJudge } from '../../../src/conformance/execute/judge.ts';
import { createLedger } from '../../../src/conformance/execute/ledger.ts';
import { Inconclusive } from '../../../src/conformance/rig.ts';
import { answer, exchangeOf } from '../sample-exchange.ts';

const ALL = () => true;
const JUDGED = { requirement: 'CAS-1', level: 'MUST', check: 'CAS-1/x' } as const;
const claimed = (sentence: string) => () => ({ sentence, expected: '', got: '', witness: [] });
const neverAsked = () => {
  throw new Error('the words were made although the sentence holds');
};

describe('the ledger', () => {
  test('counts what holds without making words for it', () => {
    const ledger = createLedger(ALL);
    expect(ledger.judge(JUDGED, true, neverAsked)).toBe(true);
    expect(ledger.account('CAS-1')).toMatchObject({ judgements: 1, breakages: [], silences: [] });
    expect([...ledger.account('CAS-1').checks]).toEqual(['CAS-1/x']);
    expect([ledger.judgementCount(), ledger.breakageCount()]).toEqual([1, 0]);
  });

  test('takes the same sentence with other data for the same finding', () => {
    const ledger = createLedger(ALL);
    for (const sentence of ['rev 5 of "a" fell', 'rev 61 of "b" fell', "rev 7 of 'c' fell"]) {
      expect(ledger.judge(JUDGED, false, claimed(sentence))).toBe(false);
    }
    ledger.judge(JUDGED, false, claimed('rev rose'));
    ledger.judge({ ...JUDGED, level: 'SHOULD' }, false, claimed('rev rose'));
    const { breakages } = ledger.account('CAS-1');
    expect(breakages.map(({ breakage, occurrences }) => [breakage.sentence, occurrences])).toEqual([
      ['rev 5 of "a" fell', 3],
      ['rev rose', 1],
      ['rev rose', 1],
    ]);
    expect(ledger.breakageCount()).toBe(5);
  });

  test('keeps ten kinds of a requirement and counts the others', () => {
    const ledger = createLedger(ALL);
    for (const letter of 'abcdefghijklmno') ledger.judge(JUDGED, false, claimed(`it is ${letter}`));
    expect(ledger.account('CAS-1').breakages).toHaveLength(10);
    expect(ledger.breakageCount()).toBe(15);
  });

  test('keeps nothing of what nobody asked for, and still says whether it holds', () => {
    const ledger = createLedger((id) => id === 'CAS-1');
    const other = { ...JUDGED, requirement: 'CAS-2' };
    expect(ledger.judge(other, false, neverAsked)).toBe(false);
    expect(ledger.judge(other, true, neverAsked)).toBe(true);
    ledger.stay('CAS-2', { kind: 'skip', reason: 'x' });
    expect(ledger.account('CAS-2')).toMatchObject({ judgements: 0, breakages: [], silences: [] });
    expect([ledger.judgementCount(), ledger.breakageCount()]).toEqual([0, 0]);
  });

  test('keeps silences in their order', () => {
    const ledger = createLedger(ALL);
    ledger.stay('CAS-1', { kind: 'skip', reason: 'first' });
    ledger.stay('CAS-1', { kind: 'inconclusive', reason: 'second' });
    expect(ledger.account('CAS-1').silences.map(({ reason }) => reason)).toEqual([
      'first',
      'second',
    ]);
  });
});

describe('the judge', () => {
  const judgeOn = () => {
    const ledger = createLedger(ALL);
    const found = () => ledger.account('CAS-1').breakages.map(({ breakage }) => breakage);
    return { judge: createJudge(ledger, 'SHOULD', 'CAS-1/x'), found };
  };

  test('of a status names the operation, what came and what should have', () => {
    const { judge, found } = judgeOn();
    const reply = exchangeOf(answer(200, { rev: 1 }));
    expect(judge.status('CAS-1', reply, { is: 200, when: 'to a read' })).toBe(true);
    expect(judge.status('CAS-1', reply, { is: [200, 409], when: 'to a read' })).toBe(true);
    expect(found()).toEqual([]);
    expect(judge.status('CAS-1', reply, { is: [409, 422], when: 'to a stale stamp' })).toBe(false);
    expect(found()).toMatchObject([
      {
        level: 'SHOULD',
        check: 'CAS-1/x',
        sentence: 'get_overlay answered 200 to a stale stamp',
        expected: '409 or 422',
        got: 'GET /v1/workflows/reviews/run_1/block_1 answered 200 {"rev":1}',
        witness: [reply],
      },
    ]);
  });

  test('of a status takes a 5xx for an answer, and silence for none', () => {
    const { judge, found } = judgeOn();
    const failed = exchangeOf({ kind: 'unknown', reason: 'status 500: x', status: 500 });
    expect(judge.status('CAS-1', failed, { is: 409, when: 'to x' })).toBe(false);
    expect(found()[0]?.sentence).toContain('answered 500');
    const silent = exchangeOf({ kind: 'unknown', reason: 'ECONNRESET' });
    expect(() => judge.status('CAS-1', silent, { is: 409, when: 'to x' })).toThrow(Inconclusive);
    const unsent = exchangeOf({ kind: 'unsent', reason: 'never' });
    expect(() => judge.status('CAS-1', unsent, { is: 409, when: 'to x' })).toThrow(Inconclusive);
  });

  test.each([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [1, 1.0, true],
    [undefined, undefined, true],
    [undefined, null, false],
    [null, undefined, false],
    [[1, 2], [2, 1], false],
    ['1', 1, false],
  ])('%j equals %j: %s', (got, expected, isSame) => {
    const { judge, found } = judgeOn();
    expect(judge.equal('CAS-1', [], { what: 'it', got, expected })).toBe(isSame);
    expect(found()).toHaveLength(isSame ? 0 : 1);
  });
});
