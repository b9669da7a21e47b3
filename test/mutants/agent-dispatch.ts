import { edit, type Mutant } from './mutant.ts';

const AGENT = 'src/domain/agent.ts';
const EVENT = 'src/domain/agent-event.ts';
const PROPOSAL = 'src/domain/proposal.ts';

type Given = Pick<Mutant, 'id' | 'breaks' | 'edits'>;

function must(requirement: string, given: Given): Mutant {
  return { ...given, requirement, level: 'MUST' };
}

function should(requirement: string, given: Given): Mutant {
  return { ...given, requirement, level: 'SHOULD' };
}

/** Servers that dispatch proposals wrongly. */
const DISPATCH: readonly Mutant[] = [
  must('AGT-3', {
    id: 'pre-review-submits',
    breaks: 'In mode pre_review an approval is submitted.',
    edits: [
      edit(
        PROPOSAL,
        "case 'pre_review':\n      return 'proposed';",
        "case 'pre_review':\n      return isEscalated ? 'proposed' : 'submitted';",
      ),
    ],
  }),
  must('AGT-3', {
    id: 'review-mode-only-proposes',
    breaks: 'In mode review an approval is only proposed.',
    edits: [
      edit(
        PROPOSAL,
        "return isEscalated ? 'proposed' : 'submitted';",
        "return isEscalated ? 'proposed' : 'proposed';",
      ),
    ],
  }),
  must('AGT-3', {
    id: 'review-mode-escalates',
    breaks: 'In mode review an escalation is escalated.',
    edits: [
      edit(
        PROPOSAL,
        "return isEscalated ? 'proposed' : 'submitted';",
        "return isEscalated ? 'escalated' : 'submitted';",
      ),
    ],
  }),
  must('AGT-3', {
    id: 'auto-threshold-exclusive',
    breaks: 'In mode auto a confidence equal to the threshold is escalated.',
    edits: [
      edit(
        PROPOSAL,
        'proposal.confidence >= agent.auto_threshold',
        'proposal.confidence > agent.auto_threshold',
      ),
    ],
  }),
  must('AGT-3', {
    id: 'auto-threshold-ignored',
    breaks: 'In mode auto every approval is submitted.',
    edits: [
      edit(PROPOSAL, '!isEscalated && proposal.confidence >= agent.auto_threshold', '!isEscalated'),
    ],
  }),
  must('AGT-3', {
    id: 'auto-submits-escalations',
    breaks: 'In mode auto an escalation with enough confidence is submitted.',
    edits: [edit(PROPOSAL, '!isEscalated && proposal.confidence', 'proposal.confidence')],
  }),
  must('AGT-3', {
    id: 'auto-proposes-when-unsure',
    breaks: 'In mode auto what is below the threshold is proposed.',
    edits: [edit(PROPOSAL, ": 'escalated';", ": 'proposed';")],
  }),
  must('AGT-3', {
    id: 'corrections-not-submitted',
    breaks: 'A submitted approval with corrections approves what was there.',
    edits: [
      edit(
        EVENT,
        "edit: snapshot ? { snapshot, parentSeq: onSeq, origin: 'agent_edit', note: null } : null,",
        'edit: snapshot ? null : null,',
      ),
    ],
  }),
  must('AGT-3', {
    id: 'proposed-corrections-not-shown',
    breaks: 'A proposal is shown without its corrections.',
    edits: [
      edit(
        EVENT,
        'proposed_decision: proposal };',
        'proposed_decision: { ...proposal, modified_data: null } };',
      ),
    ],
  }),
  should('AGT-3', {
    id: 'review-mode-proposes-rejections',
    breaks: 'In mode review a rejection is only proposed.',
    edits: [
      edit(
        PROPOSAL,
        "return isEscalated ? 'proposed' : 'submitted';",
        "return isEscalated || proposal.approved === false ? 'proposed' : 'submitted';",
      ),
    ],
  }),
  must('AGT-4', {
    id: 'submitted-without-command-id',
    breaks: '`submitted_hil_command_id` stays null.',
    edits: [edit(EVENT, 'agent: { ...agent, submitted_hil_command_id: commandId } };', 'agent };')],
  }),
  must('AGT-4', {
    id: 'submitted-without-a-decision',
    breaks: 'A submitted proposal leaves the review undecided.',
    edits: [
      edit(
        EVENT,
        '  return rule(\n    submitted,',
        '  if (submitted.rev > 0) return submitted;\n  return rule(\n    submitted,',
      ),
    ],
  }),
  must('AGT-4', {
    id: 'corrections-are-a-human-edit',
    breaks: "The version of an agent's corrections is a `human_edit`.",
    edits: [edit(EVENT, "origin: 'agent_edit', note", "origin: 'human_edit', note")],
  }),
  must('AGT-4', {
    id: 'submission-moves-rev-by-two',
    breaks: "An agent's corrected version and its decision are two writes.",
    edits: [
      edit(
        EVENT,
        '? submit(review, proposed, { proposal, env })',
        '? { ...submit(review, proposed, { proposal, env }), rev: review.rev + (proposal.modified_data ? 2 : 1) }',
      ),
    ],
  }),
  must('AGT-4', {
    id: 'failure-without-a-reason',
    breaks: 'A failed agent has no `failure_reason`.',
    edits: [
      edit(
        EVENT,
        "status: 'failed', failure_reason: event.reason,",
        "status: 'failed', failure_reason: null,",
      ),
    ],
  }),
  must('AGT-4', {
    id: 'invalid-proposal-is-422',
    breaks: 'An invalid proposal is refused, and the agent goes on.',
    edits: [
      edit(
        EVENT,
        'return done(happen(review, agent, { event, env }), null);',
        "const after = happen(review, agent, { event, env });\n  if (event.kind === 'propose' && after.agent?.status === 'failed') return refused(review, { kind: 'invalid', faults: [] });\n  return done(after, null);",
      ),
    ],
  }),
  must('AGT-4', {
    id: 'agent-never-times-out',
    breaks: 'An agent may take as long as it likes.',
    edits: [
      edit(
        AGENT,
        'if (agent.started_at === null) return scripted;',
        'if (agent.script) return scripted;',
      ),
    ],
  }),
  must('AGT-4', {
    id: 'timeout-counts-from-the-spawning',
    breaks: 'The time of an agent runs while it is queued.',
    edits: [
      edit(
        AGENT,
        'shiftInstant(agent.started_at, agent.timeout_seconds * 1000);',
        'shiftInstant(agent.created_at, agent.timeout_seconds * 1000);',
      ),
    ],
  }),
  should('AGT-4', {
    id: 'agent-command-id-of-another-form',
    breaks: '`submitted_hil_command_id` is the id of the agent review.',
    edits: [
      edit(
        EVENT,
        'const commandId = `agent_hil_review:${agent.id}`;',
        'const commandId = agent.id;',
      ),
    ],
  }),
];

