import type { BlockType, Predicate } from '../contract/wire.ts';
import { BLOCK_TYPES_OF } from '../predicates/predicate-faults.ts';

/** A kind of predicate that a review can show: an any_of shows which of its children fired. */
export type Trigger = Exclude<Predicate['kind'], 'any_of'>;

/** A trigger without children. */
export type LeafTrigger = Exclude<Trigger, 'all_of'>;

/** Every trigger. Source: PRD-4. */
export const TRIGGERS = Object.keys(BLOCK_TYPES_OF).filter(
  (kind) => kind !== 'any_of',
) as readonly Trigger[];

/** Whether blocks of a type can have it. Source: PRD-5. */
export function canTrigger(trigger: Trigger, blockType: BlockType): boolean {
  return BLOCK_TYPES_OF[trigger].includes(blockType);
}
