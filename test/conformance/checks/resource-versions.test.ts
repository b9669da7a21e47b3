import { expect, test } from 'vitest';
import { RESOURCE_CHECKS } from '../../../src/conformance/checks/all-resource-checks.ts';
import { edit } from '../../mutants/mutant.ts';
import {
  caughtBy,
  complaints,
  doubledIds,
  tryOn,
  withoutSmoke,
  type BrokenServer,
} from './broken-server.ts';
import { turning } from './changed-replies.ts';

const VIEW = 'src/views/resource.ts';
const CREATE = 'src/domain/create-version.ts';
const TREE = 'src/domain/version-tree.ts';
const VALUE = 'src/domain/reviewable-value.ts';
const REPEATED = 'if (existing?.parentId === parentId)';
const INTEGER = '!Number.isInteger(page)';
const VERSIONS = '/v1/workflows/reviews/versions';

const IDS = ['RES-3', 'RES-4'];
const MINUTE_MS = 60_000;

const CHECKS = RESOURCE_CHECKS.filter(({ id }) => /^RES-[34]\//.test(id));

test(
  'the mock passes them all',
  async () => {
    expect(await complaints(CHECKS, IDS)).toEqual([]);
    expect(withoutSmoke(CHECKS, IDS)).toEqual([]);
    expect(doubledIds(CHECKS)).toEqual([]);
  },
  MINUTE_MS,
);

const BROKEN: readonly BrokenServer[] = [
  {
    what: 'a new version is by the model',
    by: 'RES-3/answers-the-new-version',
    edits: [edit(VIEW, 'author: version.author,', 'author: review.versions[0].author,')],
  },
  {
    what: 'a note is trimmed',
    by: 'RES-3/note-may-be-left-out',
    edits: [edit(CREATE, 'note: command.note }', 'note: command.note?.trim() ?? null }')],
  },
  {
    what: 'who asks again matters',
    by: 'RES-3/again-word-for-word',
    edits: [
      edit(
        CREATE,
        REPEATED,
        'if (existing?.parentId === parentId && existing.version.author.id === env.actor.id)',
      ),
    ],
  },
  {
    what: 'the note has to be the same',
    by: 'RES-3/again-with-the-note-null',
    edits: [
      edit(
        CREATE,
        REPEATED,
        'if (existing?.parentId === parentId && existing.version.note === command.note)',
      ),
    ],
  },
  {
    what: 'nothing is found again on a rejected review',
    by: 'RES-3/again-after-rejection',
    edits: [
      edit(
        CREATE,
        REPEATED,
        "if (existing?.parentId === parentId && review.status !== 'rejected')",
      ),
    ],
  },
  {
    what: 'leaves are asked for before the version is looked up',
    by: 'RES-3/again-beside-other-leaves',
    edits: [
      edit(
        CREATE,
        REPEATED,
        'if (existing?.parentId === parentId && supersededLeaves(review, versionId, acknowledgedIds).length === 0)',
      ),
    ],
  },
  {
    what: 'on a decided review the parent does not matter',
    by: 'RES-3/again-under-another-parent-after-a-decision',
    edits: [
      edit(
        CREATE,
        REPEATED,
        "if (existing && (existing.parentId === parentId || review.status !== 'awaiting_review'))",
      ),
    ],
  },
  {
    what: 'the output of the model can be created under anything',
    by: 'RES-3/model-output-under-a-parent',
    edits: [
      edit(
        CREATE,
        REPEATED,
        'if (existing && (existing.parentId === parentId || existing.parentId === null))',
      ),
    ],
  },
  {
    what: 'a refused creation is noted in the audit',
    by: 'RES-3/again-under-another-parent',
    found: 'ERR-2 MUST',
    edits: [
      edit(
        CREATE,
        "return refused(review, { kind: 'version_elsewhere',",
        "return refused({ ...review, rev: review.rev + 1 }, { kind: 'version_elsewhere',",
      ),
    ],
  },
  {
    what: 'an unknown review is 409',
    by: 'RES-3/refused-unknown-review',
    breaking: turning('POST', 404, 409),
  },
  {
    what: 'a parent of another review is taken for the first version',
    by: 'RES-3/refused-parent-of-another-review',
    edits: [
      edit(
        CREATE,
        'const parent = nodeOf(review, parentId);',
        'const parent = nodeOf(review, parentId) ?? { version: review.versions[0] };',
      ),
    ],
  },
  ...['without-snapshot', 'without-parent', 'without-review', 'parent-null', 'parent-by-seq'].map(
    (name): BrokenServer => ({
      what: `a creation ${name} is 404`,
      by: `RES-3/refused-${name}`,
      breaking: turning('POST', 422, 404),
    }),
  ),
  {
    what: 'one content is listed twice',
    by: 'RES-3/same-content-is-listed-once',
    edits: [edit(TREE, 'if (seen.has(id)) return [];', '')],
  },
  {
    what: 'half a page is taken',
    by: 'RES-4/split-refuses-item-half-a-page',
    edits: [edit(VALUE, INTEGER, "typeof page !== 'number'")],
  },
  {
    what: 'pages are read from text',
    by: 'RES-4/for_each-refuses-item-page-as-text',
    edits: [edit(VALUE, INTEGER, '!Number.isInteger(Number(page))')],
  },
  {
    what: 'the first item alone is looked at',
    by: 'RES-4/split-refuses-item-no-pages',
    edits: [
      edit(
        VALUE,
        'of items.entries()) {\n    if (faults',
        'of items.slice(0, 1).entries()) {\n    if (faults',
      ),
    ],
  },
  {
    what: 'a split may have unassigned pages',
    by: 'RES-4/split-refuses-unassigned-pages',
    edits: [
      edit(
        VALUE,
        "blockType === 'for_each' ? [pages.list, 'unassigned_pages'] :",
        "[pages.list, 'unassigned_pages'].length > 0 ? [pages.list, 'unassigned_pages'] :",
      ),
    ],
  },
  {
    what: 'a classifier is not looked at',
    by: 'RES-4/classifier-refuses-category-null',
    edits: [edit(VALUE, "if (blockType === 'classifier') {", "if (blockType === 'classifiers') {")],
  },
  {
    what: 'no object at all is 400',
    by: 'RES-4/extract-refuses-list',
    breaking: turning('POST', 422, 400),
  },
  {
    what: 'an empty list is refused',
    by: 'RES-4/split-takes-no-items',
    edits: [
      edit(VALUE, 'if (!Array.isArray(items))', 'if (!Array.isArray(items) || items.length === 0)'),
    ],
  },
  {
    what: 'the overlay surface wants a shape too',
    by: 'RES-4/overlay-takes-any-object-of-split',
    breaking: ({ method, path }) =>
      method === 'POST' && path.endsWith('/versions') && path !== VERSIONS
        ? { status: 422, body: { detail: [{ loc: ['body'], msg: 'Broken.', type: 'broken' }] } }
        : undefined,
  },
];

test.each(BROKEN)(
  'is caught: $what',
  async (broken) => {
    expect(await tryOn(CHECKS, broken)).toEqual(caughtBy(broken));
  },
  MINUTE_MS,
);
