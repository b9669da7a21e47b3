import type { Surface } from '../../contract/operations.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';

/** A review with something to lose: a claim of B and a second version. */
export interface RichScene {
  readonly trial: Trial;
  readonly review: Subject;
  readonly rev: number;
  /** The ids of its versions, oldest first; none where the resource surface is not judged. */
  readonly versionIds: readonly string[];
  /** The id of the command that appended the second version. */
  readonly commandId: string;
}

/** One request that a server has to refuse because of what it says or what the review is. */
export interface RefusalCase {
  readonly name: string;
  readonly surface: Surface;
  /** Whether the review is decided first. */
  readonly isDecided?: boolean;
  readonly send: (scene: RichScene) => Promise<Exchange>;
}

/** The snapshot of the second version of every rich scene. */
export const FIRST_EDIT = { total_amount: 501 };

const OTHER = { total_amount: 502 };
const NO_SEQ = 99;
const NO_VERSION = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';

type Sender = (scene: RichScene) => Promise<Exchange>;

function append(body: (scene: RichScene) => object): Sender {
  return (scene) =>
    scene.trial.a.append(scene.review, { version_stamp: scene.rev, ...body(scene) });
}

function decide(body: (scene: RichScene) => object): Sender {
  return (scene) =>
    scene.trial.a.decide(scene.review, {
      version_stamp: scene.rev,
      verdict: 'approved',
      ...body(scene),
    });
}

function rejection(body: object): Sender {
  return decide(() => ({ verdict: 'rejected', reason: 'The total is wrong.', ...body }));
}

const OVERLAY: Readonly<Record<string, Sender>> = {
  'claim-too-short': ({ trial, review, rev }) =>
    trial.a.claim(review, { version_stamp: rev, ttl_seconds: 29 }),
  'claim-with-stale-stamp': ({ trial, review, rev }) =>
    trial.a.claim(review, { version_stamp: rev - 1, ttl_seconds: 60 }),
  'release-with-stale-stamp': ({ trial, review, rev }) =>
    trial.a.release(review, { version_stamp: rev - 1 }),
  'release-without-stamp': ({ trial, review }) => trial.a.release(review, {}),
  'append-with-stale-stamp': append(({ rev }) => ({ snapshot: OTHER, version_stamp: rev - 1 })),
  'append-on-unknown-parent': append(() => ({ snapshot: OTHER, parent_seq: NO_SEQ })),
  'append-of-two-values': append(() => ({ snapshot: OTHER, reviewable_value: OTHER })),
  'append-of-nothing': append(() => ({ note: 'nothing' })),
  'append-by-used-command': append(({ commandId }) => ({
    snapshot: OTHER,
    command_id: commandId,
  })),
  'decision-with-stale-stamp': decide(({ rev }) => ({ version_stamp: rev - 1 })),
  'decision-by-used-command': decide(({ commandId }) => ({ command_id: commandId })),
  'decision-on-unknown-seq': decide(() => ({ on_seq: NO_SEQ })),
  'decision-with-unknown-effect': decide(() => ({ effective_seq: NO_SEQ })),
  'edit-on-unknown-seq': decide(() => ({ on_seq: NO_SEQ, edited_output: OTHER })),
  'edit-with-effect': decide(() => ({ edited_output: OTHER, effective_seq: 0 })),
  'edit-of-two-values': decide(() => ({ edited_output: OTHER, reviewable_value: OTHER })),
  'edit-with-stale-stamp': decide(({ rev }) => ({ edited_output: OTHER, version_stamp: rev - 1 })),
  'rejection-without-reason': rejection({ reason: null }),
  'rejection-with-blank-reason': rejection({ reason: ' \t' }),
  'rejection-with-edit': rejection({ edited_output: OTHER }),
  'rejection-with-effect': rejection({ effective_seq: 0 }),
  'rejection-on-unknown-seq': rejection({ on_seq: NO_SEQ }),
};

