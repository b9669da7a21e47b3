import type { ListOperation } from './list-model.ts';
import { accepted, FIRST, read, repeat, turned } from './list-operations.ts';

/** Histories that a correct list can produce, however odd they look. */
export const LEGAL: Readonly<Record<string, readonly ListOperation[]>> = {
  nothing: [],
  'a chain with reads between': [
    read([1, 'B', 1, 2], 0, ''),
    accepted([2, 'A', 3, 6], 0, 'a', { document: 'a' }),
    read([3, 'B', 4, 5], 1, 'a'),
    read([4, 'C', 7, 10], 1, 'a'),
    accepted([5, 'A', 8, 9], 1, 'b', { document: 'ab' }),
  ],
  'a race with one winner': [
    FIRST,
    accepted([2, 'A', 3, 6], 1, 'b'),
    turned('conflict', [3, 'B', 4, 5], [1, 'c']),
  ],
  'a stamp that was guessed ahead, and reached after': [
    turned('conflict', [1, 'B', 1, 4], [1, 'b']),
    accepted([2, 'A', 2, 3], 0, 'a'),
  ],
  'a stamp far ahead': [turned('conflict', [1, 'B', 1, 2], [99, 'b'])],
  'a lost answer that a read confirms': [
    turned('unknown', [1, 'A', 1, null], [0, 'a']),
    turned('unknown', [2, 'B', 2, null], [0, 'b']),
    read([3, 'C', 3, 4], 1, 'b'),
  ],
  'lost answers that only what follows tells apart': [
    turned('unknown', [1, 'A', 1, null], [0, 'a']),
    turned('unknown', [2, 'B', 2, null], [0, 'b']),
    accepted([3, 'C', 3, 4], 1, 'c', { document: 'bc' }),
  ],
  'a lost answer that a 409 confirms': [
    turned('unknown', [1, 'A', 1, null], [0, 'a']),
    turned('conflict', [2, 'B', 2, 3], [0, 'b']),
  ],
  'a lost answer that never happened': [
    turned('unknown', [1, 'A', 1, null], [0, 'a']),
    read([2, 'B', 5, 6], 0, ''),
  ],
  'a 409 because the list is closed': [
    accepted([1, 'A', 1, 2], 0, null),
    turned('conflict', [2, 'B', 3, 4], [1, 'b']),
  ],
  'a repeat that looks like a first answer': [
    accepted([1, 'A', 1, 4], 0, 'a', { command: 'c', document: 'a' }),
    accepted([2, 'B', 2, 3], 0, 'a', { command: 'c', document: 'a' }),
  ],
  'a repeat of what got no answer': [
    turned('unknown', [1, 'A', 1, null], [0, 'a', 'c']),
    accepted([2, 'B', 2, 3], 1, 'b', { document: 'ab' }),
    accepted([3, 'A', 4, 5], 0, 'a', { command: 'c', rev: 2, document: 'ab' }),
    repeat([4, 'A', 6, 7], 'c', 2, 'ab'),
  ],
  'tries of one command that differ: the document tells which took effect': [
    accepted([1, 'A', 1, 4], 0, 'a', { command: 'c', document: 'b' }),
    accepted([2, 'B', 2, 3], 0, 'b', { command: 'c', document: 'b' }),
  ],
  'a 409 before its command took effect': [
    accepted([1, 'B', 1, 4], 0, 'a'),
    turned('conflict', [2, 'A', 2, 7], [0, 'x', 'c']),
    accepted([3, 'C', 5, 6], 1, 'x', { command: 'c' }),
  ],
  'an empty command id is a command id': [
    accepted([1, 'A', 1, 2], 0, 'a', { command: '' }),
    accepted([2, 'B', 3, 4], 1, 'b'),
    turned('conflict', [3, 'C', 5, 6], [0, 'c']),
  ],
  'a refusal that changes nothing': [FIRST, turned('refused', [2, 'B', 3, 4], [1, 'b'])],
};