/** Servers that take invalid proposals. */
const PROPOSALS: readonly Mutant[] = [
  must('AGT-6', {
    id: 'approval-beside-escalation-taken',
    breaks: 'A proposal may approve and escalate.',
    edits: [
      edit(
        PROPOSAL,
        'if (escalate !== (approved === null))',
        'if (!escalate && approved === null)',
      ),
    ],
  }),
  must('AGT-6', {
    id: 'undecided-proposal-taken',
    breaks: 'A proposal may neither decide nor escalate.',
    edits: [
      edit(PROPOSAL, 'if (escalate !== (approved === null))', 'if (escalate && approved !== null)'),
    ],
  }),
  must('AGT-6', {
    id: 'escalation-without-a-reason-taken',
    breaks: 'An escalation needs no reason.',
    edits: [
      edit(
        PROPOSAL,
        "if (escalate && (reason ?? '').trim() === '')",
        'if (escalate && reason === 0)',
      ),
    ],
  }),
  must('AGT-6', {
    id: 'rejection-with-corrections-taken',
    breaks: 'A proposal may reject and correct.',
    edits: [
      edit(
        PROPOSAL,
        'if (proposal.modified_data && approved !== true)',
        'if (proposal.modified_data && approved === null)',
      ),
    ],
  }),
  must('AGT-6', {
    id: 'proposal-without-evidence-taken',
    breaks: 'A proposal needs no evidence.',
    edits: [
      edit(
        'src/contract/generated/review-api-document.ts',
        String.raw`\"evidence\":{\"type\":\"array\",\"minItems\":1,`,
        String.raw`\"evidence\":{\"type\":\"array\",`,
      ),
    ],
  }),
  should('AGT-6', {
    id: 'ungrounded-change-taken',
    breaks: 'A changed path needs no evidence.',
    edits: [
      edit(PROPOSAL, 'return bare === undefined ? undefined :', 'return bare !== 0 ? undefined :'),
    ],
  }),
];

/** Servers that dispatch proposals wrongly, or take invalid ones. */
export const AGENT_DISPATCH_MUTANTS: readonly Mutant[] = [...DISPATCH, ...PROPOSALS];
