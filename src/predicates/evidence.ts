import type { BlockType, JsonObject } from '../contract/wire.ts';

/**
 * A block's result, as the API that ran the block returned it.
 *
 * Source: spec/control.yaml, the gate schemas; PRD-3.
 */
export interface Evidence {
  readonly output: unknown;
  readonly unassigned_pages?: readonly number[] | undefined;
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
      return { category: (output as JsonObject)['category'] };
    case 'split':
      return { documents: output };
    case 'for_each':
      return unassignedPages && unassignedPages.length > 0
        ? { partitions: output, unassigned_pages: unassignedPages }
        : { partitions: output };
    case 'conditional':
      return { branch: (output as JsonObject)['branch'] };
  }
}
