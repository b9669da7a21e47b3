import { edit, type Mutant } from './mutant.ts';

const DECIDE = 'src/domain/decide.ts';
const RULE = 'src/domain/rule.ts';
/** Servers that approve edits wrongly. */
export const EDITED_APPROVAL_MUTANTS: readonly Mutant[] = [
  {
    id: 'edited-output-ignored',
    requirement: 'DEC-2',
    level: 'MUST',
    breaks: 'An approval with edits approves what was there.',
    edits: [
      edit(
        DECIDE,
        'if (body.edited_output) return { snapshot: body.edited_output };',
        'if (body.edited_output) return undefined;',
      ),
    ],
  },
  {
    id: 'edited-output-replaces-the-model-output',
    requirement: 'DEC-2',
    level: 'MUST',
    breaks: 'An approval with edits writes over version 0.',
    edits: [
      edit(
        RULE,
        'const onSeq = version?.seq ?? request.onSeq;',
        'const onSeq = version ? 0 : request.onSeq;',
      ),
      edit(RULE, 'version?.seq ?? request.effectiveSeq', 'request.effectiveSeq'),
      edit(
        RULE,
        '? [...review.versions, version] :',
        '? review.versions.map((each) => (each.seq === 0 ? { ...each, snapshot: version.snapshot } : each)) :',
      ),
    ],
  },
  {
    id: 'edited-output-appended-not-approved',
    requirement: 'DEC-2',
    level: 'MUST',
    breaks: 'An approval with edits appends them and approves the version before.',
    edits: [
      edit(
        RULE,
        'const effectiveSeq = version?.seq ?? request.effectiveSeq ?? onSeq;',
        'const effectiveSeq = request.effectiveSeq ?? onSeq;',
      ),
    ],
  },
  {
    id: 'edited-output-kept-when-refused',
    requirement: 'DEC-2',
    level: 'MUST',
    breaks: 'An approval with edits that gets 422 for its `on_seq` appends them.',
    edits: [
      edit(
        DECIDE,
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });",
        "const lost = body.edited_output ? [nextVersion(review, env, { snapshot: body.edited_output, parentSeq: headSeq(review), origin: 'human_edit', note: null })] : [];\n  if (faults.length > 0) return refused({ ...review, versions: [...review.versions, ...lost] }, { kind: 'invalid', faults });",
      ),
      edit(
        DECIDE,
        "from './step.ts';",
        "from './step.ts';\nimport { nextVersion } from './write.ts';",
      ),
    ],
  },
  {
    id: 'edited-output-is-an-agent-edit',
    requirement: 'DEC-2',
    level: 'MUST',
    breaks: 'The version of an approval with edits is an `agent_edit`.',
    edits: [edit(DECIDE, "origin: 'human_edit'", "origin: 'agent_edit'")],
  },
  {
    id: 'edited-output-descends-from-the-head',
    requirement: 'DEC-2',
    level: 'SHOULD',
    breaks: 'The parent of an edited output is the head, whatever `on_seq` says.',
    edits: [edit(DECIDE, 'parentSeq: onSeq,', 'parentSeq: headSeq(review),')],
  },
  {
    id: 'edited-decision-stays-on-its-seq',
    requirement: 'DEC-2',
    level: 'SHOULD',
    breaks: 'The `on_seq` of an approval with edits is the version before them.',
    edits: [
      edit(RULE, 'const onSeq = version?.seq ?? request.onSeq;', 'const { onSeq } = request;'),
    ],
  },
  {
    id: 'effective-seq-beside-an-edit-taken',
    requirement: 'DEC-2',
    level: 'SHOULD',
    breaks: 'An `effective_seq` beside an edited output is passed over.',
    edits: [
      edit(
        DECIDE,
        "if (isEdited && typeof body.effective_seq === 'number') {",
        'if (!isEdited && isEdited) {',
      ),
    ],
  },
  {
    id: 'two-edits-taken',
    requirement: 'DEC-2',
    level: 'SHOULD',
    breaks: 'An approval may have an edited output and a reviewable value.',
    edits: [
      edit(
        DECIDE,
        'if (body.edited_output && body.reviewable_value) {',
        'if (body.edited_output === 0) {',
      ),
    ],
  },
  {
    id: 'reviewable-value-of-a-decision-ignored',
    requirement: 'DEC-2',
    level: 'SHOULD',
    breaks: 'An approval with a reviewable value approves what was there.',
    edits: [
      edit(
        DECIDE,
        'if (!body.reviewable_value) return undefined;',
        'if (!body.reviewable_value || headSeq(review) >= 0) return undefined;',
      ),
    ],
  },
];
