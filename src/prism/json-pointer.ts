import type { Node } from '../contract/validators.ts';

/** A place in a document as the keys that lead to it. */
export type Steps = readonly string[];

/** A resolved place: where the value really stands, and the value. */
export interface Resolved {
  readonly pointer: string;
  readonly value: unknown;
}

/** How many references may follow each other before they are taken for a circle. */
const HOPS_MAX = 100;

/** Writes a place as people find it in a document: `#/paths/~1pets/get`. Source: RFC 6901. */
export function pointerOf(steps: Steps): string {
  return `#${steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** Reads a pointer; the percent signs that a URL may hold are read too. Source: RFC 6901. */
export function stepsOf(pointer: string): Steps {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Goes down a document, through local references, and says where that leads.
 *
 * Shape: undefined when there is nothing, or only references that chase each other.
 */
export function resolve(document: Node, pointer: string): Resolved | undefined {
  return follow(document, stepsOf(pointer), HOPS_MAX);
}

function follow(document: Node, steps: Steps, hopsLeft: number): Resolved | undefined {
  if (hopsLeft === 0) return undefined;
  let value: unknown = document;
  for (const [index, step] of steps.entries()) {
    const ref = refIn(value);
    // A reference may have siblings: what stands beside it needs no hop.
    if (ref !== undefined && !hasOwn(value, step)) {
      return follow(document, [...stepsOf(ref), ...steps.slice(index)], hopsLeft - 1);
    }
    if (!hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  const ref = refIn(value);
  return ref === undefined
    ? { pointer: pointerOf(steps), value }
    : follow(document, stepsOf(ref), hopsLeft - 1);
}

/** The local reference that a node is, if it is one. */
export function refIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const ref = (node as Node)['$ref'];
  return typeof ref === 'string' && ref.startsWith('#') ? ref : undefined;
}

function hasOwn(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function decoded(step: string): string {
  if (!step.includes('%')) return step;
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
