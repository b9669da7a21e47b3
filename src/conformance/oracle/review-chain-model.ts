import { canonicalJson } from '../../contract/canonical-json.ts';
import type { ChainModel, ModelRefusal } from './chain-history.ts';

/** A write to a review, as it was sent; `actorId` is undefined where it is not known who the client is. */
export interface ReviewWrite {
  readonly operation: 'claim_review' | 'release_review' | 'append_version' | 'submit_decision';
  readonly actorId: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A version of the chain; what is undefined is not known, and not compared. */
interface ChainVersion {
  /** In canonical form. */
  readonly snapshot: string | undefined;
  readonly authorId: string | undefined;
}

interface ChainDecision {
  readonly verdict: unknown;
  readonly onSeq: unknown;
  readonly actorId: string | undefined;
  readonly reason: string | undefined;
}

/** What of a review the writes of its chain decide, without times, ids and wording. */
export interface ReviewChainState {
  readonly status: unknown;
  readonly versions: readonly ChainVersion[];
  readonly decisions: readonly ChainDecision[];
  readonly effectiveSeq: unknown;
  /** Undefined where nothing is promised of the claim. */
  readonly claim: { readonly holderId: string | undefined } | null | undefined;
}

/**
 * The rules of one review, as far as a chain of writes shows them.
 *
 * They hold what is a MUST of the content alone: how often a version, note or origin was written
 * down wrongly is for the checks of one request. Times, ids and the audit are left out, since no
 * client can know them beforehand.
 *
 * Source: REV-2, REV-3, REV-4, REV-5, CLM-1, CLM-4, VER-1, DEC-1, DEC-2, DEC-3, DEC-5.
 */
export const REVIEW_CHAIN_MODEL: ChainModel<ReviewChainState, ReviewWrite> = {
  apply(state, write) {
    const refusal = refusalOf(state, write);
    return refusal ?? { kind: 'applied', state: applied(state, write) };
  },
  differs: differenceOf,
  adopt: stateOf,
};

function refusalOf(state: ReviewChainState, { body }: ReviewWrite): ModelRefusal | undefined {
  if (state.status === 'approved' || state.status === 'rejected') {
    const reason = `the review was ${state.status} already`;
    return { kind: 'refused', reason, requirement: 'DEC-5', level: 'SHOULD' };
  }
  for (const [name, requirement, level] of SEQS) {
    const seq = body[name];
    if (typeof seq === 'number' && !(seq in state.versions)) {
      const reason = `${name} ${seq} names no version`;
      return { kind: 'refused', reason, requirement, level };
    }
  }
  return undefined;
}

const SEQS = [
  ['parent_seq', 'VER-2', 'SHOULD'],
  ['on_seq', 'DEC-1', 'MUST'],
  ['effective_seq', 'DEC-1', 'MUST'],
] as const;

function applied(state: ReviewChainState, write: ReviewWrite): ReviewChainState {
  switch (write.operation) {
    case 'claim_review':
      return { ...state, claim: { holderId: write.actorId } };
    case 'release_review':
      return { ...state, claim: null };
    case 'append_version':
      return { ...state, versions: [...state.versions, versionOf(write, write.body['snapshot'])] };
    case 'submit_decision':
      return decided(state, write);
  }
}

/** A `reviewable_value` becomes a snapshot by rules that are not the chain's. */
function versionOf({ actorId }: ReviewWrite, snapshot: unknown): ChainVersion {
  return { snapshot: isObject(snapshot) ? canonicalJson(snapshot) : undefined, authorId: actorId };
}

function decided(state: ReviewChainState, write: ReviewWrite): ReviewChainState {
  const { body, actorId } = write;
  const isEdited = isObject(body['edited_output']) || isObject(body['reviewable_value']);
  const versions = isEdited
    ? [...state.versions, versionOf(write, body['edited_output'])]
    : state.versions;
  const head = versions.length - 1;
  const onSeq = isEdited ? head : (body['on_seq'] ?? head);
  const verdict = body['verdict'];
  const reason = typeof body['reason'] === 'string' ? body['reason'] : undefined;
  return {
    status: verdict,
    versions,
    decisions: [...state.decisions, { verdict, onSeq, actorId, reason }],
    effectiveSeq: verdict === 'approved' ? (body['effective_seq'] ?? onSeq) : null,
    // That a decision clears the claim is a SHOULD. Source: DEC-4.
    claim: undefined,
  };
}

/** Reads the state off an overlay, or undefined when it does not have the shape of one. */
function stateOf(document: unknown): ReviewChainState | undefined {
  if (!isObject(document) || !Array.isArray(document['versions'])) return undefined;
  const decisions: unknown = document['decisions'] ?? [];
  if (!Array.isArray(decisions)) return undefined;
  const claim = document['claim'] ?? null;
  const isDecided = document['status'] !== 'awaiting_review';
  return {
    status: document['status'],
    versions: document['versions'].map((each: unknown) => ({
      snapshot: snapshotOf(each),
      authorId: idOf(member(each, 'author')),
    })),
    decisions: decisions.map((each: unknown) => ({
      verdict: member(each, 'verdict'),
      onSeq: member(each, 'on_seq'),
      actorId: idOf(member(each, 'decided_by')),
      reason: textOf(member(each, 'reason')),
    })),
    effectiveSeq: document['effective_seq'] ?? null,
    claim: isDecided ? undefined : isObject(claim) ? { holderId: idOf(claim['holder']) } : null,
  };
}

/** In words, where an overlay is not in a state. */
function differenceOf(state: ReviewChainState, document: unknown): string | undefined {
  const shown = stateOf(document);
  if (shown === undefined) return 'expected an overlay, got something else';
  return (
    differing('status', state.status, shown.status) ??
    versionsDiffer(state, shown) ??
    decisionsDiffer(state, shown) ??
    differing('effective_seq', state.effectiveSeq, shown.effectiveSeq) ??
    claimDiffers(state, shown)
  );
}

function versionsDiffer(state: ReviewChainState, shown: ReviewChainState): string | undefined {
  for (const [seq, expected] of state.versions.entries()) {
    const got = shown.versions[seq];
    if (got === undefined) break;
    const difference =
      differing(`versions[${seq}].snapshot`, expected.snapshot, got.snapshot) ??
      differing(`versions[${seq}].author.id`, expected.authorId, got.authorId);
    if (difference !== undefined) return difference;
  }
  return differing('the number of versions', state.versions.length, shown.versions.length);
}

function decisionsDiffer(state: ReviewChainState, shown: ReviewChainState): string | undefined {
  for (const [place, expected] of state.decisions.entries()) {
    const got = shown.decisions[place];
    if (got === undefined) break;
    const at = `decisions[${place}]`;
    const difference =
      differing(`${at}.verdict`, expected.verdict, got.verdict) ??
      differing(`${at}.on_seq`, expected.onSeq, got.onSeq) ??
      differing(`${at}.decided_by.id`, expected.actorId, got.actorId) ??
      (got.reason === undefined
        ? undefined
        : differing(`${at}.reason`, expected.reason, got.reason));
    if (difference !== undefined) return difference;
  }
  return differing('the number of decisions', state.decisions.length, shown.decisions.length);
}

/** A claim may run out at any time, which is no write; so only one that is shown says something. */
function claimDiffers(state: ReviewChainState, shown: ReviewChainState): string | undefined {
  if (state.claim === undefined || shown.claim === undefined || shown.claim === null)
    return undefined;
  if (state.claim === null) return 'claim: expected none, got one';
  return differing('claim.holder.id', state.claim.holderId, shown.claim.holderId);
}

/** What is not known is not compared. */
function differing(what: string, expected: unknown, got: unknown): string | undefined {
  if (expected === undefined || expected === got) return undefined;
  return `${what}: expected ${brief(expected)}, got ${brief(got)}`;
}

const TEXT_MAX = 120;

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : String(JSON.stringify(value));
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
}

function snapshotOf(version: unknown): string | undefined {
  const snapshot = member(version, 'snapshot');
  return snapshot === undefined ? undefined : canonicalJson(snapshot);
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function idOf(actor: unknown): string | undefined {
  return textOf(member(actor, 'id'));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
