import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isSuccess, overlayIn } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { expectSame, see, versionsIn } from './review-sight.ts';
import { decide } from './verdicts.ts';
import { add, added, rootOf, versionIn } from './version-tree.ts';

const CONFLICT = 409;

/**
 * A tree: the root with the children `a`, `b` and `c`, and `deep` on top of `a`.
 *
 * The leaves are `deep`, `b` and `c`, created in an order that no walk through the tree has.
 */
type Name = 'root' | 'a' | 'b' | 'c' | 'deep';
type Ids = Readonly<Record<Name, string>>;

/** One request on the tree, and the leaves that it would leave behind. */
interface Case {
  readonly name: string;
  readonly on: Name;
  readonly acknowledged?: readonly Name[];
  /** Empty when the request is to be carried out. */
  readonly missing: readonly Name[];
  readonly isSmoke?: boolean;
}

/** Source: RES-8. */
const CASES: readonly Case[] = [
  { name: 'a-leaf', on: 'b', missing: ['deep', 'c'] },
  { name: 'an-inner-version', on: 'a', missing: ['deep', 'b', 'c'] },
  { name: 'the-root', on: 'root', missing: ['deep', 'b', 'c'] },
  { name: 'one-leaf-missing', on: 'b', acknowledged: ['deep'], missing: ['c'], isSmoke: true },
  { name: 'other-leaf-missing', on: 'b', acknowledged: ['c'], missing: ['deep'] },
  { name: 'an-empty-list', on: 'deep', acknowledged: [], missing: ['b', 'c'] },
  { name: 'inner-versions', on: 'b', acknowledged: ['root', 'a', 'b'], missing: ['deep', 'c'] },
  { name: 'parent-of-a-leaf', on: 'b', acknowledged: ['a', 'c'], missing: ['deep'] },
  { name: 'all-leaves', on: 'b', acknowledged: ['c', 'deep'], missing: [] },
  { name: 'all-leaves-of-the-root', on: 'root', acknowledged: ['b', 'deep', 'c'], missing: [] },
  { name: 'all-leaves-of-an-inner-one', on: 'a', acknowledged: ['b', 'deep', 'c'], missing: [] },
  { name: 'more-than-all', on: 'c', acknowledged: ['root', 'a', 'b', 'deep', 'c'], missing: [] },
  { name: 'a-leaf-twice', on: 'c', acknowledged: ['b', 'deep', 'b'], missing: [] },
];

/** The two requests that can leave leaves behind. */
const REQUESTS = {
  approve: {
    success: 200,
    send: (trial, review, { versionId, acknowledging }) =>
      decide(trial, review, { verdict: 'approved', versionId, ...withList(acknowledging) }),
  },
  create: {
    success: 201,
    send: (trial, review, { versionId, acknowledging }) =>
      add(trial, review, {
        parentId: versionId,
        snapshot: { new: trial.newName('v') },
        ...withList(acknowledging),
      }),
  },
} as const satisfies Record<string, RequestKind>;

interface RequestKind {
  readonly success: number;
  readonly send: (trial: Trial, review: Subject, asked: Asked) => Promise<Exchange>;
}

interface Asked {
  readonly versionId: string;
  readonly acknowledging: readonly string[] | undefined;
}

function withList(acknowledging: readonly string[] | undefined) {
  return acknowledging === undefined ? {} : { acknowledging };
}

/** Versions beside other leaves. Source: RES-8. */
export const SUPERSEDED_CHECKS: readonly Check[] = [
  ...Object.entries(REQUESTS).flatMap(([kind, request]) =>
    CASES.map((each): Check => ({
      id: `RES-8/${kind}-${each.missing.length === 0 ? 'acknowledging' : 'beside'}-${each.name}`,
      phase: 'tables',
      surfaces: ['resource'],
      ...(each.isSmoke === true && kind === 'approve' ? {} : { from: 'ci' }),
      run: (trial) => judgeCase(trial, request, each),
    })),
  ),
  {
    id: 'RES-8/an-only-leaf-needs-no-acknowledgement',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const root = await rootOf(trial, review);
      const when = 'to the only leaf';
      const child = await add(trial, review, { parentId: root.id, snapshot: { child: 1 } });
      trial.must.status('RES-8', child, { is: 201, when });
      const parentId = String((bodyOf(child) as { readonly id?: unknown } | undefined)?.id);
      const grandchild = await added(trial, review, { parentId, snapshot: { grandchild: 1 } });
      const decided = await decide(trial, review, {
        verdict: 'approved',
        versionId: grandchild.id,
      });
      trial.must.status('RES-8', decided, { is: 200, when });
    },
  },
  {
    id: 'RES-8/an-acknowledgement-is-for-one-request',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const { id: parentId } = await rootOf(trial, review);
      const first = await added(trial, review, { parentId, snapshot: { first: 1 } });
      const second = await added(trial, review, {
        parentId,
        snapshot: { second: 1 },
        acknowledging: [first.id],
      });
      const decided = await decide(trial, review, { verdict: 'approved', versionId: second.id });
      expectByDialect(trial, decided, { success: 200, missing: [first.id] });
    },
  },
  {
    id: 'RES-8/overlay-versions-are-leaves-too',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, open } = trial;
      const review = await open();
      for (const total of [1, 2]) {
        const { rev } = overlayIn(await a.read(review));
        const appended = { snapshot: { total_amount: total }, note: `Number ${total}.` };
        await a.append(review, { version_stamp: rev, ...appended, parent_seq: 0 });
      }
      const [, first, second] = versionsIn(await a.versions(review));
      if (first === undefined || second === undefined) throw new Inconclusive('no two leaves');
      const decided = await decide(trial, review, { verdict: 'approved', versionId: second.id });
      expectByDialect(trial, decided, { success: 200, missing: [first.id] });
    },
  },
  {
    id: 'RES-8/versions-form-a-tree',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: formsATree,
  },
  ...(['root', 'a', 'b', 'deep'] as const).map((on): Check => ({
    id: `RES-8/rejecting-${on}-asks-for-nothing`,
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const { review, ids } = await growTree(trial);
      const decided = await decide(trial, review, { verdict: 'rejected', versionId: ids[on] });
      trial.must.status('RES-8', decided, { is: 200, when: 'to a rejection beside other leaves' });
    },
  })),
  {
    id: 'RES-8/overlay-asks-for-nothing',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: overlayAsksForNothing,
  },
];

