import type { Arbitrary } from 'fast-check';
import type { AgentEventRequest } from '../../contract/control-contract.ts';
import type { Surface } from '../../contract/operations.ts';
import type { Actor } from '../../contract/wire.ts';
import type { Dialect } from '../dialect.ts';
import type { Exchange } from '../exchange.ts';
import type { Observation } from '../oracle/observation.ts';
import type { Mode } from '../report/report.ts';
import type { Capability, RigReply, RunState } from '../rig.ts';
import type { GateSpec, Subject } from '../subject.ts';
import type { Caller } from './caller.ts';
import type { KeyPlace } from './credentials.ts';
import type { Judge } from './judge.ts';
import type { Claimed } from './ledger.ts';

/**
 * One run of one check: its actors, the reviews opened for it, and where it says what it saw.
 *
 * Every reply is judged on the way (schema, error shape, invariants of the overlay), so a check
 * states only what is its own.
 */
export interface Trial {
  readonly mode: Mode;
  readonly dialect: Dialect;
  /** Those that are judged; what another one shows may not be there. */
  readonly surfaces: readonly Surface[];
  readonly capabilities: ReadonlySet<Capability>;
  /** Two humans at least, with different keys; `a` is who acts when it does not matter. */
  readonly a: Caller;
  readonly b: Caller;
  readonly callers: readonly Caller[];
  /** Sends no credentials. */
  readonly nobody: Caller;
  /** Sends these keys, each in its place; reports name it by the first. */
  readonly showing: (keys: readonly { readonly of: Caller; readonly place: KeyPlace }[]) => Caller;
  /** Who a caller is to the target. */
  readonly actorOf: (caller: Caller) => Actor;
  /** A workflow of this trial's own, to keep lists apart. */
  readonly workflowId: string;
  /** Makes a name that nothing else in the run has. */
  readonly newName: (prefix: string) => string;
  /**
   * Opens a review, by default an extract of `{total_amount, vendor_name}` that always fires.
   *
   * Errors: throws NotTestable when the rig has none to give, RigError when it is broken.
   */
  readonly open: (gate?: GateSpec) => Promise<Subject>;
  /** Opens a gate that need not fire, and may be refused. */
  readonly gate: (gate: GateSpec) => Promise<RigReply>;
  readonly advanceClock: (byMs: number) => Promise<void>;
  readonly agentEvent: (review: Subject, event: AgentEventRequest) => Promise<RigReply>;
  readonly runState: (review: Subject) => Promise<RunState>;
  readonly holdRuns: (isHeld: boolean) => Promise<void>;
  readonly reopen: (review: Subject) => Promise<RigReply>;
  /** Judges a MUST. */
  readonly must: Judge;
  /** Judges a SHOULD. */
  readonly should: Judge;
  /**
   * Takes over what an oracle saw in an exchange; unlike `must` and `should` also after a reply was
   * lost, with which an oracle must therefore reckon.
   */
  readonly observe: (
    observations: readonly Observation[],
    extra: Pick<Claimed, 'witness'> & Partial<Claimed>,
  ) => void;
  /** Whether the run has found a requirement broken already, in whichever check. */
  readonly isBroken: (requirement: string) => boolean;
  /** Every exchange so far, of one review or of all. */
  readonly history: (review?: Subject) => readonly Exchange[];
  /** Draws from an arbitrary; the same seed draws the same. */
  readonly sample: <T>(arbitrary: Arbitrary<T>, count: number) => readonly T[];
  /** Adds to a share that the phase reports, such as its coverage. */
  readonly tally: (name: string, part: number, whole: number) => void;
}
