import { edit, type Mutant } from './mutant.ts';

const VIEW = 'src/views/overlay.ts';
const OPEN = 'src/domain/open.ts';
const WRITE = 'src/domain/write.ts';
const APPEND = 'src/domain/append.ts';
const STORE = 'src/store/memory-store.ts';

const DECIDED =
  'status: ruling.verdict,\n    decided_at: at,\n    effective_seq: ruling.effectiveSeq,';

/** Servers that give a review the wrong identity. */
const IDENTITY: readonly Mutant[] = [
  {
    id: 'overlay-id-is-not-the-block-run',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: '`_id` is the id of the review, and not `block_run_id`.',
    edits: [edit(VIEW, '_id: blockRunId,\n    org', '_id: review.id,\n    org')],
  },
  {
    id: 'review-id-in-lower-case',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: 'The id of a review is in lower case.',
    edits: [
      edit(
        'src/generate/ids.ts',
        'base32nopad.encode(hash.subarray(0, REVIEW_ID_BYTES))',
        'base32nopad.encode(hash.subarray(0, REVIEW_ID_BYTES)).toLowerCase()',
      ),
    ],
  },
  {
    id: 'step-id-with-a-colon',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: '`step_id` is `{run_id}:{block_id}`.',
    edits: [
      edit(
        'src/domain/review.ts',
        'return `${run_id}_${block_id}`;',
        'return `${run_id}:${block_id}`;',
      ),
    ],
  },
  {
    id: 'gating-twice-succeeds',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: 'Gating a block that has a review answers 201 with that review.',
    edits: [
      edit(
        'src/domain/transition.ts',
        "refused(review, { kind: 'already_gated' })",
        '{ review, result: { ok: true, value: null } }',
      ),
    ],
  },
  {
    id: 'one-review-for-all-iterations',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: 'A second iteration of a block cannot be gated.',
    edits: [
      edit(
        STORE,
        "const iteration = iterationKey === null ? '' : `/${iterationKey}`;",
        "const iteration = iterationKey === null ? '' : '';",
      ),
    ],
  },
  {
    id: 'iterations-on-the-overlay-surface',
    requirement: 'REV-1',
    level: 'MUST',
    breaks: 'The overlay queue shows reviews with an iteration key.',
    edits: [
      edit(
        'src/domain/review.ts',
        'return review.iteration_key === null;',
        'return review.iteration_key !== undefined;',
      ),
    ],
  },
];

