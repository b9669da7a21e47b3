import { setTimeout as wait } from 'node:timers/promises';
import type { WorkflowReviewVersion } from '../../contract/wire.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { declaredBodyOf, isRecord, isSuccess, lineOf } from '../reply.ts';
import type { Exchange } from '../exchange.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { versionsIn } from './review-sight.ts';

/** A version on top of another. */
export interface Addition {
  readonly parentId: string;
  readonly snapshot: Readonly<Record<string, unknown>>;
  readonly note?: string | null;
  /** The other leaves that the caller knows of. Source: RES-8. */
  readonly acknowledging?: readonly string[];
  /** `a` by default. */
  readonly by?: Caller;
}

/** The version that the model put out. */
export async function rootOf({ a }: Trial, review: Subject): Promise<WorkflowReviewVersion> {
  const listed = await a.versions(review);
  const [root] = versionsIn(listed);
  if (root !== undefined) return root;
  throw new Inconclusive(`${lineOf(listed)}, and a version was needed`);
}

/** Asks for a version; what is answered is for the caller to judge. */
export function add(trial: Trial, review: Subject, addition: Addition): Promise<Exchange> {
  const { parentId, snapshot, note, acknowledging, by = trial.a } = addition;
  return by.create(review, {
    parent_id: parentId,
    snapshot,
    ...(note === undefined ? {} : { note }),
    ...(acknowledging && { acknowledged_superseded_version_ids: acknowledging }),
  });
}

/** Makes a version that a check builds on. Errors: throws Inconclusive when it is refused. */
export async function added(
  trial: Trial,
  review: Subject,
  addition: Addition,
): Promise<WorkflowReviewVersion> {
  return versionIn(await add(trial, review, addition));
}

/** The version in a reply; throws Inconclusive when it holds none. */
export function versionIn(exchange: Exchange): WorkflowReviewVersion {
  const body = declaredBodyOf(exchange);
  if (isSuccess(exchange) && isRecord(body) && typeof body['id'] === 'string') {
    return body as unknown as WorkflowReviewVersion;
  }
  throw new Inconclusive(`${lineOf(exchange)}, and a version was needed`);
}

/** Long enough for a clock that shows milliseconds to move. Units: milliseconds. */
const TICK_MS = 3;

/** Lets time pass between two writes, so that their instants differ. */
export async function tick(): Promise<void> {
  await wait(TICK_MS);
}
