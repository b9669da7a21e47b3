import type { ReviewState } from '../../contract/control-contract.ts';
import type { JsonObject } from '../../contract/wire.ts';
import { versionIdOfHash } from './version-id.ts';

/** What somebody can do to a review. */
export type Act =
  | { readonly kind: 'claim'; readonly ttlSeconds: number }
  | { readonly kind: 'release' }
  | {
      readonly kind: 'append';
      readonly snapshot: JsonObject;
      readonly parentSeq: number;
      readonly origin: 'human_edit' | 'agent_edit';
      readonly note: string;
    }
  | { readonly kind: 'approve'; readonly onSeq: number }
  | { readonly kind: 'approve_edited'; readonly onSeq: number; readonly snapshot: JsonObject }
  | { readonly kind: 'reject'; readonly onSeq: number; readonly reason: string };

/** Through which surface it is done. */
export type WritableSurface = 'overlay' | 'resource';

/** A request, before it is known where to and in whose name. */
export interface AskedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

const REVIEWS = '/v1/workflows/reviews';

/** The surfaces that show a review. Source: REV-1, LST-5. */
export function surfacesOf(
  review: Pick<ReviewState, 'iteration_key' | 'block_type'>,
): readonly WritableSurface[] {
  return [
    ...(review.iteration_key === null ? (['overlay'] as const) : []),
    ...(review.block_type === 'conditional' ? [] : (['resource'] as const)),
  ];
}

/** The acts that a surface has: claims, and approving with edits, are the overlay's alone. */
export function actsOn(surface: WritableSurface): readonly Act['kind'][] {
  return surface === 'overlay'
    ? ['claim', 'release', 'append', 'approve', 'approve_edited', 'reject']
    : ['append', 'approve', 'reject'];
}

/**
 * The request that does an act.
 *
 * Shape: `stamp` is the rev that the actor believes in; the resource surface knows none.
 * Source: contract operations 2 to 5, 9, 10 and 12.
 */
export function requestOf(
  act: Act,
  review: ReviewState,
  { surface, stamp }: { readonly surface: WritableSurface; readonly stamp: number },
): AskedRequest {
  if (surface === 'resource') return resourceRequestOf(act, review);
  const overlay = `${REVIEWS}/${encodeURIComponent(review.run_id)}/${encodeURIComponent(review.block_id)}`;
  const post = (name: string, body: object): AskedRequest => ({
    method: 'POST',
    path: `${overlay}/${name}`,
    body: { version_stamp: stamp, ...body },
  });
  switch (act.kind) {
    case 'claim':
      return post('claim', { ttl_seconds: act.ttlSeconds });
    case 'release':
      return post('release', {});
    case 'append':
      return post('versions', {
        snapshot: act.snapshot,
        parent_seq: act.parentSeq,
        origin: act.origin,
        ...(act.note === '' ? {} : { note: act.note }),
      });
    case 'approve':
      return post('decision', { verdict: 'approved', on_seq: act.onSeq });
    case 'approve_edited':
      return post('decision', {
        verdict: 'approved',
        on_seq: act.onSeq,
        edited_output: act.snapshot,
      });
    case 'reject':
      return post('decision', { verdict: 'rejected', on_seq: act.onSeq, reason: act.reason });
  }
}

function resourceRequestOf(act: Act, review: ReviewState): AskedRequest {
  const resource = `${REVIEWS}/${encodeURIComponent(review.id)}`;
  const versionId = (seq: number) => {
    const version = review.versions[seq];
    return version === undefined ? '' : versionIdOfHash(version.content_sha256);
  };
  switch (act.kind) {
    case 'append':
      return {
        method: 'POST',
        path: `${REVIEWS}/versions`,
        body: {
          review_id: review.id,
          parent_id: versionId(act.parentSeq),
          snapshot: act.snapshot,
          ...(act.note === '' ? {} : { note: act.note }),
        },
      };
    case 'reject':
      return {
        method: 'POST',
        path: `${resource}/reject`,
        body: { version_id: versionId(act.onSeq), reason: act.reason },
      };
    default:
      return {
        method: 'POST',
        path: `${resource}/approve`,
        body: { version_id: versionId('onSeq' in act ? act.onSeq : review.versions.length - 1) },
      };
  }
}

/** A request that shows a review through one of the surfaces. */
export interface ViewRequest {
  readonly label: string;
  readonly request: AskedRequest;
}

/** The requests that show a review, each through the surface that has it. */
export function viewRequestsOf(review: ReviewState): readonly ViewRequest[] {
  const [run, block] = [encodeURIComponent(review.run_id), encodeURIComponent(review.block_id)];
  const surfaces = surfacesOf(review);
  const id = encodeURIComponent(review.id);
  return [
    ...(surfaces.includes('overlay') ? [view('Overlay', `${REVIEWS}/${run}/${block}`)] : []),
    ...(surfaces.includes('resource')
      ? [
          view('Resource', `${REVIEWS}/${id}`),
          view('Versions', `${REVIEWS}/versions?review_id=${id}`),
        ]
      : []),
    ...(review.iteration_key === null
      ? [view('Agent', `/v1/workflows/runs/${run}/agent-hil-reviews/${block}`)]
      : []),
    view('State', `/__control/reviews/${id}`),
  ];
}

function view(label: string, path: string): ViewRequest {
  return { label, request: { method: 'GET', path } };
}
