import { describe, expect, test } from 'vitest';
import { AGENT_CHECKS } from '../../../src/conformance/checks/all-agent-checks.ts';
import { AGENT_DISPATCH_CHECKS } from '../../../src/conformance/checks/agent-dispatch-checks.ts';
import { AGENT_LIFE_CHECKS } from '../../../src/conformance/checks/agent-life-checks.ts';
import { AGENT_PROPOSAL_CHECKS } from '../../../src/conformance/checks/agent-proposal-checks.ts';
import { AGENT_SUBMISSION_CHECKS } from '../../../src/conformance/checks/agent-submission-checks.ts';
import { AGENT_SUPERSEDED_CHECKS } from '../../../src/conformance/checks/agent-superseded-checks.ts';
import { AGENT_TIMEOUT_CHECKS } from '../../../src/conformance/checks/agent-timeout-checks.ts';
import { HIL_CHECKS } from '../../../src/conformance/checks/hil-checks.ts';
import { HIL_REPEAT_CHECKS } from '../../../src/conformance/checks/hil-repeat-checks.ts';
import type { Check } from '../../../src/conformance/check.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { loadServer } from '../../mutants/load-mutant.ts';
import { edit, type Edit } from '../../mutants/mutant.ts';
import { foundIn, judge } from '../judge-server.ts';

const AGENT = 'src/domain/agent.ts';
const EVENT = 'src/domain/agent-event.ts';
const PROPOSAL = 'src/domain/proposal.ts';
const HIL = 'src/domain/hil-decide.ts';
const HANDLERS = 'src/mock/agent-handlers.ts';

const IDS = ['AGT-1', 'AGT-2', 'AGT-3', 'AGT-4', 'AGT-5', 'AGT-6', 'HIL-1'];

test.each(['smoke', 'ci'] as const)('the mock passes them all in mode %s', async (mode) => {
  const mock = await createMock({});
  const report = await judge(mock.fetch, AGENT_CHECKS, { mode });
  expect(foundIn(report)).toEqual([]);
  const statusOf = (id: string) => report.requirements.find((each) => each.id === id)?.status;
  expect(IDS.map((id) => [id, statusOf(id)])).toEqual(IDS.map((id) => [id, 'pass']));
  expect(report.requirements.filter((each) => each.status === 'inconclusive')).toEqual([]);
});

test('the ids are unique', () => {
  const ids = AGENT_CHECKS.map((check) => check.id);
  expect(new Set(ids).size).toBe(ids.length);
});

type Broken = readonly [
  what: string,
  checks: readonly Check[],
  found: string,
  by: readonly string[],
  ...edits: Edit[],
];

