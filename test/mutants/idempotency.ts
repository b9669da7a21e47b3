import { edit, type Mutant } from './mutant.ts';

const REPEAT = 'src/domain/repeat.ts';
const APPEND = 'src/domain/append.ts';
const DECIDE = 'src/domain/decide.ts';
const WORLD = 'src/mock/world.ts';
const FIND = 'const repeat = findRepeat(review, command);';
const SAME_APPEND = "if (repeat.kind === 'same') return done(review, { isRepeat: true });";
const LOOKUP = 'const earlier = review.commands.find((each) => each.command_id === commandId);';
const COMMAND =
  'const updated = await store.update(address, (review) => transition(review, asked, env));';

/** A server that looks a command up, waits, and applies it by what it saw. */
function lookedUpBefore(asked: string): string {
  return `const isKeyed = (asked.kind === 'append' || asked.kind === 'decide') && typeof asked.body.command_id === 'string';
    const seen = isKeyed ? await store.find(address) : undefined;
    if (seen) await new Promise((resolve) => { setTimeout(resolve, 2); });
    const updated = await store.update(address, (review) => seen && review ? transition({ ...review, commands: seen.commands }, ${asked}, env) : transition(review, asked, env));`;
}

/** Servers that apply a repeat again, or do not know one. */
const REPEATS: readonly Mutant[] = [
  {
    id: 'command-ids-ignored',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'No command is known as a repeat.',
    edits: [
      edit(
        REPEAT,
        "if (earlier === undefined) return { kind: 'first' };",
        "if (earlier === undefined || earlier !== undefined) return { kind: 'first' };",
      ),
    ],
  },
  {
    id: 'append-repeat-is-stale',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The stamp of an append is compared before its repeat is looked up.',
    edits: [
      edit(
        APPEND,
        FIND,
        `const stale = guardWrite(review, env, { stamp: body.version_stamp, operation: 'append' });\n  if (stale) return stale;\n  ${FIND}`,
      ),
    ],
  },
  {
    id: 'decision-repeat-is-stale',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The stamp of a decision is compared before its repeat is looked up.',
    edits: [
      edit(
        DECIDE,
        FIND,
        `const stale = guardWrite(review, env, { stamp: body.version_stamp, operation: 'decide' });\n  if (stale) return stale;\n  ${FIND}`,
      ),
    ],
  },
  {
    id: 'append-repeat-appends-again',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The repeat of an append appends again.',
    edits: [
      edit(
        APPEND,
        SAME_APPEND,
        "if (repeat.kind === 'same' && review.status === 'awaiting_review') return append(review, { ...command, body: { ...body, command_id: null, version_stamp: review.rev } }, env);",
      ),
    ],
  },
  {
    id: 'append-repeat-moves-rev',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The repeat of an append moves `rev`.',
    edits: [
      edit(
        APPEND,
        SAME_APPEND,
        SAME_APPEND.replace('(review,', '({ ...review, rev: review.rev + 1 },'),
      ),
    ],
  },
  {
    id: 'decision-repeat-decides-again',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The repeat of a decision is listed as another decision.',
    edits: [
      edit(
        DECIDE,
        'return done(review, { submissionStatus: repeatStatus(review, repeat.command.decision_id) });',
        'return done({ ...review, decisions: [...review.decisions, ...review.decisions.slice(-1)] }, { submissionStatus: repeatStatus(review, repeat.command.decision_id) });',
      ),
    ],
  },
  {
    id: 'decision-repeat-moves-rev',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'The repeat of a decision moves `rev`.',
    edits: [
      edit(
        DECIDE,
        'return done(review, { submissionStatus: repeatStatus(review, repeat.command.decision_id) });',
        'return done({ ...review, rev: review.rev + 1 }, { submissionStatus: repeatStatus(review, repeat.command.decision_id) });',
      ),
    ],
  },
  {
    id: 'only-the-last-command-remembered',
    requirement: 'IDM-1',
    level: 'MUST',
    breaks: 'A repeat is unknown once another command was applied.',
    edits: [edit(REPEAT, '[...review.commands, {', '[{')],
  },
  {
    id: 'repeat-known-by-its-actor-alone',
    requirement: 'IDM-1',
    level: 'SHOULD',
    breaks: 'The repeat of an append is one only when its author sends it.',
    edits: [
      edit(
        APPEND,
        SAME_APPEND,
        SAME_APPEND.replace(
          "'same')",
          "'same' && review.versions.some((each) => each.author.id === env.actor.id))",
        ),
      ),
    ],
  },
  {
    id: 'appends-and-decisions-apart',
    requirement: 'IDM-1',
    level: 'SHOULD',
    breaks: 'Appends and decisions have a set of command ids each.',
    edits: [
      edit(
        REPEAT,
        LOOKUP,
        LOOKUP.replace('=== commandId)', '=== commandId && each.operation === command.kind)'),
      ),
    ],
  },
];

