import { edit, type Mutant } from './mutant.ts';

const DECIDE = 'src/domain/decide.ts';
const RULE = 'src/domain/rule.ts';
const WRITE = 'src/domain/write.ts';
const GUARD = 'src/domain/guard.ts';
const DECIDED_CHECK = "if (status !== 'awaiting_review') return refused";

/** Servers that approve something else. */
const APPROVALS: readonly Mutant[] = [
  {
    id: 'on-seq-ignored',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'A decision is on the head, whatever `on_seq` says.',
    edits: [edit(DECIDE, 'body.on_seq ?? headSeq(review)', 'headSeq(review)')],
  },
  {
    id: 'on-seq-defaults-to-zero',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'A decision is on version 0 by default.',
    edits: [edit(DECIDE, 'body.on_seq ?? headSeq(review)', 'body.on_seq ?? 0')],
  },
  {
    id: 'effective-seq-ignored',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: '`effective_seq` is `on_seq`, whatever was sent.',
    edits: [edit(DECIDE, 'body.effective_seq ?? onSeq', 'onSeq')],
  },
  {
    id: 'effective-seq-defaults-to-the-head',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: '`effective_seq` is the head by default.',
    edits: [edit(DECIDE, 'body.effective_seq ?? onSeq', 'body.effective_seq ?? headSeq(review)')],
  },
  {
    id: 'review-effective-seq-is-on-seq',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: "The review's `effective_seq` is the decision's `on_seq`.",
    edits: [
      edit(
        WRITE,
        'effective_seq: ruling.effectiveSeq,\n    claim: null,',
        'effective_seq: ruling.effectiveSeq === null ? null : ruling.onSeq,\n    claim: null,',
      ),
    ],
  },
  {
    id: 'unknown-on-seq-taken',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'An `on_seq` that names no version is taken for the head.',
    edits: [
      edit(
        DECIDE,
        'const onSeq = body.on_seq ?? headSeq(review);',
        'const onSeq = Math.min(body.on_seq ?? headSeq(review), headSeq(review));',
      ),
    ],
  },
  {
    id: 'unknown-effective-seq-taken',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'An `effective_seq` that names no version is taken for the head.',
    edits: [
      edit(
        DECIDE,
        'const effectiveSeq = body.effective_seq ?? onSeq;',
        'const effectiveSeq = Math.min(body.effective_seq ?? onSeq, headSeq(review));',
      ),
    ],
  },
  {
    id: 'approval-keeps-a-reason',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'An approval keeps the reason that was sent.',
    edits: [edit(RULE, 'reason: isApproved ? null : request.reason,', 'reason: request.reason,')],
  },
  {
    id: 'decided-by-the-model',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'A decision is by the author of version 0.',
    edits: [edit(WRITE, 'decided_by: env.actor,', 'decided_by: review.versions[0].author,')],
  },
  {
    id: 'decision-dated-at-the-opening',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'The `decided_at` of a decision is when the review was opened.',
    edits: [
      edit(
        WRITE,
        'decided_by: env.actor,\n    decided_at: at,',
        'decided_by: env.actor,\n    decided_at: review.created_at,',
      ),
    ],
  },
  {
    id: 'decision-not-listed',
    requirement: 'DEC-1',
    level: 'MUST',
    breaks: 'A decision moves the status and is not among `decisions`.',
    edits: [
      edit(
        'src/views/overlay.ts',
        'decisions: review.decisions,',
        'decisions: review.decisions.slice(1),',
      ),
    ],
  },
];

/** Servers that reject wrongly. */
const REJECTIONS: readonly Mutant[] = [
  {
    id: 'rejection-without-a-reason-taken',
    requirement: 'DEC-3',
    level: 'MUST',
    breaks: 'A rejection needs no reason.',
    edits: [
      edit(
        DECIDE,
        "return [fault(['body', 'reason'], ['missing', 'Field required: a rejection needs a reason'])];",
        'return [];',
      ),
    ],
  },
  {
    id: 'rejection-with-a-blank-reason-taken',
    requirement: 'DEC-3',
    level: 'MUST',
    breaks: 'The reason of a rejection may be blank.',
    edits: [edit(DECIDE, "reason.trim() !== ''", "reason !== ''")],
  },
  {
    id: 'rejection-with-an-edit-taken',
    requirement: 'DEC-3',
    level: 'MUST',
    breaks: 'An edited output beside a rejection is appended.',
    edits: [
      edit(
        DECIDE,
        "if (body.edited_output) faults.push(notWith('edited_output', 'a rejection'));",
        '',
      ),
    ],
  },
  {
    id: 'rejection-with-effective-seq-taken',
    requirement: 'DEC-3',
    level: 'MUST',
    breaks: 'An `effective_seq` beside a rejection is passed over.',
    edits: [
      edit(
        DECIDE,
        "if (typeof body.effective_seq === 'number') faults.push(notWith('effective_seq', 'a rejection'));",
        '',
      ),
    ],
  },
  {
    id: 'rejection-has-an-effective-seq',
    requirement: 'DEC-3',
    level: 'MUST',
    breaks: 'The decision of a rejection has an `effective_seq`.',
    edits: [
      edit(
        WRITE,
        'on_seq: ruling.onSeq,\n    effective_seq: ruling.effectiveSeq,',
        'on_seq: ruling.onSeq,\n    effective_seq: ruling.effectiveSeq ?? ruling.onSeq,',
      ),
    ],
  },
];

/** A server on which something is still possible after a decision. */
function openTo(operation: string, mutant: Pick<Mutant, 'id' | 'breaks'>): Mutant {
  const replace = `if (status !== 'awaiting_review' && write.operation !== '${operation}') return refused`;
  return {
    ...mutant,
    requirement: 'DEC-5',
    level: 'SHOULD',
    edits: [edit(GUARD, DECIDED_CHECK, replace)],
  };
}

/** Servers that get the state around a decision wrong. */
const AROUND: readonly Mutant[] = [
  {
    id: 'decision-needs-the-claim',
    requirement: 'DEC-4',
    level: 'MUST',
    breaks: 'Only the holder of a claim can decide.',
    edits: [
      edit(
        GUARD,
        'return undefined;',
        "return write.operation === 'decide' && review.claim?.holder.id !== env.actor.id ? refused(review, { kind: 'already_decided', status }) : undefined;",
      ),
    ],
  },
  {
    id: 'decision-keeps-the-claim',
    requirement: 'DEC-4',
    level: 'SHOULD',
    breaks: 'A decision leaves the claim.',
    edits: [edit(WRITE, 'claim: null,\n    decisions:', 'claim: review.claim,\n    decisions:')],
  },
  openTo('claim', { id: 'decided-review-claimed', breaks: 'A decided review can be claimed.' }),
  openTo('release', {
    id: 'decided-review-released',
    breaks: 'A release succeeds on a decided review.',
  }),
  openTo('append', {
    id: 'decided-review-appended-to',
    breaks: 'A version can be appended to a decided review.',
  }),
  openTo('decide', {
    id: 'decided-review-decided-again',
    breaks: 'A decided review can be decided again.',
  }),
];

/** Servers that decide wrongly on the overlay surface. */
export const DECISION_MUTANTS: readonly Mutant[] = [...APPROVALS, ...REJECTIONS, ...AROUND];
