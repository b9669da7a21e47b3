import { canonicalJson } from '../../contract/canonical-json.ts';
import { parseInstant, shiftInstant } from '../../contract/instant.ts';
import type { Actor, BlockType, JsonObject, Predicate } from '../../contract/wire.ts';
import type { AgentPlan } from '../../domain/agent.ts';
import type { Command, OpenCommand } from '../../domain/command.ts';
import { DEFAULT_POLICIES } from '../../domain/policies.ts';
import type { Review } from '../../domain/review.ts';
import type { Refusal } from '../../domain/step.ts';
import { transition } from '../../domain/transition.ts';
import { predicateFaults } from '../../predicates/predicate-faults.ts';
import { MINUTE_MS } from '../calendar.ts';
import { createIdSource } from '../ids.ts';
import { ImpossibleRequest } from '../impossible-request.ts';
import { castOf } from '../people.ts';
import { SCENARIO_NOW } from '../player.ts';
import type { FirstVersion, LaterVersion, OverlayOverrides } from './overrides.ts';

/** What the model says of a block, where the test does not care. */
const SNAPSHOTS: Readonly<Record<BlockType, JsonObject>> = {
  extract: {
    invoice_number: 'INV-2026-00417',
    vendor_name: 'Acme Corp',
    currency: 'EUR',
    total_amount: 505,
  },
  classifier: { category: 'invoice' },
  split: { documents: [{ name: 'invoice', pages: [1, 2] }] },
  for_each: { partitions: [{ key: 'account-830860', pages: [1, 2] }] },
  conditional: { branch: 'manual_check' },
};

const OPENED_BEFORE_MS = 60 * MINUTE_MS;
const STEP_MS = 5 * MINUTE_MS;
const ALWAYS: Predicate = { kind: 'always' };

/** Beside what an overlay shows. */
export interface BuildMore {
  readonly iterationKey?: string | null;
  readonly parentStepId?: string | null;
  readonly agent?: AgentPlan | null;
}

/** A review under construction: what can be asked of it, one command after another. */
export interface Building {
  readonly review: () => Review;
  /** Carries out a command. `at` is five minutes after the one before it by default. */
  readonly act: (actor: Actor, command: Exclude<Command, OpenCommand>, at?: string) => void;
}

