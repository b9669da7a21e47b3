import { describe, expect, test } from 'vitest';
import { Commands } from '../../../src/conformance/oracle/chain-commands.ts';
import type { ListWrite } from './list-model.ts';
import { accepted, FIRST, read, repeat, turned } from './list-operations.ts';
import { broken, check } from './list-verdicts.ts';

describe('one fault is not reported as others', () => {
  test('a duplicate that was sent later, and won', () => {
    const operations = [
      FIRST,
      accepted([2, 'A', 3, 4], 1, 'b'),
      accepted([3, 'B', 5, 6], 1, 'c', { document: 'ac' }),
      read([4, 'C', 7, 8], 2, 'ac'),
    ];
    expect(broken(operations)).toEqual(['DUP CAS-1 MUST: 2,3']);
  });

  test('a duplicate of which now one and now the other is seen', () => {
    const operations = [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      accepted([3, 'B', 4, 5], 1, 'c'),
      read([4, 'A', 7, 8], 2, 'ab'),
      read([5, 'B', 9, 10], 2, 'ac'),
    ];
    expect(broken(operations)).toEqual(['DUP CAS-2 MUST: 2,3', 'LOST-UPDATE CAS-2 MUST: 2,5,3']);
  });

  test('a lost update on which others build', () => {
    const operations = [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      turned('conflict', [3, 'B', 4, 5], [1, 'c']),
      read([4, 'C', 7, 8], 2, 'ac'),
      accepted([5, 'C', 9, 10], 2, 'd', { document: 'acd' }),
    ];
    expect(broken(operations)).toEqual(['LOST-UPDATE CAS-4 MUST: 2,4,3']);
  });

  test('an old answer to a repeat does not make a 409 before it one without a witness', () => {
    const operations = [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      accepted([2, 'A', 3, 4], 1, 'b'),
      turned('conflict', [3, 'B', 5, 6], [1, 'd']),
      repeat([4, 'A', 7, 8], 'c', 1, 'a'),
    ];
    expect(broken(operations)).toEqual(['REPLAY-OLD IDM-1 SHOULD: 4,2']);
  });

  test('a fault before a 409 that a write without an answer explains', () => {
    const operations = [
      FIRST,
      read([2, 'B', 3, 4], 1, 'x'),
      turned('unknown', [3, 'A', 5, null], [1, 'b']),
      turned('conflict', [4, 'B', 6, 7], [1, 'c']),
    ];
    expect(broken(operations)).toEqual(['TORN-READ CAS-3 MUST: 1,2']);
  });

  test('a fault before what cannot be followed', () => {
    const unknown = Array.from({ length: 70 }, (_, place) =>
      turned('unknown', [10 + place, 'A', 10 + place, null], [1, `w${place}`]),
    );
    const operations = [FIRST, read([2, 'B', 3, 4], 1, 'x'), ...unknown];
    expect(broken([...operations, read([3, 'B', 100, 101], 2)])).toEqual([
      'TORN-READ CAS-3 MUST: 1,2',
    ]);
  });
});

describe('who moved a revision that nobody wrote', () => {
  const first = accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' });

  test('IDM-1: a repeat, though a read saw it as well', () => {
    const operations = [first, read([2, 'B', 4, 5], 2, 'a'), repeat([3, 'A', 3, 6], 'c', 2, 'a')];
    expect(broken(operations)).toEqual(['PHANTOM-REV IDM-1 MUST: 3']);
  });

  test('IDM-1: a repeat from the old stamp that is answered like a first try', () => {
    const again = accepted([2, 'A', 3, 4], 0, 'a', { command: 'c', rev: 2 });
    expect(broken([first, again])).toEqual(['PHANTOM-REV IDM-1 MUST: 2']);
  });

  test('REV-6: not a 409 whose content is not there', () => {
    const operations = [
      FIRST,
      turned('conflict', [2, 'A', 3, 6], [1, 'b']),
      read([3, 'B', 4, 5], 2, 'a'),
    ];
    expect(broken(operations)).toEqual(['PHANTOM-REV REV-6 MUST: 3']);
  });
});

