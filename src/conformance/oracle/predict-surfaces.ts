import { versionIdOf } from '../../contract/canonical-json.ts';
import { isSameJson } from '../execute/judge.ts';
import type { CreateBody, HilBody, VerdictBody } from './action.ts';
import {
  headSeqOf,
  parentIdOf,
  seqOfVersionId,
  type ModelReview,
  type ModelVersion,
} from './model-review.ts';
import { decidedReview } from './predict-overlay.ts';
import {
  applied,
  refused,
  repeated,
  written,
  type Prediction,
  type Situation,
} from './prediction.ts';

const OK = 200;
const CREATED = 201;
const ACCEPTED = 202;
const NOT_FOUND = 404;
const CONFLICT = 409;

/** Source: RES-3, RES-7. The caller acknowledges every other leaf, so RES-8 never speaks. */
export function predictCreate(
  review: ModelReview,
  body: CreateBody,
  { actor }: Situation,
): Prediction {
  const parentSeq = seqOfVersionId(review, body.parent_id);
  if (parentSeq === undefined) {
    return refused(review, { requirement: 'RES-3', level: 'MUST', statuses: [NOT_FOUND] });
  }
  const versionId = versionIdOf(body.snapshot);
  if (seqOfVersionId(review, versionId) !== undefined) {
    return parentIdOf(review, versionId) === body.parent_id
      ? repeated('RES-3', CREATED, review)
      : refused(review, { requirement: 'RES-3', level: 'MUST', statuses: [CONFLICT] });
  }
  if (review.status !== 'awaiting_review') {
    return refused(review, { requirement: 'RES-7', level: 'MUST', statuses: [CONFLICT] });
  }
  const version: ModelVersion = {
    parentSeq,
    author: actor,
    origin: 'human_edit',
    snapshot: body.snapshot,
    note: body.note ?? null,
  };
  return applied('RES-3', CREATED, {
    ...review,
    ...written(review, actor, { actions: ['version_added'] }),
    versions: [...review.versions, version],
  });
}

/** Source: RES-5, RES-6, RES-7. */
export function predictVerdict(
  review: ModelReview,
  body: VerdictBody & { readonly verdict: 'approved' | 'rejected'; readonly reason?: string },
  situation: Situation,
): Prediction {
  const seq = seqOfVersionId(review, body.version_id);
  if (seq === undefined) {
    return refused(review, { requirement: 'RES-5', level: 'MUST', statuses: [NOT_FOUND] });
  }
  if (review.status !== 'awaiting_review') return predictVerdictAgain(review, body, seq);
  const decision = {
    verdict: body.verdict,
    on_seq: seq,
    effective_seq: body.verdict === 'approved' ? seq : null,
    reason: body.reason ?? null,
  };
  const next = decidedReview(review, decision, situation);
  return { ...applied('RES-5', OK, next), submission: ['accepted'] };
}

function predictVerdictAgain(
  review: ModelReview,
  { verdict, version_id: versionId }: VerdictBody & { readonly verdict: string },
  seq: number,
): Prediction {
  const standing = review.decisions.at(-1);
  const decidedSeq = standing?.effectiveSeq ?? standing?.onSeq;
  const decidedId = decidedSeq === undefined ? undefined : idAt(review, decidedSeq);
  const isSame = standing?.verdict === verdict && (decidedSeq === seq || decidedId === versionId);
  if (isSame) {
    return { ...repeated('RES-6', OK, review), submission: ['already_applied'] };
  }
  const statuses = [OK, CONFLICT];
  return {
    ...refused(review, { requirement: 'RES-7', level: 'MUST', statuses }),
    submission: ['conflict'],
  };
}

function idAt({ versions }: ModelReview, seq: number): string | undefined {
  const version = versions[seq];
  return version && versionIdOf(version.snapshot);
}

/** Source: HIL-1. */
export function predictHil(review: ModelReview, body: HilBody, situation: Situation): Prediction {
  const verdict = body.approved ? 'approved' : 'rejected';
  const data = body.modified_data ?? null;
  if (review.status !== 'awaiting_review') {
    const standing = review.decisions.at(-1);
    const effective = review.versions[standing?.effectiveSeq ?? headSeqOf(review)]?.snapshot;
    const isSame = standing?.verdict === verdict && (data === null || isSameJson(data, effective));
    return isSame
      ? {
          ...repeated('HIL-1', ACCEPTED, review),
          submission: ['already_received', 'already_applied'],
        }
      : refused(review, { requirement: 'HIL-1', level: 'MUST', statuses: [CONFLICT] });
  }
  const reason = body.approved ? null : 'Rejected through hil-decisions.';
  const next = decidedReview(review, { verdict, edited_output: data, reason }, situation);
  return { ...applied('HIL-1', ACCEPTED, next), submission: ['accepted'] };
}

/** Source: REV-5, DEC-5, contract section 10. */
export function predictReopen(review: ModelReview): Prediction {
  if (review.status === 'awaiting_review') {
    return refused(review, { requirement: 'DEC-5', level: 'SHOULD', statuses: [CONFLICT] });
  }
  const write = written(review, null, { actions: ['reopened'] });
  return applied('DEC-5', OK, {
    ...review,
    ...write,
    status: 'awaiting_review',
    effectiveSeq: null,
  });
}
