import { expect, test } from 'vitest';
import { RESOURCE_CHECKS } from '../../../src/conformance/checks/all-resource-checks.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { edit } from '../../mutants/mutant.ts';
import { breakingReplies, foundIn, judge } from '../judge-server.ts';
import {
  caughtBy,
  complaints,
  doubledIds,
  tryOn,
  withoutSmoke,
  type BrokenServer,
} from './broken-server.ts';
import { changingItems, turning } from './changed-replies.ts';

const VIEW = 'src/views/resource.ts';
const RESOLVE = 'src/domain/resolve.ts';
const CANONICAL = 'src/contract/canonical-json.ts';
const SORT = '(left < right ? -1 : 1)';
const PRIMITIVE = 'value === null) return JSON.stringify(value);';
const OTHER_ID = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';

const IDS = ['RES-1', 'RES-2'];
const MINUTE_MS = 60_000;

const CHECKS = RESOURCE_CHECKS.filter(({ id }) => /^(RES-[12]|ERR-3)\//.test(id));

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
  'members that only some operations add, and that change, are no other state',
  async () => {
    let count = 0;
    const { fetch } = await createMock();
    const adding = breakingReplies(fetch, ({ path, status, body }) =>
      path.startsWith('/v1') && status < 300
        ? { body: { ...(body as object), request_id: (count += 1) } }
        : undefined,
    );
    const own = RESOURCE_CHECKS.filter(({ id }) => /^RES-[1367]\//.test(id));
    const found = foundIn(await judge(adding, own));
    expect(found).toEqual(['SCH-2 SHOULD']);
  },
  MINUTE_MS,
);

const BROKEN: readonly BrokenServer[] = [
  {
    what: 'the round of a loop is not shown',
    by: 'RES-1/fields-inside-a-loop',
    edits: [edit(VIEW, 'iteration_key: review.iteration_key,', 'iteration_key: null,')],
  },
  {
    what: 'another block type is shown',
    by: 'RES-1/fields-of-split',
    edits: [edit(VIEW, "review.block_type as WorkflowReview['block_type']", "'extract'")],
  },
  {
    what: 'created_at moves with each write',
    by: 'RES-1/created-at-never-changes',
    edits: [
      edit(
        VIEW,
        'created_at: review.created_at,\n    decision',
        'created_at: review.updated_at,\n    decision',
      ),
    ],
  },
  {
    what: 'a reason is normalized',
    by: 'RES-1/reason-is-kept-1',
    edits: [edit(VIEW, 'reason: decision.reason,', "reason: decision.reason?.normalize('NFD'),")],
  },
  {
    what: 'a blank reason is refused as 409',
    by: 'RES-1/blank-reason-2',
    breaking: turning('POST', 422, 409),
  },
  {
    what: 'the list leaves the decision out',
    by: 'RES-1/list-and-review-agree',
    breaking: changingItems(/reviews$/, (item) => ({ ...item, decision: null })),
  },
  {
    what: 'an overlay rejection names the head',
    by: 'RES-1/version-of-an-overlay-rejection',
    edits: [
      edit(
        RESOLVE,
        'effective_seq ?? decision.on_seq',
        'effective_seq ?? review.versions.length - 1',
      ),
    ],
  },
  {
    what: 'an unknown version is 400',
    by: 'ERR-3/no-such-version',
    found: 'ERR-3 SHOULD',
    breaking: turning('GET', 404, 400),
  },
  {
    what: 'keys are sorted by code point',
    by: 'RES-2/keys-by-utf-16-unit',
    edits: [
      edit(
        CANONICAL,
        SORT,
        "((of) => (of(left) < of(right) ? -1 : 1))((key) => [...key].map((each) => each.codePointAt(0).toString(16).padStart(6, '0')).join(''))",
      ),
    ],
  },
  {
    what: 'keys are not sorted',
    by: 'RES-2/keys-out-of-order',
    edits: [edit(CANONICAL, SORT, '0')],
  },
  {
    what: 'lists are sorted too',
    by: 'RES-2/lists-in-their-order',
    edits: [
      edit(CANONICAL, 'value.map(canonicalJson).join', 'value.map(canonicalJson).toSorted().join'),
    ],
  },
  {
    what: 'slashes are escaped',
    by: 'RES-2/quotes-and-slashes',
    edits: [
      edit(
        CANONICAL,
        PRIMITIVE,
        String.raw`value === null) return JSON.stringify(value).replaceAll('/', '\\/');`,
      ),
    ],
  },
  {
    what: 'texts are normalized before they are hashed',
    by: 'RES-2/composed-and-decomposed',
    edits: [
      edit(CANONICAL, PRIMITIVE, "value === null) return JSON.stringify(value).normalize('NFC');"),
    ],
  },
  {
    what: 'integers are hashed as floats',
    by: 'RES-2/vectors',
    edits: [
      edit(
        CANONICAL,
        PRIMITIVE,
        'value === null) return Number.isInteger(value) ? value.toFixed(1) : JSON.stringify(value);',
      ),
    ],
  },
  {
    what: 'keys are sorted as in a dictionary',
    by: 'RES-2/drawn-snapshots',
    edits: [edit(CANONICAL, SORT, "left.localeCompare(right, 'en')")],
  },
  {
    what: 'the version of the model has another id',
    by: 'RES-2/model-output-of-classifier',
    breaking: changingItems(/versions$/, (item, index) =>
      index === 0 ? { ...item, id: OTHER_ID } : item,
    ),
  },
  {
    what: 'a version of the overlay has another id',
    by: 'RES-2/of-an-overlay-version',
    breaking: changingItems(/versions$/, (item, index) =>
      index > 0 ? { ...item, id: OTHER_ID } : item,
    ),
  },
  {
    what: 'a shared version id is answered for a third review',
    by: 'RES-2/covers-nothing-but-the-snapshot',
    found: 'RES-3 MUST',
    breaking: ({ method, path, body }) =>
      method === 'GET' && path.includes('/versions/rvr_')
        ? { body: { ...(body as object), review_id: 'rev_elsewhere' } }
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
