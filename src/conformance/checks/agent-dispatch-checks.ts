import type { Check } from '../check.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import {
  agentIn,
  look,
  openRunning,
  propose,
  type AgentStatus,
  type Scene,
} from './agent-scene.ts';
import { judgeOf } from './judge-gate.ts';
import { CORRECTED, proposalOf, type ProposalName } from './proposals.ts';
import { stateIn } from './review-state.ts';
import { settledRun } from './settled-run.ts';

/** One cell of the table of AGT-3. */
interface Row {
  readonly mode: 'pre_review' | 'review' | 'auto';
  readonly proposal: ProposalName;
  readonly threshold: number;
  readonly confidence: number;
  readonly status: AgentStatus;
}

/** In these modes neither the confidence nor the threshold decides, so the two contradict it. */
function ofMode(mode: Row['mode'], status: AgentStatus, ...proposals: ProposalName[]): Row[] {
  const [threshold, confidence] = status === 'proposed' ? [0, 1] : [1, 0];
  return proposals.map((proposal) => ({ mode, proposal, threshold, confidence, status }));
}

/** At, just below and above the threshold, and where doubles could deceive. */
const CONFIDENCES: readonly (readonly [
  threshold: number,
  confidence: number,
  isEnough: boolean,
])[] = [
  [0.85, 0.85, true],
  [0.85, 0.8499999999, false],
  [0.85, 0.8500000001, true],
  [0, 0, true],
  [1, 1, true],
  [1, 0.9999999, false],
  [0.3, 0.1 + 0.2, true],
  [0.1, 1e-3, false],
];

function inAuto(proposal: ProposalName): readonly Row[] {
  return CONFIDENCES.map(([threshold, confidence, isEnough]) => {
    const isSubmitted = isEnough && proposal !== 'escalate';
    const status = isSubmitted ? 'submitted' : 'escalated';
    return { mode: 'auto', proposal, threshold, confidence, status };
  });
}

const ROWS: readonly Row[] = [
  ...ofMode('pre_review', 'proposed', 'approve', 'correct', 'escalate', 'reject'),
  ...ofMode('review', 'submitted', 'approve', 'correct', 'reject'),
  ...ofMode('review', 'proposed', 'escalate'),
  ...(['approve', 'correct', 'escalate', 'reject'] as const).flatMap(inAuto),
];

/** What a trial's review begins with by default. */
const OUTPUT = { total_amount: 505, vendor_name: 'Acme Corp' };

/** Those of `auto` that a smoke run tries. */
const SMOKE_CONFIDENCES: ReadonlySet<number> = new Set([0.85, 0.8499999999]);

/** Where a proposal leads, row by row. Source: AGT-3. */
export const AGENT_DISPATCH_CHECKS: readonly Check[] = [
  ...ROWS.map((row): Check => {
    const isSmoke = row.mode === 'auto' ? isSmokeInAuto(row) : row.proposal !== 'reject';
    return {
      id: `AGT-3/${nameOf(row)}`,
      phase: 'agents',
      surfaces: ['agent'],
      needs: ['gates', 'agents'],
      from: isSmoke ? 'smoke' : 'ci',
      run: (trial) => dispatches(trial, row),
    };
  }),
  ...ROWS.filter((row) => row.mode !== 'auto').map((row): Check => ({
    id: `AGT-3/run-of-${nameOf(row)}`,
    phase: 'agents',
    surfaces: ['agent'],
    needs: ['gates', 'agents', 'runs'],
    from: 'ci',
    run: (trial) => resumes(trial, row),
  })),
];

/** An approval at the threshold and just below it, and an escalation that is sure. */
function isSmokeInAuto({ proposal, confidence }: Row): boolean {
  if (proposal === 'approve') return SMOKE_CONFIDENCES.has(confidence);
  return proposal === 'escalate' && confidence === 1;
}

function nameOf({ mode, proposal, threshold, confidence }: Row): string {
  const words = `${mode.replaceAll('_', '-')}-${proposal}`;
  return mode === 'auto' ? `${words}-${confidence}-of-${threshold}` : words;
}

/** What becomes of a rejection is a decision of ours. Source: AGT-3. */
function levelOf({ proposal }: Row): JudgedLevel {
  return proposal === 'reject' ? 'SHOULD' : 'MUST';
}

