import type { ReviewOverlay, WorkflowReviewVersion } from '../../contract/wire.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isRecord, overlayIn, recordIn, reviewIn, shown } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { versionsIn } from './review-sight.ts';
import { decide, REASON } from './verdicts.ts';
import { added, rootOf } from './version-tree.ts';

const BASE = { phase: 'tables', surfaces: ['overlay', 'resource'] } as const;
const EDIT = { total_amount: 325, vendor_name: 'Acme Corp' };

/** Decisions on the overlay surface, on a review with seq 0, 1 and 2. */
const OVERLAY_DECISIONS = {
  'approval-of-the-head': { verdict: 'approved' },
  'approval-of-an-older-version': { verdict: 'approved', on_seq: 1 },
  'approval-with-another-effective-version': {
    verdict: 'approved',
    on_seq: 2,
    effective_seq: 0,
  },
  'approval-with-edits': { verdict: 'approved', edited_output: { edited: 'here' } },
  'rejection-of-the-head': { verdict: 'rejected', reason: REASON },
  'rejection-of-an-older-version': { verdict: 'rejected', on_seq: 0, reason: REASON },
} as const;

/** Verdicts on the resource surface, by the seq of the version that they name. */
const RESOURCE_DECISIONS = [
  { verdict: 'approved', seq: 2 },
  { verdict: 'approved', seq: 1 },
  { verdict: 'rejected', seq: 2 },
  { verdict: 'rejected', seq: 0 },
] as const;

/** What is written on one surface shows on the others. Source: X-1. */
export const ONE_STATE_CHECKS: readonly Check[] = [
  { ...BASE, id: 'X-1/versions-on-both-surfaces', run: versionsShow },
  ...Object.entries(OVERLAY_DECISIONS).map(([name, body], index): Check => ({
    ...BASE,
    id: `X-1/overlay-${name}`,
    ...(index === 2 ? {} : { from: 'ci' }),
    run: async (trial) => {
      const { a, b } = trial;
      const review = await openThree(trial);
      const { rev } = overlayIn(await a.read(review));
      await b.decide(review, { version_stamp: rev, ...body });
      await expectOneState(trial, review);
    },
  })),
  ...RESOURCE_DECISIONS.map(({ verdict, seq }): Check => ({
    ...BASE,
    id: `X-1/resource-${verdict}-seq-${seq}`,
    from: 'ci',
    run: async (trial) => {
      const review = await openThree(trial);
      const ids = versionsIn(await trial.a.versions(review)).map(({ id }) => id);
      const versionId = ids[seq] ?? '';
      const acknowledging = ids.filter((id) => id !== versionId);
      await decide(trial, review, { verdict, versionId, acknowledging, by: trial.b });
      await expectOneState(trial, review);
      const read = await trial.a.read(review);
      const [decision] = overlayIn(read).decisions ?? [];
      trial.should.equal('X-1', read, {
        what: `the seqs of the decision on version ${seq} by its id`,
        got: { on_seq: decision?.on_seq, effective_seq: decision?.effective_seq ?? null },
        expected: { on_seq: seq, effective_seq: verdict === 'approved' ? seq : null },
      });
    },
  })),
  ...(['approved', 'rejected', 'edited'] as const).map((name): Check => ({
    id: `X-1/hil-${name}`,
    phase: 'tables',
    surfaces: ['overlay', 'resource', 'agent'],
    from: 'ci',
    run: async (trial) => {
      const review = await openThree(trial);
      const modified = name === 'edited' ? { modified_data: { edited: 'there' } } : {};
      const body = { approved: name !== 'rejected', ...modified };
      await trial.b.hilDecide(review, body);
      await expectOneState(trial, review);
      await expectReceived(trial, review, name !== 'rejected');
    },
  })),
  ...(['overlay', 'resource'] as const).map((surface): Check => ({
    id: `X-1/${surface}-decision-on-the-agent-surface`,
    phase: 'tables',
    surfaces: ['agent', surface],
    from: 'ci',
    run: async (trial) => {
      const { a, open } = trial;
      const review = await open();
      if (surface === 'overlay') {
        const { rev } = overlayIn(await a.read(review));
        await a.decide(review, { version_stamp: rev, verdict: 'approved' });
      } else {
        const { id: versionId } = await rootOf(trial, review);
        await decide(trial, review, { verdict: 'approved', versionId });
      }
      await expectReceived(trial, review, true);
    },
  })),
];

/** A review with seq 0; 1, from the resource surface; and 2, from the overlay surface. */
async function openThree(trial: Trial): Promise<Subject> {
  const { a, open } = trial;
  const review = await open();
  const { id: parentId } = await rootOf(trial, review);
  await added(trial, review, { parentId, snapshot: EDIT, note: 'From the tree.' });
  const { rev } = overlayIn(await a.read(review));
  await a.append(review, { version_stamp: rev, snapshot: { total_amount: 7 }, note: 'By seq.' });
  return review;
}

