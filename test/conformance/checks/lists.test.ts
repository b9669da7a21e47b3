import { expect, test } from 'vitest';
import { LIST_CHECKS } from '../../../src/conformance/checks/all-resource-checks.ts';
import { edit } from '../../mutants/mutant.ts';
import { editsOf } from './edits-of.ts';
import {
  caughtBy,
  complaints,
  doubledIds,
  tryOn,
  withoutSmoke,
  type BrokenServer,
} from './broken-server.ts';

const LISTS = 'src/store/review-lists.ts';
const STORE = 'src/store/memory-store.ts';
const HANDLERS = 'src/mock/resource-handlers.ts';
const PAGE = 'src/mock/page.ts';
const MATCHES = 'if (matches(review, query)) yield review;';
const REVIEWS = '/v1/workflows/reviews';

const IDS = ['LST-1', 'LST-2', 'LST-3', 'LST-4', 'LST-5'];
const MINUTE_MS = 60_000;

const CHECKS = LIST_CHECKS.filter(({ id }) => id.startsWith('LST-'));

test(
  'the mock passes them all',
  async () => {
    expect(await complaints(CHECKS, IDS)).toEqual([]);
    expect(withoutSmoke(CHECKS, IDS)).toEqual([]);
    expect(doubledIds(CHECKS)).toEqual([]);
  },
  MINUTE_MS,
);

test(
  'the mock passes them under the other readings',
  async () => {
    const policies = { cursor: '404', errors: 'envelope' } as const;
    expect(
      await complaints(
        CHECKS.filter(({ id }) => id.startsWith('LST-3/')),
        ['LST-3'],
        policies,
      ),
    ).toEqual([]);
  },
  MINUTE_MS,
);

/** Each way to walk, with a server that only goes wrong then. */
const WALKS: readonly BrokenServer[] = [
  ['while-its-cursors-are-decided', 'page-skips-one-when-its-cursor-is-decided'],
  ['while-what-it-saw-is-decided', 'pages-by-offset'],
  ['one-by-one-while-deciding', 'page-repeats-its-cursor-when-decided'],
  ['while-what-comes-is-decided', 'page-skips-one-when-its-cursor-is-decided'],
  ['while-reviews-are-opened', 'page-skips-ties'],
  ['newest-first-while-reviews-are-opened', 'pages-by-offset'],
  ['newest-first-while-deciding', 'pages-by-offset'],
  ['while-versions-are-written', 'page-skips-ties'],
  ['together-with-decisions', 'pages-by-offset'],
].map(([walk = '', mutant = '']) => ({
  what: `${mutant}, on a walk ${walk}`,
  by: `LST-4/walk-${walk}`,
  edits: editsOf(mutant),
  // Reviews of one age are what it goes wrong on; whether there are any is not left to the clock.
  ...(mutant === 'page-skips-ties' ? { options: { frozenAt: '2026-05-13T09:05:00.000Z' } } : {}),
}));

