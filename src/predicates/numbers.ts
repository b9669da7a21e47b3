import type { LikelihoodsPolicy } from './policies.ts';

const DECIMALS = 12;

/**
 * Rounds a computed value before it is compared, so that a mean of 0.8 is not below 0.8 for the
 * way doubles add up.
 *
 * Source: PRD-1.
 */
export function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS));
}

/** Every number in a tree of objects and lists, at any depth, in the tree's order. Source: PRD-3. */
export function numbersIn(tree: unknown): readonly number[] {
  const numbers: number[] = [];
  const rest: unknown[] = [tree];
  while (rest.length > 0) {
    const node = rest.pop();
    if (typeof node === 'number') numbers.push(node);
    else if (typeof node === 'object' && node !== null) {
      for (const child of Object.values(node).toReversed()) rest.push(child);
    }
  }
  return numbers;
}

/**
 * One number for many: their mean, or the smallest where the policy says so; undefined for none.
 *
 * Source: PRD-1; policy `likelihoods`.
 */
export function aggregate(
  numbers: readonly number[],
  policy: LikelihoodsPolicy,
): number | undefined {
  if (numbers.length === 0) return undefined;
  if (policy === 'min') return numbers.reduce((least, each) => Math.min(least, each));
  return rounded(sumOf(numbers) / numbers.length);
}

/** Adds without losing what is small beside the sum: Neumaier's compensated summation. */
function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const each of numbers) {
    const next = sum + each;
    lost += Math.abs(sum) >= Math.abs(each) ? sum - next + each : each - next + sum;
    sum = next;
  }
  return sum + lost;
}