describe('tries of one command', () => {
  test('are told apart by their command where they write the same', () => {
    const operations = [
      turned('unknown', [1, 'A', 1, null], [0, 'a', 'c1']),
      turned('unknown', [2, 'B', 2, null], [0, 'a', 'c2']),
      repeat([3, 'B', 3, 4], 'c2', 1, 'a'),
    ];
    expect(broken(operations)).toBe('holds');
  });

  test('leave no way open when one was over before the other was sent', () => {
    const operations = Array.from({ length: 8 }, (_, stamp) => [
      accepted([stamp * 2, 'A', stamp * 4 + 1, stamp * 4 + 2], stamp, 'a', {
        command: `c${stamp}`,
      }),
      accepted([stamp * 2 + 1, 'B', stamp * 4 + 3, stamp * 4 + 4], stamp, 'b', {
        command: `c${stamp}`,
      }),
    ]).flat();
    expect(broken(operations)).toBe('holds');
  });

  test('are accepted against the rules even if the first of them got no answer', () => {
    const operations = [
      accepted([1, 'A', 1, 2], 0, null),
      turned('unknown', [2, 'B', 3, null], [1, 'b', 'c']),
      accepted([3, 'B', 4, 5], 1, 'b', { command: 'c' }),
    ];
    expect(broken(operations)).toEqual(['ILLEGAL-ACCEPT DEC-5 SHOULD: 3']);
  });

  test('take effect where they did so first', () => {
    const place = { rev: 1, index: 1, writer: accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }) };
    const again = { rev: 2, index: 2, writer: accepted([2, 'A', 3, 4], 1, 'a', { command: 'c' }) };
    for (const isAgreed of [true, false]) {
      const commands = new Commands<ListWrite>().with(place as never, isAgreed);
      expect(commands.with(again as never, isAgreed).get('c')).toBe(place);
      expect(commands.get(undefined)).toBeUndefined();
    }
  });

  test('get no 409 either where others may write', () => {
    const operations = [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      turned('conflict', [2, 'A', 3, 4], [1, 'a', 'c']),
    ];
    expect(broken(operations, { hasForeignWriters: true })).toEqual([
      'REPLAY-REFUSED IDM-1 MUST: 2,1',
    ]);
  });

  test('take time in proportion to the history, also while a question stays open', () => {
    const open = [
      turned('unknown', [1, 'A', 1, null], [0, 'a', 'x']),
      turned('unknown', [2, 'B', 2, null], [0, 'a', 'y']),
    ];
    const operations = Array.from({ length: 20_000 }, (_, place) => {
      const at = place * 2 + 3;
      const command = `c${place}`;
      return accepted([place + 3, 'A', at, at + 1], place + 1, '', { command });
    });
    const startedAt = performance.now();
    expect(broken([...open, ...operations])).toBe('holds');
    // Copying every command at every link would take minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('409s', () => {
  test('are not contended by a read', () => {
    const operations = [
      FIRST,
      turned('conflict', [2, 'B', 4, 5], [1, 'b']),
      read([3, 'A', 3, 6], 1, 'a'),
    ];
    expect(broken(operations)).toEqual(['CONFLICT-WITHOUT-WITNESS CAS-1 MUST: 2']);
  });

  /** The second needs rev 1 late, the first needs it early; either alone could be. */
  const TOGETHER = [
    turned('conflict', [1, 'C', 2, 4], [0, 'x']),
    turned('conflict', [2, 'C', 5, 6], [1, 'x']),
    accepted([3, 'A', 1, 20], 0, 'a'),
    accepted([4, 'B', 7, 21], 1, 'b'),
  ];

  test('can be impossible together', () => {
    expect(broken(TOGETHER.slice(1))).toBe('holds');
    expect(broken(TOGETHER.filter(({ id }) => id !== 2))).toBe('holds');
    expect(broken(TOGETHER)).toEqual(['CONFLICT-WITHOUT-WITNESS CAS-2 SHOULD: 1']);
    expect(broken(TOGETHER, { mayFailSpuriously: true })).toBe('holds');
  });

  test('that too many writes without an answer might explain are not judged', () => {
    const unknown = Array.from({ length: 70 }, (_, place) =>
      turned('unknown', [10 + place, 'A', 10 + place, null], [1, `w${place}`]),
    );
    const conflict = turned('conflict', [2, 'B', 3, 4], [1, 'x']);
    expect(check([FIRST, conflict, ...unknown])).toEqual({
      kind: 'unknown',
      reason: '409s and writes without an answer leave too many ways open',
    });
  });
});
