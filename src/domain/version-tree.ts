import { versionIdOfHash } from '../contract/canonical-json.ts';
import type { Version } from '../contract/wire.ts';
import type { Review } from './review.ts';

/** A version as the resource surface knows it: by content, under the parent it first had. */
export interface VersionNode {
  readonly id: string;
  readonly parentId: string | null;
  /** The lowest seq with this content. */
  readonly version: Version;
}

/**
 * The versions of a review by content, each once, as first created, in order of creation.
 *
 * Source: RES-2, RES-3.
 */
export function versionNodes(review: Review): readonly VersionNode[] {
  const ids = review.versions.map((version) => versionIdOfHash(version.content_sha256));
  const seen = new Set<string>();
  return review.versions.flatMap((version, index) => {
    const id = ids[index] ?? '';
    if (seen.has(id)) return [];
    seen.add(id);
    const parentId = version.parent_seq === null ? null : (ids[version.parent_seq] ?? null);
    return [{ id, parentId, version }];
  });
}

/** The version with this id. Source: RES-3. */
export function nodeOf(review: Review, versionId: string): VersionNode | undefined {
  return versionNodes(review).find((node) => node.id === versionId);
}

/** The id under which the version at a seq is known. Source: RES-2, X-1. */
export function versionIdAt(review: Review, seq: number): string | undefined {
  const version = review.versions[seq];
  return version && versionIdOfHash(version.content_sha256);
}

/**
 * The other leaves that a request would leave behind: all of them as soon as one is not
 * acknowledged, so that its answer is the whole list to acknowledge.
 *
 * Source: RES-8.
 */
export function supersededLeaves(
  review: Review,
  versionId: string,
  acknowledgedIds: readonly string[],
): readonly string[] {
  const nodes = versionNodes(review);
  const parents = new Set(nodes.map((node) => node.parentId));
  const others = nodes.map((node) => node.id).filter((id) => !parents.has(id) && id !== versionId);
  const acknowledged = new Set(acknowledgedIds);
  return others.every((id) => acknowledged.has(id)) ? [] : others;
}
