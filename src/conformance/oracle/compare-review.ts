import type { ReviewOverlay } from '../../contract/wire.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import { isSameJson } from '../execute/judge.ts';
import { shown } from '../reply.ts';
import type { ActionKind } from './action.ts';
import { modelOf, type ModelEntry, type ModelReview } from './model-review.ts';
import type { Observation } from './observation.ts';
import type { Prediction } from './prediction.ts';

/** What led to the state that is compared: the action and what the model says came of it. */
export interface Cause {
  readonly action: ActionKind;
  readonly effect: Prediction['effect'];
  /** Whether the decision brought edits along. */
  readonly hasEdits: boolean;
}

/**
 * Compares what a server shows with what the model holds, part by part.
 *
 * Each part is judged as the sentence that the action was about, so that a finding names the rule
 * that is broken rather than the field.
 *
 * Source: contract sections 4 and 5.
 */
export function compareReview(
  model: ModelReview,
  overlay: ReviewOverlay,
  cause: Cause,
): readonly Observation[] {
  const seen = modelOf(overlay);
  const parts: readonly (readonly [Part, unknown, unknown])[] = [
    ['rev', model.rev, seen.rev],
    ['status', model.status, seen.status],
    ['effective_seq', model.effectiveSeq, seen.effectiveSeq],
    ['claim', claimShown(model), claimShown(seen)],
    ['versions', model.versions.length, seen.versions.length],
    ...model.versions.flatMap((version, seq) => versionParts(version, seen.versions[seq], seq)),
    ['decisions', model.decisions, seen.decisions],
    ...(overlay.audit === undefined ? [] : [auditPart(model, seen)]),
  ];
  return parts.map(([part, expected, got]) => {
    const { requirement, level } = blame(part, cause);
    return {
      requirement,
      level,
      holds: isSameJson(expected, got ?? null),
      words: () => [
        `after ${wordsOf(cause)}, ${part} is ${shown(got)} instead of ${shown(expected)}`,
        shown(expected),
        shown(got),
      ],
    };
  });
}

type Part =
  | 'rev'
  | 'status'
  | 'effective_seq'
  | 'claim'
  | 'versions'
  | 'decisions'
  | 'audit'
  | `versions[${number}].${'content' | 'parent_seq' | 'author'}`;

function versionParts(
  expected: ModelReview['versions'][number],
  seen: ModelReview['versions'][number] | undefined,
  seq: number,
): readonly (readonly [Part, unknown, unknown])[] {
  if (seen === undefined) return [];
  const content = ({ snapshot, origin, note }: typeof expected) => ({ snapshot, origin, note });
  return [
    [`versions[${seq}].content`, content(expected), content(seen)],
    [`versions[${seq}].author`, expected.author, seen.author],
    [`versions[${seq}].parent_seq`, expected.parentSeq, seen.parentSeq],
  ];
}

function claimShown({ claim }: ModelReview): unknown {
  return claim && { holder: claim.holder, ttl_seconds: claim.ttlSeconds };
}

/** The entries in their order; one whose actor is open matches anybody. */
function auditPart(model: ModelReview, seen: ModelReview): readonly ['audit', unknown, unknown] {
  const shownEntry = (entry: ModelEntry, index: number) => ({
    action: entry.action,
    actor: model.audit[index]?.actor === null ? null : entry.actor,
    rev_observed: entry.revObserved,
    rev_result: entry.revResult,
  });
  return ['audit', model.audit.map(shownEntry), seen.audit.map(shownEntry)];
}

interface Blame {
  readonly requirement: string;
  readonly level: JudgedLevel;
}

const MUST = 'MUST';
const SHOULD = 'SHOULD';

/** Says whose sentence it is that a part came out as it did. */
function blame(part: Part, cause: Cause): Blame {
  if (cause.effect === 'repeat') return { requirement: repeatRule(cause.action), level: MUST };
  if (cause.effect === 'stale') {
    return { requirement: 'CAS-4', level: part === 'audit' ? SHOULD : MUST };
  }
  if (cause.effect === 'refused') {
    // An error may leave a trace in the audit, so that alone is no MUST.
    return part === 'audit'
      ? { requirement: 'CAS-4', level: SHOULD }
      : { requirement: 'ERR-2', level: MUST };
  }
  return blameOfWrite(part, cause);
}

function repeatRule(action: ActionKind): string {
  if (action === 'create') return 'RES-3';
  if (action === 'approve' || action === 'reject') return 'RES-6';
  return action === 'hil' ? 'HIL-1' : 'IDM-1';
}

/** What one surface must show of another's write is a SHOULD. Source, HIL-1. */
function blameOfWrite(part: Part, { action, hasEdits }: Cause): Blame {
  const isOverlay = OVERLAY_ACTIONS.has(action);
  if (part === 'rev') {
    const isEdit = action === 'decide' && hasEdits;
    const requirement = isOverlay ? 'REV-6' : 'X-2';
    return { requirement, level: isOverlay && !isEdit ? MUST : SHOULD };
  }
  if (part === 'claim') return blameOfClaim(action);
  if (part === 'audit') return { requirement: 'REV-8', level: isOverlay ? MUST : SHOULD };
  if (!isOverlay) return { requirement: action === 'hil' ? 'HIL-1' : 'X-1', level: SHOULD };
  if (part.endsWith('.parent_seq')) return { requirement: parentRule(action), level: SHOULD };
  const requirement = part.startsWith('versions')
    ? versionRule(action, hasEdits)
    : decisionRule(part, action);
  return { requirement, level: MUST };
}

const OVERLAY_ACTIONS: ReadonlySet<ActionKind> = new Set(['claim', 'release', 'append', 'decide']);

function blameOfClaim(action: ActionKind): Blame {
  if (action === 'claim') return { requirement: 'CLM-1', level: MUST };
  if (action === 'release') return { requirement: 'CLM-4', level: MUST };
  return action === 'append'
    ? { requirement: 'CLM-2', level: MUST }
    : { requirement: 'DEC-4', level: SHOULD };
}

function decisionRule(part: Part, action: ActionKind): string {
  if (action === 'decide') return part === 'effective_seq' ? 'REV-4' : 'DEC-1';
  return part === 'status' ? 'REV-3' : 'REV-5';
}

function versionRule(action: ActionKind, hasEdits: boolean): string {
  if (action === 'append') return 'VER-1';
  return action === 'decide' && hasEdits ? 'DEC-2' : 'REV-2';
}

function parentRule(action: ActionKind): string {
  if (action === 'decide') return 'DEC-2';
  return action === 'append' ? 'VER-2' : 'REV-7';
}

function wordsOf({ action, effect }: Cause): string {
  const words = { applied: 'a', repeat: 'a repeated', stale: 'a stale', refused: 'a refused' };
  return `${words[effect]} ${action}`;
}
