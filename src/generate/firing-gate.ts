import { invariant } from '../contract/invariant.ts';
import type { Predicate } from '../contract/wire.ts';
import type { Gate } from '../domain/gate.ts';
import type { Draw } from './draw.ts';
import type { EditHistory } from './edits.ts';
import type { Subject } from './subjects/subject.ts';
import type { LeafTrigger, Trigger } from './trigger.ts';

/** Units: percent. Some gates ask several questions; what shows is the one that fired. */
const ANY_OF_CHANCE = 20;

/**
 * Makes a gate that fires on what the model put out, and whose evidence says so.
 *
 * Source: PRD-1, PRD-4.
 */
export function firingGate(
  subject: Subject,
  { output, slips }: EditHistory,
  { draw, trigger }: { readonly draw: Draw; readonly trigger: Trigger },
): Gate {
  const probe = subject.probe({ draw, trigger, snapshot: output, slips });
  const leafOf = (kind: LeafTrigger): Predicate => {
    const leaf = probe.leaves[kind];
    invariant(leaf, `a ${subject.blockType} block cannot be gated by ${kind}`);
    return leaf();
  };
  const predicate: Predicate =
    trigger === 'all_of' ? { kind: 'all_of', predicates: probe.pair.map(leafOf) } : leafOf(trigger);
  const isAsked = draw.chance(ANY_OF_CHANCE);
  return {
    blockType: subject.blockType,
    predicate: isAsked ? { kind: 'any_of', predicates: [QUIET, predicate] } : predicate,
    evidence: probe.evidence,
  };
}

/** No output has such a member. */
const QUIET: Predicate = {
  kind: 'json_condition',
  condition: { sub_conditions: [{ path: 'review_requested', operator: 'is_true' }] },
};
