import type { FieldFault } from '../contract/problems.ts';
import type { Actor } from '../contract/wire.ts';
import type { Policies } from './policies.ts';
import type { Review } from './review.ts';

/** The kinds of identifier that the rules make up. */
export type IdKind = 'review' | 'decision' | 'entry' | 'agent' | 'session';

/**
 * All that a rule may know besides the review and the command.
 *
 * Clock, identity and randomness arrive here, so that a rule gives the same answer every time.
 */
export interface Env {
  /** UTC, milliseconds, `Z`. */
  readonly now: string;
  readonly actor: Actor;
  readonly newId: (kind: IdKind) => string;
  readonly policies: Policies;
  /** Whether runs wait to apply decisions. Source: RES-7. */
  readonly areRunsHeld: boolean;
}

/** Why a command was not carried out. */
export type Refusal =
  | { readonly kind: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'no_review' }
  | { readonly kind: 'no_version'; readonly versionId: string }
  | { readonly kind: 'command_reused'; readonly commandId: string }
  | { readonly kind: 'stale_stamp'; readonly rev: number; readonly stamp: number }
  | { readonly kind: 'already_decided'; readonly status: Review['status'] }
  | { readonly kind: 'not_decided' }
  | { readonly kind: 'already_gated' }
  | { readonly kind: 'no_agent' }
  | { readonly kind: 'agent_event_refused'; readonly event: string; readonly status: string }
  | {
      readonly kind: 'version_elsewhere';
      readonly versionId: string;
      readonly parentId: string | null;
    }
  | { readonly kind: 'superseded_versions'; readonly versionIds: readonly string[] }
  | { readonly kind: 'decision_conflict'; readonly status: Review['status'] };

/** What came of a command. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** The review after a command, which a refusal may have audited, and what came of it. */
export interface Step<T> {
  readonly review: Review;
  readonly result: Result<T>;
}

/** A step that was carried out. */
export function done<T>(review: Review, value: T): Step<T> {
  return { review, result: { ok: true, value } };
}

/** A step that was refused. */
export function refused(review: Review, refusal: Refusal): Step<never> {
  return { review, result: { ok: false, refusal } };
}
