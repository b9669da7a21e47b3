import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Actor } from '../../contract/wire.ts';
import type { Action, AppendBody, DecideBody } from './action.ts';
import { headSeqOf, type ModelReview, type ModelVersion } from './model-review.ts';
import {
  applied,
  decided,
  refused,
  repeated,
  stale,
  written,
  type Prediction,
  type Situation,
} from './prediction.ts';

const OK = 200;
const UNPROCESSABLE = 422;
const REUSE_STATUSES = [409, 422];
/** Source: CLM-1. */
const TTL_DEFAULT_SECONDS = 900;

type BodyOf<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>['body'];

/** Source: CAS-1, CLM-1, CLM-2, DEC-5. */
export function predictClaim(review: ModelReview, body: BodyOf<'claim'>, actor: Actor): Prediction {
  const refusal = refusalOf(review, body.version_stamp, actor);
  if (refusal !== undefined) return refusal;
  const ttlSeconds = body.ttl_seconds ?? TTL_DEFAULT_SECONDS;
  return applied('CLM-1', OK, {
    ...review,
    ...written(review, actor, { actions: ['claimed'] }),
    claim: { holder: actor, ttlSeconds },
  });
}

/** Source: CAS-1, CLM-4, REV-6. */
export function predictRelease(
  review: ModelReview,
  body: BodyOf<'release'>,
  { actor, dialect }: Situation,
): Prediction {
  const refusal = refusalOf(review, body.version_stamp, actor);
  if (refusal !== undefined) return refusal;
  const isNoOp = review.claim === null && dialect['empty-release'] === 'no-op';
  if (isNoOp) return applied('CLM-4', OK, review);
  const write = written(review, actor, { actions: ['released'] });
  return applied('CLM-4', OK, { ...review, ...write, claim: null });
}

/** Source: CAS-1, VER-1, VER-2, IDM-1, IDM-3. */
export function predictAppend(
  review: ModelReview,
  body: AppendBody,
  { actor }: Situation,
): Prediction {
  const meaning = meaningOf('append', body);
  const known = repeatOf(review, body.command_id, meaning);
  if (known !== undefined) return known;
  const refusal = refusalOf(review, body.version_stamp, actor);
  if (refusal !== undefined) return refusal;
  const parentSeq = body.parent_seq ?? headSeqOf(review);
  if (review.versions[parentSeq] === undefined) {
    const ground = { requirement: 'VER-2', level: 'SHOULD', statuses: [UNPROCESSABLE] } as const;
    return refused(review, ground);
  }
  const version: ModelVersion = {
    parentSeq,
    author: actor,
    origin: body.origin ?? 'human_edit',
    snapshot: body.snapshot,
    note: body.note ?? null,
  };
  return applied('VER-1', OK, {
    ...review,
    ...written(review, actor, { actions: ['version_added'] }),
    versions: [...review.versions, version],
    commands: remembering(review, body.command_id, meaning),
  });
}

/** Source: CAS-1, DEC-1 … DEC-5, IDM-1 … IDM-3. */
export function predictDecide(
  review: ModelReview,
  body: DecideBody,
  { actor, dialect }: Situation,
): Prediction {
  const meaning = meaningOf('decide', body);
  const known = repeatOf(review, body.command_id, meaning);
  if (known !== undefined) {
    if (known.effect !== 'repeat') return known;
    return { ...known, submission: ['already_received', 'already_applied'] };
  }
  const refusal = refusalOf(review, body.version_stamp, actor);
  if (refusal !== undefined) return refusal;
  const unknown = [body.on_seq, body.effective_seq].some(
    (seq) => seq !== undefined && seq !== null && review.versions[seq] === undefined,
  );
  if (unknown) {
    return refused(review, { requirement: 'DEC-1', level: 'MUST', statuses: [UNPROCESSABLE] });
  }
  const next = decidedReview(review, body, { actor, dialect });
  const commands = remembering(review, body.command_id, meaning);
  const requirement = body.verdict === 'approved' ? 'DEC-1' : 'DEC-3';
  return { ...applied(requirement, OK, { ...next, commands }), submission: ['accepted'] };
}

/** What a decision, through whichever surface, makes of a review. Source: DEC-1 … DEC-4. */
export function decidedReview(
  review: ModelReview,
  body: Omit<DecideBody, 'version_stamp'>,
  { actor, dialect }: Situation,
): ModelReview {
  const edited = body.edited_output ?? null;
  const parentSeq = body.on_seq ?? headSeqOf(review);
  const edit = { parentSeq, author: actor, origin: 'human_edit', note: null } as const;
  const versions =
    edited === null ? review.versions : [...review.versions, { ...edit, snapshot: edited }];
  const onSeq = edited === null ? parentSeq : versions.length - 1;
  const isApproved = body.verdict === 'approved';
  const effectiveSeq = isApproved ? (body.effective_seq ?? onSeq) : null;
  const reason = isApproved ? null : (body.reason ?? null);
  const write =
    edited === null
      ? { actions: ['decision_made'] }
      : {
          actions: ['version_added', 'decision_made'],
          step: dialect['edit-step'] === '2' ? 2 : 1,
        };
  return {
    ...review,
    ...written(review, actor, write),
    versions,
    status: body.verdict,
    effectiveSeq,
    claim: dialect['claim-after-decision'] === 'kept' ? review.claim : null,
    decisions: [
      ...review.decisions,
      { verdict: body.verdict, decidedBy: actor, onSeq, effectiveSeq, reason },
    ],
  };
}

/** The stamp before the status: both refuse, only the first is audited. Source: ERR-3, CAS-4. */
function refusalOf(review: ModelReview, stamp: number, actor: Actor): Prediction | undefined {
  if (stamp !== review.rev) return stale(review, stamp, actor);
  return review.status === 'awaiting_review' ? undefined : decided(review);
}

/** Source: IDM-1, IDM-3. */
function repeatOf(
  review: ModelReview,
  commandId: string | null | undefined,
  meaning: string,
): Prediction | undefined {
  const known = review.commands.get(commandId ?? '');
  if (known === undefined) return undefined;
  if (known.meaning === meaning) return repeated('IDM-1', OK, review);
  return refused(review, { requirement: 'IDM-3', level: 'SHOULD', statuses: REUSE_STATUSES });
}

function remembering(
  { commands }: ModelReview,
  commandId: string | null | undefined,
  meaning: string,
): ModelReview['commands'] {
  if (commandId === null || commandId === undefined) return commands;
  return new Map([...commands, [commandId, { meaning }]]);
}

const DEFAULTS: Readonly<Record<string, unknown>> = { origin: 'human_edit' };

/** What is said, whatever the stamp and however the defaults are spelt. Source: IDM-1. */
function meaningOf(kind: string, body: AppendBody | DecideBody): string {
  const said = Object.entries(body).filter(
    ([name, value]) =>
      name !== 'version_stamp' && value !== null && value !== undefined && value !== DEFAULTS[name],
  );
  return canonicalJson({ kind, ...Object.fromEntries(said) });
}
