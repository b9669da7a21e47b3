import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import {
  agentIn,
  expectStatus,
  look,
  openAt,
  openRunning,
  openWithAgent,
  propose,
  drive,
  type AgentSettings,
  type AgentStatus,
} from './agent-scene.ts';
import { CORRECTED, proposalOf, type ProposalName } from './proposals.ts';
import { stateIn } from './review-state.ts';

const COMMON = { phase: 'agents', surfaces: ['agent'], needs: ['gates', 'agents'] } as const;
const WITH_OVERLAY = { ...COMMON, surfaces: ['agent', 'overlay'] } as const;

const UNSUBMITTED = [
  'queued',
  'running',
  'proposed',
  'escalated',
  'failed',
  'superseded_by_human',
] as const satisfies readonly AgentStatus[];

const REVIEW: AgentSettings = { mode: 'review' };
const AUTO: AgentSettings = { mode: 'auto', auto_threshold: 0.5 };

/** What a submission leaves behind, and a failure. Source: AGT-4. */
export const AGENT_SUBMISSION_CHECKS: readonly Check[] = [
  { ...COMMON, id: 'AGT-4/names-its-command', run: namesCommand },
  ...UNSUBMITTED.map((status): Check => ({
    ...COMMON,
    id: `AGT-4/no-command-while-${status.replaceAll('_', '-')}`,
    from: 'ci',
    run: (trial) => hasNoCommand(trial, status),
  })),
  ...(['approve', 'correct', 'reject'] as const).flatMap((name) => [
    {
      ...WITH_OVERLAY,
      id: `AGT-4/review-mode-carries-${name}`,
      run: (trial: Trial) => carries(trial, name, REVIEW),
    },
    {
      ...WITH_OVERLAY,
      id: `AGT-4/auto-mode-carries-${name}`,
      from: 'ci' as const,
      run: (trial: Trial) => carries(trial, name, AUTO),
    },
  ]),
  {
    ...WITH_OVERLAY,
    id: 'AGT-4/corrects-what-is-current',
    from: 'ci',
    run: correctsHead,
  },
  { ...WITH_OVERLAY, id: 'AGT-4/one-write', from: 'ci', run: isOneWrite },
  ...(['queued', 'running'] as const).map((status): Check => ({
    ...COMMON,
    id: `AGT-4/session-error-while-${status}`,
    from: status === 'running' ? 'smoke' : 'ci',
    run: (trial) => fails(trial, status),
  })),
  { ...COMMON, id: 'AGT-4/no-failure-without-one', from: 'ci', run: hasNoFailure },
];

async function namesCommand(trial: Trial): Promise<void> {
  const { a, must, should } = trial;
  const agent = await a.agent(await openAt(trial, 'submitted'));
  const { id, submitted_hil_command_id: commandId, status } = agentIn(agent);
  must.holds('AGT-4', typeof commandId === 'string' && commandId !== '', () => ({
    sentence: `an agent review that is ${status} has submitted_hil_command_id ${shown(commandId)}`,
    expected: 'the id of its command',
    got: shown(commandId),
    witness: [agent],
  }));
  should.equal('AGT-4', agent, {
    what: 'submitted_hil_command_id',
    got: commandId,
    expected: `agent_hil_review:${id}`,
  });
}

async function hasNoCommand(trial: Trial, status: AgentStatus): Promise<void> {
  const agent = await trial.a.agent(await openAt(trial, status));
  trial.must.equal('AGT-4', agent, {
    what: `submitted_hil_command_id of an agent review that is ${status}`,
    got: agentIn(agent).submitted_hil_command_id,
    expected: null,
  });
}

async function carries(trial: Trial, name: ProposalName, settings: AgentSettings): Promise<void> {
  const review = await openRunning(trial, settings);
  const before = await trial.a.read(review);
  await propose(trial, review, proposalOf(name));
  const { agent, overlay } = await look(trial, review);
  if (overlay === undefined) return;
  expectStatus(trial, 'AGT-4', { agent, status: 'submitted', when: `after a proposal to ${name}` });
  judgeDecision(trial, name, overlay);
  judgeVersions(trial, name, [before, overlay]);
  judgeRev(trial, name, [before, overlay]);
}

function judgeDecision({ must, should }: Trial, name: ProposalName, overlay: Exchange): void {
  const { decisions, versions, effective_seq: effectiveSeq } = stateIn(overlay);
  const verdict = name === 'reject' ? 'rejected' : 'approved';
  const seq = name === 'correct' ? 1 : 0;
  const [decision] = decisions;
  must.equal('AGT-4', overlay, {
    what: `the decisions after a submitted proposal to ${name}`,
    got: decisions.map((each) => each.verdict),
    expected: [verdict],
  });
  must.equal('AGT-4', overlay, {
    what: `what a submitted proposal to ${name} decided on`,
    got: [decision?.on_seq ?? null, decision?.effective_seq ?? null, effectiveSeq],
    expected: verdict === 'approved' ? [seq, seq, seq] : [seq, null, null],
  });
  must.equal('AGT-4', overlay, {
    what: "the kind of actor of an agent's decision",
    got: decision?.decided_by.kind,
    expected: 'agent',
  });
  should.equal('AGT-4', overlay, {
    what: "who made the agent's version and its decision",
    got: [...versions.slice(1).map((each) => each.author), decision?.decided_by],
    expected: [...versions.slice(1), decision].map(() => decision?.decided_by),
  });
}

