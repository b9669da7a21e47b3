import type { GateRequest } from '../../contract/control-contract.ts';
import type { Actor, Predicate } from '../../contract/wire.ts';
import type { AgentPlan } from '../../domain/agent.ts';
import type { OpenCommand } from '../../domain/command.ts';
import { evaluateGate, type Gate, type GateVerdict } from '../../domain/gate.ts';
import { stepIdOf } from '../../domain/review.ts';
import { problemOf } from '../refusal-problem.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { agentPlanOf } from './agents.ts';
import type { ControlCall } from './control-handler.ts';

/** The organization that every review of the mock belongs to. Source: REV-9. */
export const ORGANIZATION_ID = 'org_1';

/** The author of version 0 when the gate names none. */
export const DEFAULT_MODEL: Actor = { kind: 'model', id: 'mock-model', display_name: 'Mock model' };

/**
 * Fires a gate: evaluates its predicate and opens a review when it holds.
 *
 * Source: spec/control.yaml fire_gate; PRD-3, PRD-4, REV-1.
 */
export async function fireGate({ body, world, schemas }: ControlCall): Promise<Reply> {
  const request = body as GateRequest;
  const gate: Gate = {
    blockType: request.block_type,
    predicate: request.predicate as Predicate,
    evidence: request.evidence as unknown as Gate['evidence'],
  };
  const verdict = evaluateGate(gate, world.policies);
  if (!verdict.ok) return problemOf(verdict.refusal, 'this gate');
  const agent = request.agent ? agentPlanOf(request.agent, schemas.ProposedDecision) : null;
  return open(world, { request, agent }, verdict.value);
}

interface Opening {
  readonly request: GateRequest;
  readonly agent: AgentPlan | null;
}

async function open(
  world: World,
  { request, agent }: Opening,
  verdict: GateVerdict,
): Promise<Reply> {
  const { trace, triggeredBy } = verdict;
  const { runId, blockId, iterationKey } = idsOf(world, request);
  const result = {
    fired: trace.fired,
    triggered_by: triggeredBy,
    trace,
    run_id: runId,
    block_id: blockId,
    step_id: stepIdOf({ run_id: runId, block_id: blockId }),
  };
  if (triggeredBy === null) return { status: 201, body: { ...result, review_id: null } };

  const ids = world.ids();
  const command: OpenCommand = {
    kind: 'open',
    organizationId: ORGANIZATION_ID,
    workflowId: request.workflow_id ?? ids.next('workflow'),
    workflowVersionId: request.workflow_version_id ?? ids.next('workflow_version'),
    runId,
    blockId,
    iterationKey,
    parentStepId: request.parent_step_id ?? null,
    blockType: request.block_type,
    triggeredBy,
    priority: request.priority ?? 0,
    snapshot: verdict.snapshot,
    model: request.model ?? DEFAULT_MODEL,
    agent,
  };
  const address = { kind: 'block', runId, blockId, iterationKey } as const;
  const { after, result: outcome } = await world.command<'open'>(address, command, command.model);
  const subject = `run_id='${runId}' block_id='${blockId}' iteration_key=${iterationKey ?? 'null'}`;
  return outcome.ok
    ? { status: 201, body: { ...result, review_id: after?.id ?? null } }
    : problemOf(outcome.refusal, subject);
}

/** Ids that are not given are made up. */
function idsOf(world: World, request: GateRequest) {
  const ids = world.ids();
  return {
    runId: request.run_id ?? ids.next('run'),
    blockId: request.block_id ?? ids.next('block'),
    iterationKey: request.iteration_key ?? null,
  };
}
