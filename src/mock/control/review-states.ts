import type { ReviewSummary } from '../../contract/control-contract.ts';
import { fault, invalid, problem } from '../../contract/problems.ts';
import type { JsonObject } from '../../contract/wire.ts';
import { headSeq, versionAt, type Review } from '../../domain/review.ts';
import type { Store } from '../../store/store.ts';
import { ok, type Reply } from '../reply.ts';
import type { ControlCall } from './control-handler.ts';

const LIMIT_MAX = 1000;
const EXCERPT_MAX = 120;
const SEPARATOR = ' · ';

/**
 * Lists every review, also those that one of the surfaces does not show.
 *
 * The surfaces' own lists would do for most of it, but each leaves something out, and reading them
 * fills the journal of whoever is watched.
 *
 * Source: spec/control.yaml list_review_summaries.
 */
export async function listReviewSummaries({ world, query }: ControlCall): Promise<Reply> {
  const limit = Number(query.get('limit') ?? LIMIT_MAX);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    const msg = `Input should be an integer from 1 to ${LIMIT_MAX}`;
    return invalid([fault(['query', 'limit'], ['int_parsing', msg])]);
  }
  const ids = query.getAll('id');
  if (ids.length > 0) return ok({ data: await summariesOf(world.store, ids), after: null });
  const after = query.get('after');
  if (after !== null && (await find(world.store, after)) === undefined) {
    return invalid([fault(['query', 'after'], ['value_error', 'There is no such review'])]);
  }
  const found = await pageAfter(world.store, { after, limit: limit + 1 });
  const page = found.slice(0, limit);
  return ok({
    data: page.map(summaryOf),
    after: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  });
}

/** Reads one review whole. Source: spec/control.yaml get_review_state. */
export async function getReviewState({ world, params }: ControlCall): Promise<Reply> {
  const reviewId = params['review_id'] ?? '';
  const review = await find(world.store, reviewId);
  return review ? ok(review) : problem('not_found', `No review found for review_id='${reviewId}'`);
}

/** What is not there is left out. */
async function summariesOf(store: Store, ids: readonly string[]) {
  const found = await Promise.all(ids.slice(0, LIMIT_MAX).map((id) => find(store, id)));
  return found.filter((review) => review !== undefined).map(summaryOf);
}

async function find(store: Store, reviewId: string): Promise<Review | undefined> {
  return store.find({ kind: 'review', reviewId });
}

async function pageAfter(
  store: Store,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly Review[]> {
  const page: Review[] = [];
  let isPast = after === null;
  for await (const review of store.all()) {
    if (isPast) page.push(review);
    else isPast = review.id === after;
    if (page.length === limit) break;
  }
  return page;
}

function summaryOf(review: Review): ReviewSummary {
  const head = headSeq(review);
  return {
    id: review.id,
    workflow_id: review.workflow_id,
    run_id: review.run_id,
    block_id: review.block_id,
    iteration_key: review.iteration_key,
    block_type: review.block_type,
    predicate_kind: review.triggered_by.kind,
    status: review.status,
    priority: review.priority,
    rev: review.rev,
    head_seq: head,
    created_at: review.created_at,
    updated_at: review.updated_at,
    awaiting_since: review.awaiting_since,
    decided_at: review.decided_at,
    claim: review.claim,
    agent: review.agent && { mode: review.agent.mode, status: review.agent.status },
    excerpt: excerptOf(versionAt(review, head)?.snapshot ?? {}),
  };
}

/** The first few values of a snapshot; one of megabytes is not walked to its end. */
function excerptOf(snapshot: JsonObject): string {
  const words: string[] = [];
  let length = 0;
  for (const value of leavesOf(snapshot)) {
    const word = cut(String(value));
    words.push(word);
    length += word.length + SEPARATOR.length;
    if (length > EXCERPT_MAX) break;
  }
  return cut(words.join(SEPARATOR));
}

/** Never between the halves of a character. */
function cut(text: string): string {
  return text.slice(0, EXCERPT_MAX).replace(/[\uD800-\uDBFF]$/, '');
}

function* leavesOf(value: unknown): Generator<string | number | boolean> {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) yield* leavesOf(each);
  } else if (typeof value === 'string' ? value.trim() !== '' : typeof value === 'number') {
    yield value as string | number;
  }
}
