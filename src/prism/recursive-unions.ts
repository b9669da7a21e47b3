import type { Node } from '../contract/validators.ts';
import { reachableSchemas, subschemasOf } from './spec-schemas.ts';

/** Units: branches tried for one body; a moment's work. */
const TRIALS_MAX = 10_000;
const BRANCHES_MIN = 2;

/**
 * How many ways lead from a union back to itself, for each union of a document that has two or more.
 *
 * Prism tries every branch of a union at every level, so that a body of 800 bytes in such a schema
 * takes all memory there is and ends the process.
 *
 * Shape: the pointer of a union → its branches that lead back to it.
 */
export function recursiveUnions(
  document: Node,
  pointers: Iterable<string>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const pointer of pointers) {
    const branches = subschemasOf(document, pointer).filter(({ keyword }) =>
      ['oneOf', 'anyOf'].includes(keyword),
    );
    const back = branches.filter((branch) =>
      reachableSchemas(document, [branch.pointer]).has(pointer),
    );
    if (back.length >= BRANCHES_MIN) found.set(pointer, back.length);
  }
  return found;
}

/** How deep a body may nest where so many branches lead back. Units: arrays and objects. */
export function depthMaxOf(branches: number): number {
  return Math.floor(Math.log(TRIALS_MAX) / Math.log(branches));
}
