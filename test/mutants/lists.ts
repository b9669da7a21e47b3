import { edit, type Mutant } from './mutant.ts';

const LISTS = 'src/store/review-lists.ts';
const HANDLERS = 'src/mock/resource-handlers.ts';
const PAGE = 'src/mock/page.ts';
const ORDER = "order: query['order'] === 'desc' ? 'desc' : 'asc',";

/** A server that ignores one filter of the list. */
function blindTo(parameter: string): Mutant {
  const name = parameter.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    id: `list-ignores-${parameter.replaceAll('_', '-')}`,
    requirement: 'LST-1',
    level: 'MUST',
    breaks: `The list ignores \`${parameter}\`.`,
    edits: [edit(HANDLERS, `${name}: text('${parameter}'),`, `${name}: undefined,`)],
  };
}

/** Servers that filter wrongly. */
const FILTERS: readonly Mutant[] = [
  ...['workflow_id', 'run_id', 'block_id', 'step_id', 'iteration_key'].map(blindTo),
  {
    id: 'run-filter-silences-the-others',
    requirement: 'LST-1',
    level: 'MUST',
    breaks: 'Beside `run_id` the other filters are ignored.',
    edits: [
      edit(
        LISTS,
        'if (matches(review, query)) yield review;',
        'if (query.runId !== undefined || matches(review, query)) yield review;',
      ),
    ],
  },
  {
    id: 'filters-forgotten-with-a-cursor',
    requirement: 'LST-1',
    level: 'MUST',
    breaks: 'Later pages ignore `workflow_id`.',
    edits: [
      edit(
        HANDLERS,
        "workflowId: text('workflow_id'),",
        "workflowId: cursor ? undefined : text('workflow_id'),",
      ),
    ],
  },
  {
    id: 'status-forgotten-with-a-cursor',
    requirement: 'LST-1',
    level: 'MUST',
    breaks: 'Later pages ignore `decision_status`.',
    edits: [
      edit(
        HANDLERS,
        "statuses: STATUSES[text('decision_status') ?? 'pending'] ?? [],",
        "statuses: STATUSES[cursor ? 'all' : (text('decision_status') ?? 'pending')] ?? [],",
      ),
    ],
  },
  {
    id: 'list-shows-all-by-default',
    requirement: 'LST-1',
    level: 'MUST',
    breaks: 'The list shows decided reviews by default.',
    edits: [
      edit(HANDLERS, "text('decision_status') ?? 'pending'", "text('decision_status') ?? 'all'"),
    ],
  },
  {
    id: 'decided-means-approved',
    requirement: 'LST-1',
    level: 'MUST',
    breaks: '`decision_status=decided` leaves out the rejected.',
    edits: [edit(HANDLERS, "decided: ['approved', 'rejected'],", "decided: ['approved'],")],
  },
];

/** Servers that order or limit wrongly. */
const ORDERS: readonly Mutant[] = [
  {
    id: 'list-newest-first',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'The list begins with the newest by default.',
    edits: [edit(HANDLERS, ORDER, "order: query['order'] === 'asc' ? 'asc' : 'desc',")],
  },
  {
    id: 'list-order-ignored',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: '`order=desc` makes no difference.',
    edits: [edit(HANDLERS, ORDER, "order: 'asc',")],
  },
  {
    id: 'list-order-forgotten-with-a-cursor',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'Later pages ignore `order=desc`.',
    edits: [edit(HANDLERS, ORDER, "order: query['order'] === 'desc' && !cursor ? 'desc' : 'asc',")],
  },
  {
    id: 'list-sorted-by-id',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'The list is sorted by id, whatever the age.',
    edits: [
      edit(
        LISTS,
        'return review.created_at + review.id;',
        "return '2000-01-01T00:00:00.000Z' + review.id;",
      ),
    ],
  },
  {
    id: 'list-sorted-by-status-first',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'A list of several statuses has them one after the other.',
    edits: [
      edit(
        'src/store/facet-index.ts',
        'mergeWalks(walks, direction);',
        '(function* () { for (const walk of walks) yield* walk; })();',
      ),
    ],
  },
  {
    id: 'list-limit-unbounded',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'The limit of a list may be 201 or more.',
    edits: [
      edit(
        'src/contract/generated/review-api-document.ts',
        String.raw`\"minimum\":1,\"maximum\":200`,
        String.raw`\"minimum\":1,\"maximum\":2000`,
      ),
    ],
  },
  {
    id: 'list-limit-of-zero-taken',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'The limit of a list may be 0.',
    edits: [
      edit(
        'src/contract/generated/review-api-document.ts',
        String.raw`\"minimum\":1,\"maximum\":200`,
        String.raw`\"minimum\":0,\"maximum\":200`,
      ),
    ],
  },
  {
    id: 'list-limit-defaults-to-20',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'A page has 20 items by default.',
    edits: [edit(PAGE, 'limit = 50 }', 'limit = 20 }')],
  },
  {
    id: 'list-one-too-many',
    requirement: 'LST-2',
    level: 'MUST',
    breaks: 'A page has one item more than `limit`.',
    edits: [
      edit(
        HANDLERS,
        '    limit,\n    cursor: cursor &&',
        '    limit: limit + 1,\n    cursor: cursor &&',
      ),
    ],
  },
  {
    id: 'list-ties-in-another-order',
    requirement: 'LST-2',
    level: 'SHOULD',
    breaks: 'Reviews of the same age are not ordered by id.',
    edits: [
      edit(
        LISTS,
        'return review.created_at + review.id;',
        "return review.created_at + [...review.id].toReversed().join('') + review.id;",
      ),
    ],
  },
];

/** Servers that filter or order lists wrongly. */
export const LIST_MUTANTS: readonly Mutant[] = [...FILTERS, ...ORDERS];
