import type { AgentEventRequest } from '../../contract/control-contract.ts';
import type { AgentHilReview } from '../../contract/wire.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { recordIn, shown } from '../reply.ts';
import { Inconclusive, type RigReply } from '../rig.ts';
import type { GateSpec, Subject } from '../subject.ts';
import type { Json } from './gate-case.ts';
import { proposalOf } from './proposals.ts';
import { expectSameState } from './unchanged.ts';

/** Where an agent review stands. Source: AGT-2. */
export type AgentStatus = AgentHilReview['status'];

/** How an agent is to be spawned. */
export interface AgentSettings {
  readonly mode: AgentHilReview['mode'];
  readonly auto_threshold?: number;
  readonly timeout_seconds?: number;
}

/** Opens a review with an agent, which is queued. */
export async function openWithAgent(
  trial: Trial,
  agent: AgentSettings,
  gate: GateSpec = {},
): Promise<Subject> {
  return trial.open({ ...gate, agent } as unknown as GateSpec);
}

/** Opens a review with an agent that runs. */
export async function openRunning(trial: Trial, agent: AgentSettings): Promise<Subject> {
  const review = await openWithAgent(trial, agent);
  await drive(trial, review, { event: 'start' });
  return review;
}

const OK = 200;
const CONFLICT = 409;

/** Lets something happen that the agent's status allows. */
export async function drive(trial: Trial, review: Subject, event: Json): Promise<RigReply> {
  const reply = await trial.agentEvent(review, event as unknown as AgentEventRequest);
  if (reply.status === OK) return reply;
  trial.must.holds('AGT-2', false, () => ({
    sentence: `the event ${String(event['event'])} was refused while the status allows it`,
    expected: '200',
    got: `${reply.status} ${shown(reply.body)}`,
    witness: trial.history(review).slice(-1),
  }));
  throw new Inconclusive(`the agent did not take ${String(event['event'])}`);
}

/** Lets the agent propose, whatever comes of it. */
export async function propose(trial: Trial, review: Subject, proposal: Json): Promise<RigReply> {
  const event = { event: 'propose', proposal } as unknown as AgentEventRequest;
  return trial.agentEvent(review, event);
}

/** An agent review with what a server may leave out filled in. */
export function agentIn(exchange: Exchange): AgentHilReview {
  const shownAgent = recordIn(exchange) as unknown as Partial<AgentHilReview>;
  return {
    managed_agent_session_id: null,
    managed_agent_vault_id: null,
    proposed_decision: null,
    submitted_hil_command_id: null,
    failure_reason: null,
    status: 'queued',
    ...shownAgent,
  } as AgentHilReview;
}

/** An agent review and, where that surface is judged, its review, read one after the other. */
export interface Scene {
  readonly agent: Exchange;
  readonly overlay: Exchange | undefined;
}

/** Reads both; nobody may write meanwhile. */
export async function look({ a, surfaces }: Trial, review: Subject): Promise<Scene> {
  const agent = await a.agent(review);
  return { agent, overlay: surfaces.includes('overlay') ? await a.read(review) : undefined };
}

/** Judges, as a MUST, the status of an agent. Hands back whether it is the expected one. */
export function expectStatus(
  { must }: Trial,
  requirement: string,
  seen: { readonly agent: Exchange; readonly status: AgentStatus; readonly when: string },
): boolean {
  const { agent, status, when } = seen;
  const got = agentIn(agent).status;
  return must.holds(requirement, got === status, () => ({
    sentence: `an agent review is ${got} ${when}`,
    expected: status,
    got,
    witness: [agent],
  }));
}

/** Judges that neither the agent nor its review changed between two looks. */
export function expectSameScene(
  trial: Trial,
  requirement: string,
  compared: { readonly before: Scene; readonly after: Scene; readonly when: string },
): void {
  const { before, after, when } = compared;
  trial.must.equal(requirement, [before.agent, after.agent], {
    what: `the agent review, ${when},`,
    got: agentIn(after.agent),
    expected: agentIn(before.agent),
  });
  if (before.overlay === undefined || after.overlay === undefined) return;
  const witness = [before.overlay, after.overlay] as const;
  expectSameState(trial, requirement, { witness, when });
}

/** Judges that an event is refused and nothing comes of it. Source: AGT-2. */
export async function expectRefusedEvent(
  trial: Trial,
  review: Subject,
  { event, status }: { readonly event: Json; readonly status: AgentStatus },
): Promise<void> {
  const before = await look(trial, review);
  const reply = await trial.agentEvent(review, event as unknown as AgentEventRequest);
  const after = await look(trial, review);
  const name = String(event['event']);
  trial.must.holds('AGT-2', reply.status === CONFLICT, () => ({
    sentence: `the event ${name} was answered ${reply.status} while the agent review was ${status}`,
    expected: '409',
    got: `${reply.status} ${shown(reply.body)}`,
    witness: [before.agent, after.agent],
  }));
  const when = `after the event ${name} while it was ${status}`;
  expectSameScene(trial, 'AGT-2', { before, after, when });
}

/** How to bring an agent into each status, with the mode that allows it. */
const WAYS: Readonly<
  Record<
    AgentStatus,
    {
      readonly settings: AgentSettings;
      readonly events: readonly Json[];
      readonly isDecided?: true;
    }
  >
> = {
  queued: { settings: { mode: 'auto' }, events: [] },
  running: { settings: { mode: 'auto' }, events: [{ event: 'start' }] },
  proposed: {
    settings: { mode: 'pre_review' },
    events: [{ event: 'start' }, { event: 'propose', proposal: proposalOf('approve') }],
  },
  submitted: {
    settings: { mode: 'review' },
    events: [{ event: 'start' }, { event: 'propose', proposal: proposalOf('approve') }],
  },
  escalated: {
    settings: { mode: 'auto', auto_threshold: 0.95 },
    events: [{ event: 'start' }, { event: 'propose', proposal: proposalOf('approve') }],
  },
  failed: {
    settings: { mode: 'review' },
    events: [{ event: 'start' }, { event: 'fail', reason: 'The session was lost.' }],
  },
  superseded_by_human: {
    settings: { mode: 'review' },
    events: [{ event: 'start' }],
    isDecided: true,
  },
};

/** Opens a review whose agent has come to a status. */
export async function openAt(trial: Trial, status: AgentStatus): Promise<Subject> {
  const { settings, events, isDecided } = WAYS[status];
  const review = await openWithAgent(trial, settings);
  for (const event of events) await drive(trial, review, event);
  if (isDecided) await trial.b.hilDecide(review, { approved: true });
  return review;
}
