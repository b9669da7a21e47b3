import type { AgentEventRequest, GateRequest } from '../contract/control-contract.ts';
import type { GateResult } from './subject.ts';

/**
 * What a rig can do beyond opening reviews. A requirement that needs more is not testable there.
 *
 * `gates`: gates of the suite's own choice. `clock`: moves time. `agents`: drives an agent. `runs`:
 * shows what became of a run. `hold`: makes runs wait before they apply decisions. `reopen`: reopens
 * a decided review.
 */
export const CAPABILITIES = ['gates', 'clock', 'agents', 'runs', 'hold', 'reopen'] as const;
/** One of them. */
export type Capability = (typeof CAPABILITIES)[number];

/** What became of a run, in the control interface's shape; more members may be there. */
export interface RunState {
  readonly status: 'awaiting_review' | 'completed' | 'cancelled';
  readonly blocks: readonly {
    readonly block_id: string;
    /** The snapshot that the run went on with; null until an approval was applied. */
    readonly resumed_with: unknown;
  }[];
}

/** What a rig answered: a status and a body. */
export interface RigReply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The part of a test set-up that the review API itself does not offer: opening reviews, and, where
 * it can, moving the clock, driving agents, showing runs.
 *
 * Errors: each rejects with a RigError when the rig is broken.
 * Source: contract section 10, the part marked P.
 */
export interface Rig {
  /** What reports call it. */
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;
  /** Opens a gate; the reply is not judged here, since a refusal can be the point. */
  readonly openGate: (gate: GateRequest) => Promise<RigReply>;
  /** Takes the next ready review; only of rigs without `gates`. */
  readonly takeReady?: () => Promise<GateResult | undefined>;
  readonly advanceClock?: (byMs: number) => Promise<void>;
  readonly agentEvent?: (
    runId: string,
    blockId: string,
    event: AgentEventRequest,
  ) => Promise<RigReply>;
  readonly runState?: (runId: string) => Promise<RunState>;
  readonly holdRuns?: (isHeld: boolean) => Promise<void>;
  readonly reopen?: (reviewId: string) => Promise<RigReply>;
  /** Removes what the run made. */
  readonly cleanup?: (workflowIds: readonly string[]) => Promise<void>;
}

/** The rig, not the target, is at fault; a run that meets one ends with exit code 3. */
export class RigError extends Error {
  override readonly name = 'RigError';
}

/** Thrown inside a check when the rig lacks what it needs; the requirement is then not testable. */
export class NotTestable extends Error {
  override readonly name = 'NotTestable';
}

/** Thrown inside a check when nothing can be said: no answer came, or nothing overlapped. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}
