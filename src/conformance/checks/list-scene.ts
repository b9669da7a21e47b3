import type { Trial } from '../execute/trial.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { versionsIn } from './review-sight.ts';
import { decide } from './verdicts.ts';
import { added, rootOf, tick } from './version-tree.ts';

/** Reviews in the trial's own workflow, and others around them that no filter on it lets through. */
export interface ListScene {
  readonly reviews: readonly Subject[];
  readonly decoys: readonly Subject[];
}

/** How many are opened at once, so that some have the same age. */
const BATCH = 4;

/**
 * Opens so many reviews, some at one instant and some apart.
 *
 * Nothing but the age gives their order: priorities and names rise and fall, and the first are
 * written to last. Decoys are older, younger and in between.
 */
export async function openScene(trial: Trial, count: number): Promise<ListScene> {
  const decoys = [await openDecoy(trial)];
  const reviews: Subject[] = [];
  while (reviews.length < count) {
    const size = Math.min(BATCH, count - reviews.length);
    const first = reviews.length;
    const batch = Array.from({ length: size }, (_, index) => openNth(trial, first + index));
    reviews.push(...(await Promise.all(batch)));
    if (first === 0) decoys.push(await openDecoy(trial));
    await tick();
  }
  decoys.push(await openDecoy(trial));
  const [first] = reviews;
  if (first !== undefined) {
    const { id: parentId } = await rootOf(trial, first);
    await added(trial, first, { parentId, snapshot: { written: 'last' } });
  }
  return { reviews, decoys };
}

const PRIORITIES = [0, 7, -3, 7, 2] as const;
const PREFIXES = ['z', 'm', 'x', 'a', 'q', 'c', 'k'] as const;

/** Names that sort another way than the reviews were opened. */
function openNth(trial: Trial, index: number): Promise<Subject> {
  const prefix = PREFIXES[index % PREFIXES.length] ?? '';
  return trial.open({
    run_id: trial.newName(`${prefix}run`),
    block_id: trial.newName(`${prefix}block`),
    priority: PRIORITIES[index % PRIORITIES.length] ?? 0,
  });
}

/** A review of another workflow, whose name begins like the trial's. */
function openDecoy(trial: Trial, spec: GateSpec = {}): Promise<Subject> {
  return trial.open({ workflow_id: `${trial.workflowId}0`, priority: 1, ...spec });
}

/** Decides a review by its first version. */
export async function settle(
  trial: Trial,
  review: Subject,
  verdict: 'approved' | 'rejected',
): Promise<void> {
  const ids = versionsIn(await trial.a.versions(review)).map(({ id }) => id);
  const versionId = ids[0] ?? '';
  await decide(trial, review, { verdict, versionId, acknowledging: ids.slice(1) });
}