const OVERLAY_DECIDED: Readonly<Record<string, Sender>> = {
  'claim-once-decided': ({ trial, review, rev }) => trial.b.claim(review, { version_stamp: rev }),
  'release-once-decided': ({ trial, review, rev }) =>
    trial.b.release(review, { version_stamp: rev }),
  'append-once-decided': append(() => ({ snapshot: OTHER })),
  'approval-once-decided': decide(() => ({})),
  'edit-once-decided': decide(() => ({ edited_output: OTHER })),
  'rejection-once-decided': rejection({}),
};

const RESOURCE: Readonly<Record<string, Sender>> = {
  'approval-of-unknown-version': ({ trial, review }) =>
    trial.a.approve(review, { version_id: NO_VERSION }),
  'approval-of-no-version': ({ trial, review }) => trial.a.approve(review, {}),
  'rejection-of-unknown-version': ({ trial, review }) =>
    trial.a.reject(review, { version_id: NO_VERSION, reason: 'No.' }),
  'rejection-of-version-without-reason': ({ trial, review, versionIds }) =>
    trial.a.reject(review, { version_id: versionIds.at(-1) ?? '' }),
  'rejection-of-version-with-blank-reason': ({ trial, review, versionIds }) =>
    trial.a.reject(review, { version_id: versionIds.at(-1) ?? '', reason: '  ' }),
  'version-of-unknown-parent': ({ trial, review }) =>
    trial.a.create(review, { parent_id: NO_VERSION, snapshot: OTHER }),
  'version-of-another-parent': async ({ trial, review, versionIds }) =>
    // The newest version is known under the first; as its own child it would be another.
    trial.a.create(review, {
      parent_id: versionIds.at(-1) ?? '',
      snapshot: FIRST_EDIT,
      acknowledged_superseded_version_ids: versionIds,
    }),
  'version-without-snapshot': ({ trial, review, versionIds }) =>
    trial.a.create(review, { parent_id: versionIds.at(-1) ?? '' } as Record<string, unknown>),
};

const RESOURCE_DECIDED: Readonly<Record<string, Sender>> = {
  'version-once-decided': ({ trial, review, versionIds }) =>
    trial.a.create(review, {
      parent_id: versionIds.at(-1) ?? '',
      snapshot: OTHER,
      acknowledged_superseded_version_ids: versionIds,
    }),
  'version-rejected-once-decided': ({ trial, review, versionIds }) =>
    trial.a.reject(review, { version_id: versionIds.at(-1) ?? '', reason: 'No.' }),
  'unknown-version-once-decided': ({ trial, review }) =>
    trial.a.approve(review, { version_id: NO_VERSION }),
};

const AGENT: Readonly<Record<string, Sender>> = {
  'hil-rejection-with-data': ({ trial, review }) =>
    trial.a.hilDecide(review, { approved: false, modified_data: OTHER }),
  'hil-decision-without-verdict': ({ trial, review }) => trial.a.hilDecide(review, {}),
};

const AGENT_DECIDED: Readonly<Record<string, Sender>> = {
  'hil-rejection-once-approved': ({ trial, review }) =>
    trial.a.hilDecide(review, { approved: false }),
  'hil-edit-once-approved': ({ trial, review }) =>
    trial.a.hilDecide(review, { approved: true, modified_data: OTHER }),
};

/**
 * What a server refuses, on every surface, once the request has the right shape, and the shapes
 * that hang on more than one property.
 *
 * Source: CAS-1, VER-1, VER-2, DEC-1, DEC-2, DEC-3, DEC-5, IDM-3, RES-1, RES-3, RES-5, RES-7, HIL-1.
 */
export const REFUSAL_CASES: readonly RefusalCase[] = [
  ...cases('overlay', OVERLAY),
  ...cases('overlay', OVERLAY_DECIDED, true),
  ...cases('resource', RESOURCE),
  ...cases('resource', RESOURCE_DECIDED, true),
  ...cases('agent', AGENT),
  ...cases('agent', AGENT_DECIDED, true),
];

function cases(
  surface: Surface,
  senders: Readonly<Record<string, Sender>>,
  isDecided = false,
): readonly RefusalCase[] {
  return Object.entries(senders).map(([name, send]) => ({ name, surface, isDecided, send }));
}
