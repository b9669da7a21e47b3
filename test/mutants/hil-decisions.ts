import { edit, type Mutant } from './mutant.ts';

const DECIDE = 'src/domain/hil-decide.ts';
const HANDLERS = 'src/mock/agent-handlers.ts';

function must(given: Pick<Mutant, 'id' | 'breaks' | 'edits'>): Mutant {
  return { ...given, requirement: 'HIL-1', level: 'MUST' };
}

/** Servers that get decisions by run and block wrong. */
export const HIL_DECISION_MUTANTS: readonly Mutant[] = [
  must({
    id: 'hil-decision-answers-200',
    breaks: 'A decision by run and block answers 200.',
    edits: [edit(HANDLERS, 'return { status: 202,', 'return { status: 200,')],
  }),
  must({
    id: 'hil-repeat-conflicts',
    breaks: 'The same decision again gets 409.',
    edits: [
      edit(
        DECIDE,
        'if (standing && isSameDecision(review, body)) {',
        'if (standing && isSameDecision(review, body) && review.rev < 0) {',
      ),
    ],
  }),
  must({
    id: 'hil-repeat-answers-accepted',
    breaks: 'The same decision again answers `accepted`.',
    edits: [
      edit(
        DECIDE,
        'return done(review, { submissionStatus: repeatStatus(review, standing.decision_id) });',
        "return done(review, { submissionStatus: 'accepted' });",
      ),
    ],
  }),
  must({
    id: 'hil-decision-overrules',
    breaks: 'Another decision replaces the one that stands.',
    edits: [
      edit(
        DECIDE,
        "if (standing) return refused(review, { kind: 'decision_conflict', status: review.status });",
        '',
      ),
    ],
  }),
  must({
    id: 'hil-other-verdict-is-a-repeat',
    breaks: 'A rejection after an approval answers as its repeat.',
    edits: [
      edit(DECIDE, "if (body.approved !== (review.status === 'approved')) return false;", ''),
    ],
  }),
  must({
    id: 'hil-other-data-is-a-repeat',
    breaks: 'An approval of other data answers as a repeat.',
    edits: [
      edit(
        DECIDE,
        'if (!body.modified_data) return true;',
        'if (body.modified_data !== 0) return true;',
      ),
    ],
  }),
  must({
    id: 'hil-rejection-with-data-taken',
    breaks: 'A rejection may have modified data.',
    edits: [
      edit(
        DECIDE,
        "return [fault(['body', 'modified_data'], ['value_error', msg])];",
        'return [msg].slice(1);',
      ),
    ],
  }),
  must({
    id: 'hil-unknown-block-is-409',
    breaks: 'A decision on an unknown block gets 409.',
    edits: [
      edit(
        HANDLERS,
        'if (!result.ok || after === undefined) return NO_BLOCK;',
        "if (!result.ok || after === undefined) return problem('decision_conflict', 'HIL block not found in run');",
      ),
    ],
  }),
  must({
    id: 'hil-undecided-block-is-404',
    breaks: 'Reading the decision of a block before there is one gets 404.',
    edits: [
      edit(
        HANDLERS,
        'return review ? ok(hilDecisionOf(review)) : NO_BLOCK;',
        "return review && review.status !== 'awaiting_review' ? ok(hilDecisionOf(review)) : NO_BLOCK;",
      ),
    ],
  }),
  must({
    id: 'hil-decision-received-too-early',
    breaks: '`decision_received` is true before any decision.',
    edits: [edit('src/views/agent.ts', 'decision_received: false,', 'decision_received: true,')],
  }),
  must({
    id: 'hil-decision-never-received',
    breaks: '`decision_received` stays false.',
    edits: [edit('src/views/agent.ts', 'decision_received: true,', 'decision_received: false,')],
  }),
  {
    id: 'hil-modified-data-dropped',
    requirement: 'HIL-1',
    level: 'SHOULD',
    breaks: 'An approval with modified data approves what was there.',
    edits: [
      edit(
        DECIDE,
        "edit: snapshot ? { snapshot, parentSeq: onSeq, origin: 'human_edit', note: null } : null,",
        'edit: snapshot ? null : null,',
      ),
    ],
  },
  {
    id: 'hil-rejection-reason-differs',
    requirement: 'HIL-1',
    level: 'SHOULD',
    breaks: 'The reason of a rejection by run and block is another text.',
    edits: [edit(DECIDE, "'Rejected through hil-decisions.'", "'Rejected.'")],
  },
];
