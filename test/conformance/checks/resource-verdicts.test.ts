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

const RESOLVE = 'src/domain/resolve.ts';
const CREATE = 'src/domain/create-version.ts';
const TREE = 'src/domain/version-tree.ts';
const IS_REPEAT =
  'standing.verdict === verdict && decidedVersionId(review, standing) === versionId;';
const LEAF = '!parents.has(id) && id !== versionId';

const IDS = ['RES-5', 'RES-6', 'RES-7', 'RES-8'];
const MINUTE_MS = 60_000;

const CHECKS = RESOURCE_CHECKS.filter(({ id }) => /^RES-[5-8]\//.test(id));

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
    const policies = { conflict: '409', superseded: 'peers', errors: 'envelope' } as const;
    expect(await complaints(CHECKS, ['RES-7', 'RES-8'], policies)).toEqual([]);
  },
  MINUTE_MS,
);

const BROKEN: readonly BrokenServer[] = [
  {
    what: 'a run fails and does not say why',
    by: 'RES-5/approved-the-head',
    breaking: ({ path, status, body }) =>
      path.endsWith('/approve') && status === 200
        ? { body: { ...(body as object), resume_status: 'failed', resume_error: null } }
        : undefined,
  },
  {
    what: 'a decision is of the head, whatever was named',
    by: 'RES-5/rejected-an-older-version',
    found: 'RES-1 MUST',
    edits: [edit(RESOLVE, 'onSeq: node.version.seq,', 'onSeq: review.versions.length - 1,')],
  },
  {
    what: 'an unknown version is 409',
    by: 'RES-5/rejected-an-unknown-version',
    breaking: turning('POST', 404, 409),
  },
  {
    what: 'an unknown version of a decided review is a conflict',
    by: 'RES-5/a-version-of-another-review-after-a-decision',
    breaking: turning('POST', 404, 409),
  },
  {
    what: 'who repeats a verdict matters',
    by: 'RES-6/approved-again-after-one-on-the-resource-surface',
    edits: [edit(RESOLVE, IS_REPEAT, `standing.decided_by.id === env.actor.id && ${IS_REPEAT}`)],
  },
  {
    what: 'a repeat of an overlay decision is a conflict',
    by: 'RES-6/rejected-again-after-one-on-the-overlay-surface',
    edits: [edit(RESOLVE, IS_REPEAT, `review.run_receipts.length > 5 && ${IS_REPEAT}`)],
  },
  {
    what: 'a repeat asks for leaves',
    by: 'RES-6/approved-again-beside-other-leaves',
    edits: [
      edit(
        RESOLVE,
        IS_REPEAT,
        `supersededLeaves(review, versionId, command.acknowledgedIds ?? []).length === 0 && ${IS_REPEAT}`,
      ),
    ],
  },
  {
    what: 'the version of a repeat does not matter',
    by: 'RES-7/same-verdict-on-another-version-after-approved-on-the-resource-surface',
    edits: [edit(RESOLVE, IS_REPEAT, 'standing.verdict === verdict;')],
  },
  {
    what: 'the verdict of a repeat does not matter',
    by: 'RES-7/other-verdict-after-rejected-on-the-overlay-surface',
    edits: [edit(RESOLVE, IS_REPEAT, 'decidedVersionId(review, standing) === versionId;')],
  },
  {
    what: 'a rejected review takes new versions',
    by: 'RES-7/new-version-after-rejected-on-the-resource-surface',
    edits: [edit(CREATE, "if (status !== 'awaiting_review')", "if (status === 'approved')")],
  },
  {
    what: 'runs resume though they are held',
    by: 'RES-7/rejected-while-runs-are-held',
    edits: [edit(RESOLVE, "env.areRunsHeld ? 'pending'", "env.areRunsHeld ? 'resumed'")],
  },
  {
    what: 'every other version has to be acknowledged, leaf or not',
    by: 'RES-8/approve-acknowledging-all-leaves',
    edits: [edit(TREE, LEAF, 'id !== versionId')],
  },
  {
    what: 'the only leaf has to be acknowledged',
    by: 'RES-8/an-only-leaf-needs-no-acknowledgement',
    edits: [edit(TREE, LEAF, '!parents.has(id)')],
  },
  {
    what: 'siblings alone count as leaves',
    by: 'RES-8/create-beside-the-root',
    edits: [
      edit(
        TREE,
        LEAF,
        `${LEAF} && nodeOf(review, id).parentId === nodeOf(review, versionId).parentId`,
      ),
    ],
  },
  {
    what: 'an acknowledgement lasts',
    by: 'RES-8/an-acknowledgement-is-for-one-request',
    edits: [
      edit(
        TREE,
        'const acknowledged = new Set(acknowledgedIds);',
        'const acknowledged = (globalThis.lasting ??= new Set());\n  for (const id of acknowledgedIds) acknowledged.add(id);',
      ),
    ],
  },
  {
    what: 'leaves of the overlay do not count',
    by: 'RES-8/overlay-versions-are-leaves-too',
    edits: [edit(TREE, LEAF, `${LEAF} && !nodeOf(review, id).version.note?.startsWith('Number')`)],
  },
  {
    what: 'a rejection asks for leaves',
    by: 'RES-8/rejecting-root-asks-for-nothing',
    edits: [edit(RESOLVE, "command.kind === 'approve' && env", 'env')],
  },
  {
    what: 'the parent is the version before',
    by: 'RES-8/versions-form-a-tree',
    edits: [edit(TREE, '(ids[version.parent_seq] ?? null)', '(ids[version.seq - 1] ?? null)')],
  },
];

test.each(BROKEN)(
  'is caught: $what',
  async (broken) => {
    expect(await tryOn(CHECKS, broken)).toEqual(caughtBy(broken));
  },
  MINUTE_MS,
);
