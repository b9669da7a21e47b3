import type { AgentEventRequest, GateRequest } from '../../contract/control-contract.ts';
import type { Capability, Rig, RunState } from '../rig.ts';
import { RigError } from '../rig.ts';
import type { GateResult } from '../subject.ts';

/**
 * What a team's own module exports to open reviews on its server.
 *
 * Shape: bodies and results as in spec/control.yaml (fire_gate, drive_agent, get_run).
 */
export interface RigModule {
  readonly openGate: (gate: GateRequest) => Promise<GateResult>;
  readonly advanceClock?: (byMs: number) => Promise<void>;
  readonly agentEvent?: (
    runId: string,
    blockId: string,
    event: AgentEventRequest,
  ) => Promise<unknown>;
  readonly runState?: (runId: string) => Promise<RunState>;
  readonly holdRuns?: (isHeld: boolean) => Promise<void>;
  readonly reopen?: (reviewId: string) => Promise<unknown>;
  /** Called at the end with the workflows in which the run opened reviews. */
  readonly cleanup?: (workflowIds: readonly string[]) => Promise<void>;
}

const CREATED = 201;
const OK = 200;

/**
 * Makes a rig of a module.
 *
 * A refusal is thrown by the module: an error with `status` and `body` stands for that reply, any
 * other means that the rig is broken.
 */
export function createModuleRig(name: string, module: RigModule): Rig {
  const broken = (error: unknown) =>
    new RigError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  const reply = async (status: number, work: () => Promise<unknown>) => {
    try {
      return { status, body: await work() };
    } catch (error) {
      const refused = (error ?? {}) as { readonly status?: unknown; readonly body?: unknown };
      if (typeof refused.status === 'number') return { status: refused.status, body: refused.body };
      throw broken(error);
    }
  };
  /** What only does, and so can only work or break; a module in JavaScript may forget `async`. */
  const act = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw broken(error);
    }
  };
  const { advanceClock, agentEvent, runState, holdRuns, reopen, cleanup } = module;
  return {
    name,
    capabilities: capabilitiesOf(module),
    openGate: (gate) => reply(CREATED, () => module.openGate(gate)),
    ...(advanceClock && { advanceClock: (byMs) => act(() => advanceClock(byMs)) }),
    ...(agentEvent && {
      agentEvent: (runId, blockId, event) => reply(OK, () => agentEvent(runId, blockId, event)),
    }),
    ...(runState && { runState: (runId) => act(() => runState(runId)) }),
    ...(holdRuns && { holdRuns: (isHeld) => act(() => holdRuns(isHeld)) }),
    ...(reopen && { reopen: (reviewId) => reply(OK, () => reopen(reviewId)) }),
    ...(cleanup && { cleanup: (workflowIds) => act(() => cleanup(workflowIds)) }),
  };
}

function capabilitiesOf(module: RigModule): ReadonlySet<Capability> {
  const exported: readonly (readonly [Capability, unknown])[] = [
    ['gates', module.openGate],
    ['clock', module.advanceClock],
    ['agents', module.agentEvent],
    ['runs', module.runState],
    ['hold', module.holdRuns],
    ['reopen', module.reopen],
  ];
  return new Set(exported.filter(([, value]) => value !== undefined).map(([name]) => name));
}
