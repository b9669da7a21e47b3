import { edit, type Mutant } from './mutant.ts';

const RESOLVE = 'src/domain/resolve.ts';
const CREATE = 'src/domain/create-version.ts';
const TREE = 'src/domain/version-tree.ts';
const VIEW = 'src/views/resource.ts';
const NODE = 'const node = nodeOf(review, versionId);';
const REPEATED = "if (isRepeat) return done(review, skipped('already_applied'));";
const CONFLICT = "? done(review, skipped('conflict'))";
const SKIPPED = "return { submissionStatus, resumeStatus: 'skipped' };";

/** Servers that resolve a review wrongly. */
const RESOLUTIONS: readonly Mutant[] = [
  {
    id: 'unknown-version-resolved-as-the-first',
    requirement: 'RES-5',
    level: 'MUST',
    breaks: 'Approving a version that the review does not have approves its first.',
    edits: [
      edit(
        RESOLVE,
        NODE,
        'const node = nodeOf(review, versionId) ?? { version: review.versions[0] };',
      ),
    ],
  },
  {
    id: 'unknown-version-is-409',
    requirement: 'RES-5',
    level: 'MUST',
    breaks: 'Approving a version that the review does not have gets 409.',
    edits: [
      edit(
        RESOLVE,
        "if (node === undefined) return refused(review, { kind: 'no_version', versionId });",
        "if (node === undefined) return refused(review, { kind: 'superseded_versions', versionIds: [versionId] });",
      ),
    ],
  },
  {
    id: 'resolution-without-its-decision',
    requirement: 'RES-5',
    level: 'MUST',
    breaks: 'An approval answers the review without its decision.',
    edits: [
      edit(
        VIEW,
        'review: workflowReviewOf(review),\n    resume_status',
        'review: { ...workflowReviewOf(review), decision: null },\n    resume_status',
      ),
    ],
  },
  {
    id: 'fresh-resolution-answers-already-applied',
    requirement: 'RES-5',
    level: 'MUST',
    breaks: 'A fresh approval answers `already_applied`.',
    edits: [edit(RESOLVE, "submissionStatus: 'accepted',", "submissionStatus: 'already_applied',")],
  },
  {
    id: 'repeated-resolution-answers-accepted',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A repeated approval answers `accepted`.',
    edits: [edit(RESOLVE, "skipped('already_applied')", "skipped('accepted')")],
  },
  {
    id: 'repeated-resolution-is-a-conflict',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A repeated approval is a conflict.',
    edits: [
      edit(RESOLVE, REPEATED, REPEATED.replace('(isRepeat)', '(isRepeat && review.rev < 0)')),
    ],
  },
  {
    id: 'repeated-rejection-compares-reasons',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A repeated rejection with another reason is a conflict.',
    edits: [
      edit(
        RESOLVE,
        REPEATED,
        REPEATED.replace(
          '(isRepeat)',
          "(isRepeat && (command.kind === 'approve' || command.reason === standing.reason))",
        ),
      ),
    ],
  },
  {
    id: 'repeated-resolution-moves-rev',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A repeated approval moves `rev`.',
    edits: [
      edit(
        RESOLVE,
        REPEATED,
        REPEATED.replace('done(review,', 'done({ ...review, rev: review.rev + 1 },'),
      ),
    ],
  },
  {
    id: 'repeated-resolution-resumes-again',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A repeated approval answers that the run resumed.',
    edits: [
      edit(
        RESOLVE,
        SKIPPED,
        "return { submissionStatus, resumeStatus: submissionStatus === 'conflict' ? 'skipped' : 'resumed' };",
      ),
    ],
  },
  {
    id: 'rejection-does-not-resume',
    requirement: 'RES-6',
    level: 'MUST',
    breaks: 'A rejection answers that resuming was skipped.',
    edits: [
      edit(
        RESOLVE,
        "env.areRunsHeld ? 'pending' :",
        "verdict === 'rejected' ? 'skipped' : env.areRunsHeld ? 'pending' :",
      ),
    ],
  },
  {
    id: 'conflict-overrules',
    requirement: 'RES-7',
    level: 'MUST',
    breaks: 'A different decision on a decided review is carried out, and answered as a conflict.',
    edits: [
      edit(
        RESOLVE,
        CONFLICT,
        "? done(rule(review, env, { verdict, edit: null, onSeq: node.version.seq, reason: command.kind === 'reject' ? command.reason : null, remember: () => review.commands }), skipped('conflict'))",
      ),
    ],
  },
  {
    id: 'conflict-moves-rev',
    requirement: 'RES-7',
    level: 'MUST',
    breaks: 'A different decision on a decided review moves `rev`.',
    edits: [
      edit(RESOLVE, CONFLICT, "? done({ ...review, rev: review.rev + 1 }, skipped('conflict'))"),
    ],
  },
  {
    id: 'conflict-called-accepted',
    requirement: 'RES-7',
    level: 'MUST',
    breaks: 'A different decision on a decided review answers `accepted` and changes nothing.',
    edits: [edit(RESOLVE, CONFLICT, "? done(review, skipped('accepted'))")],
  },
  {
    id: 'version-of-a-decided-review-created',
    requirement: 'RES-7',
    level: 'MUST',
    breaks: 'A version can be created on a decided review.',
    edits: [
      edit(
        CREATE,
        "if (status !== 'awaiting_review') return refused(review, { kind: 'already_decided', status });",
        '',
      ),
    ],
  },
];

