import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Subject } from '../subject.ts';
import {
  drive,
  expectRefusedEvent,
  expectStatus,
  openRunning,
  openWithAgent,
  propose,
} from './agent-scene.ts';
import { expectUntouched, judgeFailure } from './agent-submission-checks.ts';
import { proposalOf } from './proposals.ts';

const MS_PER_SECOND = 1000;
/** Far from the edge, for a clock that goes on by itself. */
const MARGIN_MS = 10_000;

const BY_CLOCK = {
  phase: 'leases',
  surfaces: ['agent'],
  needs: ['gates', 'agents', 'clock'],
  isExclusive: true,
} as const;

/** A time limit that passes, by itself and by an event. Source: AGT-4. */
export const AGENT_TIMEOUT_CHECKS: readonly Check[] = [
  {
    id: 'AGT-4/timeout-event',
    phase: 'agents',
    surfaces: ['agent'],
    needs: ['gates', 'agents'],
    from: 'ci',
    run: failsByEvent,
  },
  ...[30, 900, 3600].map((seconds): Check => ({
    ...BY_CLOCK,
    id: `AGT-4/times-out-after-${seconds}-seconds`,
    from: seconds === 30 ? 'smoke' : 'ci',
    run: (trial) => timesOut(trial, seconds),
  })),
  { ...BY_CLOCK, id: 'AGT-4/no-timeout-while-queued', from: 'ci', run: waitsInQueue },
  { ...BY_CLOCK, id: 'AGT-4/no-proposal-after-the-timeout', from: 'ci', run: isTooLate },
  { ...BY_CLOCK, id: 'AGT-2/no-timeout-once-proposed', from: 'ci', run: staysProposed },
  { ...BY_CLOCK, id: 'AGT-2/no-superseding-after-the-timeout', from: 'ci', run: staysFailed },
];

async function failsByEvent(trial: Trial): Promise<void> {
  const review = await openRunning(trial, { mode: 'auto', auto_threshold: 0 });
  await drive(trial, review, { event: 'timeout' });
  await hasFailed(trial, review, 'after it timed out');
}

async function hasFailed(trial: Trial, review: Subject, when: string): Promise<void> {
  const agent = await trial.a.agent(review);
  if (!expectStatus(trial, 'AGT-4', { agent, status: 'failed', when })) return;
  judgeFailure(trial, agent);
  await expectUntouched(trial, review);
}

async function timesOut(trial: Trial, seconds: number): Promise<void> {
  const { a, advanceClock } = trial;
  const limitMs = seconds * MS_PER_SECOND;
  const review = await openRunning(trial, { mode: 'auto', timeout_seconds: seconds });
  await advanceClock(limitMs - MARGIN_MS);
  const agent = await a.agent(review);
  const when = `${seconds - MARGIN_MS / MS_PER_SECOND} of ${seconds} seconds after it was started`;
  if (!expectStatus(trial, 'AGT-4', { agent, status: 'running', when })) return;
  // From its start on the whole limit has passed, whatever the clock did by itself.
  await advanceClock(MARGIN_MS);
  await hasFailed(trial, review, `${seconds} of ${seconds} seconds after it was started`);
}

/** The limit counts from the start, however long the agent was queued. */
async function waitsInQueue(trial: Trial): Promise<void> {
  const { a, advanceClock } = trial;
  const seconds = 60;
  const review = await openWithAgent(trial, { mode: 'auto', timeout_seconds: seconds });
  await advanceClock((seconds + 1) * MS_PER_SECOND);
  const queued = await a.agent(review);
  const inQueue = 'after its time limit passed before it was started';
  if (!expectStatus(trial, 'AGT-4', { agent: queued, status: 'queued', when: inQueue })) return;
  await drive(trial, review, { event: 'start' });
  const started = await a.agent(review);
  expectStatus(trial, 'AGT-4', {
    agent: started,
    status: 'running',
    when: 'right after its start',
  });
  await advanceClock(seconds * MS_PER_SECOND - MARGIN_MS);
  const running = await a.agent(review);
  const soFar = 'within its time limit, which counts from its start';
  expectStatus(trial, 'AGT-4', { agent: running, status: 'running', when: soFar });
}

/** No read in between: the proposal itself is what comes too late. */
async function isTooLate(trial: Trial): Promise<void> {
  const seconds = 45;
  const review = await openRunning(trial, { mode: 'review', timeout_seconds: seconds });
  await trial.advanceClock(seconds * MS_PER_SECOND);
  await propose(trial, review, proposalOf('approve'));
  await hasFailed(trial, review, 'after a proposal that came past its time limit');
  const event = { event: 'propose', proposal: proposalOf('approve') };
  await expectRefusedEvent(trial, review, { event, status: 'failed' });
}

async function staysProposed(trial: Trial): Promise<void> {
  const seconds = 30;
  const review = await openRunning(trial, { mode: 'pre_review', timeout_seconds: seconds });
  await propose(trial, review, proposalOf('approve'));
  await trial.advanceClock((seconds + 1) * MS_PER_SECOND);
  const agent = await trial.a.agent(review);
  const when = 'after its time limit passed, past its proposal';
  expectStatus(trial, 'AGT-2', { agent, status: 'proposed', when });
}

async function staysFailed(trial: Trial): Promise<void> {
  const seconds = 30;
  const review = await openRunning(trial, { mode: 'review', timeout_seconds: seconds });
  await trial.advanceClock(seconds * MS_PER_SECOND);
  await trial.b.hilDecide(review, { approved: true });
  const agent = await trial.a.agent(review);
  const when = 'after a human decision past its time limit';
  expectStatus(trial, 'AGT-2', { agent, status: 'failed', when });
}