/** Versions from both surfaces, in an order and with parents of their own. */
async function versionsShow(trial: Trial): Promise<void> {
  const { a, b, should } = trial;
  const review = await openThree(trial);
  const listed = versionsIn(await a.versions(review));
  const [root, first, second] = listed;
  if (root === undefined || first === undefined || second === undefined) {
    throw new Inconclusive(`three versions were made, and ${listed.length} are listed`);
  }
  const branch = await added(trial, review, {
    parentId: first.id,
    snapshot: { branch: 1 },
    acknowledging: [second.id],
    by: b,
  });
  const { rev } = overlayIn(await a.read(review));
  const appended = { snapshot: { leaf: 1 }, parent_seq: 0, note: 'A side branch.' };
  await b.append(review, { version_stamp: rev, ...appended });
  await expectOneState(trial, review);
  const read = await a.read(review);
  const { versions, head_seq: headSeq } = overlayIn(read);
  should.equal('X-1', read, {
    what: 'seq, parent, author and note of what the resource surface created',
    got: versions.slice(3, 4).map(({ seq, parent_seq, author, note, snapshot }) => ({
      seq,
      parent_seq,
      author,
      note: note ?? null,
      snapshot,
    })),
    expected: [
      {
        seq: 3,
        parent_seq: 1,
        author: trial.actorOf(b),
        note: null,
        snapshot: branch.snapshot,
      },
    ],
  });
  should.equal('X-1', read, { what: 'head_seq', got: headSeq, expected: 4 });
}

/** Holds the two surfaces against each other. */
async function expectOneState(trial: Trial, review: Subject): Promise<void> {
  const { a, should } = trial;
  const read = await a.read(review);
  const listed = await a.versions(review, { limit: 200 });
  const overlay = overlayIn(read);
  const versions = versionsIn(listed);
  should.equal('X-1', [read, listed], {
    what: 'what the resource surface lists as versions',
    got: versions.map(plain),
    expected: overlay.versions.map((version) =>
      plain({
        ...version,
        parent_id: versions[version.parent_seq ?? -1]?.id ?? null,
      } as unknown as WorkflowReviewVersion),
    ),
  });
  const shownReview = await a.show(review);
  expectOneDecision(trial, { read, shownReview, overlay, versions });
}

/** Instants may be written in two ways; they are compared as points in time. */
function plain(version: WorkflowReviewVersion) {
  const { parent_id, author, snapshot, note, created_at: at } = version;
  return {
    parent_id: parent_id ?? null,
    author,
    snapshot,
    note: note ?? null,
    created_at: at === undefined ? null : parseInstant(at),
  };
}

interface BothSurfaces {
  readonly read: Exchange;
  readonly shownReview: Exchange;
  readonly overlay: ReviewOverlay;
  readonly versions: readonly WorkflowReviewVersion[];
}

function expectOneDecision(trial: Trial, both: BothSurfaces): void {
  const { should } = trial;
  const { read, shownReview, overlay, versions } = both;
  const decision = (overlay.decisions ?? []).at(-1);
  const { decision: resource = null } = reviewIn(shownReview);
  if (decision === undefined) {
    const what = 'the decision of an undecided review';
    should.equal('X-1', [read, shownReview], { what, got: resource, expected: null });
    return;
  }
  const seq = decision.effective_seq ?? decision.on_seq;
  const expected = {
    verdict: decision.verdict,
    version_id: versions[seq]?.id ?? null,
    author: decision.decided_by,
    reason: decision.reason ?? null,
    created_at: parseInstant(decision.decided_at ?? overlay.decided_at ?? ''),
  };
  should.equal('X-1', [read, shownReview], {
    what: 'the decision on the resource surface',
    got: resource && {
      verdict: resource.verdict,
      version_id: resource.version_id,
      author: resource.author,
      reason: resource.reason ?? null,
      created_at: parseInstant(resource.created_at),
    },
    expected,
  });
  should.equal('X-1', [read, shownReview], {
    what: 'the status on the overlay surface',
    got: overlay.status,
    expected: resource?.verdict,
  });
}

/** Judges that the agent surface knows of a decision. */
async function expectReceived(trial: Trial, review: Subject, isApproved: boolean): Promise<void> {
  const exchange = await trial.a.hilDecision(review);
  const body = recordIn(exchange);
  const { decision } = body;
  const approved = isRecord(decision) ? decision['approved'] : body['approved'];
  const received = body['decision_received'] ?? false;
  trial.should.holds('X-1', received === true && (approved ?? isApproved) === isApproved, () => ({
    sentence: 'the agent surface does not show the decision that another surface took',
    expected: `a received decision, approved: ${isApproved}`,
    got: shown(body),
    witness: [exchange],
  }));
}
