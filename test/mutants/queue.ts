import { edit, type Mutant } from './mutant.ts';

const QUEUE = 'src/store/overlay-queue.ts';
const HANDLERS = 'src/mock/overlay-handlers.ts';
const KEY = 'return `${rank}${review.awaiting_since}${blockRunId}\\u0000${review.id}`;';

/** A server whose queue is broken in one way. */
function queue(mutant: Pick<Mutant, 'id' | 'breaks' | 'edits'>): Mutant {
  return { ...mutant, requirement: 'QUE-1', level: 'MUST' };
}

/** Servers that get the overlay queue wrong. */
export const QUEUE_MUTANTS: readonly Mutant[] = [
  queue({
    id: 'queue-carries-versions',
    breaks: 'The items of the queue carry their versions.',
    edits: [
      edit(
        'src/mock/review-text.ts',
        'writeJson(overlaySummaryOf(this.review, now))',
        'writeJson({ ...overlaySummaryOf(this.review, now), versions: this.review.versions })',
      ),
    ],
  }),
  queue({
    id: 'queue-ignores-priority',
    breaks: 'The queue is ordered by age alone.',
    edits: [edit(QUEUE, KEY, KEY.replace('${rank}', ''))],
  }),
  queue({
    id: 'queue-lowest-priority-first',
    breaks: 'The queue begins with the lowest priority.',
    edits: [edit(QUEUE, 'PRIORITY_MAX - review.priority', 'PRIORITY_MAX + review.priority')],
  }),
  queue({
    id: 'queue-newest-first',
    breaks: 'Of the same priority the newest comes first.',
    edits: [
      edit(
        QUEUE,
        KEY,
        KEY.replace(
          'review.awaiting_since',
          'review.awaiting_since.replaceAll(/\\d/g, (digit) => String(9 - Number(digit)))',
        ),
      ),
    ],
  }),
  queue({
    id: 'queue-ties-by-review-id',
    breaks: 'Of the same priority and age the queue is ordered by review id, not by `_id`.',
    edits: [edit(QUEUE, KEY, KEY.replace('${blockRunId}', ''))],
  }),
  queue({
    id: 'queue-never-has-more',
    breaks: '`has_more` is always false.',
    edits: [edit(QUEUE, 'hasMore: true', 'hasMore: false')],
  }),
  queue({
    id: 'queue-has-more-when-full',
    breaks: '`has_more` is true as soon as the page is full.',
    edits: [edit(QUEUE, 'hasMore: false', 'hasMore: reviews.length === query.limit')],
  }),
  queue({
    id: 'queue-one-too-many',
    breaks: 'The queue answers one item more than `limit`.',
    edits: [
      edit(QUEUE, 'if (reviews.length === query.limit)', 'if (reviews.length === query.limit + 1)'),
    ],
  }),
  queue({
    id: 'queue-limit-defaults-to-20',
    breaks: 'The queue answers 20 items by default.',
    edits: [
      edit(
        HANDLERS,
        "(query['limit'] as number | undefined) ?? 50",
        "(query['limit'] as number | undefined) ?? 20",
      ),
    ],
  }),
  queue({
    id: 'queue-ignores-status',
    breaks: 'The queue holds reviews of every status.',
    edits: [
      edit(
        QUEUE,
        'statuses: [query.status],',
        "statuses: ['awaiting_review', 'approved', 'rejected'],",
      ),
    ],
  }),
  queue({
    id: 'queue-ignores-workflow',
    breaks: 'The queue holds reviews of every workflow.',
    edits: [
      edit(
        HANDLERS,
        "workflowId: query['workflow_id'] as string | undefined,",
        'workflowId: undefined,',
      ),
    ],
  }),
  queue({
    id: 'queue-ignores-mine',
    breaks: '`mine` makes no difference.',
    edits: [edit(HANDLERS, "query['mine'] === true ? actor : undefined", 'undefined')],
  }),
  queue({
    id: 'queue-mine-is-anybodys',
    breaks: '`mine` shows the reviews that anybody holds a claim on.',
    edits: [
      edit(
        QUEUE,
        'if (query.holder !== undefined) return holderFacet(query.holder);',
        'if (query.holder !== undefined) return ALL;',
      ),
      edit(QUEUE, 'claim !== null && isSameActor(claim.holder, holder)', 'claim !== null'),
    ],
  }),
  queue({
    id: 'queue-mine-shows-expired-claims',
    breaks: '`mine` shows the reviews whose claim has run out.',
    edits: [edit(QUEUE, 'const claim = liveClaim(review, now);', 'const { claim } = review;')],
  }),
  queue({
    id: 'queue-mine-forgets-the-workflow',
    breaks: '`workflow_id` beside `mine` is ignored.',
    edits: [
      edit(
        QUEUE,
        'if (workflowId !== undefined && review.workflow_id !== workflowId) return false;',
        'if (holder === undefined && workflowId !== undefined && review.workflow_id !== workflowId) return false;',
      ),
    ],
  }),
  {
    id: 'mine-false-is-the-list',
    requirement: 'QUE-1',
    level: 'SHOULD',
    breaks: 'A request with `mine=false` is answered by the resource list.',
    edits: [edit('src/contract/routes.ts', "search.has('mine')", "search.get('mine') === 'true'")],
  },
];