const BROKEN: readonly BrokenServer[] = [
  ...WALKS,
  {
    what: 'decided reviews vanish from a list of all',
    by: 'LST-4/walk-over-all-while-deciding',
    edits: [
      edit(
        HANDLERS,
        "all: ['awaiting_review', 'approved', 'rejected'],",
        "all: ['awaiting_review'],",
      ),
    ],
  },
  {
    what: 'a list of the decided shows the undecided',
    by: 'LST-4/walk-over-decided-while-deciding',
    found: 'LST-1 MUST',
    edits: [
      edit(
        HANDLERS,
        "decided: ['approved', 'rejected'],",
        "decided: ['awaiting_review', 'approved', 'rejected'],",
      ),
    ],
  },
  {
    what: 'a page is sorted, the list is not',
    by: 'LST-4/drawn-walks',
    found: 'LST-2 MUST',
    edits: [
      edit(
        LISTS,
        'return review.created_at + review.id;',
        "return '2000-01-01T00:00:00.000Z' + review.id;",
      ),
    ],
  },
  {
    what: 'names are trimmed',
    by: 'LST-1/odd-names',
    edits: [edit(HANDLERS, "text('iteration_key'),", "text('iteration_key')?.trim(),")],
  },
  ...(
    ['block-id-and-step-id', 'workflow-id-and-step-id', 'step-id-and-iteration-key'] as const
  ).map((pair): BrokenServer => ({
    what: `beside step_id nothing else counts (${pair})`,
    by: `LST-1/by-${pair}`,
    edits: [
      edit(
        LISTS,
        MATCHES,
        `if (query.stepId !== undefined || matches(review, query)) yield review;`,
      ),
    ],
  })),
  ...(['run-id-and-block-id', 'run-id-and-step-id', 'run-id-and-iteration-key'] as const).map(
    (pair): BrokenServer => ({
      what: `beside run_id nothing else counts (${pair})`,
      by: `LST-1/by-${pair}`,
      edits: [
        edit(
          LISTS,
          MATCHES,
          `if (query.runId !== undefined || matches(review, query)) yield review;`,
        ),
      ],
    }),
  ),
  {
    what: 'a reopened review stays listed as decided',
    by: 'LST-1/by-decision-status-after-reopening',
    edits: [
      edit(
        LISTS,
        'if (before.status === after.status ||',
        "if (before.status === after.status || after.status === 'awaiting_review' ||",
      ),
    ],
  },
  {
    what: 'an unknown decision_status finds nothing',
    by: 'LST-1/unknown-decision-status',
    breaking: ({ path, status }) =>
      path === REVIEWS && status === 422
        ? { status: 200, body: { data: [], list_metadata: { before: null, after: null } } }
        : undefined,
  },
  {
    what: 'an empty list is 404',
    by: 'LST-1/nothing-matches',
    breaking: ({ path, body }) =>
      path === REVIEWS && (body as { data?: readonly unknown[] }).data?.length === 0
        ? { status: 404, body: { detail: 'Nothing.' } }
        : undefined,
  },
  {
    what: 'an empty page says that more follow',
    by: 'LST-3/empty-list',
    breaking: ({ path, body }) =>
      path === REVIEWS && (body as { data?: readonly unknown[] }).data?.length === 0
        ? { body: { data: [], list_metadata: { before: null, after: 'rev_x' } } }
        : undefined,
  },
  {
    what: 'an unknown before is the beginning',
    by: 'LST-3/unknown-before',
    edits: [
      edit(
        STORE,
        'if (query.cursor && cursor === undefined)',
        "if (query.cursor?.kind === 'after' && cursor === undefined)",
      ),
    ],
  },
  {
    what: 'newest first, a before page goes the wrong way',
    by: 'LST-3/every-page-of-all-desc',
    edits: [
      edit(
        LISTS,
        "const backward: Direction = query.order === 'asc' ? 'down' : 'up';",
        "const backward: Direction = 'down';",
      ),
    ],
  },
  {
    what: 'behind any cursor there is something before',
    by: 'LST-3/cursor-that-no-longer-matches-asc',
    found: 'LST-3 SHOULD',
    edits: [edit(LISTS, 'cursor !== undefined && exists(backward, first)', 'cursor !== undefined')],
  },
  {
    what: 'the second page of versions has nothing before it',
    by: 'LST-3/versions-page-by-page',
    edits: [edit(PAGE, 'hasEarlier: start > 0', 'hasEarlier: start > 1')],
  },
  {
    what: 'a page of the versions of the overlay is one too long',
    by: 'LST-3/versions-of-the-overlay-page-by-page',
    edits: [
      edit(PAGE, 'place + 1;\n', 'place + 1;\n'),
      edit(PAGE, 'start + limit;', 'start + limit + 1;'),
    ],
  },
  {
    what: 'versions are listed newest first',
    by: 'LST-3/versions-in-order',
    edits: editsOf('version-list-newest-first'),
  },
  {
    what: 'twenty versions by default',
    by: 'LST-3/versions-limit-by-default',
    edits: [edit(PAGE, 'limit = 50 }', 'limit = 20 }')],
  },
  {
    what: 'an unknown version as cursor begins anew',
    by: 'LST-3/versions-unknown-cursors',
    edits: [edit(PAGE, 'if (cursor && place === -1) return undefined;', '')],
  },
  {
    what: 'conditional reviews can be approved by id',
    by: 'LST-5/show-by-id',
    found: 'LST-5 SHOULD',
    edits: editsOf('conditional-reviews-shown-by-id'),
  },
  {
    what: 'conditional reviews are listed',
    by: 'LST-5/not-listed',
    found: 'LST-5 SHOULD',
    edits: editsOf('conditional-reviews-listed'),
  },
];

test.each(BROKEN)(
  'is caught: $what',
  async (broken) => {
    expect(await tryOn(CHECKS, broken)).toEqual(caughtBy(broken));
  },
  MINUTE_MS,
);
