import { edit, type Mutant } from './mutant.ts';

const VIEW = 'src/views/resource.ts';
const RESOLVE = 'src/domain/resolve.ts';
const CREATE = 'src/domain/create-version.ts';
const REPEAT_FOUND = 'if (existing?.parentId === parentId) return done(review, { versionId });';

/** Servers that show a review wrongly on the resource surface. */
const REVIEWS: readonly Mutant[] = [
  {
    id: 'resource-without-trigger',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'A review has no `triggered_by`.',
    edits: [edit(VIEW, '    triggered_by: review.triggered_by,\n', '')],
  },
  {
    id: 'resource-decision-by-the-model',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: "The author of a review's decision is that of version 0.",
    edits: [edit(VIEW, 'author: decision.decided_by,', 'author: review.versions[0].author,')],
  },
  {
    id: 'resource-decision-dated-at-the-opening',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: "The `created_at` of a review's decision is the review's.",
    edits: [edit(VIEW, 'created_at: decision.decided_at,', 'created_at: review.created_at,')],
  },
  {
    id: 'resource-approval-has-a-reason',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'The reason of an approval is an empty text.',
    edits: [edit(VIEW, 'reason: decision.reason,', "reason: decision.reason ?? '',")],
  },
  {
    id: 'resource-rejection-not-shown',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'A rejected review shows no decision.',
    edits: [
      edit(
        VIEW,
        'if (decision === undefined) return null;',
        "if (decision?.verdict !== 'approved') return null;",
      ),
    ],
  },
  {
    id: 'resource-rejection-names-the-head',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'The version of a rejection is the head, whichever was rejected.',
    edits: [
      edit(
        RESOLVE,
        'decision.effective_seq ?? decision.on_seq',
        'decision.effective_seq ?? review.versions.length - 1',
      ),
    ],
  },
  {
    id: 'rejection-reason-lost',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'A rejection loses its reason.',
    edits: [
      edit('src/domain/rule.ts', 'reason: isApproved ? null : request.reason,', 'reason: null,'),
    ],
  },
  {
    id: 'resource-rejection-with-a-blank-reason-taken',
    requirement: 'RES-1',
    level: 'MUST',
    breaks: 'The resource surface takes a rejection whose reason is blank.',
    edits: [
      edit(
        'src/domain/transition.ts',
        'return blankReasonFaults(command.reason);',
        'return blankReasonFaults(command.reason).slice(1);',
      ),
    ],
  },
];

/** Servers that create versions wrongly. */
const CREATION: readonly Mutant[] = [
  {
    id: 'create-version-answers-200',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating a version answers 200.',
    edits: [
      edit(
        'src/mock/resource-handlers.ts',
        'status: 201, body: version',
        'status: 200, body: version',
      ),
    ],
  },
  {
    id: 'created-version-loses-its-note',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'A created version loses its note.',
    edits: [edit(CREATE, 'note: command.note }', 'note: null }')],
  },
  {
    id: 'repeated-version-refused',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating the same version again gets 409.',
    edits: [edit(CREATE, REPEAT_FOUND, '')],
  },
  {
    id: 'repeated-version-refused-once-decided',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating the same version again gets 409 on a decided review.',
    edits: [
      edit(
        CREATE,
        REPEAT_FOUND,
        REPEAT_FOUND.replace('=== parentId', "=== parentId && review.status === 'awaiting_review'"),
      ),
    ],
  },
  {
    id: 'repeated-version-added-again',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating the same version again adds it to the overlay again.',
    edits: [
      edit(
        CREATE,
        REPEAT_FOUND,
        REPEAT_FOUND.replace('=== parentId', "=== parentId && review.status !== 'awaiting_review'"),
      ),
      edit(CREATE, 'if (existing) {', 'if (existing && existing.parentId !== parentId) {'),
    ],
  },
  {
    id: 'repeated-version-takes-the-new-note',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating the same version again replaces its note.',
    edits: [
      edit(
        CREATE,
        REPEAT_FOUND,
        'if (existing?.parentId === parentId) return done({ ...review, versions: review.versions.map((each) => (each.seq === existing.version.seq ? { ...each, note: command.note } : each)) }, { versionId });',
      ),
    ],
  },
  {
    id: 'same-snapshot-under-another-parent-taken',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Creating the same snapshot under another parent answers the version there is.',
    edits: [edit(CREATE, REPEAT_FOUND, 'if (existing) return done(review, { versionId });')],
  },
  {
    id: 'unknown-parent-is-the-first',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'A parent that the review does not have is taken for its first version.',
    edits: [
      edit(
        CREATE,
        'const parent = nodeOf(review, parentId);',
        'const parent = nodeOf(review, parentId) ?? { version: review.versions[0] };',
      ),
    ],
  },
  {
    id: 'same-content-listed-twice',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'Overlay versions with the same snapshot are listed each.',
    edits: [edit('src/domain/version-tree.ts', 'if (seen.has(id)) return [];', '')],
  },
  {
    id: 'decision-by-content-means-the-last',
    requirement: 'RES-3',
    level: 'MUST',
    breaks: 'A decision by version id means the highest seq with that content.',
    edits: [
      edit(
        RESOLVE,
        'onSeq: node.version.seq,',
        'onSeq: review.versions.findLastIndex((each) => each.content_sha256 === node.version.content_sha256),',
      ),
    ],
  },
];

/** Servers that show reviews or create versions wrongly on the resource surface. */
export const RESOURCE_MUTANTS: readonly Mutant[] = [...REVIEWS, ...CREATION];
