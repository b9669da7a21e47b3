import type {
  Actor,
  AppendVersionRequest,
  BlockType,
  ClaimRequest,
  JsonObject,
  ReleaseRequest,
  SubmitDecisionRequest,
} from '../../src/contract/wire.ts';
import type { Command, OpenCommand, Outcomes } from '../../src/domain/command.ts';
import { DEFAULT_POLICIES, type Policies } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Env, IdKind, Refusal, Result } from '../../src/domain/step.ts';
import { transition } from '../../src/domain/transition.ts';

export const ANN: Actor = { kind: 'human', id: 'ann', display_name: 'Ann' };
export const BOB: Actor = { kind: 'human', id: 'bob', display_name: 'Bob' };
export const CHECKER: Actor = { kind: 'agent', id: 'checker', display_name: 'Checker' };
export const MODEL: Actor = { kind: 'model', id: 'reader-1', display_name: 'Reader' };

/** When everything happens unless a test says otherwise. */
export const NOON = '2026-03-02T12:00:00.000Z';

/** Units: seconds, may be negative. */
export function afterNoon(seconds: number): string {
  return new Date(Date.parse(NOON) + seconds * 1000).toISOString();
}

/** What a test may set; everything of an Env but its ids. */
export interface EnvSettings {
  now?: string;
  actor?: Actor;
  policies?: Policies;
  areRunsHeld?: boolean;
}

/** An Env whose settings can be changed as the test goes on. */
export interface TestEnv extends Env {
  now: string;
  actor: Actor;
  policies: Policies;
  areRunsHeld: boolean;
}

/**
 * Makes an Env. Its ids are counters that go on where the review's own ids end, so that the first
 * decision on any review is `decision-1`.
 */
export function envOf(settings: EnvSettings = {}, review?: Review): TestEnv {
  const counts: Record<IdKind, number> = {
    review: 0,
    decision: review?.decisions.length ?? 0,
    entry: review?.audit.length ?? 0,
    agent: 0,
    session: 0,
  };
  const newId = (kind: IdKind) => {
    counts[kind] += 1;
    return kind === 'review'
      ? `rev_${'A'.repeat(25)}${String.fromCodePoint(64 + counts[kind])}`
      : `${kind}-${counts[kind]}`;
  };
  const defaults = { now: NOON, actor: ANN, policies: DEFAULT_POLICIES, areRunsHeld: false };
  return { ...defaults, ...settings, newId };
}

/** A model's output for each block type, in the shape that a snapshot has. */
export const OUTPUTS: Readonly<Record<BlockType, JsonObject>> = {
  extract: { total: 505, vendor: 'Acme' },
  classifier: { category: 'invoice' },
  split: { documents: [{ name: 'invoice', pages: [1, 2] }] },
  for_each: { partitions: [{ key: 'a', pages: [1] }], unassigned_pages: [2] },
  conditional: { branch: 'yes' },
};

export function openCommand(overrides: Partial<OpenCommand> = {}): OpenCommand {
  const blockType = overrides.blockType ?? 'extract';
  return {
    kind: 'open',
    organizationId: 'org_1',
    workflowId: 'wf_1',
    workflowVersionId: 'wfv_1',
    runId: 'run_1',
    blockId: 'block_1',
    iterationKey: null,
    parentStepId: null,
    blockType,
    triggeredBy: { kind: 'always' },
    priority: 0,
    snapshot: OUTPUTS[blockType],
    model: MODEL,
    ...overrides,
  };
}

/** A review that was just opened, at noon. */
export function opened(overrides: Partial<OpenCommand> = {}, settings: EnvSettings = {}): Review {
  return attemptOn(undefined, openCommand(overrides), settings).review;
}

/** A command that can still see the review it will meet, and what is set while it runs. */
export interface Move {
  readonly commandFor: (review: Review) => Command;
  readonly settings: EnvSettings;
}

function moveOf(commandFor: Move['commandFor']): Move {
  return { commandFor, settings: {} };
}

