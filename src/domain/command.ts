import type { AgentEvent, AgentPlan } from './agent.ts';
import type {
  Actor,
  AppendVersionRequest,
  BlockType,
  ClaimRequest,
  JsonObject,
  Predicate,
  ReleaseRequest,
  SubmitDecisionRequest,
  SubmitHILDecisionRequest,
} from '../contract/wire.ts';

/** Opens a review: a gate fired. Source: PRD-3, REV-1. */
export interface OpenCommand {
  readonly kind: 'open';
  readonly organizationId: string;
  readonly workflowId: string;
  readonly workflowVersionId: string;
  readonly runId: string;
  readonly blockId: string;
  readonly iterationKey: string | null;
  readonly parentStepId: string | null;
  readonly blockType: BlockType;
  readonly triggeredBy: Predicate;
  readonly priority: number;
  readonly snapshot: JsonObject;
  /** The author of version 0. */
  readonly model: Actor;
  /** The agent to spawn; null for none. */
  readonly agent?: AgentPlan | null;
}

/** Takes the claim. Source: CLM-1. */
export interface ClaimCommand {
  readonly kind: 'claim';
  readonly body: ClaimRequest;
}

/** Gives the claim back. Source: CLM-4. */
export interface ReleaseCommand {
  readonly kind: 'release';
  readonly body: ReleaseRequest;
}

/** Appends a version on the overlay surface. Source: VER-1. */
export interface AppendCommand {
  readonly kind: 'append';
  readonly body: AppendVersionRequest;
}

/** Decides on the overlay surface. Source: DEC-1 … DEC-5. */
export interface DecideCommand {
  readonly kind: 'decide';
  readonly body: SubmitDecisionRequest;
}

/** Adds a version on the resource surface. Source: RES-3. */
export interface CreateVersionCommand {
  readonly kind: 'create_version';
  readonly parentId: string;
  readonly snapshot: JsonObject;
  readonly note: string | null;
  readonly acknowledgedIds: readonly string[];
}

/** Approves on the resource surface. Source: RES-5. */
export interface ApproveCommand {
  readonly kind: 'approve';
  readonly versionId: string;
  readonly acknowledgedIds: readonly string[];
}

/** Rejects on the resource surface. Source: RES-5. */
export interface RejectCommand {
  readonly kind: 'reject';
  readonly versionId: string;
  readonly reason: string;
}

/** Takes a decision back; the control interface alone can. Source: DEC-5. */
export interface ReopenCommand {
  readonly kind: 'reopen';
}

/** Lets the run take up the standing decision. Source: RES-7, RUN-1. */
export interface ApplyCommand {
  readonly kind: 'apply';
}

/** Decides on the agent surface, on whatever is current. Source: HIL-1. */
export interface HilDecideCommand {
  readonly kind: 'hil_decide';
  readonly body: SubmitHILDecisionRequest;
}

/** Something happens to the agent. Source: AGT-2. */
export interface AgentEventCommand {
  readonly kind: 'agent_event';
  readonly event: AgentEvent;
}

/** Lets the agent do what its script and its time limit say is due. Source: AGT-4. */
export interface AgentSettleCommand {
  readonly kind: 'agent_settle';
}

/** Everything that can be asked of a review. */
export type Command =
  | OpenCommand
  | ClaimCommand
  | ReleaseCommand
  | AppendCommand
  | DecideCommand
  | CreateVersionCommand
  | ApproveCommand
  | RejectCommand
  | ReopenCommand
  | ApplyCommand
  | HilDecideCommand
  | AgentEventCommand
  | AgentSettleCommand;

/** The answer to a decision on the overlay surface. Source: IDM-2. */
export type SubmissionStatus = 'accepted' | 'already_received' | 'already_applied';

/** The answer to a decision on the resource surface. Source: RES-5, RES-6, RES-7. */
export interface Resolution {
  readonly submissionStatus: 'accepted' | 'already_applied' | 'conflict';
  readonly resumeStatus: 'resumed' | 'pending' | 'skipped';
}

/** What each command answers when it is carried out. */
export interface Outcomes {
  open: null;
  claim: null;
  release: null;
  /** Whether it was a repeat. */
  append: { readonly isRepeat: boolean };
  decide: { readonly submissionStatus: SubmissionStatus };
  /** Which version the caller asked for, new or not. */
  create_version: { readonly versionId: string };
  approve: Resolution;
  reject: Resolution;
  reopen: null;
  apply: null;
  hil_decide: { readonly submissionStatus: SubmissionStatus };
  agent_event: null;
  agent_settle: null;
}
