import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { checkWalk, type KnownItem, type Walk } from '../oracle/walk-check.ts';
import { overlayIn, recordIn, shown } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { instantKey } from './list-page.ts';
import { dataIn } from './review-sight.ts';
import { tick } from './version-tree.ts';

/** An item of the queue as far as its place depends on it. */
export interface QueueItem {
  readonly _id: string;
  readonly workflow_run_id: string;
  readonly block_id: string;
  readonly status: string;
  readonly awaiting_since: string;
  readonly priority?: number;
}

/** The items of the queue; throws Inconclusive when the reply holds none. */
export function queueItemsIn(exchange: Exchange): readonly QueueItem[] {
  return dataIn(exchange) as readonly QueueItem[];
}

/** What a queue calls a review, whatever form its `_id` has. */
export function queueName({ runId, blockId }: Subject): string {
  return `${runId} ${blockId}`;
}

/** Neither sorted nor unique; the highest is neither first nor last. */
const PRIORITIES = [0, 5, -3, 5, 100, 0, 5, -3, 12, 0] as const;
/** Names that fall while the reviews are opened, so that ties tell. */
const PREFIXES = ['z', 'k', 'y', 'j', 'x', 'h', 'w', 'g', 'v', 'f'] as const;
const BATCH = 5;
const CLAIM_SECONDS = 600;

/** Opens so many reviews with priorities in no order, some at one instant and some apart. */
export async function openQueue(trial: Trial, count: number): Promise<readonly Subject[]> {
  await openStranger(trial, 1000);
  const reviews: Subject[] = [];
  while (reviews.length < count) {
    const first = reviews.length;
    const batch = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) =>
      openNth(trial, first + index),
    );
    reviews.push(...(await Promise.all(batch)));
    await tick();
  }
  await openStranger(trial, -1000);
  return reviews;
}

function openNth(trial: Trial, index: number): Promise<Subject> {
  const prefix = PREFIXES[index % PREFIXES.length] ?? '';
  const priority = PRIORITIES[index % PRIORITIES.length] ?? 0;
  const spec: GateSpec = { run_id: trial.newName(`${prefix}run`), priority };
  return trial.open(spec);
}

/** A review of another workflow, whose name begins like the trial's. */
function openStranger({ open, workflowId }: Trial, priority: number): Promise<Subject> {
  return open({ workflow_id: `${workflowId}0`, priority });
}

/** What the queue must hold. */
export interface ExpectedQueue {
  readonly reviews: readonly Subject[];
  readonly limit: number;
  /** Ends the sentence "list_overlays answered 500 …". */
  readonly when: string;
}

/**
 * Judges an answer of the queue: what is in it, its order, and whether it says that more match.
 *
 * Source: QUE-1.
 */
export function expectQueue(trial: Trial, listed: Exchange, expected: ExpectedQueue): boolean {
  const { must } = trial;
  const { reviews, limit, when } = expected;
  if (!must.status('QUE-1', listed, { is: 200, when })) return false;
  const items = queueItemsIn(listed);
  const hasMore = recordIn(listed)['has_more'] ?? false;
  const names = new Set(reviews.map(queueName));
  const stranger = items.find((item) => !names.has(nameOf(item)));
  const [broken] = checkWalk(walkOf(listed, { limit, hasMore: hasMore === true }), known(reviews));
  const holds = (isTrue: boolean, sentence: string, words: [string, string]) =>
    must.holds('QUE-1', isTrue, () => ({
      sentence,
      expected: words[0],
      got: words[1],
      witness: [listed],
    }));
  return (
    holds(stranger === undefined, `the queue holds an item that does not match, ${when}`, [
      shown([...names]),
      shown(stranger),
    ]) &&
    holds(broken === undefined, broken?.sentence ?? '', [
      'highest priority, then longest waiting, then _id',
      shown(items.map(({ _id: id, priority, awaiting_since: at }) => [priority ?? 0, at, id])),
    ]) &&
    must.equal('QUE-1', listed, {
      what: `the number of items of ${reviews.length}, ${when}`,
      got: items.length,
      expected: Math.min(limit, reviews.length),
    }) &&
    must.equal('QUE-1', listed, {
      what: `has_more with ${reviews.length} matches, ${when}`,
      got: hasMore,
      expected: reviews.length > limit,
    })
  );
}

function nameOf(item: Omit<QueueItem, '_id'>): string {
  return `${item.workflow_run_id} ${item.block_id}`;
}

function walkOf(
  listed: Exchange,
  { limit, hasMore }: { readonly limit: number; readonly hasMore: boolean },
): Walk {
  const items = queueItemsIn(listed).map(({ _id: id, ...item }) => ({
    id: nameOf(item),
    key: [-(item.priority ?? 0), ...instantKey(item.awaiting_since)],
    tie: [id],
  }));
  return {
    list: 'queue',
    pages: [{ exchange: listed.id, items, after: undefined, before: undefined }],
    limit,
    order: 'asc',
    startedAt: listed.invokedAt,
    endedAt: listed.returnedAt ?? Number.POSITIVE_INFINITY,
    wasCutShort: hasMore,
  };
}

function known(reviews: readonly Subject[]): readonly KnownItem[] {
  const always = { from: 0, until: null };
  return reviews.map((review) => ({ id: queueName(review), surely: always, possibly: always }));
}

/** Takes the claim of a review, whatever its stamp is by now. */
export async function claimFor(
  trial: Trial,
  review: Subject,
  {
    by = trial.a,
    seconds = CLAIM_SECONDS,
  }: { readonly by?: Caller; readonly seconds?: number } = {},
): Promise<Exchange> {
  const { rev } = overlayIn(await trial.a.read(review));
  return by.claim(review, { version_stamp: rev, ttl_seconds: seconds });
}

/** Decides a review on the overlay surface. */
export async function ruleOn(
  { a }: Trial,
  review: Subject,
  verdict: 'approved' | 'rejected',
): Promise<void> {
  const { rev } = overlayIn(await a.read(review));
  const reason = verdict === 'rejected' ? { reason: 'Wrong.' } : {};
  await a.decide(review, { version_stamp: rev, verdict, ...reason });
}
