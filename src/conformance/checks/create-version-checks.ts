import type { WorkflowReviewVersion } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess, shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectSame, see, versionsIn, withoutNulls } from './review-sight.ts';
import { add, added, rootOf, tick, versionIn, type Addition } from './version-tree.ts';

const SNAPSHOT = { total_amount: 325, lines: [{ a: 1, b: null }], vendor_name: 'Acme Corp' };
const NOTE = 'Corrected the total.';
const REASON = 'The total is wrong.';

/** The same version asked for again. Source: RES-3. */
const REPEATS: Readonly<Record<string, Partial<Omit<Addition, 'parentId' | 'by'>>>> = {
  'word-for-word': {},
  'with-another-note': { note: 'Another note.' },
  'with-the-note-null': { note: null },
  'with-its-keys-in-another-order': {
    snapshot: { vendor_name: 'Acme Corp', lines: [{ b: null, a: 1 }], total_amount: 325 },
  },
};

/** What ends a review before its version is asked for again. */
const ENDINGS = {
  approval: (trial, review, id) => trial.a.approve(review, { version_id: id }),
  rejection: (trial, review, id) => trial.a.reject(review, { version_id: id, reason: REASON }),
} as const satisfies Record<
  string,
  (trial: Trial, review: Subject, versionId: string) => Promise<Exchange>
>;

/** Creating versions, and creating them again. Source: RES-3. */
export const CREATE_VERSION_CHECKS: readonly Check[] = [
  {
    id: 'RES-3/answers-the-new-version',
    phase: 'tables',
    surfaces: ['resource'],
    run: answersTheNewVersion,
  },
  {
    id: 'RES-3/note-may-be-left-out',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const parentId = (await rootOf(trial, review)).id;
      for (const note of [undefined, null, 'é 漢字 — "quoted"\n second line ']) {
        const snapshot = { note_of: trial.newName('v') };
        const made = await versionsOf(trial, review);
        const acknowledging = made.map(({ id }) => id).filter((id) => id !== parentId);
        const created = await add(trial, review, {
          parentId,
          snapshot,
          acknowledging,
          ...(note === undefined ? {} : { note }),
        });
        trial.must.status('RES-3', created, { is: 201, when: `to a note of ${shown(note)}` });
        trial.must.equal('RES-3', created, {
          what: 'the note of a new version',
          got: versionIn(created).note ?? null,
          expected: note ?? null,
        });
      }
    },
  },
  ...Object.entries(REPEATS).map(([name, change]): Check => ({
    id: `RES-3/again-${name}`,
    phase: 'tables',
    surfaces: ['resource'],
    ...(name === 'with-another-note' ? {} : { from: 'ci' }),
    run: (trial) => again(trial, change),
  })),
  ...Object.entries(ENDINGS).map(([name, end]): Check => ({
    id: `RES-3/again-after-${name}`,
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: (trial) => again(trial, { note: 'Too late.' }, end),
  })),
  {
    id: 'RES-3/again-beside-other-leaves',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const { id: parentId } = await rootOf(trial, review);
      const first = await added(trial, review, { parentId, snapshot: SNAPSHOT, note: NOTE });
      const second = await added(trial, review, { parentId: first.id, snapshot: { second: 1 } });
      await added(trial, review, {
        parentId,
        snapshot: { third: 1 },
        acknowledging: [second.id, first.id],
      });
      await expectRepeat(trial, review, { version: first, change: {} });
    },
  },
  {
    id: 'RES-3/again-under-another-parent',
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: underAnotherParent,
  },
  {
    id: 'RES-3/again-under-another-parent-after-a-decision',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: (trial) => underAnotherParent(trial, { isDecided: true }),
  },
  {
    id: 'RES-3/model-output-under-a-parent',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const root = await rootOf(trial, review);
      const child = await added(trial, review, { parentId: root.id, snapshot: SNAPSHOT });
      const snapshot = root.snapshot as Addition['snapshot'];
      await expectRefusal(trial, review, {
        addition: { parentId: child.id, snapshot },
        when: 'to the model’s own output under its child',
      });
      await expectRefusal(trial, review, {
        addition: { parentId: root.id, snapshot, acknowledging: [child.id] },
        when: 'to the model’s own output under itself',
      });
    },
  },
];