const BROKEN: readonly Broken[] = [
  [
    'an agent is shown where none was spawned',
    AGENT_LIFE_CHECKS,
    'AGT-1 MUST',
    ['AGT-1/no-agent-spawned', 'AGT-1/of-its-own-block'],
    edit(HANDLERS, ': noAgent(runId, blockId);', ': ok(null);'),
  ],
  [
    'a queued agent is hidden',
    AGENT_LIFE_CHECKS,
    'AGT-1 MUST',
    ['AGT-1/there-while-queued'],
    edit(HANDLERS, 'review?.agent ?', "review?.agent && review.agent.status !== 'queued' ?"),
  ],
  [
    'what is done can be timed out',
    AGENT_LIFE_CHECKS,
    'AGT-2 MUST',
    ['AGT-2/proposed-timeout', 'AGT-2/superseded-by-human-propose'],
    edit(EVENT, "return agent.status === 'running';", "return agent.status !== 'queued';"),
  ],
  [
    'the threshold is rounded when the agent ends',
    AGENT_LIFE_CHECKS,
    'AGT-2 MUST',
    ['AGT-2/ends-submitted-with-corrections'],
    edit(
      EVENT,
      'const proposed = { ...agent, status, proposed_decision: proposal };',
      'const proposed = { ...agent, auto_threshold: Math.round(agent.auto_threshold), status, proposed_decision: proposal };',
    ),
  ],
  [
    'an approval needs more than the threshold',
    AGENT_DISPATCH_CHECKS,
    'AGT-3 MUST',
    ['AGT-3/auto-approve-0.85-of-0.85', 'AGT-3/auto-correct-1-of-1'],
    edit(PROPOSAL, 'confidence >= agent', 'confidence > agent'),
  ],
  [
    'corrections are not what the run goes on with',
    AGENT_DISPATCH_CHECKS,
    'AGT-3 MUST',
    ['AGT-3/review-correct', 'AGT-3/run-of-review-correct'],
    edit(EVENT, 'edit: snapshot ? {', 'edit: snapshot && review.rev < 0 ? {'),
  ],
  [
    'rejections are left to a person',
    AGENT_DISPATCH_CHECKS,
    'AGT-3 SHOULD',
    ['AGT-3/review-reject'],
    edit(
      PROPOSAL,
      "return isEscalated ? 'proposed' : 'submitted';",
      "return isEscalated || !proposal.approved ? 'proposed' : 'submitted';",
    ),
  ],
  [
    'corrections are a human edit',
    AGENT_SUBMISSION_CHECKS,
    'AGT-4 MUST',
    ['AGT-4/review-mode-carries-correct', 'AGT-4/corrects-what-is-current'],
    edit(EVENT, "origin: 'agent_edit'", "origin: 'human_edit'"),
  ],
  [
    'a submission has no command',
    AGENT_SUBMISSION_CHECKS,
    'AGT-4 MUST',
    ['AGT-4/names-its-command'],
    edit(EVENT, 'submitted_hil_command_id: commandId } };', 'submitted_hil_command_id: null } };'),
  ],
  [
    'a failure has no reason',
    AGENT_SUBMISSION_CHECKS,
    'AGT-4 MUST',
    ['AGT-4/session-error-while-running'],
    edit(EVENT, 'failure_reason: event.reason,', 'failure_reason: null,'),
  ],
  [
    'a timeout counts from the spawning',
    AGENT_TIMEOUT_CHECKS,
    'AGT-4 MUST',
    ['AGT-4/no-timeout-while-queued'],
    edit(
      AGENT,
      'shiftInstant(agent.started_at, agent.time',
      'shiftInstant(agent.created_at, agent.time',
    ),
  ],
  [
    'a timeout comes a second late',
    AGENT_TIMEOUT_CHECKS,
    'AGT-4 MUST',
    ['AGT-4/times-out-after-30-seconds', 'AGT-4/no-proposal-after-the-timeout'],
    edit(AGENT, 'agent.timeout_seconds * 1000)', '(agent.timeout_seconds + 1) * 1000)'),
  ],
  [
    'a decision on the resource surface leaves the agent',
    AGENT_SUPERSEDED_CHECKS,
    'AGT-5 MUST',
    ['AGT-5/resource-approves-while-running', 'AGT-5/resource-rejects-while-queued'],
    edit(
      'src/domain/resolve.ts',
      'return done(decided, {',
      'return done({ ...decided, agent: review.agent }, {',
    ),
  ],
  [
    'a decision supersedes a proposal',
    AGENT_SUPERSEDED_CHECKS,
    'AGT-2 MUST',
    ['AGT-2/proposed-stays-when-hil-approves'],
    edit(
      AGENT,
      'if (agent === null || isTerminal(agent)) return agent;',
      "if (agent === null || (isTerminal(agent) && agent.status !== 'proposed')) return agent;",
    ),
  ],
  [
    'an escalation needs no reason',
    AGENT_PROPOSAL_CHECKS,
    'AGT-6 MUST',
    ['AGT-6/escalated-without-a-reason-in-review', 'AGT-6/escalated-with-reason-null-in-auto'],
    edit(PROPOSAL, "(reason ?? '').trim() === ''", "reason === ' '"),
  ],
  [
    'only the first changed path needs evidence',
    AGENT_PROPOSAL_CHECKS,
    'AGT-6 SHOULD',
    ['AGT-6/the-last-changed-path-without-evidence-in-review'],
    edit(
      PROPOSAL,
      '(proposal.changed_paths ?? []).find',
      '(proposal.changed_paths ?? []).slice(0, 1).find',
    ),
  ],
  [
    'a proposal with null for corrections is not valid',
    AGENT_PROPOSAL_CHECKS,
    'AGT-6 MUST',
    ['AGT-6/takes-rejected-without-corrections'],
    edit(
      PROPOSAL,
      'if (proposal.modified_data && app',
      'if (proposal.modified_data !== undefined && app',
    ),
  ],
  [
    'a rejection may have data',
    HIL_CHECKS,
    'HIL-1 MUST',
    ['HIL-1/rejection-with-data'],
    edit(
      HIL,
      "return [fault(['body', 'modified_data'], ['value_error', msg])];",
      'return [msg].slice(1);',
    ),
  ],
  [
    'a block is hidden until it is decided on',
    HIL_CHECKS,
    'HIL-1 MUST',
    ['HIL-1/nothing-received-before'],
    edit(
      HANDLERS,
      'return review ? ok(hilDecisionOf(review)) : NO_BLOCK;',
      "return review && review.status !== 'awaiting_review' ? ok(hilDecisionOf(review)) : NO_BLOCK;",
    ),
  ],
  [
    'a rejection says another reason',
    HIL_CHECKS,
    'HIL-1 SHOULD',
    ['HIL-1/reject-is-on-the-review'],
    edit(HIL, "'Rejected through hil-decisions.'", "'Rejected.'"),
  ],
  [
    'data is compared by its text',
    HIL_REPEAT_CHECKS,
    'HIL-1 MUST',
    ['HIL-1/same-approval-with-data-reordered', 'HIL-1/same-three-times'],
    edit(
      HIL,
      'return canonicalJson(effective) === canonicalJson(body.modified_data);',
      'return canonicalJson([]) !== "" && JSON.stringify(effective) === JSON.stringify(body.modified_data);',
    ),
  ],
  [
    'data that is not sent again is another decision',
    HIL_REPEAT_CHECKS,
    'HIL-1 MUST',
    ['HIL-1/same-approval-of-data-without-sending-it'],
    edit(
      HIL,
      'if (!body.modified_data) return true;',
      'if (!body.modified_data) return review.effective_seq === 0 || !body.approved;',
    ),
  ],
];

for (const [what, checks, found, by, ...edits] of BROKEN) {
  describe(`when ${what}`, () => {
    test.each(by)(`%s finds ${found}`, async (id) => {
      const server = await loadServer(edits);
      const report = await judge(
        server.fetch,
        checks.filter((check) => check.id === id),
      );
      server.close();
      expect(foundIn(report)).toContain(found);
    });
  });
}
