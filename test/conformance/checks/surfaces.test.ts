import { expect, test } from 'vitest';
import { SURFACE_CHECKS } from '../../../src/conformance/checks/all-resource-checks.ts';
import { edit } from '../../mutants/mutant.ts';
import {
  caughtBy,
  complaints,
  doubledIds,
  tryOn,
  withoutSmoke,
  type BrokenServer,
} from './broken-server.ts';
import { withMembers } from './changed-replies.ts';

const VIEW = 'src/views/resource.ts';
const RESOLVE = 'src/domain/resolve.ts';
const CREATE = 'src/domain/create-version.ts';

const IDS = ['X-1', 'X-2'];
const MINUTE_MS = 60_000;

const CHECKS = SURFACE_CHECKS;

test(
  'the mock passes them all',
  async () => {
    expect(await complaints(CHECKS, IDS)).toEqual([]);
    expect(withoutSmoke(CHECKS, IDS)).toEqual([]);
    expect(doubledIds(CHECKS)).toEqual([]);
  },
  MINUTE_MS,
);

/** An overlay whose versions are changed; nothing else is. */
function changingVersions(change: (version: object) => object): BrokenServer['breaking'] & object {
  return ({ path, body }) => {
    const { versions } = (body ?? {}) as { readonly versions?: readonly object[] };
    if (versions === undefined || path.includes('/versions')) return undefined;
    return { body: { ...(body as object), versions: versions.map(change) } };
  };
}

const ROWS: readonly BrokenServer[] = [
  {
    what: 'the overlay surface shows no notes',
    by: 'X-1/versions-on-both-surfaces',
    breaking: changingVersions((version) => ({ ...version, note: null })),
  },
  {
    what: 'the resource surface dates versions like their review',
    by: 'X-1/versions-on-both-surfaces',
    edits: [edit(VIEW, 'created_at: version.created_at,', 'created_at: review.created_at,')],
  },
  {
    what: 'a created version hangs on the head',
    by: 'X-1/versions-on-both-surfaces',
    edits: [
      edit(CREATE, 'parentSeq: parent.version.seq,', 'parentSeq: review.versions.length - 1,'),
    ],
  },
  {
    what: 'an approval is shown on its on_seq',
    by: 'X-1/overlay-approval-with-another-effective-version',
    edits: [edit(RESOLVE, 'decision.effective_seq ?? decision.on_seq', 'decision.on_seq')],
  },
  {
    what: 'an approval with edits is shown on the model’s output',
    by: 'X-1/overlay-approval-with-edits',
    edits: [edit(RESOLVE, 'decision.effective_seq ?? decision.on_seq', '0')],
  },
  {
    what: 'the reason of an overlay rejection does not show',
    by: 'X-1/overlay-rejection-of-an-older-version',
    edits: [edit(VIEW, 'reason: decision.reason,', "reason: decision.reason && 'Rejected.',")],
  },
  {
    what: 'an approval on the resource surface is of the head',
    by: 'X-1/resource-approved-seq-1',
    edits: [edit(RESOLVE, 'onSeq: node.version.seq,', 'onSeq: review.versions.length - 1,')],
  },
  {
    what: 'the agent surface does not see decisions of others',
    by: 'X-1/resource-decision-on-the-agent-surface',
    breaking: withMembers(/hil-decisions\//, { decision_received: false }),
  },
  {
    what: 'a verdict of the agent surface is turned around',
    by: 'X-1/hil-rejected',
    breaking: withMembers(/hil-decisions\//, { approved: true }),
  },
  {
    what: 'a created version does not move rev',
    by: 'X-2/create-makes-stamps-stale',
    edits: [
      edit(
        CREATE,
        'done(write(review, env, { change: { versions }, acts: [versionAdded(version)] }), {',
        'done({ ...write(review, env, { change: { versions }, acts: [versionAdded(version)] }), rev: review.rev }, {',
      ),
    ],
  },
  {
    what: 'a rejection moves rev by two',
    by: 'X-2/rejected-makes-stamps-stale',
    found: 'REV-6 MUST',
    edits: [
      edit(
        RESOLVE,
        'return done(decided, {',
        'return done({ ...decided, rev: decided.rev + 1 }, {',
      ),
    ],
  },
  {
    what: 'a hil decision does not move rev',
    by: 'X-2/hil-decision-1-makes-stamps-stale',
    edits: [
      edit(
        'src/domain/hil-decide.ts',
        'return done(decided(review, body, env), {',
        'return done({ ...decided(review, body, env), rev: review.rev }, {',
      ),
    ],
  },
  {
    what: 'the decision of an agent does not move rev',
    by: 'X-2/decision-of-an-agent-makes-stamps-stale',
    edits: [
      edit(
        'src/domain/agent-event.ts',
        '? submit(review, proposed, { proposal, env })',
        '? { ...submit(review, proposed, { proposal, env }), rev: review.rev }',
      ),
    ],
  },
  {
    what: 'creating a version again moves rev',
    by: 'X-2/each-of-several-writes-counts',
    edits: [
      edit(
        CREATE,
        'if (existing?.parentId === parentId) return done(review,',
        'if (existing?.parentId === parentId) return done({ ...review, rev: review.rev + 1 },',
      ),
    ],
  },
];

const BROKEN = ROWS.map((each): BrokenServer => ({
  found: `${each.by.slice(0, each.by.indexOf('/'))} SHOULD`,
  ...each,
}));

test.each(BROKEN)(
  'is caught: $what',
  async (broken) => {
    expect(await tryOn(CHECKS, broken)).toEqual(caughtBy(broken));
  },
  MINUTE_MS,
);