async function versionsOf({ a }: Trial, review: Subject) {
  return versionsIn(await a.versions(review));
}

async function answersTheNewVersion(trial: Trial): Promise<void> {
  const { a, b, open, must, surfaces } = trial;
  const review = await open();
  const root = await rootOf(trial, review);
  await tick();
  const addition = { parentId: root.id, snapshot: SNAPSHOT, note: NOTE, by: b };
  const created = await add(trial, review, addition);
  if (!must.status('RES-3', created, { is: 201, when: 'to a new version' })) {
    if (!isSuccess(created)) return;
  }
  const version = versionIn(created);
  const expected = {
    review_id: review.reviewId,
    parent_id: root.id,
    snapshot: SNAPSHOT,
    note: NOTE,
    ...(surfaces.includes('overlay') ? { author: trial.actorOf(b) } : {}),
  };
  for (const [member, value] of Object.entries(expected)) {
    must.equal('RES-3', created, {
      what: `${member} of a new version`,
      got: version[member as keyof typeof expected],
      expected: value,
    });
  }
  const listed = await a.versions(review);
  must.equal('RES-3', [created, listed], {
    what: 'the list of versions after one was created',
    got: withoutNulls(versionsIn(listed)),
    expected: withoutNulls([root, version]),
  });
  const found = await a.version(version.id, review);
  must.status('RES-3', found, { is: 200, when: 'for a version that was just created' });
  const { id, snapshot } = versionIn(found);
  must.equal('RES-3', [created, found], {
    what: 'the version that get_review_version answers',
    got: { id, snapshot },
    expected: { id: version.id, snapshot: version.snapshot },
  });
}

/** Creates a version, ends its review perhaps, and asks for it again. */
async function again(
  trial: Trial,
  change: Partial<Addition>,
  end?: (typeof ENDINGS)[keyof typeof ENDINGS],
): Promise<void> {
  const review = await trial.open();
  const { id: parentId } = await rootOf(trial, review);
  const version = await added(trial, review, { parentId, snapshot: SNAPSHOT, note: NOTE });
  await end?.(trial, review, version.id);
  await tick();
  await expectRepeat(trial, review, { version, change });
  if (trial.mode === 'smoke') return;
  await expectRepeat(trial, review, { version, change: { ...change, by: trial.b } });
}

interface Repeat {
  readonly version: WorkflowReviewVersion;
  readonly change: Partial<Addition>;
}

async function expectRepeat(
  trial: Trial,
  review: Subject,
  { version, change }: Repeat,
): Promise<void> {
  const { must } = trial;
  const before = await see(trial, review);
  const repeated = await add(trial, review, {
    parentId: version.parent_id ?? '',
    snapshot: SNAPSHOT,
    note: NOTE,
    ...change,
  });
  const when = 'to the same review, parent and snapshot again';
  if (must.status('RES-3', repeated, { is: 201, when })) {
    must.equal('RES-3', repeated, {
      what: 'the version answered for the same review, parent and snapshot',
      got: versionIn(repeated),
      expected: version,
    });
  }
  const after = await see(trial, review);
  expectSame(trial, 'RES-3', { before, by: repeated, after, when: 'after a repeated creation' });
}

async function underAnotherParent(trial: Trial, { isDecided = false } = {}): Promise<void> {
  const review = await trial.open();
  const { id: rootId } = await rootOf(trial, review);
  const version = await added(trial, review, { parentId: rootId, snapshot: SNAPSHOT });
  const other = await added(trial, review, { parentId: version.id, snapshot: { other: 1 } });
  if (isDecided) await trial.a.approve(review, { version_id: other.id });
  await expectRefusal(trial, review, {
    addition: { parentId: other.id, snapshot: SNAPSHOT },
    when: 'to a snapshot that stands under another parent',
  });
}

async function expectRefusal(
  trial: Trial,
  review: Subject,
  { addition, when }: { readonly addition: Addition; readonly when: string },
): Promise<void> {
  const before = await see(trial, review);
  const refused = await add(trial, review, addition);
  trial.must.status('RES-3', refused, { is: 409, when });
  if (isSuccess(refused)) return;
  const after = await see(trial, review);
  expectSame(trial, 'ERR-2', { before, by: refused, after, when: 'after a refused creation' });
}
