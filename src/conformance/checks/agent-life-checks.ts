import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { parseInstant } from '../../contract/instant.ts';
import { recordIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import {
  agentIn,
  expectRefusedEvent,
  expectStatus,
  openAt,
  openRunning,
  openWithAgent,
  propose,
  drive,
  type AgentSettings,
  type AgentStatus,
} from './agent-scene.ts';
import type { Json } from './gate-case.ts';
import { proposalOf, type ProposalName } from './proposals.ts';

const OK = 200;
const NOT_FOUND = 404;

const COMMON = { phase: 'agents', surfaces: ['agent'], needs: ['gates', 'agents'] } as const;

const EVENTS = {
  start: { event: 'start' },
  propose: { event: 'propose', proposal: proposalOf('approve') },
  fail: { event: 'fail', reason: 'Too late.' },
  timeout: { event: 'timeout' },
} as const satisfies Readonly<Record<string, Json>>;

const TERMINAL = ['proposed', 'submitted', 'escalated', 'failed', 'superseded_by_human'] as const;

/** Events and the statuses that do not allow them. */
const WRONG: readonly (readonly [AgentStatus, keyof typeof EVENTS])[] = [
  ['queued', 'propose'],
  ['running', 'start'],
  ...TERMINAL.flatMap((status) =>
    (Object.keys(EVENTS) as readonly (keyof typeof EVENTS)[]).map(
      (event) => [status, event] as const,
    ),
  ),
];

/** Those that a smoke run tries. */
const SMOKE: ReadonlySet<string> = new Set([
  'queued-propose',
  'running-start',
  'submitted-propose',
]);

const WRONG_EVENTS = WRONG.map(([status, event]): Check => {
  const name = `${status.replaceAll('_', '-')}-${event}`;
  return {
    ...COMMON,
    id: `AGT-2/${name}`,
    from: SMOKE.has(name) ? 'smoke' : 'ci',
    run: async (trial) => {
      const review = await openAt(trial, status);
      await expectRefusedEvent(trial, review, { event: EVENTS[event], status });
    },
  };
});

/** A life: the settings, the event after the start, and where it must lead. */
interface Life {
  readonly settings: AgentSettings;
  readonly event: Json;
  readonly end: AgentStatus;
}

const LIVES: Readonly<Record<string, Life>> = {
  'ends-proposed': life({ mode: 'pre_review', auto_threshold: 0, timeout_seconds: 30 }, 'proposed'),
  'ends-submitted': life({ mode: 'review', auto_threshold: 1, timeout_seconds: 3600 }, 'submitted'),
  'ends-submitted-with-corrections': life(
    { mode: 'auto', auto_threshold: 0.1, timeout_seconds: 901 },
    'submitted',
    'correct',
  ),
  'ends-escalated': life({ mode: 'auto', auto_threshold: 0.95, timeout_seconds: 61 }, 'escalated'),
  'ends-failed': {
    settings: { mode: 'auto', auto_threshold: 0.333, timeout_seconds: 45 },
    event: EVENTS.fail,
    end: 'failed',
  },
};

function life(settings: AgentSettings, end: AgentStatus, proposal: ProposalName = 'approve'): Life {
  return { settings, event: { event: 'propose', proposal: proposalOf(proposal) }, end };
}

/** How an agent review comes to be, lives and ends. Source: AGT-1, AGT-2. */
export const AGENT_LIFE_CHECKS: readonly Check[] = [
  { ...COMMON, id: 'AGT-1/no-agent-spawned', run: isNotThere },
  { ...COMMON, id: 'AGT-1/there-while-queued', run: isThere },
  { ...COMMON, id: 'AGT-1/of-its-own-block', from: 'ci', run: isOfItsBlock },
  ...Object.entries(LIVES).map(([name, each]): Check => ({
    ...COMMON,
    id: `AGT-2/${name}`,
    from: name === 'ends-submitted' ? 'smoke' : 'ci',
    run: (trial) => lives(trial, each),
  })),
  {
    ...COMMON,
    id: 'AGT-2/settings-outlive-a-human-decision',
    from: 'ci',
    run: outlivesDecision,
  },
  ...WRONG_EVENTS,
];

async function isNotThere(trial: Trial): Promise<void> {
  const { a, b, must, open, newName } = trial;
  const review = await open();
  const notThere = async (asked: Subject, when: string) =>
    must.status('AGT-1', await a.agent(asked), { is: NOT_FOUND, when });
  await notThere(review, 'for a review without an agent');
  await notThere({ ...review, runId: newName('run') }, 'for a run that nobody knows');
  await notThere({ ...review, blockId: newName('block') }, 'for a block that nobody knows');
  await b.hilDecide(review, { approved: true });
  await notThere(review, 'for a decided review without an agent');
}

async function isThere(trial: Trial): Promise<void> {
  const { a, must, workflowId } = trial;
  const review = await openWithAgent(trial, { mode: 'review' });
  const read = await a.agent(review);
  must.status('AGT-1', read, { is: OK, when: 'for an agent that was just spawned' });
  const { run_id, block_id, workflow_id, mode } = agentIn(read);
  must.equal('AGT-1', read, {
    what: 'where the agent works, and how,',
    got: { run_id, block_id, workflow_id, mode },
    expected: {
      run_id: review.runId,
      block_id: review.blockId,
      workflow_id: workflowId,
      mode: 'review',
    },
  });
  expectStatus(trial, 'AGT-2', { agent: read, status: 'queued', when: 'before it was started' });
}

async function isOfItsBlock(trial: Trial): Promise<void> {
  const { a, must, newName } = trial;
  const run_id = newName('run');
  const own = await openWithAgent(trial, { mode: 'review' }, { run_id });
  const other = await trial.open({ run_id });
  const third = await openWithAgent(trial, { mode: 'auto' }, { run_id });
  must.status('AGT-1', await a.agent(other), {
    is: NOT_FOUND,
    when: 'for a block without an agent in a run that has two',
  });
  for (const [review, mode] of [
    [own, 'review'],
    [third, 'auto'],
  ] as const) {
    const read = await a.agent(review);
    const { block_id: blockId, mode: shownMode } = agentIn(read);
    must.equal('AGT-1', read, {
      what: 'the agent review of a block',
      got: [blockId, shownMode],
      expected: [review.blockId, mode],
    });
  }
}

/** What never changes. Source: AGT-2. */
const LASTING = [
  'id',
  'run_id',
  'block_id',
  'workflow_id',
  'mode',
  'auto_threshold',
  'timeout_seconds',
  'created_at',
] as const;

async function lives(trial: Trial, { settings, event, end }: Life): Promise<void> {
  const { a, must } = trial;
  const review = await openWithAgent(trial, settings);
  const queued = await a.agent(review);
  expectStatus(trial, 'AGT-2', { agent: queued, status: 'queued', when: 'before it was started' });
  const given = agentIn(queued);
  must.equal('AGT-2', queued, {
    what: 'the settings of an agent',
    got: [given.auto_threshold, given.timeout_seconds],
    expected: [settings.auto_threshold, settings.timeout_seconds],
  });
  await drive(trial, review, EVENTS.start);
  const running = await a.agent(review);
  expectStatus(trial, 'AGT-2', { agent: running, status: 'running', when: 'after it was started' });
  await drive(trial, review, event);
  const ended = await a.agent(review);
  const when = `after the event ${String(event['event'])}`;
  expectStatus(trial, 'AGT-2', { agent: ended, status: end, when });
  const again = await trial.b.agent(review);
  for (const later of [running, ended, again]) {
    for (const part of LASTING) {
      const what = `${part} of an agent review that was ${agentIn(later).status}`;
      const [got, expected] = [recordIn(later)[part], recordIn(queued)[part]];
      must.equal('AGT-2', [queued, later], { what, got, expected });
    }
  }
  const times = [queued, running, ended, again].map((each) => agentIn(each).updated_at);
  const hasFallen = times.some(
    (time, at) => parseInstant(time) < parseInstant(times[at - 1] ?? time),
  );
  must.holds('TIME-1', !hasFallen, () => ({
    sentence: 'updated_at of an agent review went back',
    expected: 'instants that never go back',
    got: times.join(', '),
    witness: [queued, running, ended],
  }));
}

async function outlivesDecision(trial: Trial): Promise<void> {
  const { a, b, must } = trial;
  const review = await openRunning(trial, {
    mode: 'auto',
    auto_threshold: 0.25,
    timeout_seconds: 77,
  });
  const before = await a.agent(review);
  await b.hilDecide(review, { approved: false });
  const after = await a.agent(review);
  for (const part of LASTING) {
    const what = `${part} after a human decision`;
    const [got, expected] = [recordIn(after)[part], recordIn(before)[part]];
    must.equal('AGT-2', [before, after], { what, got, expected });
  }
  await propose(trial, review, proposalOf('approve'));
  const last = await a.agent(review);
  const when = 'after it was superseded';
  expectStatus(trial, 'AGT-2', { agent: last, status: 'superseded_by_human', when });
}
