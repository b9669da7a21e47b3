import type { ReviewState } from '../../contract/control-contract.ts';
import type { JsonObject } from '../../contract/wire.ts';
import { jsonText, readJsonObject } from './json-text.ts';
import type { Act } from './review-requests.ts';

/** An act as it stands in its form: every field is what was typed. */
export interface ActDraft {
  readonly kind: Act['kind'];
  /** Empty for the rev that the review has now. */
  readonly stamp: string;
  readonly ttlSeconds: string;
  /** The seq of the version it is about; empty for the newest. */
  readonly seq: string;
  readonly snapshot: string;
  readonly origin: 'human_edit' | 'agent_edit';
  readonly note: string;
  readonly reason: string;
}

/** The form as it is first shown for a review. */
export function draftOf(review: ReviewState): ActDraft {
  return {
    kind: 'claim',
    stamp: '',
    ttlSeconds: '900',
    seq: '',
    snapshot: jsonText(review.versions.at(-1)?.snapshot ?? {}),
    origin: 'human_edit',
    note: '',
    reason: '',
  };
}

/** An act, or what keeps the form from being one. */
export type ActReading =
  { readonly ok: true; readonly act: Act } | { readonly ok: false; readonly fault: string };

/**
 * Reads an act out of its form.
 *
 * Only what makes no request at all is refused here. A blank reason or a stamp of yesterday are
 * sent: to see the mock refuse them is what the form is for.
 */
export function actOf(draft: ActDraft, review: ReviewState): ActReading {
  if (!/^\s*\d*\s*$/.test(draft.stamp)) return faulty('The stamp is a whole number.');
  const head = review.versions.length - 1;
  const seq = draft.seq === '' ? head : Number(draft.seq);
  switch (draft.kind) {
    case 'claim': {
      const ttlSeconds = Number(draft.ttlSeconds);
      return Number.isFinite(ttlSeconds) && draft.ttlSeconds.trim() !== ''
        ? { ok: true, act: { kind: 'claim', ttlSeconds } }
        : faulty('The time is a number of seconds.');
    }
    case 'release':
      return { ok: true, act: { kind: 'release' } };
    case 'approve':
      return { ok: true, act: { kind: 'approve', onSeq: seq } };
    case 'reject':
      return { ok: true, act: { kind: 'reject', onSeq: seq, reason: draft.reason } };
    case 'append':
    case 'approve_edited': {
      const reading = readJsonObject(draft.snapshot);
      if (!reading.ok) return faulty(`The snapshot: ${reading.message}`);
      const snapshot = reading.value as JsonObject;
      if (draft.kind === 'approve_edited') {
        return { ok: true, act: { kind: 'approve_edited', onSeq: seq, snapshot } };
      }
      const { origin, note } = draft;
      return { ok: true, act: { kind: 'append', snapshot, parentSeq: seq, origin, note } };
    }
  }
}

function faulty(fault: string): ActReading {
  return { ok: false, fault };
}
