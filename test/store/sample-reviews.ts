import * as fc from 'fast-check';
import { formatInstant } from '../../src/contract/instant.ts';
import type { Actor, BlockType, Predicate } from '../../src/contract/wire.ts';
import type { Command, OpenCommand } from '../../src/domain/command.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Env } from '../../src/domain/step.ts';
import { transition } from '../../src/domain/transition.ts';
import type { Store } from '../../src/store/store.ts';

export const DANA: Actor = { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' };
export const LEE: Actor = { kind: 'human', id: 'user_7', display_name: 'Lee Park' };
/** Another kind with Dana's id: not Dana. */
export const BOT: Actor = { kind: 'agent', id: 'user_42', display_name: 'Checker' };
export const ACTORS = [DANA, LEE, BOT] as const;

/** Where the clock of a script begins: 2026-05-13T09:05:00.000Z. */
export const START_MS = Date.UTC(2026, 4, 13, 9, 5);

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id of a review, not in the order of the numbers. */
export function reviewIdOf(number: number): string {
  const scrambled = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(32).padStart(26, '0');
  return `rev_${[...scrambled].map((digit) => BASE32[Number.parseInt(digit, 32)]).join('')}`;
}

/** An Env whose ids count up. */
export function createEnv(given: Partial<Env> = {}): Env {
  let made = 0;
  return {
    now: formatInstant(START_MS),
    actor: DANA,
    policies: DEFAULT_POLICIES,
    areRunsHeld: false,
    newId: (kind) => {
      made += 1;
      return kind === 'review' ? reviewIdOf(made) : `${kind}_${made}`;
    },
    ...given,
  };
}

const ALWAYS: Predicate = { kind: 'always' };

/** A command that opens a review. */
export function openCommand(given: Partial<OpenCommand> = {}): OpenCommand {
  return {
    kind: 'open',
    organizationId: 'org_1',
    workflowId: 'wf_1',
    workflowVersionId: 'wfv_1',
    runId: 'run_1',
    blockId: 'block_1',
    iterationKey: null,
    parentStepId: null,
    blockType: 'extract',
    triggeredBy: ALWAYS,
    priority: 0,
    snapshot: { total: 505 },
    model: { kind: 'model', id: 'model_1', display_name: 'Model' },
    ...given,
  };
}

/** Opens a review in a store. */
export async function openIn(store: Store, env: Env, given: Partial<OpenCommand> = {}) {
  const command = openCommand(given);
  const { runId, blockId, iterationKey } = command;
  const { after, result } = await store.update(
    { kind: 'block', runId, blockId, iterationKey },
    (review) => transition(review, command, env),
  );
  if (!result.ok || after === undefined) throw new Error(`not opened: ${runId} ${blockId}`);
  return after;
}

/** Sends a command to a review of a store. */
export function send<Kind extends Command['kind']>(
  store: Store,
  reviewId: string,
  command: Extract<Command, { kind: Kind }>,
  env: Env,
) {
  return store.update({ kind: 'review', reviewId }, (review) =>
    transition<Kind>(review, command, env),
  );
}

/** One act of a script; what it cannot do to the review it picks, is refused or ignored. */
export interface Act {
  readonly kind:
    'open' | 'claim' | 'release' | 'append' | 'approve' | 'reject' | 'reopen' | 'apply';
  /** How far the clock goes before it, backwards too. */
  readonly tickMs: number;
  readonly actor: Actor;
  /** Which review it picks, or what the review it opens is like. */
  readonly pick: number;
  readonly workflowId: string;
  readonly runId: string;
  readonly blockId: string;
  readonly iterationKey: string | null;
  readonly blockType: BlockType;
  readonly priority: number;
  readonly holdsRuns: boolean;
}

/** Acts with few distinct values, so that filters and ties meet often. */
export const ACT: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(
    ...(['open', 'open', 'open', 'claim', 'release', 'append', 'approve'] as const),
    ...(['reject', 'reopen', 'apply'] as const),
  ),
  tickMs: fc.constantFrom(0, 0, 0, 1, 1000, 40_000, -1),
  actor: fc.constantFrom(...ACTORS),
  pick: fc.nat(1000),
  workflowId: fc.constantFrom('wf_1', 'wf_2'),
  runId: fc.constantFrom('run', 'run_a', 'run_b', 'run:a'),
  blockId: fc.constantFrom('b', 'a_b', 'a:b', 'c', 'd'),
  iterationKey: fc.constantFrom(null, null, null, '0', '1', ''),
  blockType: fc.constantFrom('extract', 'extract', 'classifier', 'conditional'),
  priority: fc.constantFrom(0, 0, 1, -1, 10, 1_000_000, -1_000_000),
  holdsRuns: fc.boolean(),
});

/** Scripts of about any length between the two. */
export function actsOf(minLength: number, maxLength: number): fc.Arbitrary<Act[]> {
  return fc.array(ACT, { minLength, maxLength, size: 'max' });
}

/** A store, and what is in it by the plainest account: a list of reviews. */
export interface Played {
  readonly store: Store;
  readonly reviews: readonly Review[];
  readonly now: string;
}

/** Plays scripts of acts on a store, one after another, under one clock. */
export function createPlayer(store: Store) {
  const reviews: Review[] = [];
  let nowMs = START_MS;
  const ids = createEnv();

  const play = async (acts: readonly Act[]): Promise<Played> => {
    for (const act of acts) {
      nowMs += act.tickMs;
      const env = {
        ...ids,
        now: formatInstant(nowMs),
        actor: act.actor,
        areRunsHeld: act.holdsRuns,
      };
      await (act.kind === 'open' ? open(act, env) : move(act, env));
    }
    return { store, reviews: [...reviews], now: formatInstant(nowMs) };
  };
  const open = async (act: Act, env: Env) => {
    const { runId, blockId, iterationKey } = act;
    const { before, after, result } = await store.update(
      { kind: 'block', runId, blockId, iterationKey },
      (review) => transition(review, openCommand({ ...act, kind: 'open' }), env),
    );
    if (before === undefined && result.ok && after) reviews.push(after);
  };
  const move = async (act: Act, env: Env) => {
    const review = reviews[act.pick % Math.max(1, reviews.length)];
    if (review === undefined) return;
    const { after } = await store.update({ kind: 'review', reviewId: review.id }, (found) =>
      transition(found, commandOf(act, found), env),
    );
    if (after) reviews[reviews.indexOf(review)] = after;
  };
  return { play };
}

function commandOf({ kind, pick }: Act, review: Review | undefined): Command {
  // One stamp in five is stale, so that refused steps that leave an audit entry occur too.
  const body = { version_stamp: (review?.rev ?? 0) - (pick % 5 === 0 ? 1 : 0) };
  switch (kind) {
    case 'claim':
      return { kind, body: { ...body, ttl_seconds: 30 } };
    case 'release':
      return { kind, body };
    case 'append':
      return { kind, body: { ...body, snapshot: { total: pick % 4 } } };
    case 'reject':
      return { kind: 'decide', body: { ...body, verdict: 'rejected', reason: 'Illegible.' } };
    case 'reopen':
    case 'apply':
      return { kind };
    default:
      return { kind: 'decide', body: { ...body, verdict: 'approved' } };
  }
}
