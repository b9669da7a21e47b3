import type { Illegal } from './illegal-writes.ts';
import { accepted, FIRST, read, repeat, turned } from './list-operations.ts';

/** Histories in which answers, repeats and instants do not fit. */
export const ILLEGAL_ORDERS: readonly Illegal[] = [
  {
    name: 'an answer does not show its write',
    operations: [FIRST, accepted([2, 'B', 3, 4], 1, 'b', { document: 'a' })],
    found: ['RESPONSE-MISMATCH CAS-3 MUST: 2'],
    sentence: 'B (#2) was answered rev 2, but not with what it wrote: expected ab, got a.',
  },
  {
    name: 'a command is applied again when it is repeated',
    operations: [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      accepted([2, 'A', 3, 4], 1, 'a', { command: 'c', document: 'aa' }),
    ],
    found: ['CMD-TWICE IDM-1 MUST: 1,2'],
    sentence:
      'A (#1) and A (#2) sent one command, c, and it was applied as rev 1 and again as rev 2.',
  },
  {
    name: 'a command is applied twice when sent twice at once',
    operations: [
      accepted([1, 'A', 1, 4], 0, 'a', { command: 'c' }),
      accepted([2, 'B', 2, 5], 1, 'a', { command: 'c', document: 'aa' }),
    ],
    found: ['CMD-TWICE IDM-4 MUST: 1,2'],
    sentence:
      'A (#1) and B (#2) sent one command, c, and it was applied as rev 1 and again as rev 2.',
  },
  {
    name: 'a command without an answer is applied a second time',
    operations: [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      turned('unknown', [2, 'A', 3, null], [1, 'a', 'c']),
      read([3, 'B', 4, 5], 2, 'aa'),
    ],
    found: ['CMD-TWICE IDM-1 MUST: 1,2'],
    sentence:
      'A (#1) and A (#2) sent one command, c, and it was applied as rev 1 and again as rev 2.',
  },
  {
    name: 'a repeat is answered from before its command',
    operations: [
      FIRST,
      accepted([2, 'A', 3, 6], 1, 'b', { command: 'c' }),
      repeat([3, 'B', 4, 5], 'c', 1, 'a'),
    ],
    found: ['REPLAY-OLD IDM-1 MUST: 3,2'],
    sentence:
      'B (#3) repeated c and was answered rev 1, which is before rev 2, where A (#2) was carried out.',
  },
  {
    name: 'a repeat is answered with the first answer',
    operations: [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      accepted([2, 'A', 3, 4], 1, 'b'),
      repeat([3, 'A', 5, 6], 'c', 1, 'a'),
      accepted([4, 'A', 7, 8], 2, 'd'),
    ],
    found: ['REPLAY-OLD IDM-1 SHOULD: 3,2'],
    sentence:
      'A (#3) repeated c and was answered rev 1, although A (#2) was told its write from stamp 1 made rev 2 before that was sent.',
  },
  {
    name: 'a fresh command is called a repeat',
    operations: [repeat([1, 'A', 1, 2], 'c', 0)],
    found: ['REPLAY-OF-NOTHING IDM-2 MUST: 1'],
    sentence:
      'A (#1) repeated c and was answered rev 0, but that command was never carried out before.',
  },
  {
    name: 'a repeat gets 409',
    operations: [
      accepted([1, 'A', 1, 2], 0, 'a', { command: 'c' }),
      accepted([2, 'B', 3, 4], 1, 'b'),
      turned('conflict', [3, 'A', 5, 6], [0, 'a', 'c']),
    ],
    found: ['REPLAY-REFUSED IDM-1 MUST: 3,1'],
    sentence:
      'A (#3) repeated c, which A (#1) had sent and which was applied, and got 409 instead of 200.',
  },
  {
    name: 'a repeat that was under way with the first gets 409',
    operations: [
      read([9, 'C', 1, 2], 0),
      accepted([1, 'A', 3, 6], 0, 'a', { command: 'c' }),
      turned('conflict', [2, 'B', 4, 7], [0, 'a', 'c']),
    ],
    found: ['REPLAY-REFUSED IDM-4 SHOULD: 2,1'],
    sentence:
      'B (#2) repeated c, which A (#1) had sent and which was applied, and got 409 instead of 200.',
  },
  {
    name: 'a 409 for the right stamp',
    operations: [
      FIRST,
      turned('conflict', [2, 'B', 3, 4], [1, 'b']),
      accepted([3, 'A', 5, 6], 1, 'c'),
    ],
    found: ['CONFLICT-WITHOUT-WITNESS CAS-1 MUST: 2,3'],
    sentence:
      'B (#2) got 409 for stamp 1, yet the revision was 1 from before it was sent until after it was answered.',
  },
  {
    name: 'each of two writes at once gets 409',
    operations: [
      FIRST,
      turned('conflict', [2, 'A', 3, 6], [1, 'b']),
      turned('conflict', [3, 'B', 4, 5], [1, 'c']),
    ],
    found: ['CONFLICT-WITHOUT-WITNESS CAS-2 SHOULD: 2'],
    sentence:
      'A (#2) got 409 for stamp 1, yet the revision was 1 from before it was sent until after it was answered.',
  },
  {
    name: 'a 409 that only a write sent later could explain',
    operations: [
      FIRST,
      turned('conflict', [2, 'B', 3, 4], [1, 'b']),
      turned('unknown', [3, 'A', 5, null], [1, 'c']),
    ],
    found: ['CONFLICT-WITHOUT-WITNESS CAS-1 MUST: 2'],
    sentence:
      'B (#2) got 409 for stamp 1, yet the revision was 1 from before it was sent until after it was answered.',
  },
  {
    name: 'a later revision is answered before the write of an earlier one is sent',
    operations: [accepted([2, 'B', 5, 6], 0, 'a'), accepted([3, 'A', 1, 2], 1, 'b')],
    found: ['REAL-TIME CAS-3 MUST: 2,3'],
    sentence:
      'A (#3) was told its write from stamp 1 made rev 2 before B (#2) was even sent, yet the chain has B (#2) first.',
  },
  {
    name: 'a read shows a write that is not sent yet',
    operations: [read([1, 'B', 1, 2], 1), accepted([2, 'A', 3, 4], 0, 'a')],
    found: ['REAL-TIME CAS-3 MUST: 2,1'],
    sentence: 'B (#1) read rev 1 before A (#2) was even sent, yet the chain has A (#2) first.',
  },
  {
    name: 'the revision goes back for a reader',
    operations: [FIRST, read([2, 'B', 3, 4], 1, 'a'), read([3, 'B', 5, 6], 0, '')],
    found: ['REV-BACK CAS-3 MUST: 2,3'],
    sentence: 'B (#2) read rev 1, and after that B (#3) read rev 0: the revision went back.',
  },
  {
    name: 'the revision goes back for a writer',
    operations: [FIRST, read([2, 'A', 3, 4], 0, '')],
    found: ['REV-BACK CAS-3 MUST: 1,2'],
    sentence:
      'A (#1) was told its write from stamp 0 made rev 1, and after that A (#2) read rev 0: the revision went back.',
  },
  {
    name: 'a read is stale',
    operations: [FIRST, read([2, 'B', 3, 4], 0, '')],
    found: ['STALE-READ CAS-3 MUST: 2,1'],
    sentence:
      'B (#2) read rev 0, but before it was sent A (#1) was told its write from stamp 0 made rev 1: the read was stale.',
  },
];
