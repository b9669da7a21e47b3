import type { ListOperation } from './list-model.ts';
import { accepted, FIRST, read, repeat, turned } from './list-operations.ts';

/** A history, the rules that it breaks, and what is said of the first. */
export interface Illegal {
  readonly name: string;
  readonly operations: readonly ListOperation[];
  readonly found: readonly string[];
  readonly sentence: string;
}

/** Histories in which revisions and contents do not add up. */
export const ILLEGAL_WRITES: readonly Illegal[] = [
  {
    name: 'a stale stamp is accepted',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 4], 1, 'b'),
      accepted([3, 'B', 5, 6], 1, 'c', { rev: 3 }),
    ],
    found: ['DUP CAS-1 MUST: 2,3'],
    sentence:
      'A (#2) and B (#3) were told they created rev 2 and rev 3 from stamp 1: only one write may start from it.',
  },
  {
    name: 'a stamp from nowhere is accepted',
    operations: [FIRST, accepted([2, 'B', 3, 4], 9, 'b', { rev: 2 })],
    found: ['STEP REV-6 MUST: 2'],
    sentence: 'B (#2) sent stamp 9 and was answered rev 2, which is not the revision after it.',
  },
  {
    name: 'a stamp from before a lost answer is accepted',
    operations: [
      turned('unknown', [1, 'A', 1, null], [0, 'a']),
      read([2, 'B', 2, 3], 1, 'a'),
      accepted([3, 'C', 4, 5], 0, 'b', { rev: 2 }),
    ],
    found: ['STEP CAS-1 MUST: 3'],
    sentence:
      'C (#3) sent stamp 0 and was answered rev 2, although the review had moved on from rev 0.',
  },
  {
    name: 'a write moves the revision by two',
    operations: [FIRST, accepted([2, 'B', 3, 4], 1, 'b', { rev: 3 })],
    found: ['STEP REV-6 MUST: 2'],
    sentence: 'B (#2) sent stamp 1 and was answered rev 3, which is not the revision after it.',
  },
  {
    name: 'two writes at once are accepted from one stamp',
    operations: [FIRST, accepted([2, 'A', 3, 6], 1, 'b'), accepted([3, 'B', 4, 5], 1, 'c')],
    found: ['DUP CAS-2 MUST: 2,3'],
    sentence:
      'A (#2) and B (#3) were both told they created rev 2 from stamp 1: one update is lost.',
  },
  {
    name: 'two writes at once are accepted and the document has the second',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b', { document: 'ab' }),
      accepted([3, 'B', 4, 5], 1, 'c', { document: 'ac' }),
      read([4, 'C', 7, 8], 2, 'ac'),
      accepted([5, 'C', 9, 10], 2, 'd', { document: 'acd' }),
    ],
    found: ['DUP CAS-2 MUST: 2,3'],
    sentence:
      'A (#2) and B (#3) were both told they created rev 2 from stamp 1: one update is lost.',
  },
  {
    name: 'a revision shows what a 409 was given for',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      turned('conflict', [3, 'B', 4, 5], [1, 'c']),
      read([4, 'C', 7, 8], 2, 'ac'),
    ],
    found: ['LOST-UPDATE CAS-4 MUST: 2,4,3'],
    sentence: 'A (#2) was told it created rev 2; C (#4) at rev 2 shows what B (#3) sent instead.',
  },
  {
    name: 'a revision shows what was refused',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      turned('refused', [3, 'B', 4, 5], [1, 'c']),
      read([4, 'C', 7, 8], 2, 'ac'),
    ],
    found: ['LOST-UPDATE ERR-2 MUST: 2,4,3'],
    sentence: 'A (#2) was told it created rev 2; C (#4) at rev 2 shows what B (#3) sent instead.',
  },
  {
    name: 'a revision shows what was sent without an answer',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b'),
      turned('unknown', [3, 'B', 4, null], [1, 'c']),
      read([4, 'C', 7, 8], 2, 'ac'),
    ],
    found: ['LOST-UPDATE CAS-2 MUST: 2,4,3'],
    sentence: 'A (#2) was told it created rev 2; C (#4) at rev 2 shows what B (#3) sent instead.',
  },
  {
    name: 'a revision shows half of a write',
    operations: [FIRST, accepted([2, 'A', 3, 4], 1, 'b'), read([3, 'B', 5, 6], 2, 'a')],
    found: ['TORN-READ CAS-3 MUST: 2,3'],
    sentence: 'B (#3) at rev 2, which A (#2) wrote, shows something else: expected ab, got a.',
  },
  {
    name: 'the start shows something else',
    operations: [read([1, 'B', 1, 2], 0, 'x')],
    found: ['TORN-READ CAS-3 MUST: 1'],
    sentence: 'B (#1) at rev 0, shows something else: expected , got x.',
  },
  {
    name: 'a read moves the revision',
    operations: [FIRST, read([2, 'B', 3, 4], 2, 'a')],
    found: ['PHANTOM-REV REV-6 MUST: 2'],
    sentence:
      'Nobody wrote rev 2, yet B (#2) read rev 2: something that is no write moved the revision.',
  },
  {
    name: 'a 409 takes effect',
    operations: [
      FIRST,
      turned('conflict', [2, 'A', 3, 6], [1, 'b']),
      read([3, 'B', 4, 5], 2, 'ab'),
    ],
    found: ['PHANTOM-REV CAS-4 MUST: 3,2'],
    sentence:
      'B (#3) read rev 2, and that revision shows what A (#2) sent, though it was turned down.',
  },
  {
    name: 'a refusal takes effect',
    operations: [FIRST, turned('refused', [2, 'A', 3, 6], [1, 'b']), read([3, 'B', 4, 5], 2, 'ab')],
    found: ['PHANTOM-REV ERR-2 MUST: 3,2'],
    sentence:
      'B (#3) read rev 2, and that revision shows what A (#2) sent, though it was turned down.',
  },
  {
    name: 'a repeat moves the revision',
    operations: [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      repeat([2, 'A', 3, 4], 'c', 2, 'a'),
    ],
    found: ['PHANTOM-REV IDM-1 MUST: 2'],
    sentence:
      'Nobody wrote rev 2, yet A (#2) repeated c and was answered rev 2: something that is no write moved the revision.',
  },
  {
    name: 'a write is accepted after the end',
    operations: [accepted([1, 'A', 1, 2], 0, null), accepted([2, 'B', 3, 4], 1, 'b')],
    found: ['ILLEGAL-ACCEPT DEC-5 SHOULD: 2'],
    sentence: 'B (#2) was accepted from stamp 1, but the list was closed.',
  },
];
