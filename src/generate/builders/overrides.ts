import type {
  Actor,
  BlockType,
  JsonObject,
  Predicate,
  ProposedDecision,
  ReviewOverlay,
} from '../../contract/wire.ts';
import type { AgentState } from '../../domain/agent.ts';

/** What the model put out. Source: REV-2, REV-7. */
export interface FirstVersion {
  readonly snapshot?: JsonObject;
  readonly author?: Actor;
  readonly origin?: 'model_output';
  readonly parent_seq?: null;
  readonly note?: null;
}

/** An edit. Source: VER-1, VER-2. */
export interface LaterVersion {
  readonly snapshot?: JsonObject;
  readonly author?: Actor;
  readonly origin?: 'human_edit' | 'agent_edit';
  /** The one before it by default. */
  readonly parent_seq?: number;
  readonly note?: string | null;
  readonly created_at?: string;
}

/** Members that follow from the others: to give them could only contradict. */
type Derived =
  '_id' | 'block_run_id' | 'head_seq' | 'audit' | 'decisions' | 'updated_at' | 'awaiting_since';

/** What can be wished for whatever the status. */
export interface CommonOverrides {
  readonly organization_id?: string;
  readonly workflow_id?: string;
  readonly workflow_version_id?: string;
  readonly workflow_run_id?: string;
  readonly block_id?: string;
  readonly block_type?: BlockType;
  readonly triggered_by?: Predicate;
  readonly priority?: number;
  readonly created_at?: string;
  readonly versions?: readonly [FirstVersion, ...(readonly LaterVersion[])];
  /** At least what the rest takes; claims and releases make up for more. Source: REV-6. */
  readonly rev?: number;
}

/** While it waits there is no decision, and there may be a claim. Source: REV-3, REV-4. */
export interface AwaitingOverrides {
  readonly status?: 'awaiting_review';
  readonly claim?: Partial<NonNullable<ReviewOverlay['claim']>> | null;
  readonly decided_at?: null;
  readonly effective_seq?: null;
  readonly decision?: never;
}

/** An approval names a version, clears the claim and has no reason. Source: DEC-1, DEC-4. */
export interface ApprovedOverrides {
  readonly status: 'approved';
  readonly claim?: null;
  readonly decided_at?: string;
  readonly effective_seq?: number;
  readonly decision?: {
    readonly decided_by?: Actor;
    readonly on_seq?: number;
    readonly reason?: null;
  };
}

/** A rejection has a reason, clears the claim and names no version to go on with. Source: DEC-3. */
export interface RejectedOverrides {
  readonly status: 'rejected';
  readonly claim?: null;
  readonly decided_at?: string;
  readonly effective_seq?: null;
  readonly decision?: {
    readonly decided_by?: Actor;
    readonly on_seq?: number;
    readonly reason?: string;
  };
}

/** What an overlay is to be like. What contradicts itself does not compile, where types can tell. */
export type OverlayOverrides = CommonOverrides & { readonly [Name in Derived]?: never } & (
    AwaitingOverrides | ApprovedOverrides | RejectedOverrides
  );

type ProposingStatus = 'proposed' | 'submitted' | 'escalated';
type SilentStatus = 'queued' | 'running' | 'superseded_by_human';

/** What an agent's attempt is to be like. Source: AGT-2 … AGT-6. */
export type AgentOverrides = Partial<
  Pick<AgentState, 'mode' | 'auto_threshold' | 'timeout_seconds' | 'created_at'>
> & {
  readonly run_id?: string;
  readonly block_id?: string;
  readonly workflow_id?: string;
} & (
    | {
        readonly status?: SilentStatus;
        readonly proposed_decision?: null;
        readonly failure_reason?: null;
      }
    | {
        readonly status: ProposingStatus;
        readonly proposed_decision?: ProposedDecision;
        readonly failure_reason?: null;
      }
    | {
        readonly status: 'failed';
        readonly proposed_decision?: null;
        readonly failure_reason?: string;
      }
  );
