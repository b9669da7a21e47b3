import type { ReviewSummary } from '../../contract/control-contract.ts';

/** What of the inbox is shown; an empty text shows everything. */
export interface InboxFilter {
  readonly status: string;
  readonly blockType: string;
  readonly workflow: string;
  /** An actor's id, or `anyone` or `nobody`. */
  readonly claimedBy: string;
  /** `with`, `without`, or the status of the agent. */
  readonly agent: string;
  readonly text: string;
}

/** The address's parameters, and the parts of the filter they hold. */
const PARAMS = {
  status: 'status',
  blockType: 'type',
  workflow: 'workflow',
  claimedBy: 'claimed',
  agent: 'agent',
  text: 'q',
} as const satisfies Record<keyof InboxFilter, string>;

/** Reads the filter from an address; without a word about it, what waits is shown. */
export function filterOf(params: Readonly<Record<string, string>>): InboxFilter {
  const read = (name: keyof InboxFilter) => params[PARAMS[name]] ?? '';
  const status = params[PARAMS.status] ?? 'awaiting_review';
  return {
    status: status === 'all' ? '' : status,
    blockType: read('blockType'),
    workflow: read('workflow'),
    claimedBy: read('claimedBy'),
    agent: read('agent'),
    text: read('text'),
  };
}

/** Writes a filter into an address. */
export function paramsOf(filter: InboxFilter): Readonly<Record<string, string>> {
  const status = filter.status === '' ? 'all' : filter.status;
  return Object.fromEntries(
    (Object.keys(PARAMS) as (keyof InboxFilter)[])
      .map((name) => [PARAMS[name], name === 'status' ? status : filter[name]] as const)
      .filter(([name, value]) => value !== '' && !(name === 'status' && value === DEFAULT_STATUS)),
  );
}

const DEFAULT_STATUS = 'awaiting_review';

/** The claim of a review while it lives. Source: CLM-3. */
export function liveClaimOf(
  { claim }: Pick<ReviewSummary, 'claim'>,
  nowMs: number,
): ReviewSummary['claim'] {
  return claim !== null && nowMs < Date.parse(claim.expires_at) ? claim : null;
}

/**
 * What of the inbox is shown, in the order of the queue: priority first, then who waits longest.
 *
 * Source: QUE-1.
 */
export function inboxOf(
  reviews: Iterable<ReviewSummary>,
  filter: InboxFilter,
  nowMs: number,
): readonly ReviewSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...reviews]
    .filter((review) => matches(review, filter, nowMs) && hasWords(review, words))
    .toSorted(inOrderOfQueue);
}

function matches(review: ReviewSummary, filter: InboxFilter, nowMs: number): boolean {
  return (
    isOneOf(filter.status, review.status) &&
    isOneOf(filter.blockType, review.block_type) &&
    isOneOf(filter.workflow, review.workflow_id) &&
    isClaimed(review, filter.claimedBy, nowMs) &&
    hasAgent(review, filter.agent)
  );
}

function isOneOf(wanted: string, value: string): boolean {
  return wanted === '' || wanted === value;
}

function isClaimed(review: ReviewSummary, wanted: string, nowMs: number): boolean {
  if (wanted === '') return true;
  const claim = liveClaimOf(review, nowMs);
  if (wanted === 'nobody') return claim === null;
  return claim !== null && (wanted === 'anyone' || claim.holder.id === wanted);
}

function hasAgent({ agent }: ReviewSummary, wanted: string): boolean {
  if (wanted === '') return true;
  if (wanted === 'without') return agent === null;
  return agent !== null && (wanted === 'with' || agent.status === wanted);
}

function hasWords(review: ReviewSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [
    review.id,
    review.workflow_id,
    review.run_id,
    review.block_id,
    review.iteration_key ?? '',
    review.block_type,
    review.predicate_kind,
    review.claim?.holder.display_name ?? '',
    review.excerpt,
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function inOrderOfQueue(left: ReviewSummary, right: ReviewSummary): number {
  return (
    right.priority - left.priority ||
    compare(left.awaiting_since, right.awaiting_since) ||
    compare(`${left.run_id}:${left.block_id}`, `${right.run_id}:${right.block_id}`) ||
    compare(left.id, right.id)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The workflows, and the holders of live claims, that there are to choose from. */
export function choicesIn(
  reviews: Iterable<ReviewSummary>,
  nowMs: number,
): {
  readonly workflows: readonly string[];
  readonly holders: readonly (readonly [id: string, name: string])[];
} {
  const workflows = new Set<string>();
  const holders = new Map<string, string>();
  for (const review of reviews) {
    workflows.add(review.workflow_id);
    const claim = liveClaimOf(review, nowMs);
    if (claim !== null) holders.set(claim.holder.id, claim.holder.display_name ?? claim.holder.id);
  }
  return {
    workflows: [...workflows].toSorted(),
    holders: [...holders].toSorted(([, left], [, right]) => compare(left, right)),
  };
}
