import { edit, type Mutant } from './mutant.ts';

const LISTS = 'src/store/review-lists.ts';
const STORE = 'src/store/memory-store.ts';
const HANDLERS = 'src/mock/resource-handlers.ts';
const PAGE = 'src/mock/page.ts';
const FOUND = 'const found = take(walk, query.limit + 1);';
/** Servers that page wrongly. */
const CURSORS: readonly Mutant[] = [
  {
    id: 'after-includes-its-review',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'A page after a review begins with it.',
    edits: [
      edit(
        LISTS,
        FOUND,
        'const found = [...(cursor && !isBefore ? [cursor] : []), ...take(walk, query.limit + 1)];',
      ),
    ],
  },
  {
    id: 'before-page-backwards',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'A page before a review is in the reverse order.',
    edits: [edit(LISTS, 'if (isBefore) reviews.reverse();', '')],
  },
  {
    id: 'before-page-from-the-beginning',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'A page before a review holds the first of the list, not those just before it.',
    edits: [
      edit(
        LISTS,
        FOUND,
        'const found = take(isBefore ? [...walk].toReversed() : walk, query.limit + 1);',
      ),
      edit(LISTS, 'if (isBefore) reviews.reverse();', ''),
    ],
  },
  {
    id: 'after-on-the-last-page',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: '`list_metadata.after` is the last id, whether more follow or not.',
    edits: [edit(PAGE, 'after: hasLater ?', 'after: hasLater || items.length > 0 ?')],
  },
  {
    id: 'before-on-the-first-page',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: '`list_metadata.before` is the first id, whether earlier ones exist or not.',
    edits: [edit(PAGE, 'before: hasEarlier ?', 'before: hasEarlier || items.length > 0 ?')],
  },
  {
    id: 'before-never-given',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: '`list_metadata.before` is always null.',
    edits: [edit(PAGE, 'before: hasEarlier ?', 'before: hasEarlier && items.length < 0 ?')],
  },
  {
    id: 'after-missing-on-before-pages',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: '`list_metadata.after` is null on a page before a review.',
    edits: [
      edit(LISTS, 'hasLater: exists(onward, last) }', 'hasLater: exists(onward, undefined) }'),
    ],
  },
  {
    id: 'unknown-cursor-starts-over',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'A cursor that names nothing answers the first page.',
    edits: [
      edit(
        STORE,
        'if (query.cursor && cursor === undefined) return undefined;',
        'if (query.cursor && cursor === undefined) return tables.lists.page({ ...query, cursor: undefined }, undefined);',
      ),
    ],
  },
  {
    id: 'both-cursors-taken',
    requirement: 'LST-3',
    level: 'SHOULD',
    breaks: 'Of two cursors one is ignored.',
    edits: [
      edit(PAGE, 'if (after !== undefined && before !== undefined) {', 'if (after === null) {'),
    ],
  },
  {
    id: 'cursor-of-a-decided-review-refused',
    requirement: 'LST-3',
    level: 'SHOULD',
    breaks: 'The id of a review that no longer matches is no cursor.',
    edits: [
      edit(
        STORE,
        'if (query.cursor && cursor === undefined) return undefined;',
        'if (query.cursor && (cursor === undefined || !query.statuses.includes(cursor.status))) return undefined;',
      ),
    ],
  },
  {
    id: 'version-list-ignores-cursors',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'Every page of the versions is the first.',
    edits: [
      edit(
        HANDLERS,
        'pageOf(workflowReviewVersionsOf(review), request)',
        'pageOf(workflowReviewVersionsOf(review), { ...request, cursor: undefined })',
      ),
    ],
  },
  {
    id: 'version-list-newest-first',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'The list of versions begins with the newest.',
    edits: [
      edit(
        HANDLERS,
        'pageOf(workflowReviewVersionsOf(review), request)',
        'pageOf(workflowReviewVersionsOf(review).toReversed(), request)',
      ),
    ],
  },
  {
    id: 'version-list-of-nothing-is-empty',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'The versions of a review that does not exist are an empty list.',
    edits: [
      edit(
        HANDLERS,
        'if (review === undefined) return noReview(reviewId);',
        'if (review === undefined) return ok({ data: [], list_metadata: { before: null, after: null } });',
      ),
    ],
  },
  {
    id: 'version-list-without-review-is-404',
    requirement: 'LST-3',
    level: 'MUST',
    breaks: 'A list of versions without `review_id` gets 404.',
    edits: [
      edit(
        'src/contract/parameters.ts',
        'required: mine.filter((each) => each.required === true)',
        "required: mine.filter((each) => each.required === true && each.in === 'path')",
      ),
    ],
  },
];

