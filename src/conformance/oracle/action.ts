import type { Actor, JsonObject } from '../../contract/wire.ts';

/** A call whose effect the model can predict; its stamp is a number already. */
export type Action = { readonly actor: Actor } & (
  | { readonly kind: 'claim'; readonly body: StampedBody & { readonly ttl_seconds?: number } }
  | { readonly kind: 'release'; readonly body: StampedBody }
  | { readonly kind: 'append'; readonly body: AppendBody }
  | { readonly kind: 'decide'; readonly body: DecideBody }
  | { readonly kind: 'create'; readonly body: CreateBody }
  | { readonly kind: 'approve'; readonly body: VerdictBody }
  | { readonly kind: 'reject'; readonly body: VerdictBody & { readonly reason: string } }
  | { readonly kind: 'hil'; readonly body: HilBody }
  | { readonly kind: 'reopen'; readonly body: Readonly<Record<string, never>> }
);

/** The name of an action: what is asked, whatever the body. */
export type ActionKind = Action['kind'];

interface StampedBody {
  readonly version_stamp: number;
}

/** What the model reads of an append. */
export interface AppendBody extends StampedBody {
  readonly snapshot: JsonObject;
  readonly origin?: 'human_edit' | 'agent_edit';
  readonly parent_seq?: number | null;
  readonly note?: string | null;
  readonly command_id?: string | null;
}

/** What the model reads of a decision. */
export interface DecideBody extends StampedBody {
  readonly verdict: 'approved' | 'rejected';
  readonly on_seq?: number | null;
  readonly effective_seq?: number | null;
  readonly edited_output?: JsonObject | null;
  readonly reason?: string | null;
  readonly command_id?: string | null;
}

/** What the model reads of a new version on the resource surface. */
export interface CreateBody {
  readonly parent_id: string;
  readonly snapshot: JsonObject;
  readonly note?: string | null;
  readonly acknowledged_superseded_version_ids?: readonly string[];
}

/** What the model reads of a verdict on the resource surface. */
export interface VerdictBody {
  readonly version_id: string;
  readonly acknowledged_superseded_version_ids?: readonly string[];
}

/** What the model reads of a decision by run and block. */
export interface HilBody {
  readonly approved: boolean;
  readonly modified_data?: JsonObject | null;
}
