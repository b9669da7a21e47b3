import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import { pathOf, queryText, type RawRequest } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { findOverlay, isRecord, recordIn } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { GateSpec, Subject } from '../subject.ts';

/** A JSON object that is sent. */
export type Body = Readonly<Record<string, unknown>>;

/** A fresh review, and what a request has to know of it. */
export interface Scene {
  readonly review: Subject;
  /** 0 where the overlay surface is not judged; nothing that is called then needs it. */
  readonly rev: number;
  /** The id of the newest version; empty where the resource surface is not judged. */
  readonly versionId: string;
  /** Names one command of this scene. */
  readonly commandId: string;
}

/** Opens a review and reads what requests to it need. */
export async function openScene(trial: Trial, operation: OperationId, gate?: GateSpec) {
  return sceneOf(trial, operation, await trial.open(gate));
}

/** Reads what a request of an operation needs to know of a review, as it stands. */
export async function sceneOf(
  trial: Trial,
  operation: OperationId,
  review: Subject,
): Promise<Scene> {
  const { surface } = OPERATIONS[operation];
  const overlay = surface === 'overlay' ? findOverlay(await trial.a.read(review)) : undefined;
  const versionId = surface === 'resource' ? await newestVersionId(trial, review) : '';
  return { review, rev: overlay?.rev ?? 0, versionId, commandId: trial.newName('cmd') };
}

async function newestVersionId(trial: Trial, review: Subject): Promise<string> {
  const { data } = recordIn(await trial.a.versions(review));
  const last: unknown = Array.isArray(data) ? data.at(-1) : undefined;
  if (isRecord(last) && typeof last['id'] === 'string') return last['id'];
  throw new Inconclusive(`review ${review.name} lists no version`);
}

/**
 * The body with which an operation succeeds on a fresh extract review; undefined for one without.
 *
 * Every property that a body may have is sound on its own: a check changes just one.
 */
export function soundBody(operation: OperationId, scene: Scene): Body | undefined {
  const { rev, versionId, review } = scene;
  switch (operation) {
    case 'claim_review':
      return { version_stamp: rev, ttl_seconds: 600 };
    case 'release_review':
      return { version_stamp: rev };
    case 'append_version':
      return { version_stamp: rev, snapshot: { total_amount: 500 } };
    case 'submit_decision':
      return { version_stamp: rev, verdict: 'approved' };
    case 'approve_review':
      return { version_id: versionId };
    case 'reject_review':
      return { version_id: versionId, reason: 'The total is wrong.' };
    case 'create_review_version':
      return { review_id: review.reviewId, parent_id: versionId, snapshot: { total_amount: 501 } };
    case 'submit_hil_decision':
      return { block_id: review.blockId, approved: true };
    default:
      return undefined;
  }
}

/** The path with which an operation finds a review. */
export function soundPath(operation: OperationId, scene: Scene): string {
  const { review, versionId } = scene;
  const path = pathOf(operation, {
    run_id: review.runId,
    block_id: review.blockId,
    review_id: review.reviewId,
    version_id: versionId,
  });
  if (operation === 'list_overlays') return path + queryText({ status: 'awaiting_review' });
  if (operation !== 'list_review_versions') return path;
  return path + queryText({ review_id: review.reviewId });
}

/** A request that succeeds, for a check to spoil. */
export function soundRequest(operation: OperationId, scene: Scene): RawRequest {
  const body = soundBody(operation, scene);
  return {
    method: OPERATIONS[operation].method,
    path: soundPath(operation, scene),
    operation,
    review: scene.review,
    ...(body === undefined ? {} : { body }),
  };
}

/** The statuses of an operation that was carried out. */
export function successOf(operation: OperationId): number {
  return OPERATIONS[operation].successStatus;
}

/** The same path, addressing a review that is not there. */
export function pathToNowhere(operation: OperationId, trial: Trial): string {
  return pathOf(operation, {
    run_id: trial.newName('run'),
    block_id: trial.newName('block'),
    review_id: 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA',
    version_id: 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA',
  });
}