/** Servers that get the tree of versions wrong. */
const TREES: readonly Mutant[] = [
  {
    id: 'parent-is-the-version-before',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'The parent of a version is shown as the one created before it.',
    edits: [edit(TREE, '(ids[version.parent_seq] ?? null)', '(ids[version.seq - 1] ?? null)')],
  },
  {
    id: 'rejection-asks-for-acknowledgement',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'A rejection gets 409 while there are other leaves.',
    edits: [
      edit(
        RESOLVE,
        "if (command.kind === 'approve' && env.policies.superseded",
        'if (env.policies.superseded',
      ),
    ],
  },
  {
    id: 'overlay-asks-for-acknowledgement',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'An approval on the overlay surface gets 409 while there are other leaves.',
    edits: [
      edit(
        'src/domain/decide.ts',
        "from './step.ts';",
        "from './step.ts';\nimport { supersededLeaves, versionIdAt } from './version-tree.ts';",
      ),
      edit(
        'src/domain/decide.ts',
        'const edited = editedSnapshot(review, body);',
        "const versionIds = body.verdict === 'approved' ? supersededLeaves(review, versionIdAt(review, effectiveSeq) ?? '', []) : [];\n  if (versionIds.length > 0) return refused(review, { kind: 'superseded_versions', versionIds });\n  const edited = editedSnapshot(review, body);",
      ),
    ],
  },
  {
    id: 'acknowledgement-ignored',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'An approval gets 409 while there are other leaves, acknowledged or not.',
    edits: [
      edit(
        TREE,
        'others.every((id) => acknowledged.has(id)) ? [] : others',
        'acknowledged.has("") ? [] : others',
      ),
    ],
  },
  {
    id: 'one-acknowledgement-is-enough',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'Of several other leaves one must be acknowledged.',
    edits: [
      edit(
        TREE,
        'others.every((id) => acknowledged.has(id))',
        'others.some((id) => acknowledged.has(id))',
      ),
    ],
  },
  {
    id: 'one-superseded-version-named',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'Of several other leaves the detail names one.',
    edits: [
      edit('src/mock/refusal-problem.ts', "refusal.versionIds.join(', ')", 'refusal.versionIds[0]'),
    ],
  },
  {
    id: 'created-version-supersedes-silently',
    requirement: 'RES-8',
    level: 'MUST',
    breaks: 'Approving asks to acknowledge other leaves, creating a version does not.',
    edits: [
      edit(
        CREATE,
        "if (env.policies.superseded === 'acknowledge') {",
        'if (acknowledgedIds === undefined) {',
      ),
    ],
  },
];

/** Servers that resolve reviews wrongly on the resource surface. */
export const RESOLUTION_MUTANTS: readonly Mutant[] = [...RESOLUTIONS, ...TREES];