/** Servers whose versions, status or decisions break a promise. */
const STATE: readonly Mutant[] = [
  {
    id: 'append-rewrites-the-model-output',
    requirement: 'REV-2',
    level: 'MUST',
    breaks: 'An append writes its snapshot over version 0 as well.',
    edits: [
      edit(
        APPEND,
        'const versions = [...review.versions, version];',
        'const versions = [...review.versions.map((each) => (each.seq === 0 ? { ...each, snapshot } : each)), version];',
      ),
    ],
  },
  {
    id: 'versions-newest-first',
    requirement: 'REV-2',
    level: 'MUST',
    breaks: 'The overlay lists its versions newest first.',
    edits: [edit(VIEW, 'versions: review.versions,', 'versions: review.versions.toReversed(),')],
  },
  {
    id: 'versions-count-from-one',
    requirement: 'REV-2',
    level: 'MUST',
    breaks: 'The overlay shows the first version as seq 1.',
    edits: [
      edit(
        VIEW,
        'versions: review.versions,',
        'versions: review.versions.map((each) => ({ ...each, seq: each.seq + 1 })),',
      ),
      edit(VIEW, 'head_seq: headSeq(review),', 'head_seq: headSeq(review) + 1,'),
    ],
  },
  {
    id: 'head-seq-is-the-count',
    requirement: 'REV-2',
    level: 'MUST',
    breaks: '`head_seq` is the number of versions.',
    edits: [edit(VIEW, 'head_seq: headSeq(review),', 'head_seq: headSeq(review) + 1,')],
  },
  {
    id: 'approval-rewrites-a-note',
    requirement: 'REV-2',
    level: 'MUST',
    breaks: 'An approval writes a note into the version it approves.',
    edits: [
      edit(
        'src/domain/rule.ts',
        '[...review.versions, version] : review.versions;',
        "[...review.versions, version] : review.versions.map((each) => (isApproved && each.seq === onSeq ? { ...each, note: 'approved' } : each));",
      ),
    ],
  },
  {
    id: 'rejected-review-still-awaits',
    requirement: 'REV-3',
    level: 'MUST',
    breaks: 'A rejection leaves the status at `awaiting_review`.',
    edits: [
      edit(
        WRITE,
        'status: ruling.verdict,',
        "status: ruling.verdict === 'rejected' ? 'awaiting_review' as const : ruling.verdict,",
      ),
    ],
  },
  {
    id: 'decided-at-stays-null',
    requirement: 'REV-3',
    level: 'MUST',
    breaks: 'A rejected review has no `decided_at`.',
    edits: [
      edit(
        WRITE,
        'status: ruling.verdict,\n    decided_at: at,',
        "status: ruling.verdict,\n    decided_at: ruling.verdict === 'rejected' ? null : at,",
      ),
    ],
  },
  {
    id: 'decided-at-from-the-start',
    requirement: 'REV-3',
    level: 'MUST',
    breaks: 'A review that awaits a decision has a `decided_at`.',
    edits: [edit(OPEN, 'decided_at: null,', 'decided_at: now,')],
  },
  {
    id: 'rejection-sets-effective-seq',
    requirement: 'REV-4',
    level: 'MUST',
    breaks: 'A rejected review has an `effective_seq`.',
    edits: [
      edit(WRITE, DECIDED, DECIDED.replace('.effectiveSeq,', '.effectiveSeq ?? ruling.onSeq,')),
    ],
  },
  {
    id: 'effective-seq-from-the-start',
    requirement: 'REV-4',
    level: 'MUST',
    breaks: 'A review that awaits a decision has `effective_seq` 0.',
    edits: [edit(OPEN, 'effective_seq: null,', 'effective_seq: 0,')],
  },
  {
    id: 'append-sets-effective-seq',
    requirement: 'REV-4',
    level: 'MUST',
    breaks: 'An append sets `effective_seq` to its version.',
    edits: [
      edit(
        APPEND,
        'change: { versions, commands }',
        'change: { versions, commands, effective_seq: version.seq }',
      ),
    ],
  },
  {
    id: 'audit-forgets-its-beginning',
    requirement: 'REV-5',
    level: 'MUST',
    breaks: 'The audit keeps its last three entries.',
    edits: [
      edit(
        WRITE,
        'audit: [...review.audit, ...entries] };',
        'audit: [...review.audit, ...entries].slice(-3) };',
      ),
    ],
  },
  {
    id: 'release-takes-the-claim-off-the-audit',
    requirement: 'REV-5',
    level: 'MUST',
    breaks: 'A release removes the entries of claims from the audit.',
    edits: [
      edit(
        'src/domain/claim.ts',
        'write(review, env, { change: { claim: null },',
        "write({ ...review, audit: review.audit.filter((each) => each.action !== 'claimed') }, env, { change: { claim: null },",
      ),
    ],
  },
];

/** Servers that lack what the mock serves beyond the documented fields. */
const EXTRAS: readonly Mutant[] = [
  {
    id: 'content-hash-over-order-of-keys',
    requirement: 'REV-7',
    level: 'SHOULD',
    breaks: '`content_sha256` is over the snapshot as it was sent, not its canonical form.',
    edits: [
      edit(
        VIEW,
        'import { headSeq',
        "import { contentSha256 } from '../contract/canonical-json.ts';\nimport { headSeq",
      ),
      edit(
        VIEW,
        'versions: review.versions,',
        'versions: review.versions.map((each) => ({ ...each, content_sha256: contentSha256(JSON.stringify(each.snapshot)) })),',
      ),
    ],
  },
  {
    id: 'first-version-has-a-parent',
    requirement: 'REV-7',
    level: 'SHOULD',
    breaks: 'Version 0 is its own parent.',
    edits: [
      edit(
        VIEW,
        'versions: review.versions,',
        'versions: review.versions.map((each) => ({ ...each, parent_seq: each.parent_seq ?? 0 })),',
      ),
    ],
  },
  {
    id: 'later-versions-without-parent',
    requirement: 'REV-7',
    level: 'SHOULD',
    breaks: 'No version has a parent.',
    edits: [
      edit(
        VIEW,
        'versions: review.versions,',
        'versions: review.versions.map((each) => ({ ...each, parent_seq: null })),',
      ),
    ],
  },
  {
    id: 'overlay-without-organization',
    requirement: 'REV-9',
    level: 'SHOULD',
    breaks: 'The overlay has no `organization_id`.',
    edits: [edit(VIEW, '    organization_id: review.organization_id,\n', '')],
  },
  {
    id: 'overlay-without-updated-at',
    requirement: 'REV-9',
    level: 'SHOULD',
    breaks: 'The overlay has no `updated_at`.',
    edits: [edit(VIEW, '    updated_at: review.updated_at,\n', '')],
  },
];

/** Servers that break a promise about the review itself. */
export const REVIEW_MUTANTS: readonly Mutant[] = [...IDENTITY, ...STATE, ...EXTRAS];