type BeforeAndAfter = readonly [before: Exchange, after: Exchange];

function judgeVersions({ must }: Trial, name: ProposalName, seen: BeforeAndAfter): void {
  const [before, after] = seen.map((each) => stateIn(each).versions);
  const added = (after ?? []).slice(before?.length);
  const corrected = {
    seq: before?.length,
    origin: 'agent_edit',
    snapshot: CORRECTED,
    author: 'agent',
  };
  must.equal('AGT-4', seen, {
    what: `what a submitted proposal to ${name} appended`,
    got: added.map(({ seq, origin, snapshot, author }) => ({
      seq,
      origin,
      snapshot,
      author: author.kind,
    })),
    expected: name === 'correct' ? [corrected] : [],
  });
}

/** One write, unless the target takes two for every approval with edits. Source: AGT-4, REV-6. */
function judgeRev({ must, dialect }: Trial, name: ProposalName, seen: BeforeAndAfter): void {
  const [before, after] = seen;
  const step = name === 'correct' ? Number(dialect['edit-step'] ?? 1) : 1;
  must.equal('AGT-4', seen, {
    what: `by how much a submitted proposal to ${name} moved rev`,
    got: stateIn(after).rev - stateIn(before).rev,
    expected: step,
  });
}

/** A person appended a version while the agent ran; the agent's comes after it. */
async function correctsHead(trial: Trial): Promise<void> {
  const { a, b, must } = trial;
  const review = await openRunning(trial, REVIEW);
  const { rev } = stateIn(await a.read(review));
  await b.append(review, { version_stamp: rev, snapshot: { total_amount: 1 } });
  const before = await a.read(review);
  await propose(trial, review, proposalOf('correct'));
  const after = await a.read(review);
  judgeVersions(trial, 'correct', [before, after]);
  const { effective_seq: effectiveSeq, versions } = stateIn(after);
  must.equal('AGT-4', [before, after], {
    what: "effective_seq after an agent's corrections of version 1",
    got: effectiveSeq,
    expected: 2,
  });
  must.equal('REV-2', [before, after], {
    what: 'version 1 after the agent appended another',
    got: versions[1],
    expected: stateIn(before).versions[1],
  });
}

const READERS = 12;

/** Nobody sees the agent's version without its decision. */
async function isOneWrite(trial: Trial): Promise<void> {
  const { callers, must } = trial;
  const review = await openRunning(trial, REVIEW);
  const readAtOnce = () =>
    Array.from({ length: READERS }, (_, at) => (callers[at % 2] ?? trial.a).read(review));
  const early = readAtOnce();
  const proposing = propose(trial, review, proposalOf('correct'));
  const reads = await Promise.all([...early, ...readAtOnce()]);
  await proposing;
  const half = reads.find((read) => {
    const { versions = [], status } = findOverlay(read) ?? {};
    return versions.length > 1 && status === 'awaiting_review';
  });
  must.holds('AGT-4', half === undefined, () => ({
    sentence: "a read shows the agent's version without the decision of the same write",
    expected: 'both or neither',
    got: shown(half && stateIn(half).status),
    witness: half === undefined ? [] : [half],
  }));
}

async function fails(trial: Trial, status: 'queued' | 'running'): Promise<void> {
  const { a, should } = trial;
  const review = await openWithAgent(trial, AUTO);
  if (status === 'running') await drive(trial, review, { event: 'start' });
  const reason = 'The session was lost: é 😀.';
  const reply = await trial.agentEvent(review, { event: 'fail', reason });
  // Whether a session can fail before it runs is not said.
  if (status === 'queued' && reply.status !== 200) return;
  const agent = await a.agent(review);
  expectStatus(trial, 'AGT-4', { agent, status: 'failed', when: 'after a session error' });
  judgeFailure(trial, agent);
  should.equal('AGT-4', agent, {
    what: 'failure_reason after a session error',
    got: agentIn(agent).failure_reason,
    expected: reason,
  });
  await expectUntouched(trial, review);
}

/** Judges that a failed agent says why. Source: AGT-4. */
export function judgeFailure({ must }: Trial, agent: Exchange): void {
  const { failure_reason: reason, status } = agentIn(agent);
  must.holds('AGT-4', typeof reason === 'string' && reason.trim() !== '', () => ({
    sentence: `an agent review that is ${status} has failure_reason ${shown(reason)}`,
    expected: 'a reason',
    got: shown(reason),
    witness: [agent],
  }));
}

/** Judges that nothing happened to the review of an agent. Source: AGT-4. */
export async function expectUntouched(trial: Trial, review: Subject): Promise<void> {
  if (!trial.surfaces.includes('overlay')) return;
  const read = await trial.a.read(review);
  const { status, versions, decisions } = stateIn(read);
  trial.must.equal('AGT-4', read, {
    what: 'the review (status, versions, decisions) of an agent that failed',
    got: [status, versions.length, decisions.length],
    expected: ['awaiting_review', 1, 0],
  });
}

async function hasNoFailure(trial: Trial): Promise<void> {
  for (const status of ['running', 'proposed', 'submitted', 'escalated'] as const) {
    const agent = await trial.a.agent(await openAt(trial, status));
    trial.must.equal('AGT-4', agent, {
      what: `failure_reason of an agent review that is ${status}`,
      got: agentIn(agent).failure_reason,
      expected: null,
    });
  }
}
