import { contentSha256 } from '../../contract/canonical-json.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { ReviewOverlay } from '../../contract/wire.ts';
import { shown } from '../reply.ts';
import { must, should, type Observation } from './observation.ts';

/**
 * Judges what every overlay owes by itself, whatever led to it.
 *
 * Source: the requirement of each observation.
 */
export function observeOverlay(overlay: ReviewOverlay): readonly Observation[] {
  return [
    ...observeNames(overlay),
    ...observeVersions(overlay),
    ...observeStatus(overlay),
    ...observeDecisions(overlay),
    ...observeTimes(overlay),
  ];
}

/** Source: REV-1. */
function observeNames(overlay: ReviewOverlay): readonly Observation[] {
  const { _id: id, block_run_id: blockRunId } = overlay;
  return [
    must('REV-1', id === blockRunId, () => [
      '_id and block_run_id differ',
      `_id equal to block_run_id ${shown(blockRunId)}`,
      shown(id),
    ]),
  ];
}

/** Source: REV-2, REV-7. */
function observeVersions({ versions, head_seq: headSeq }: ReviewOverlay): readonly Observation[] {
  const seqs = versions.map((version) => version.seq);
  const first = versions[0];
  return [
    must('REV-2', seqs.length > 0 && seqs.every((seq, index) => seq === index), () => [
      'versions are not numbered 0, 1, 2, … in order',
      '0, 1, 2, … without a gap',
      shown(seqs),
    ]),
    must('REV-2', headSeq === seqs.at(-1), () => [
      'head_seq is not the seq of the last version',
      shown(seqs.at(-1)),
      shown(headSeq),
    ]),
    must('REV-2', first?.origin === 'model_output', () => [
      "versions[0] is not the model's output",
      'origin model_output',
      shown(first?.origin),
    ]),
    ...versions.flatMap((version) => {
      const hash = contentSha256(version.snapshot);
      const parent = version.parent_seq ?? null;
      return [
        should('REV-7', version.content_sha256 === hash, () => [
          `content_sha256 of version ${version.seq} is not the hash of its snapshot`,
          hash,
          shown(version.content_sha256),
        ]),
        should('REV-7', (parent === null) === (version.seq === 0), () => [
          `parent_seq of version ${version.seq} is ${parent}`,
          'null exactly for seq 0',
          shown(parent),
        ]),
      ];
    }),
  ];
}

/** Source: REV-3, REV-4, REV-5. */
function observeStatus(overlay: ReviewOverlay): readonly Observation[] {
  const { status, audit = [] } = overlay;
  const decidedAt = overlay.decided_at ?? null;
  const effectiveSeq = overlay.effective_seq ?? null;
  const decisions = overlay.decisions ?? [];
  const isAwaiting = status === 'awaiting_review';
  const wasReopened = audit.some((entry) => entry.action === 'reopened');
  return [
    must('REV-3', (decidedAt === null) === isAwaiting, () => [
      `decided_at is ${decidedAt === null ? 'null' : 'set'} while the status is ${status}`,
      'null exactly while awaiting review',
      shown(decidedAt),
    ]),
    must('REV-3', isAwaiting || decisions.at(-1)?.verdict === status, () => [
      `the status is ${status}, which is not the last verdict`,
      shown(decisions.at(-1)?.verdict),
      status,
    ]),
    must('REV-4', status === 'approved' ? effectiveSeq !== null : effectiveSeq === null, () => [
      `effective_seq is ${effectiveSeq} while the status is ${status}`,
      'set by an approval alone',
      shown(effectiveSeq),
    ]),
    must('REV-5', !isAwaiting || wasReopened || decisions.length === 0, () => [
      'a review that awaits its first decision has decisions',
      'no decisions',
      shown(decisions),
    ]),
  ];
}

/** Source: DEC-1, DEC-3. */
function observeDecisions({ decisions = [], versions }: ReviewOverlay): readonly Observation[] {
  const seqs = new Set(versions.map((version) => version.seq));
  return decisions.flatMap((decision) => {
    const { verdict, on_seq: onSeq } = decision;
    const effectiveSeq = decision.effective_seq ?? null;
    const reason = decision.reason ?? null;
    const isApproved = verdict === 'approved';
    return [
      must('DEC-1', seqs.has(onSeq) && (effectiveSeq === null || seqs.has(effectiveSeq)), () => [
        `a decision names version ${onSeq} or ${effectiveSeq}, which does not exist`,
        'seqs of existing versions',
        shown({ on_seq: onSeq, effective_seq: effectiveSeq }),
      ]),
      must(
        isApproved ? 'DEC-1' : 'DEC-3',
        isApproved ? effectiveSeq !== null : effectiveSeq === null,
        () => [
          `a decision with verdict ${verdict} has effective_seq ${effectiveSeq}`,
          isApproved ? 'a seq' : 'null',
          shown(effectiveSeq),
        ],
      ),
      must(
        isApproved ? 'DEC-1' : 'DEC-3',
        isApproved ? reason === null : (reason ?? '').trim() !== '',
        () => [
          `a decision with verdict ${verdict} has reason ${shown(reason)}`,
          isApproved ? 'null' : 'a reason that is not blank',
          shown(reason),
        ],
      ),
    ];
  });
}

/** Source: TIME-1. */
function observeTimes({ versions, audit, decisions }: ReviewOverlay): readonly Observation[] {
  const lists: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['versions[].created_at', versions.map((each) => each.created_at)],
    ['audit[].at', (audit ?? []).map((each) => each.at)],
    ['decisions[].decided_at', (decisions ?? []).map((each) => each.decided_at)],
  ];
  return lists.map(([name, instants]) => {
    const times = instants.filter((each) => each !== undefined).map(parseInstant);
    const fell = times.findIndex((time, index) => time < (times[index - 1] ?? time));
    return must('TIME-1', fell === -1, () => [
      `${name} goes back in time at ${fell}`,
      'instants that never go back',
      shown(instants),
    ]);
  });
}
