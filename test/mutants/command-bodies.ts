import { edit, type Mutant } from './mutant.ts';

const REPEAT = 'src/domain/repeat.ts';
/** Servers that tell a repeat from a different command wrongly. */
export const COMMAND_BODY_MUTANTS: readonly Mutant[] = [
  {
    id: 'stamp-is-part-of-the-body',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat with another stamp is a different command.',
    edits: [
      edit(
        REPEAT,
        'snapshot: body.snapshot ?? null,',
        'stamp: body.version_stamp,\n    snapshot: body.snapshot ?? null,',
      ),
      edit(
        REPEAT,
        'verdict: body.verdict,\n    edited',
        'stamp: body.version_stamp,\n    verdict: body.verdict,\n    edited',
      ),
    ],
  },
  {
    id: 'order-of-keys-counts',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat whose snapshot has its keys in another order is a different command.',
    edits: [
      edit(
        REPEAT,
        "command.kind === 'append' ? appendBody(command.body, head) : decideBody(command.body, head),",
        "JSON.stringify(command.kind === 'append' ? appendBody(command.body, head) : decideBody(command.body, head)),",
      ),
    ],
  },
  {
    id: 'default-origin-makes-a-difference',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat that spells out the default origin is a different command.',
    edits: [edit(REPEAT, "origin: body.origin ?? 'human_edit',", 'origin: body.origin ?? null,')],
  },
  {
    id: 'null-note-makes-a-difference',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat whose note is null instead of left out is a different command.',
    edits: [
      edit(REPEAT, 'note: body.note ?? null,', 'note: body.note === undefined ? [] : body.note,'),
    ],
  },
  {
    id: 'default-on-seq-makes-a-difference',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat that spells out the default `on_seq` is a different command.',
    edits: [edit(REPEAT, 'on_seq: onSeq,', 'on_seq: body.on_seq ?? null,')],
  },
  {
    id: 'defaults-follow-the-current-head',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'An append without a parent is no repeat of itself, since the head has moved.',
    edits: [
      edit(REPEAT, 'bodySha256(command, earlier.head_seq)', 'bodySha256(command, headSeq(review))'),
    ],
  },
  {
    id: 'operation-is-not-part-of-the-command',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A decision with the command id of an append is taken for its repeat.',
    edits: [
      edit(
        REPEAT,
        'earlier.operation === command.kind &&',
        'earlier.operation !== command.kind ||',
      ),
    ],
  },
  {
    id: 'reused-command-id-answers-as-a-repeat',
    requirement: 'IDM-3',
    level: 'SHOULD',
    breaks: 'A command id is enough to be a repeat, whatever the body.',
    edits: [
      edit(REPEAT, 'return isSame ?', 'return isSame || earlier.operation === command.kind ?'),
    ],
  },
  {
    id: 'reused-command-id-applied',
    requirement: 'IDM-3',
    level: 'SHOULD',
    breaks: 'A command id with another body is a new command.',
    edits: [edit(REPEAT, ": { kind: 'different' };", ": { kind: 'first' };")],
  },
  {
    id: 'note-is-not-part-of-the-body',
    requirement: 'IDM-3',
    level: 'SHOULD',
    breaks: 'An append that differs in its note is taken for a repeat.',
    edits: [edit(REPEAT, 'note: body.note ?? null,', '')],
  },
  {
    id: 'reason-is-not-part-of-the-body',
    requirement: 'IDM-3',
    level: 'SHOULD',
    breaks: 'A rejection that differs in its reason is taken for a repeat.',
    edits: [edit(REPEAT, 'reason: body.reason ?? null,', '')],
  },
  {
    id: 'effective-seq-is-not-part-of-the-body',
    requirement: 'IDM-3',
    level: 'SHOULD',
    breaks: 'An approval that differs in its `effective_seq` is taken for a repeat.',
    edits: [
      edit(
        REPEAT,
        'effective_seq: body.effective_seq ?? (isPlainApproval ? onSeq : null),',
        'effective_seq: isPlainApproval,',
      ),
    ],
  },
];