/** Servers on which a walk misses reviews or meets one twice. */
const WALKS: readonly Mutant[] = [
  {
    id: 'pages-by-offset',
    requirement: 'LST-4',
    level: 'MUST',
    breaks: 'A cursor is the number of reviews before it when its page was read.',
    edits: [
      edit(
        LISTS,
        'readonly #index = new FacetIndex<Slot>();',
        'readonly #index = new FacetIndex<Slot>();\n  readonly #offsets = new Map();',
      ),
      edit(
        LISTS,
        FOUND,
        `const place = JSON.stringify({ ...query, cursor: undefined, limit: 0 });
    const offset = this.#offsets.get(place + query.cursor?.reviewId);
    const isCounted = cursor !== undefined && !isBefore && offset !== undefined;
    const start = isCounted ? offset : 0;
    const found = isCounted ? take(matching(onward, undefined), start + query.limit + 1).slice(start) : take(walk, query.limit + 1);
    const count = Math.min(found.length, query.limit);
    if (!isBefore && count > 0) this.#offsets.set(place + found[count - 1].id, start + count);`,
      ),
    ],
  },
  {
    id: 'page-skips-one-when-its-cursor-is-decided',
    requirement: 'LST-4',
    level: 'MUST',
    breaks: 'A page after a review that no longer matches leaves out its first.',
    edits: [
      edit(
        LISTS,
        FOUND,
        `const isGone = cursor !== undefined && !isBefore && !query.statuses.includes(cursor.status);
    const found = take(walk, query.limit + (isGone ? 2 : 1)).slice(isGone ? 1 : 0);`,
      ),
    ],
  },
  {
    id: 'page-skips-ties',
    requirement: 'LST-4',
    level: 'MUST',
    breaks: 'A page after a review leaves out the others of its age.',
    edits: [
      edit(
        LISTS,
        'direction, from && listKey(from))',
        "direction, from && (direction === 'up' ? `${from.created_at}~` : listKey(from)))",
      ),
    ],
  },
  {
    id: 'page-repeats-its-cursor-when-decided',
    requirement: 'LST-4',
    level: 'MUST',
    breaks: 'A page after a review that no longer matches begins with it.',
    edits: [
      edit(
        LISTS,
        FOUND,
        'const found = [...(cursor && !isBefore && !query.statuses.includes(cursor.status) ? [cursor] : []), ...take(walk, query.limit + 1)];',
      ),
    ],
  },
  {
    id: 'conditional-reviews-listed',
    requirement: 'LST-5',
    level: 'SHOULD',
    breaks: 'Conditional reviews are on the resource surface.',
    edits: [
      edit(
        'src/domain/review.ts',
        "return review.block_type !== 'conditional';",
        "return review.block_type !== '';",
      ),
    ],
  },
  {
    id: 'conditional-reviews-shown-by-id',
    requirement: 'LST-5',
    level: 'SHOULD',
    breaks: 'A conditional review can be read by id.',
    edits: [
      edit(
        HANDLERS,
        'return review && isOnResourceSurface(review) ? review : undefined;',
        'return review && isOnResourceSurface ? review : undefined;',
      ),
    ],
  },
];

/** Servers that page lists wrongly. */
export const PAGING_MUTANTS: readonly Mutant[] = [...CURSORS, ...WALKS];
