import { expect, test } from 'vitest';
import { brief } from '../../src/predicates/brief.ts';

const range = (length: number) => Array.from({ length }, (_, place) => place);

test.each<[string, unknown, unknown]>([
  ['a number', 1, 1],
  ['null', null, null],
  ['a short text', 'x'.repeat(200), 'x'.repeat(200)],
  ['a long text', 'x'.repeat(201), `${'x'.repeat(200)}…`],
  ['a short list', range(10), range(10)],
  ['a long list', range(11), [...range(10), '…']],
  ['a small object', { a: { b: [1] } }, { a: { b: [1] } }],
  ['a deep object', { a: { b: { c: { d: 1 } } } }, { a: { b: { c: '…' } } }],
  ['a deep list', [[[[1]]]], [[['…']]]],
  [
    'an object of ten',
    Object.fromEntries(range(10).map((place) => [`k${place}`, place])),
    Object.fromEntries(range(10).map((place) => [`k${place}`, place])),
  ],
  [
    'a large object',
    Object.fromEntries(range(11).map((place) => [`k${place}`, place])),
    { ...Object.fromEntries(range(10).map((place) => [`k${place}`, place])), '…': '…' },
  ],
])('%s', (_, value, shown) => {
  expect(brief(value)).toEqual(shown);
});
