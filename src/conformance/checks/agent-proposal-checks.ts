import type { Check } from '../check.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import {
  agentIn,
  openRunning,
  propose,
  type AgentSettings,
  type AgentStatus,
} from './agent-scene.ts';
import { expectUntouched, judgeFailure } from './agent-submission-checks.ts';
import type { Json } from './gate-case.ts';
import { judgeOf } from './judge-gate.ts';
import { CORRECTED, evidenceFor, proposalOf } from './proposals.ts';

const OK = 200;

/** A proposal that breaks one clause of AGT-6. */
interface Invalid {
  readonly name: string;
  readonly proposal: Json;
  readonly level?: JudgedLevel;
  readonly isSmoke?: true;
}

const INVALID: readonly Invalid[] = [
  invalid(
    'approved-and-escalated',
    { ...proposalOf('escalate'), approved: true },
    { isSmoke: true },
  ),
  invalid('rejected-and-escalated', { ...proposalOf('escalate'), approved: false }),
  invalid('undecided', { ...proposalOf('approve'), approved: null }, { isSmoke: true }),
  invalid('undecided-without-the-member', without(proposalOf('approve'), 'approved')),
  invalid('undecided-with-escalate-false', {
    ...proposalOf('escalate'),
    escalate: false,
  }),
  invalid('escalated-without-a-reason', without(proposalOf('escalate'), 'escalation_reason'), {
    isSmoke: true,
  }),
  invalid('escalated-with-reason-null', { ...proposalOf('escalate'), escalation_reason: null }),
  invalid(
    'escalated-with-a-blank-reason',
    { ...proposalOf('escalate'), escalation_reason: ' \n' },
    { level: 'SHOULD' },
  ),
  invalid(
    'rejected-with-corrections',
    { ...proposalOf('correct'), approved: false },
    { isSmoke: true },
  ),
  invalid('escalated-with-corrections', { ...proposalOf('escalate'), modified_data: CORRECTED }),
  invalid('no-evidence', { ...proposalOf('approve'), evidence: [] }, { isSmoke: true }),
  invalid('evidence-left-out', without(proposalOf('approve'), 'evidence')),
  invalid('corrected-without-evidence', { ...proposalOf('correct'), evidence: [] }),
  invalid(
    'a-changed-path-without-evidence',
    { ...proposalOf('correct'), evidence: [evidenceFor('total_amount', 'modified')] },
    { level: 'SHOULD' },
  ),
  invalid(
    'the-last-changed-path-without-evidence',
    { ...proposalOf('correct'), changed_paths: ['total_amount', 'vendor_name', 'total'] },
    { level: 'SHOULD' },
  ),
];

/** Valid, though each looks a little like one that is not. */
const VALID: readonly (readonly [name: string, proposal: Json, status: AgentStatus])[] = [
  ['escalated-without-the-member', without(proposalOf('escalate'), 'approved'), 'proposed'],
  ['approved-with-escalate-false', { ...proposalOf('approve'), escalate: false }, 'submitted'],
  ['approved-without-corrections', { ...proposalOf('approve'), modified_data: null }, 'submitted'],
  ['rejected-without-corrections', { ...proposalOf('reject'), modified_data: null }, 'submitted'],
  ['approved-without-changed-paths', { ...proposalOf('approve'), changed_paths: [] }, 'submitted'],
  ['corrected-without-changed-paths', without(proposalOf('correct'), 'changed_paths'), 'submitted'],
];

const MODES: readonly AgentSettings[] = [
  { mode: 'review' },
  { mode: 'auto', auto_threshold: 0 },
  { mode: 'pre_review' },
];

const COMMON = { phase: 'agents', surfaces: ['agent'], needs: ['gates', 'agents'] } as const;

/** Which proposals are taken, and what becomes of the others. Source: AGT-6, AGT-4. */
export const AGENT_PROPOSAL_CHECKS: readonly Check[] = [
  ...INVALID.flatMap((each) =>
    MODES.map((settings, index): Check => ({
      ...COMMON,
      id: `AGT-6/${each.name}-in-${settings.mode.replaceAll('_', '-')}`,
      also: ['AGT-4'],
      from: each.isSmoke && index === 0 ? 'smoke' : 'ci',
      run: (trial) => refuses(trial, each, settings),
    })),
  ),
  ...VALID.map(([name, proposal, status]): Check => ({
    ...COMMON,
    id: `AGT-6/takes-${name}`,
    from: 'ci',
    run: (trial) => takes(trial, { name, proposal, status }),
  })),
];

function invalid(
  name: string,
  proposal: Json,
  extra: Pick<Invalid, 'level' | 'isSmoke'> = {},
): Invalid {
  return { name, proposal, ...extra };
}

function without(proposal: Json, member: string): Json {
  return Object.fromEntries(Object.entries(proposal).filter(([name]) => name !== member));
}

async function refuses(
  trial: Trial,
  { name, proposal, level = 'MUST' }: Invalid,
  settings: AgentSettings,
): Promise<void> {
  const { a } = trial;
  const review = await openRunning(trial, settings);
  const reply = await propose(trial, review, proposal);
  const agent = await a.agent(review);
  const { status } = agentIn(agent);
  const isFailed = judgeOf(trial, level).holds('AGT-6', !LEADS.has(status), () => ({
    sentence: `an invalid proposal (${name}) became ${status}`,
    expected: 'failed',
    got: `${status}, after ${reply.status} to ${shown(proposal)}`,
    witness: [agent],
  }));
  if (!isFailed) return;
  const when = `after an invalid proposal (${name})`;
  judgeOf(trial, level).holds('AGT-4', status === 'failed' && reply.status === OK, () => ({
    sentence: `an agent review is ${status} ${when} that was answered ${reply.status}`,
    expected: 'failed, and 200',
    got: `${status}, and ${reply.status} ${shown(reply.body)}`,
    witness: [agent],
  }));
  if (status === 'failed') judgeFailure(trial, agent);
  await expectUntouched(trial, review);
}

/** Where only a valid proposal leads. */
const LEADS: ReadonlySet<AgentStatus> = new Set(['proposed', 'submitted', 'escalated']);

async function takes(
  trial: Trial,
  {
    name,
    proposal,
    status,
  }: { readonly name: string; readonly proposal: Json; readonly status: AgentStatus },
): Promise<void> {
  const review = await openRunning(trial, { mode: 'review' });
  await propose(trial, review, proposal);
  const agent = await trial.a.agent(review);
  const { status: got, failure_reason: reason } = agentIn(agent);
  trial.must.holds('AGT-6', got === status, () => ({
    sentence: `a valid proposal (${name}) became ${got}`,
    expected: status,
    got: `${got} ${shown(reason)}`,
    witness: [agent],
  }));
}