async function growTree(trial: Trial): Promise<{ readonly review: Subject; readonly ids: Ids }> {
  const review = await trial.open();
  const { id: root } = await rootOf(trial, review);
  const made: string[] = [];
  const grow = async (parentId: string, name: string) => {
    const acknowledging = [...made];
    const created = await add(trial, review, { parentId, snapshot: { name }, acknowledging });
    const when = 'when every other leaf was acknowledged';
    trial.must.status('RES-8', created, { is: REQUESTS.create.success, when });
    const { id } = versionIn(created);
    made.push(id);
    return id;
  };
  const b = await grow(root, 'b');
  const a = await grow(root, 'a');
  const c = await grow(root, 'c');
  const deep = await grow(a, 'deep');
  return { review, ids: { root, a, b, c, deep } };
}

async function judgeCase(trial: Trial, request: RequestKind, each: Case): Promise<void> {
  const { review, ids } = await growTree(trial);
  const before = await see(trial, review);
  const answered = await request.send(trial, review, {
    versionId: ids[each.on],
    acknowledging: each.acknowledged?.map((name) => ids[name]),
  });
  const missing = each.missing.map((name) => ids[name]);
  expectByDialect(trial, answered, { success: request.success, missing });
  if (isSuccess(answered)) return;
  const after = await see(trial, review);
  const when = 'after a request refused for other leaves';
  expectSame(trial, 'ERR-2', { before, by: answered, after, when });
}

interface Expected {
  readonly success: number;
  /** The ids of the leaves that were not acknowledged. */
  readonly missing: readonly string[];
}

/** Source: RES-8, either reading. */
function expectByDialect(trial: Trial, answered: Exchange, { success, missing }: Expected): void {
  const { must, dialect } = trial;
  const isFree = missing.length === 0 || dialect.superseded === 'peers';
  const refusals = dialect.superseded === undefined ? [CONFLICT, success] : [CONFLICT];
  const expected = isFree ? [success] : refusals;
  const when =
    missing.length === 0
      ? 'when every other leaf was acknowledged'
      : `while ${missing.length} other leaves were not acknowledged (reading: ${dialect.superseded ?? 'acknowledge'})`;
  if (!must.status('RES-8', answered, { is: expected, when }) || isSuccess(answered)) return;
  const text = JSON.stringify(bodyOf(answered) ?? null);
  const unnamed = missing.filter((id) => !text.includes(id));
  must.holds('RES-8', unnamed.length === 0, () => ({
    sentence: `the 409 for other leaves does not name ${unnamed.join(', ')}`,
    expected: `a detail with ${missing.join(', ')}`,
    got: text,
    witness: [answered],
  }));
}

async function formsATree(trial: Trial): Promise<void> {
  const { review, ids } = await growTree(trial);
  const listed = await trial.a.versions(review);
  trial.must.equal('RES-8', listed, {
    what: 'the parent of each version',
    got: Object.fromEntries(versionsIn(listed).map((each) => [each.id, each.parent_id ?? null])),
    expected: {
      [ids.root]: null,
      [ids.a]: ids.root,
      [ids.b]: ids.root,
      [ids.c]: ids.root,
      [ids.deep]: ids.a,
    },
  });
}

async function overlayAsksForNothing(trial: Trial): Promise<void> {
  const { a, must } = trial;
  const { review } = await growTree(trial);
  const { rev } = overlayIn(await a.read(review));
  const snapshot = { total_amount: 7 };
  const appended = await a.append(review, { version_stamp: rev, snapshot, parent_seq: 1 });
  const when = 'on the overlay surface, beside other leaves';
  if (!must.status('RES-8', appended, { is: 200, when })) return;
  const decided = await a.decide(review, {
    version_stamp: overlayIn(appended).rev,
    verdict: 'approved',
    on_seq: 1,
  });
  must.status('RES-8', decided, { is: 200, when });
}
