import type { BlockType, JsonObject } from '../contract/wire.ts';

/**
 * A block's result, as the API that ran the block returned it. Nothing in it is taken on trust:
 * what is missing or of another type is evidence of nothing.
 *
 * Source: spec/control.yaml, the gate schemas; PRD-2.
 */
export interface Evidence {
  readonly output?: unknown;
  readonly json_schema?: unknown;
  readonly consensus?: unknown;
  readonly unassigned_pages?: unknown;
}

/** Tells a JSON object from every other JSON value. Source: PRD-2. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object's own; undefined when it has none, or is no object. Source: PRD-2. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The items of a list; none when it is no list. Source: PRD-2. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The consensus likelihoods, whatever their shape. Source: PRD-2. */
export function likelihoodsOf(evidence: Evidence): unknown {
  return memberOf(evidence.consensus, 'likelihoods');
}

/**
 * The snapshot of version 0: the model's output in the shape of its block type.
 *
 * Shape: extract the object itself; classifier `{category}`; split `{documents}`; for_each
 * `{partitions, unassigned_pages?}`; conditional `{branch}`.
 * Source: RES-4, PRD-3.
 */
export function snapshotOfEvidence(blockType: BlockType, evidence: Evidence): JsonObject {
  const { output, unassigned_pages: unassignedPages } = evidence;
  switch (blockType) {
    case 'extract':
      return output as JsonObject;
    case 'classifier':
      return { category: memberOf(output, 'category') };
    case 'split':
      return { documents: output };
    case 'for_each':
      return itemsOf(unassignedPages).length > 0
        ? { partitions: output, unassigned_pages: unassignedPages }
        : { partitions: output };
    case 'conditional':
      return { branch: memberOf(output, 'branch') };
  }
}
