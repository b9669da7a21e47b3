import type { StateDocument } from '../../contract/control-contract.ts';
import { fault, FAULTS_MAX, invalid, type FieldFault } from '../../contract/problems.ts';
import { findBreaches } from '../../domain/invariants.ts';
import { createRepeats, keysOf } from '../../domain/repeats.ts';
import type { Review } from '../../domain/review.ts';
import { ok, type Reply } from '../reply.ts';
import type { ControlCall } from './control-handler.ts';

/** Exports a namespace. Source: spec/control.yaml export_state. */
export async function exportState({ world }: ControlCall): Promise<Reply> {
  return ok(await world.export());
}

/** Imports a namespace, all or nothing. Source: spec/control.yaml import_state. */
export async function importState({ world, body }: ControlCall): Promise<Reply> {
  const state = body as StateDocument;
  const faults = stateFaults(state);
  if (faults.length > 0) return invalid(faults);
  await world.restore(state);
  return ok({ reviews: state.reviews.length });
}

/**
 * Finds what makes a document of the right shape a state that the mock could not have been in.
 *
 * Shape: the document → faults, each with the requirement it breaks; at most twenty.
 * Source: each breach's requirement; REV-1 for what must be unique.
 */
export function stateFaults(state: StateDocument): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const findRepeats = createRepeats();
  for (const [index, each] of state.reviews.entries()) {
    const review = each as Review;
    const repeats = findRepeats(keysOf(review), `reviews[${index}]`);
    for (const { path, requirement, message } of [...findBreaches(review), ...repeats]) {
      const wording = ['value_error', `${message} (${requirement})`] as const;
      faults.push(fault(['body', 'reviews', index, ...path], wording));
    }
    if (faults.length >= FAULTS_MAX) break;
  }
  return faults.slice(0, FAULTS_MAX);
}
