import type { Surface } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { overlayIn, statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import {
  agentIn,
  expectRefusedEvent,
  expectStatus,
  openAt,
  type AgentStatus,
} from './agent-scene.ts';
import { proposalOf } from './proposals.ts';
import { versionsIn } from './review-sight.ts';

/** A decision of a person on one surface. */
interface Act {
  readonly surface: Surface;
  readonly send: (trial: Trial, review: Subject) => Promise<Exchange>;
}

const OVERLAY_BODIES = {
  approves: { verdict: 'approved' },
  rejects: { verdict: 'rejected', reason: 'No.' },
  'approves-with-edits': { verdict: 'approved', edited_output: { total_amount: 1 } },
} as const;

const DECISIONS: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(
    Object.entries(OVERLAY_BODIES).map(([name, body]): readonly [string, Act] => [
      `overlay-${name}`,
      onOverlay(async ({ b }, review, stamp) =>
        b.decide(review, { version_stamp: stamp, ...body }),
      ),
    ]),
  ),
  'resource-approves': onResource(({ b }, review, id) => b.approve(review, { version_id: id })),
  'resource-rejects': onResource(({ b }, review, id) =>
    b.reject(review, { version_id: id, reason: 'No.' }),
  ),
  'hil-approves': onAgent(({ b }, review) => b.hilDecide(review, { approved: true })),
  'hil-rejects': onAgent(({ b }, review) => b.hilDecide(review, { approved: false })),
  'hil-approves-with-data': onAgent(({ b }, review) =>
    b.hilDecide(review, { approved: true, modified_data: { total_amount: 1 } }),
  ),
};

/** What a person may do without deciding; some of it is refused. */
const OTHER_ACTS: Readonly<Record<string, Act>> = {
  claim: onOverlay(({ b }, review, stamp) => b.claim(review, { version_stamp: stamp })),
  append: onOverlay(({ b }, review, stamp) =>
    b.append(review, { version_stamp: stamp, snapshot: { total_amount: 1 } }),
  ),
  'stale-decision': onOverlay(({ b }, review, stamp) =>
    b.decide(review, { version_stamp: stamp + 7, verdict: 'approved' }),
  ),
  'rejection-without-a-reason': onOverlay(({ b }, review, stamp) =>
    b.decide(review, { version_stamp: stamp, verdict: 'rejected' }),
  ),
  'hil-rejection-with-data': onAgent(({ b }, review) =>
    b.hilDecide(review, { approved: false, modified_data: { total_amount: 1 } }),
  ),
  'approval-of-an-unknown-version': onResource(({ b }, review) =>
    b.approve(review, { version_id: 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA' }),
  ),
};

/** Statuses in which the agent is done; a decision leaves them. */
const DONE = ['proposed', 'escalated', 'failed'] as const satisfies readonly AgentStatus[];

/** What a person's decision does to an agent. Source: AGT-5, AGT-2. */
export const AGENT_SUPERSEDED_CHECKS: readonly Check[] = [
  ...Object.entries(DECISIONS).flatMap(([name, act]) =>
    (['queued', 'running'] as const).map((status) =>
      checkOf(`AGT-5/${name}-while-${status}`, act, {
        from: isSmoke(name, status) ? 'smoke' : 'ci',
        run: (trial) => supersedes(trial, act, status),
      }),
    ),
  ),
  ...DONE.flatMap((status) =>
    Object.entries(DECISIONS).map(([name, act]) =>
      checkOf(`AGT-2/${status}-stays-when-${name}`, act, {
        from: 'ci',
        run: (trial) => staysDone(trial, act, status),
      }),
    ),
  ),
  ...Object.entries(OTHER_ACTS).map(([name, act]) =>
    checkOf(`AGT-5/${name}-is-no-decision`, act, {
      from: 'ci',
      run: (trial) => leavesRunning(trial, act, name),
    }),
  ),
];

/** One for each surface. */
function isSmoke(name: string, status: string): boolean {
  return name.endsWith('-approves') && (status === 'running' || name.startsWith('hil'));
}

function checkOf(
  id: string,
  { surface }: Act,
  rest: Pick<Check, 'run'> & Required<Pick<Check, 'from'>>,
): Check {
  const surfaces: readonly Surface[] = surface === 'agent' ? ['agent'] : ['agent', surface];
  return { id, phase: 'agents', surfaces, needs: ['gates', 'agents'], ...rest };
}

function onOverlay(send: (trial: Trial, review: Subject, stamp: number) => Promise<Exchange>): Act {
  return {
    surface: 'overlay',
    send: async (trial, review) => send(trial, review, overlayIn(await trial.b.read(review)).rev),
  };
}

function onResource(send: (trial: Trial, review: Subject, id: string) => Promise<Exchange>): Act {
  return {
    surface: 'resource',
    send: async (trial, review) => {
      const [first] = versionsIn(await trial.b.versions(review));
      return send(trial, review, first?.id ?? '');
    },
  };
}

function onAgent(send: Act['send']): Act {
  return { surface: 'agent', send };
}

const ERROR_MIN = 400;

async function supersedes(trial: Trial, act: Act, from: 'queued' | 'running'): Promise<void> {
  const { a, must } = trial;
  const review = await openAt(trial, from);
  const decided = await act.send(trial, review);
  if ((statusOf(decided) ?? ERROR_MIN) >= ERROR_MIN) return;
  const agent = await a.agent(review);
  const when = `after a human ${decided.operation} while it was ${from}`;
  expectStatus(trial, 'AGT-5', { agent, status: 'superseded_by_human', when });
  const { submitted_hil_command_id: command, proposed_decision: proposed } = agentIn(agent);
  must.equal('AGT-5', [decided, agent], {
    what: 'what a superseded agent proposed and submitted',
    got: [proposed, command],
    expected: [null, null],
  });
  // What the agent then finds comes too late, and may not touch what the person decided.
  const event = { event: 'propose', proposal: proposalOf('reject') };
  await expectRefusedEvent(trial, review, { event, status: 'superseded_by_human' });
}

async function staysDone(trial: Trial, act: Act, status: AgentStatus): Promise<void> {
  const { a, must } = trial;
  const review = await openAt(trial, status);
  const before = await a.agent(review);
  const decided = await act.send(trial, review);
  const after = await a.agent(review);
  const when = `after a human ${decided.operation} when it was done`;
  if (!expectStatus(trial, 'AGT-2', { agent: after, status, when })) return;
  must.equal('AGT-2', [before, decided, after], {
    what: `an agent review that was ${status}, ${when},`,
    got: { ...agentIn(after), updated_at: '' },
    expected: { ...agentIn(before), updated_at: '' },
  });
}

async function leavesRunning(trial: Trial, act: Act, name: string): Promise<void> {
  for (const status of ['queued', 'running'] as const) {
    const review = await openAt(trial, status);
    await act.send(trial, review);
    const agent = await trial.a.agent(review);
    const when = `after a human act (${name}) that decided nothing`;
    expectStatus(trial, 'AGT-5', { agent, status, when });
  }
}
