import { expect, test } from 'vitest';
import { linesOf } from '../../src/cli/json-lines.ts';

const TEXT = `{
  "a": [
    1,
    { "b": "x\\n\\"y", "c": null },
    []
  ],
  "d.e": { "0": [[2,
    3]] }
}`;

test.each<readonly [path: readonly (string | number)[], line: number]>([
  [[], 1],
  [['a'], 2],
  [['a', 0], 3],
  [['a', 1, 'c'], 4],
  [['a', 2], 5],
  [['d.e', '0', 0, 1], 8],
  [['a', 1, 'missing', 'deeper'], 4],
  [['a', 9], 2],
  [['nowhere'], 1],
])('%j stands on line %i', (path, line) => {
  expect(linesOf(TEXT, [path])).toEqual([line]);
});

test('many at once', () => {
  expect(
    linesOf(TEXT, [
      ['a', 2],
      ['a', 0],
      ['a', 2],
    ]),
  ).toEqual([5, 3, 5]);
});