/** Opens a review as wished for. Errors: ImpossibleRequest. */
export function startBuilding(wish: OverlayOverrides, more: BuildMore = {}): Building {
  const ids = createIdSource(`builder ${canonicalJson(withoutUndefined({ wish, more }))}`);
  const openedAt = wish.created_at ?? shiftInstant(SCENARIO_NOW, -OPENED_BEFORE_MS);
  if (Number.isNaN(parseInstant(openedAt))) refuse('created_at', 'it is no instant', 'TIME-1');
  const [first = {}] = wish.versions ?? [];
  let at = openedAt;
  let review: Review | undefined;
  const play = (command: Command, actor: Actor) => {
    const env = { now: at, actor, newId: ids.next, policies: DEFAULT_POLICIES };
    const step = transition(review, command, { ...env, areRunsHeld: false });
    if (!step.result.ok) throw new ImpossibleRequest(wordsOf(step.result.refusal));
    review = step.review;
  };
  play(opening(wish, more, first), authorOf(first));
  return {
    review: () => review as Review,
    act: (actor, command, wantedAt) => {
      const isEarlier = wantedAt !== undefined && parseInstant(wantedAt) < parseInstant(at);
      if (isEarlier) refuse(wantedAt, `it is before ${at}`, 'TIME-1');
      at = wantedAt ?? shiftInstant(at, STEP_MS);
      play(command, actor);
    },
  };
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function opening(wish: OverlayOverrides, more: BuildMore, first: FirstVersion): OpenCommand {
  const { block_type: blockType = 'extract', triggered_by: triggeredBy = ALWAYS } = wish;
  const [fault] = predicateFaults(triggeredBy, blockType, []);
  if (fault) refuse('triggered_by', fault.msg, 'PRD-5');
  return {
    kind: 'open',
    organizationId: wish.organization_id ?? 'org_1',
    workflowId: wish.workflow_id ?? 'wf_accounts_payable',
    workflowVersionId: wish.workflow_version_id ?? 'wfv_accounts_payable_3',
    runId: wish.workflow_run_id ?? 'run_1',
    blockId: wish.block_id ?? `block_${blockType}`,
    iterationKey: more.iterationKey ?? null,
    parentStepId: more.parentStepId ?? null,
    blockType,
    triggeredBy,
    priority: wish.priority ?? 0,
    snapshot: first.snapshot ?? SNAPSHOTS[blockType],
    model: authorOf(first),
    agent: more.agent ?? null,
  };
}

const { models, humans } = castOf();

function authorOf(version: FirstVersion): Actor {
  return version.author ?? firstOf(models);
}

/** Who acts where the test does not care. */
export function someHuman(): Actor {
  return firstOf(humans);
}

function firstOf(actors: readonly Actor[]): Actor {
  return actors[0] ?? { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' };
}

/** Says what cannot be, and by which requirement. Errors: always. */
export function refuse(what: string, why: string, requirement: string): never {
  throw new ImpossibleRequest(`${what} cannot be: ${why} (${requirement}).`);
}

function wordsOf(refusal: Refusal): string {
  const why =
    refusal.kind === 'invalid'
      ? refusal.faults.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ')
      : refusal.kind.replaceAll('_', ' ');
  return `No sequence of commands leads there: ${why}.`;
}

/** Builds the whole of a review: versions, then claim or decision. Errors: ImpossibleRequest. */
export function buildReview(wish: OverlayOverrides, more: BuildMore = {}): Review {
  const building = startBuilding(wish, more);
  const [, ...later] = wish.versions ?? [];
  makeUpFor(wish, later.length, building);
  for (const version of later) append(version, wish, building);
  if (wish.status === undefined || wish.status === 'awaiting_review') claim(wish.claim, building);
  else decide(wish, building);
  return building.review();
}

/** Claims and releases until `rev` is what it should be once the rest is done. */
function makeUpFor(wish: OverlayOverrides, edits: number, { act, review }: Building): void {
  const { rev } = wish;
  if (rev === undefined) return;
  const isDecided = wish.status === 'approved' || wish.status === 'rejected';
  const least = 1 + edits + (isDecided || wish.claim ? 1 : 0);
  if (rev < least) refuse(`rev ${rev}`, `the history takes ${least} writes`, 'REV-6');
  for (let missing = rev - least; missing > 0; missing -= 1) {
    const body = { version_stamp: review().rev };
    // The last one is a release, so that nothing of it is left.
    act(someHuman(), { kind: missing % 2 === 0 ? 'claim' : 'release', body });
  }
}

function append(version: LaterVersion, wish: OverlayOverrides, { act, review }: Building): void {
  const { author = someHuman(), origin, parent_seq: parentSeq, note } = version;
  const edited = { ...SNAPSHOTS[wish.block_type ?? 'extract'], edited: review().versions.length };
  const body = {
    version_stamp: review().rev,
    snapshot: version.snapshot ?? edited,
    origin: origin ?? (author.kind === 'human' ? 'human_edit' : 'agent_edit'),
    ...(parentSeq === undefined ? {} : { parent_seq: parentSeq }),
    ...(note === undefined ? {} : { note }),
  } as const;
  act(author, { kind: 'append', body }, version.created_at);
}

const DEFAULT_TTL_SECONDS = 900;
const TTL_SECONDS = [30, 86_400] as const;

function claim(wished: OverlayOverrides['claim'], { act, review }: Building): void {
  if (wished === undefined || wished === null) return;
  const { holder = someHuman(), claimed_at: from, expires_at: to } = wished;
  const claimedAt =
    from ?? (to === undefined ? undefined : shiftInstant(to, -DEFAULT_TTL_SECONDS * 1000));
  const ttl =
    to === undefined || claimedAt === undefined
      ? DEFAULT_TTL_SECONDS
      : (parseInstant(to) - parseInstant(claimedAt)) / 1000;
  const [least, most] = TTL_SECONDS;
  if (!Number.isInteger(ttl) || ttl < least || ttl > most) {
    refuse('claim', `it lasts ${ttl} seconds, not ${least} to ${most}`, 'CLM-1');
  }
  const body = { version_stamp: review().rev, ttl_seconds: ttl };
  act(holder, { kind: 'claim', body }, claimedAt);
}

function decide(wish: OverlayOverrides, { act, review }: Building): void {
  const { decision = {}, effective_seq: effectiveSeq } = wish;
  const isApproved = wish.status === 'approved';
  const body = {
    version_stamp: review().rev,
    verdict: isApproved ? 'approved' : 'rejected',
    ...(decision.on_seq === undefined ? {} : { on_seq: decision.on_seq }),
    ...(typeof effectiveSeq === 'number' ? { effective_seq: effectiveSeq } : {}),
    ...(isApproved ? {} : { reason: decision.reason ?? 'The scan is illegible.' }),
  } as const;
  const decider = decision.decided_by ?? someHuman();
  act(decider, { kind: 'decide', body }, wish.decided_at ?? undefined);
}
