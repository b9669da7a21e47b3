import type { WorkflowReviewVersion } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { overlayIn } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { expectSame, see, versionsIn, withoutNulls } from './review-sight.ts';
import { add, versionIn } from './version-tree.ts';

const SNAPSHOT = { total_amount: 325, vendor_name: 'Acme Corp' };
const NOTE = 'Corrected the total.';
const REASON = 'The total is wrong.';

/** Versions with one content that the overlay surface made. Source: RES-3. */
export const SAME_CONTENT_CHECKS: readonly Check[] = [
  {
    id: 'RES-3/same-content-is-listed-once',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, must } = trial;
      const { review, first } = await openDoubled(trial);
      const listed = await a.versions(review);
      const same = versionsIn(listed).filter(({ id }) => id === first.id);
      must.equal('RES-3', listed, {
        what: 'the versions listed for a snapshot that was appended twice',
        got: same,
        expected: [first],
      });
      must.equal('RES-3', listed, {
        what: 'how many versions are listed for four with three snapshots',
        got: versionsIn(listed).length,
        expected: 3,
      });
    },
  },
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `RES-3/same-content-${verdict}-means-the-lowest-seq`,
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, must } = trial;
      const { review, first, ids } = await openDoubled(trial);
      const decided =
        verdict === 'approved'
          ? await a.approve(review, {
              version_id: first.id,
              acknowledged_superseded_version_ids: ids.filter((id) => id !== first.id),
            })
          : await a.reject(review, { version_id: first.id, reason: REASON });
      if (!must.status('RES-5', decided, { is: 200, when: 'to an existing version' })) return;
      const read = await a.read(review);
      must.equal('RES-3', [decided, read], {
        what: 'on_seq of a decision on a version id that seq 1 and 3 share',
        got: overlayIn(read).decisions.at(-1)?.on_seq,
        expected: 1,
      });
    },
  })),
  {
    id: 'RES-3/an-overlay-version-is-found-by-creating-it',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { b, open, must } = trial;
      const review = await open();
      await append(trial, review, { note: NOTE });
      const version = await lastVersion(trial, review);
      const before = await see(trial, review);
      const addition = { parentId: version.parent_id ?? '', snapshot: SNAPSHOT, note: 'Later.' };
      const created = await add(trial, review, { ...addition, by: b });
      if (!must.status('RES-3', created, { is: 201, when: 'to a version of the overlay' })) return;
      must.equal('RES-3', created, {
        what: 'the version answered for the snapshot and parent of an overlay version',
        got: withoutNulls(versionIn(created)),
        expected: withoutNulls(version),
      });
      const after = await see(trial, review);
      expectSame(trial, 'RES-3', { before, by: created, after, when: 'after a repeated creation' });
    },
  },
];

/** Seq 1 and 3 have one snapshot, but not one note or author. */
async function openDoubled(trial: Trial) {
  const { a, b, open } = trial;
  const review = await open();
  await append(trial, review, { note: NOTE });
  const first = await lastVersion(trial, review);
  await append(trial, review, { snapshot: { total_amount: 1 } });
  await append(trial, review, { note: 'Back again.', by: b });
  const ids = versionsIn(await a.versions(review)).map(({ id }) => id);
  return { review, first, ids };
}

interface Appended {
  readonly snapshot?: Readonly<Record<string, unknown>>;
  readonly note?: string;
  readonly by?: Caller;
}

async function append(trial: Trial, review: Subject, appended: Appended): Promise<void> {
  const { by = trial.a, snapshot = SNAPSHOT, ...rest } = appended;
  const { rev } = overlayIn(await trial.a.read(review));
  overlayIn(await by.append(review, { version_stamp: rev, snapshot, ...rest }));
}

async function lastVersion({ a }: Trial, review: Subject): Promise<WorkflowReviewVersion> {
  const last = versionsIn(await a.versions(review)).at(-1);
  if (last !== undefined) return last;
  throw new Inconclusive('no version is listed');
}
