import { versionIdOf } from '../contract/canonical-json.ts';
import type { CreateVersionCommand, Outcomes } from './command.ts';
import type { Review } from './review.ts';
import { snapshotShapeFaults } from './reviewable-value.ts';
import { done, refused, type Env, type Step } from './step.ts';
import { nodeOf, supersededLeaves } from './version-tree.ts';
import { nextVersion, versionAdded, write } from './write.ts';

/**
 * Adds a version under a parent. Content names it, so the same one again is found, not added.
 *
 * Errors: `no_version` (the parent), `version_elsewhere`, `already_decided`,
 * `superseded_versions`, `invalid` (the snapshot's shape).
 * Source: RES-3, RES-4, RES-7, RES-8.
 */
export function createVersion(
  review: Review,
  command: CreateVersionCommand,
  env: Env,
): Step<Outcomes['create_version']> {
  const { parentId, snapshot, acknowledgedIds } = command;
  const parent = nodeOf(review, parentId);
  if (parent === undefined) return refused(review, { kind: 'no_version', versionId: parentId });

  const versionId = versionIdOf(snapshot);
  const existing = nodeOf(review, versionId);
  if (existing?.parentId === parentId) return done(review, { versionId });
  if (existing) {
    return refused(review, { kind: 'version_elsewhere', versionId, parentId: existing.parentId });
  }
  const { status } = review;
  if (status !== 'awaiting_review') return refused(review, { kind: 'already_decided', status });
  if (env.policies.superseded === 'acknowledge') {
    const versionIds = supersededLeaves(review, parentId, acknowledgedIds);
    if (versionIds.length > 0) return refused(review, { kind: 'superseded_versions', versionIds });
  }
  const faults = snapshotShapeFaults(review.block_type, snapshot);
  if (faults.length > 0) return refused(review, { kind: 'invalid', faults });

  const origin = env.actor.kind === 'human' ? 'human_edit' : 'agent_edit';
  const edit = { snapshot, parentSeq: parent.version.seq, origin, note: command.note } as const;
  const version = nextVersion(review, env, edit);
  const versions = [...review.versions, version];
  return done(write(review, env, { change: { versions }, acts: [versionAdded(version)] }), {
    versionId,
  });
}
