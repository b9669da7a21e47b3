import type { GateRequest } from '../../contract/control-contract.ts';
import { fault, invalid, problem } from '../../contract/problems.ts';
import type { Actor, BlockType, Predicate } from '../../contract/wire.ts';
import type { OpenCommand } from '../../domain/command.ts';
import { stepIdOf } from '../../domain/review.ts';
import { PREDICATE_DEPTH_MAX, predicateDepth } from '../../predicates/depth.ts';
import { evaluate, type Evaluation } from '../../predicates/evaluate.ts';
import { snapshotOfEvidence, type Evidence } from '../../predicates/evidence.ts';
import { problemOf } from '../refusal-problem.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
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
export async function fireGate({ body, world }: ControlCall): Promise<Reply> {
  const gate = body as GateRequest;
  const predicate = gate.predicate as Predicate;
  if (predicateDepth(predicate) > PREDICATE_DEPTH_MAX) {
    const msg = `Predicates nested deeper than ${PREDICATE_DEPTH_MAX} are not taken`;
    return invalid([fault(['body', 'predicate'], ['recursion_limit', msg])]);
  }
  if (gate.agent !== undefined) {
    return problem('not_implemented', 'The mock cannot spawn agents yet. Leave out `agent`.');
  }
  const evidence = gate.evidence as Evidence;
  const evaluation = evaluate(predicate, gate.block_type as BlockType, evidence);
  if (evaluation.kind === 'unsupported') {
    const detail = `The mock cannot evaluate '${evaluation.predicateKind}' yet. Use {"kind": "always"}.`;
    return problem('not_implemented', detail);
  }
  return opened(world, gate, evaluation);
}

async function opened(
  world: World,
  gate: GateRequest,
  { trace, triggeredBy }: Extract<Evaluation, { kind: 'evaluated' }>,
): Promise<Reply> {
  const command = openCommandOf(world, gate, triggeredBy);
  const { runId, blockId, iterationKey } = command;
  const result = {
    fired: trace.fired,
    triggered_by: triggeredBy,
    trace,
    run_id: runId,
    block_id: blockId,
    step_id: stepIdOf({ run_id: runId, block_id: blockId }),
  };
  if (triggeredBy === null) return { status: 201, body: { ...result, review_id: null } };

  const address = { kind: 'block', runId, blockId, iterationKey } as const;
  const { after, result: outcome } = await world.command<'open'>(address, command, command.model);
  const subject = `run_id='${runId}' block_id='${blockId}' iteration_key=${iterationKey ?? 'null'}`;
  return outcome.ok
    ? { status: 201, body: { ...result, review_id: after?.id ?? null } }
    : problemOf(outcome.refusal, subject);
}

function openCommandOf(
  world: World,
  gate: GateRequest,
  triggeredBy: Predicate | null,
): OpenCommand {
  const ids = world.ids();
  const blockType = gate.block_type as BlockType;
  return {
    kind: 'open',
    organizationId: ORGANIZATION_ID,
    workflowId: gate.workflow_id ?? ids.next('workflow'),
    workflowVersionId: gate.workflow_version_id ?? ids.next('workflow_version'),
    runId: gate.run_id ?? ids.next('run'),
    blockId: gate.block_id ?? ids.next('block'),
    iterationKey: gate.iteration_key ?? null,
    parentStepId: gate.parent_step_id ?? null,
    blockType,
    triggeredBy: triggeredBy ?? { kind: 'always' },
    priority: gate.priority ?? 0,
    snapshot: snapshotOfEvidence(blockType, gate.evidence as Evidence),
    model: gate.model ?? DEFAULT_MODEL,
  };
}