async function proposed(trial: Trial, row: Row): Promise<Subject> {
  const { mode, proposal, threshold, confidence } = row;
  const review = await openRunning(trial, { mode, auto_threshold: threshold });
  await propose(trial, review, proposalOf(proposal, confidence));
  return review;
}

async function dispatches(trial: Trial, row: Row): Promise<void> {
  const scene = await look(trial, await proposed(trial, row));
  const { status } = agentIn(scene.agent);
  const words = wordsOf(row);
  const isDispatched = judgeOf(trial, levelOf(row)).holds('AGT-3', status === row.status, () => ({
    sentence: `${words} became ${status}`,
    expected: row.status,
    got: status,
    witness: [scene.agent],
  }));
  judgeProposal(trial, row, scene.agent);
  if (isDispatched) judgeReview(trial, row, scene);
}

function wordsOf({ mode, proposal, threshold, confidence }: Row): string {
  const sure = mode === 'auto' ? ` with confidence ${confidence} of ${threshold}` : '';
  return `a proposal to ${proposal} in mode ${mode}${sure}`;
}

/** The review shows what the agent proposed, whatever became of it. */
function judgeProposal(trial: Trial, row: Row, agent: Exchange): void {
  const decision = agentIn(agent).proposed_decision;
  const level = judgeOf(trial, levelOf(row));
  const words = wordsOf(row);
  const { approved, confidence, modified_data: data } = decision ?? {};
  const isCorrected = row.proposal === 'correct';
  // Only the corrections are documented to be shown. Source: AGT-3, S3.
  if (isCorrected) {
    level.equal('AGT-3', agent, {
      what: `modified_data of ${words}`,
      got: data ?? null,
      expected: CORRECTED,
    });
  }
  const expected = proposalOf(row.proposal, row.confidence);
  trial.should.equal('AGT-3', agent, {
    what: `proposed_decision of ${words}`,
    got: { approved: approved ?? null, confidence: confidence ?? null },
    expected: { approved: expected['approved'], confidence: row.confidence },
  });
}

/** Only a submitted proposal touches the review. */
function judgeReview(trial: Trial, row: Row, { overlay }: Scene): void {
  if (overlay === undefined) return;
  const judge = judgeOf(trial, levelOf(row));
  const { status, versions, decisions, effective_seq: effectiveSeq } = stateIn(overlay);
  const verdict = row.proposal === 'reject' ? 'rejected' : 'approved';
  const words = wordsOf(row);
  judge.equal('AGT-3', overlay, {
    what: `the status of the review after ${words}`,
    got: status,
    expected: row.status === 'submitted' ? verdict : 'awaiting_review',
  });
  if (row.status !== 'submitted') {
    judge.equal('AGT-3', overlay, {
      what: `the review (versions, decisions) after ${words}`,
      got: [versions.length, decisions.length],
      expected: [1, 0],
    });
    return;
  }
  if (verdict === 'rejected') return;
  judge.equal('AGT-3', overlay, {
    what: `the approved snapshot after ${words}`,
    got: versions.find((version) => version.seq === effectiveSeq)?.snapshot,
    expected: row.proposal === 'correct' ? CORRECTED : versions[0]?.snapshot,
  });
}

/** What flows on after a submission, and that nothing does after a mere proposal. */
async function resumes(trial: Trial, row: Row): Promise<void> {
  const review = await proposed(trial, row);
  const read = await trial.a.agent(review);
  // Where nothing was submitted, nothing is to be waited for.
  const running = row.status === 'submitted' ? settledRun(trial, review) : trial.runState(review);
  const { status, blocks } = await running;
  const judge = judgeOf(trial, levelOf(row));
  const decided = row.proposal === 'reject' ? 'cancelled' : 'completed';
  judge.equal('AGT-3', read, {
    what: `the run after ${wordsOf(row)}`,
    got: status,
    expected: row.status === 'submitted' ? decided : 'awaiting_review',
  });
  if (row.status !== 'submitted' || row.proposal === 'reject') return;
  const block = blocks.find((each) => each.block_id === review.blockId);
  judge.equal('AGT-3', read, {
    what: `what the run goes on with after ${wordsOf(row)}`,
    got: block?.resumed_with,
    expected: row.proposal === 'correct' ? CORRECTED : OUTPUT,
  });
}
