import type { GateRequest } from '../../contract/control-contract.ts';
import { isRecord, shown } from '../reply.ts';
import { Inconclusive, NotTestable, RigError, type Rig, type RigReply } from '../rig.ts';
import type { GateResult, GateSpec, Subject } from '../subject.ts';
import type { Judge } from './judge.ts';

/** What an opener needs. */
export interface OpenerParts {
  readonly rig: Rig;
  readonly newName: (prefix: string) => string;
  readonly workflowId: string;
  readonly must: Judge;
}

const CREATED = 201;

/** What is opened when a check does not care. */
const DEFAULT_GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total_amount: 505, vendor_name: 'Acme Corp' } },
} as const;

/**
 * Makes the function by which a trial gets its reviews, each fresh and in the trial's own workflow.
 *
 * Source: PRD-3, contract section 10.
 */
export function createOpener(parts: OpenerParts): (spec?: GateSpec) => Promise<Subject> {
  const { rig, newName, workflowId } = parts;
  return async (spec) => {
    if (!rig.capabilities.has('gates')) return takeReady(rig, spec, newName('r'));
    const gate = {
      run_id: newName('run'),
      block_id: newName('block'),
      workflow_id: workflowId,
      ...DEFAULT_GATE,
      ...spec,
    } as unknown as GateRequest;
    const result = resultOf(await rig.openGate(gate), rig.name);
    parts.must.holds('PRD-3', result.fired && result.review_id !== null, () => ({
      sentence: `a gate with ${shown(gate.predicate)} opened no review`,
      expected: 'a review, since the predicate fires',
      got: shown(result),
      witness: [],
    }));
    return subjectOf(result, gate, newName('r'));
  };
}

async function takeReady(rig: Rig, spec: GateSpec | undefined, name: string): Promise<Subject> {
  if (spec !== undefined) throw new NotTestable('the rig opens no gate of the suite’s choice');
  const result = await rig.takeReady?.();
  if (result === undefined) throw new NotTestable('no ready review is left in the pool');
  return subjectOf(result, null, name);
}

function subjectOf(result: GateResult, gate: GateRequest | null, name: string): Subject {
  const { review_id: reviewId, run_id: runId, block_id: blockId, step_id: stepId } = result;
  if (reviewId === null) throw new Inconclusive(`no review was opened: ${shown(result)}`);
  return {
    name: name.slice(name.lastIndexOf('_') + 1).replace(/^/, 'r'),
    runId,
    blockId,
    reviewId,
    stepId,
    blockType: gate?.block_type ?? null,
    triggeredBy: result.triggered_by,
    gate,
  };
}

/** Reads what a rig says of a gate; a rig that says something else is broken. */
export function resultOf({ status, body }: RigReply, rigName: string): GateResult {
  if (status === CREATED && isRecord(body) && typeof body['fired'] === 'boolean') {
    return body as unknown as GateResult;
  }
  throw new RigError(
    `${rigName} answered a gate with ${status} ${shown(body)}; it should answer 201 with ` +
      'fired, triggered_by, run_id, block_id, review_id and step_id (spec/control.yaml, fire_gate)',
  );
}
