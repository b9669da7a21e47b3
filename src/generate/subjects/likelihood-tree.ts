import type { Draw } from '../draw.ts';
import type { Path } from '../slip.ts';
import { likelihood } from './subject.ts';

/** How sure the model was. Units: percent. */
export interface Sureness {
  readonly draw: Draw;
  /** What it was sure of, about. */
  readonly usual: number;
  /** Where it was not. */
  readonly weakPaths: readonly Path[];
}

/** A likelihood for every leaf of a value, in the value's own shape. */
export function likelihoodTree(value: unknown, sureness: Sureness, path: Path = []): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => likelihoodTree(item, sureness, [...path, index]));
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [
      name,
      likelihoodTree(member, sureness, [...path, name]),
    ]);
    return Object.fromEntries(members);
  }
  const { draw, usual, weakPaths } = sureness;
  const isWeak = weakPaths.some((weak) => weak.every((step, index) => step === path[index]));
  return isWeak
    ? likelihood(draw, 36, 74)
    : likelihood(draw, Math.max(usual - 5, 0), Math.min(usual + 3, 98));
}
