import { expect, test } from 'vitest';
import { isDeepEqual } from '../../src/predicates/equality.ts';
import { aggregate } from '../../src/predicates/numbers.ts';

test.each<[string, readonly number[], number]>([
  ['what a large number would swallow', [1, 1e100, 1, -1e100], 0.5],
  ['what comes before a larger one', [0.1, 1e17, -1e17, 0.1], 0.05],
  ['many equal ones', Array.from({ length: 100_000 }, () => 0.7), 0.7],
  ['one', [0.25], 0.25],
])('a mean keeps %s', (_, numbers, mean) => {
  expect(aggregate(numbers, 'mean')).toBe(mean);
});

test('members that only look inherited are told apart', () => {
  expect(isDeepEqual(JSON.parse('{"__proto__":{}}'), { b: {} })).toBe(false);
  expect(isDeepEqual(JSON.parse('{"__proto__":{}}'), JSON.parse('{"__proto__":{}}'))).toBe(true);
});
