import { versionIdOfHash } from '../contract/canonical-json.ts';
import { invariant } from '../contract/invariant.ts';
import { isOnResourceSurface, waitsForRun, type Review } from '../domain/review.ts';
import { nextStep } from '../domain/agent.ts';
import { OrderedSet, type Keyed } from './ordered-set.ts';
import { OverlayQueue } from './overlay-queue.ts';
import { listKey, ReviewLists } from './review-lists.ts';
import type { Slot } from './slot.ts';
import type { ReviewAddress, Store } from './store.ts';

/**
 * Keeps reviews in memory, with an ordered index for every list.
 *
 * One update runs to completion without waiting, which is all that compare-and-swap needs here.
 * Reads cost the same with a thousand reviews and with a million.
 *
 * Source: CAS-2, CAS-3; src/store/store.ts.
 */
export function createMemoryStore(): Store {
  let tables = new Tables();
  return {
    find: async (address) => tables.find(address),
    findByVersion: async (versionId) => tables.findByVersion(versionId),
    update: async (address, step) => {
      const before = tables.find(address);
      const { review: after, result } = step(before);
      if (after !== undefined && after !== before) tables.put(before, after);
      return { before, after, result };
    },
    list: async (query) => {
      const cursor = query.cursor && tables.listed(query.cursor.reviewId);
      if (query.cursor && cursor === undefined) return undefined;
      return tables.lists.page(query, cursor);
    },
    queue: async (query) => tables.queue.page(query),
    reviewsOfRun: async (runId) => tables.reviewsOfRun(runId),
    waitingForRun: async () => [...tables.waiting],
    dueAgents: async (now) => tables.dueAgents(now),
    all: async function* all() {
      for (const { review } of tables.all()) yield review;
    },
    replaceAll: async (reviews) => {
      const next = new Tables();
      for (const review of reviews) next.put(undefined, review);
      tables = next;
    },
  };
}

/** When an agent has something to do, and whose it is. */
interface Appointment extends Keyed {
  readonly at: string;
  readonly reviewId: string;
}

class Tables {
  readonly lists = new ReviewLists();
  readonly queue = new OverlayQueue();
  readonly waiting = new Set<string>();
  readonly #byId = new Map<string, Slot>();
  readonly #byBlock = new Map<string, Slot>();
  readonly #idsByRun = new Map<string, string[]>();
  readonly #idByVersion = new Map<string, string>();
  readonly #agents = new OrderedSet<Appointment>();

  readonly get = (reviewId: string): Review => {
    const slot = this.#byId.get(reviewId);
    invariant(slot, `an index names ${reviewId}, which is not kept`);
    return slot.review;
  };

  all(): Iterable<Slot> {
    return this.#byId.values();
  }

  find(address: ReviewAddress): Review | undefined {
    return this.#slotOf(address)?.review;
  }

  #slotOf(address: ReviewAddress): Slot | undefined {
    return address.kind === 'review'
      ? this.#byId.get(address.reviewId)
      : this.#byBlock.get(blockKey(address));
  }

  listed(reviewId: string): Review | undefined {
    const review = this.#byId.get(reviewId)?.review;
    return review && isOnResourceSurface(review) ? review : undefined;
  }

  findByVersion(versionId: string): Review | undefined {
    const id = this.#idByVersion.get(versionId);
    return id === undefined ? undefined : this.get(id);
  }

  reviewsOfRun(runId: string): readonly Review[] {
    return (this.#idsByRun.get(runId) ?? []).map(this.get);
  }

  dueAgents(now: string): readonly string[] {
    const ids: string[] = [];
    for (const { at, reviewId } of this.#agents.walk('up')) {
      if (at > now) break;
      ids.push(reviewId);
    }
    return ids;
  }

  put(before: Review | undefined, after: Review): void {
    const slot = this.#byId.get(after.id);
    invariant(before === slot?.review, `${after.id} is kept already, or is not`);
    if (before === undefined || slot === undefined) {
      this.#open(after);
    } else {
      slot.review = after;
      this.lists.move(before, slot);
      this.queue.move(before, slot);
    }
    this.#nameVersions(before, after);
    this.#watchAgent(before, after);
    if (waitsForRun(after)) this.waiting.add(after.id);
    else this.waiting.delete(after.id);
  }

  #open(review: Review): void {
    const { id, run_id: runId, block_id: blockId, iteration_key: iterationKey } = review;
    const slot = { key: listKey(review), review };
    this.#byId.set(id, slot);
    this.#byBlock.set(blockKey({ runId, blockId, iterationKey }), slot);
    const ids = this.#idsByRun.get(runId);
    if (ids) ids.push(id);
    else this.#idsByRun.set(runId, [id]);
    this.lists.add(slot);
    this.queue.add(slot);
  }

  #watchAgent(before: Review | undefined, after: Review): void {
    if (before?.agent === after.agent) return;
    const [old, next] = [before && appointmentOf(before), appointmentOf(after)];
    if (old !== undefined) this.#agents.delete(old.key);
    if (next !== undefined) this.#agents.add(next);
  }

  #nameVersions(before: Review | undefined, after: Review): void {
    if (!isOnResourceSurface(after)) return;
    for (const version of after.versions.slice(before?.versions.length ?? 0)) {
      const versionId = versionIdOfHash(version.content_sha256);
      if (!this.#idByVersion.has(versionId)) this.#idByVersion.set(versionId, after.id);
    }
  }
}

function appointmentOf({ id, agent }: Review): Appointment | undefined {
  const step = agent && nextStep(agent);
  return step ? { key: step.at + id, at: step.at, reviewId: id } : undefined;
}

interface Block {
  readonly runId: string;
  readonly blockId: string;
  readonly iterationKey: string | null;
}

/** Ids may hold any character: their lengths keep them apart, and cost less than quoting them. */
function blockKey({ runId, blockId, iterationKey }: Block): string {
  const iteration = iterationKey === null ? '' : `/${iterationKey}`;
  return `${runId.length}/${blockId.length}/${runId}${blockId}${iteration}`;
}
