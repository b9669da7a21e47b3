import { edit, type Mutant } from './mutant.ts';

const APPEND = 'src/domain/append.ts';
const WRITE = 'src/domain/write.ts';
const VALUE = 'src/domain/reviewable-value.ts';

/** Servers whose overlay surface appends something else. */
export const VERSION_MUTANTS: readonly Mutant[] = [
  {
    id: 'version-authored-by-the-model',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The author of every version is that of version 0.',
    edits: [edit(WRITE, 'author: env.actor,', 'author: review.versions[0].author,')],
  },
  {
    id: 'version-origin-ignored',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'Every appended version is a `human_edit`.',
    edits: [edit(APPEND, "body.origin ?? 'human_edit'", "'human_edit'")],
  },
  {
    id: 'version-origin-defaults-to-agent',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'An appended version is an `agent_edit` by default.',
    edits: [edit(APPEND, "body.origin ?? 'human_edit'", "body.origin ?? 'agent_edit'")],
  },
  {
    id: 'version-note-dropped',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The note of an append is lost.',
    edits: [edit(APPEND, 'note: body.note ?? null,', 'note: null,')],
  },
  {
    id: 'version-note-trimmed',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The note of an append loses the white space around it.',
    edits: [edit(APPEND, 'note: body.note ?? null,', 'note: body.note?.trim() ?? null,')],
  },
  {
    id: 'snapshot-merged-into-the-head',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'A snapshot is a patch of the version before it.',
    edits: [
      edit(
        APPEND,
        'const { snapshot } = given;',
        'const snapshot = { ...versionAt(review, headSeq(review))?.snapshot, ...given.snapshot };',
      ),
    ],
  },
  {
    id: 'snapshot-loses-nulls',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'Members that are null are left out of a snapshot.',
    edits: [
      edit(
        APPEND,
        'const { snapshot } = given;',
        'const snapshot = Object.fromEntries(Object.entries(given.snapshot).filter(([, each]) => each !== null));',
      ),
    ],
  },
  {
    id: 'snapshot-texts-normalized',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'Texts in a snapshot come back in Unicode normal form.',
    edits: [
      edit(
        APPEND,
        'const { snapshot } = given;',
        "const snapshot = JSON.parse(JSON.stringify(given.snapshot).normalize('NFC'));",
      ),
    ],
  },
  {
    id: 'empty-snapshot-refused',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'A snapshot without members counts as none.',
    edits: [
      edit(
        APPEND,
        'if (body.snapshot || body.reviewable_value) return [];',
        'if ((body.snapshot && Object.keys(body.snapshot).length > 0) || body.reviewable_value) return [];',
      ),
    ],
  },
  {
    id: 'append-held-to-the-shape-of-its-block',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The overlay surface takes only snapshots of the shape of the block type.',
    edits: [
      edit(
        APPEND,
        'import { snapshotOfReviewableValue }',
        'import { snapshotOfReviewableValue, snapshotShapeFaults }',
      ),
      edit(
        APPEND,
        'const { snapshot } = given;',
        "const { snapshot } = given;\n  const shapeFaults = snapshotShapeFaults(review.block_type, snapshot);\n  if (shapeFaults.length > 0) return refused(review, { kind: 'invalid', faults: shapeFaults });",
      ),
    ],
  },
  {
    id: 'snapshot-beside-reviewable-value-taken',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'An append may have a snapshot and a reviewable value.',
    edits: [
      edit(
        APPEND,
        "return [fault(['body', 'reviewable_value'], wording)];",
        'return wording.slice(2);',
      ),
    ],
  },
  {
    id: 'append-of-nothing-taken',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'An append without a snapshot appends an empty one.',
    edits: [
      edit(
        APPEND,
        "return [fault(['body', 'snapshot'], ['missing', 'Field required'])];",
        'return [];',
      ),
      edit(
        APPEND,
        ': snapshotOfReviewableValue(review.block_type, body.reviewable_value ?? {});',
        ': body.reviewable_value ? snapshotOfReviewableValue(review.block_type, body.reviewable_value) : { snapshot: {} };',
      ),
    ],
  },
  {
    id: 'splits-kept-as-splits',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The reviewable value of a split or for_each becomes the snapshot as it is.',
    edits: [
      edit(
        VALUE,
        'return { snapshot: { [to.list]: items, ...rest } };',
        'return { snapshot: value };',
      ),
    ],
  },
  {
    id: 'reviewable-value-unchecked',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'A reviewable value may have any shape.',
    edits: [edit(VALUE, 'if (faults.length > 0) return { faults };', '')],
  },
  {
    id: 'append-skips-a-seq',
    requirement: 'VER-1',
    level: 'MUST',
    breaks: 'The seq of an appended version is two more than the head.',
    edits: [edit(WRITE, 'seq: headSeq(review) + 1,', 'seq: headSeq(review) + 2,')],
  },
  {
    id: 'parent-defaults-to-the-first',
    requirement: 'VER-2',
    level: 'SHOULD',
    breaks: 'The parent of an append is version 0 by default.',
    edits: [edit(APPEND, 'body.parent_seq ?? headSeq(review)', 'body.parent_seq ?? 0')],
  },
  {
    id: 'parent-of-an-append-ignored',
    requirement: 'VER-2',
    level: 'SHOULD',
    breaks: 'The parent of an append is the head, whatever was sent.',
    edits: [
      edit(
        APPEND,
        'const parentSeq = body.parent_seq ?? headSeq(review);\n',
        'const parentSeq = headSeq(review);\n',
      ),
    ],
  },
  {
    id: 'unknown-parent-seq-taken',
    requirement: 'VER-2',
    level: 'SHOULD',
    breaks: 'A `parent_seq` that names no version is taken for the head.',
    edits: [
      edit(
        APPEND,
        'const parentSeq = body.parent_seq ?? headSeq(review);\n',
        'const parentSeq = Math.min(body.parent_seq ?? headSeq(review), headSeq(review));\n',
      ),
    ],
  },
];