/** Servers that say the wrong thing of a decision, or lose a key. */
const KEYS: readonly Mutant[] = [
  {
    id: 'fresh-decision-answers-already-applied',
    requirement: 'IDM-2',
    level: 'MUST',
    breaks: 'A fresh decision answers `already_applied`.',
    edits: [edit(DECIDE, "submissionStatus: 'accepted'", "submissionStatus: 'already_applied'")],
  },
  {
    id: 'repeated-decision-answers-accepted',
    requirement: 'IDM-2',
    level: 'MUST',
    breaks: 'A repeated decision answers `accepted`.',
    edits: [
      edit(
        DECIDE,
        'submissionStatus: repeatStatus(review, repeat.command.decision_id)',
        "submissionStatus: repeatStatus(review, repeat.command.decision_id) && 'accepted'",
      ),
    ],
  },
  {
    id: 'applied-decision-answers-already-received',
    requirement: 'IDM-2',
    level: 'MUST',
    breaks: 'A repeated decision answers `already_received` once the run has applied it.',
    edits: [
      edit(
        DECIDE,
        'submissionStatus: repeatStatus(review, repeat.command.decision_id)',
        "submissionStatus: repeatStatus(review, repeat.command.decision_id) && 'already_received'",
      ),
    ],
  },
  {
    id: 'concurrent-repeats-applied-twice',
    requirement: 'IDM-4',
    level: 'MUST',
    breaks: 'Of two concurrent repeats of an append each appends.',
    edits: [
      edit(
        WORLD,
        COMMAND,
        lookedUpBefore(
          'asked.body.version_stamp === seen.rev ? { ...asked, body: { ...asked.body, version_stamp: review.rev } } : asked',
        ),
      ),
    ],
  },
  {
    id: 'concurrent-repeats-conflict',
    requirement: 'IDM-4',
    level: 'SHOULD',
    breaks: 'Of two concurrent repeats one gets 409.',
    edits: [edit(WORLD, COMMAND, lookedUpBefore('asked'))],
  },
  {
    id: 'stale-decision-uses-up-its-command-id',
    requirement: 'IDM-5',
    level: 'SHOULD',
    breaks: 'A decision that got 409 for its stamp is remembered as if it had been applied.',
    edits: [
      edit(
        DECIDE,
        'if (refusal) return refusal;',
        'if (refusal) return { ...refusal, review: { ...refusal.review, commands: remember(review, command, null) } };',
      ),
    ],
  },
  {
    id: 'stale-append-uses-up-its-command-id',
    requirement: 'IDM-5',
    level: 'SHOULD',
    breaks: 'An append that got 409 for its stamp is remembered as if it had been applied.',
    edits: [
      edit(
        APPEND,
        'if (refusal) return refusal;',
        'if (refusal) return { ...refusal, review: { ...refusal.review, commands: remember(review, command, null) } };',
      ),
    ],
  },
  {
    id: 'invalid-decision-uses-up-its-command-id',
    requirement: 'IDM-5',
    level: 'SHOULD',
    breaks: 'A decision that got 422 for its `on_seq` is remembered as if it had been applied.',
    edits: [
      edit(
        DECIDE,
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });",
        "if (faults.length > 0) return refused({ ...review, commands: remember(review, command, null) }, { kind: 'invalid', faults });",
      ),
    ],
  },
  {
    id: 'command-ids-shared-between-reviews',
    requirement: 'IDM-5',
    level: 'SHOULD',
    breaks: 'A command id that another review has seen gets 409.',
    edits: [
      edit(
        REPEAT,
        '/** A command that carries',
        'const OWNERS = new Map();\n\n/** A command that carries',
      ),
      edit(
        REPEAT,
        LOOKUP,
        `if ((OWNERS.get(commandId) ?? review.id) !== review.id) return { kind: 'different' };\n  OWNERS.set(commandId, review.id);\n  ${LOOKUP}`,
      ),
    ],
  },
];

/** Servers that get repeats or command ids wrong. */
export const IDEMPOTENCY_MUTANTS: readonly Mutant[] = [...REPEATS, ...KEYS];