/** The same move by another actor, at another time, with runs held or under another policy. */
export function within(settings: EnvSettings, move: Move): Move {
  return { ...move, settings: { ...move.settings, ...settings } };
}

/** The moves below carry the current `rev` as their stamp unless they are given another. */
export function claiming(body: Partial<ClaimRequest> = {}): Move {
  return moveOf(({ rev }) => ({ kind: 'claim', body: { version_stamp: rev, ...body } }));
}

export function releasing(body: Partial<ReleaseRequest> = {}): Move {
  return moveOf(({ rev }) => ({ kind: 'release', body: { version_stamp: rev, ...body } }));
}

export function appending(body: Partial<AppendVersionRequest> = {}): Move {
  return moveOf(({ rev }) => ({ kind: 'append', body: { version_stamp: rev, ...body } }));
}

export function deciding(body: Partial<SubmitDecisionRequest> = {}): Move {
  return moveOf(({ rev }) => ({
    kind: 'decide',
    body: { version_stamp: rev, verdict: 'approved', ...body },
  }));
}

export function rejecting(body: Partial<SubmitDecisionRequest> = {}): Move {
  return deciding({ verdict: 'rejected', reason: 'Wrong total.', ...body });
}

/** What the resource surface may leave out of a new version. */
interface CreateOptions {
  readonly note?: string;
  readonly acknowledgedIds?: readonly string[];
}

export function creating(
  parentId: string,
  snapshot: JsonObject,
  { note, acknowledgedIds }: CreateOptions = {},
): Move {
  const optional = { note: note ?? null, acknowledgedIds: acknowledgedIds ?? [] };
  return moveOf(() => ({ kind: 'create_version', parentId, snapshot, ...optional }));
}

export function approvingById(versionId: string, acknowledgedIds: readonly string[] = []): Move {
  return moveOf(() => ({ kind: 'approve', versionId, acknowledgedIds }));
}

export function rejectingById(versionId: string, reason = 'Wrong total.'): Move {
  return moveOf(() => ({ kind: 'reject', versionId, reason }));
}

export const REOPENING: Move = moveOf(() => ({ kind: 'reopen' }));
export const APPLYING: Move = moveOf(() => ({ kind: 'apply' }));

/** The review after a command, refused or not, and what came of it. */
export interface Attempt {
  readonly review: Review;
  readonly result: Result<Outcomes[Command['kind']]>;
}

export function attemptOn(
  review: Review | undefined,
  command: Command,
  settings: EnvSettings = {},
): Attempt {
  const attempted = transition(review, command, envOf(settings, review));
  if (attempted.review === undefined) throw new Error(`No review after ${command.kind}.`);
  return { review: attempted.review, result: attempted.result };
}

/** Makes one move and hands back what came of it. */
export function attempt(review: Review, move: Move): Attempt {
  return attemptOn(review, move.commandFor(review), move.settings);
}

/** Makes the moves one after the other; every one of them has to be carried out. */
export function play(review: Review, ...moves: readonly Move[]): Review {
  let current = review;
  for (const move of moves) {
    const attempted = attempt(current, move);
    if (!attempted.result.ok) throw new Error(`Refused: ${JSON.stringify(attempted.result)}`);
    current = attempted.review;
  }
  return current;
}

/** Why a move is refused; throws when it is not. */
export function refusalOf(review: Review, move: Move): Refusal {
  const { result } = attempt(review, move);
  if (result.ok) throw new Error(`Carried out: ${JSON.stringify(result)}`);
  return result.refusal;
}

/** The places that an `invalid` move is told of, as texts such as `body.pages.0`. */
export function faultPlaces(review: Review, move: Move): readonly string[] {
  const refusal = refusalOf(review, move);
  if (refusal.kind !== 'invalid') throw new Error(`Not invalid: ${JSON.stringify(refusal)}`);
  return refusal.faults.map((each) => each.loc.join('.'));
}

/** The last of a list that is not empty. */
export function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new Error('The list is empty.');
  return last;
}
