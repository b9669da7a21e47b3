import { describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import { nodeOf, supersededLeaves, versionNodes } from '../../src/domain/version-tree.ts';
import {
  afterNoon,
  ANN,
  appending,
  attempt,
  BOB,
  CHECKER,
  creating,
  deciding,
  faultPlaces,
  lastOf,
  MODEL,
  opened,
  OUTPUTS,
  play,
  refusalOf,
  rejecting,
  within,
} from '../support/reviews.ts';

const A = { total: 1 };
const B = { total: 2 };
const C = { total: 3 };
const D = { total: 4 };
const [ROOT_ID, A_ID, B_ID, C_ID, D_ID] = [OUTPUTS.extract, A, B, C, D].map(versionIdOf) as [
  string,
  string,
  string,
  string,
  string,
];
const PEERS = { policies: { ...DEFAULT_POLICIES, superseded: 'peers' } } as const;

/** The root with two leaves, A and B. */
const FORKED = play(opened(), creating(ROOT_ID, A), within(PEERS, creating(ROOT_ID, B)));

describe('RES-2: the content of a version is its id', () => {
  test.each([
    [{}, 'rvr_IQJW7I2VWNTYUEKGVULPP2DETY'],
    [{ total_amount: 505, vendor_name: 'Acme Corp' }, 'rvr_XEAM4ON3XNZEVX2XERKKRI7MJE'],
  ])('%j is %s', (snapshot, id) => {
    const review = opened({ snapshot });
    expect(nodeOf(review, id)?.version).toBe(review.versions[0]);
  });

  test('nothing else is: another author, note or time makes no other version', () => {
    const [left, right] = [ANN, BOB].map((actor) =>
      attempt(opened(), within({ actor }, creating(ROOT_ID, A, { note: actor.id }))),
    );
    expect(left?.result).toEqual({ ok: true, value: { versionId: A_ID } });
    expect(right?.result).toEqual(left?.result);
  });
});

describe('RES-3: a version is created once under one parent', () => {
  const once = play(opened(), within({ actor: BOB }, creating(ROOT_ID, A, { note: 'First.' })));

  test('with the caller as its author', () => {
    const move = creating(ROOT_ID, A, { note: 'Typo.' });
    const review = play(opened(), within({ actor: BOB, now: afterNoon(5) }, move));
    expect(lastOf(review.versions)).toMatchObject({
      seq: 1,
      parent_seq: 0,
      author: BOB,
      origin: 'human_edit',
      snapshot: A,
      note: 'Typo.',
      created_at: afterNoon(5),
    });
    expect(review.status).toBe('awaiting_review');
  });

  test.each([
    [ANN, 'human_edit'],
    [CHECKER, 'agent_edit'],
    [MODEL, 'agent_edit'],
  ])('by $kind as %s', (actor, origin) => {
    const review = play(opened(), within({ actor }, creating(ROOT_ID, A)));
    expect(lastOf(review.versions).origin).toBe(origin);
  });

  test('under the parent it names, not the head', () => {
    const review = play(FORKED, within(PEERS, creating(A_ID, C)));
    expect(lastOf(review.versions)).toMatchObject({ seq: 3, parent_seq: 1 });
  });

  test('not under an unknown parent', () => {
    const attempted = attempt(opened(), creating(A_ID, B));
    expect(attempted.result).toMatchObject({ refusal: { kind: 'no_version', versionId: A_ID } });
    expect(attempted.review).toEqual(opened());
  });

  const again = within(
    { actor: ANN, now: afterNoon(5) },
    creating(ROOT_ID, { total: 1 }, { note: 'Second.' }),
  );

  test.each<readonly [string, Review]>([
    ['while it waits', once],
    ['beside another leaf', FORKED],
    ['on an approved review', play(once, deciding())],
    ['on a rejected review', play(once, rejecting())],
  ])('the same one again %s is the one that is there', (_, review) => {
    const attempted = attempt(review, again);
    expect(attempted.result).toEqual({ ok: true, value: { versionId: A_ID } });
    expect(attempted.review).toBe(review);
  });

  test('the same content under another parent is refused', () => {
    const review = play(once, creating(A_ID, B));
    const refusal = { kind: 'version_elsewhere', versionId: B_ID, parentId: A_ID };
    expect(refusalOf(review, creating(ROOT_ID, B))).toEqual(refusal);
    expect(attempt(review, creating(ROOT_ID, B)).review).toBe(review);
  });

  test('the content of the root is refused under any parent', () => {
    const refusal = { kind: 'version_elsewhere', versionId: ROOT_ID, parentId: null };
    expect(refusalOf(once, creating(ROOT_ID, OUTPUTS.extract))).toEqual(refusal);
    expect(refusalOf(once, creating(A_ID, OUTPUTS.extract))).toEqual(refusal);
  });
});

describe('RES-3: content appended twice is one version of the resource surface', () => {
  /** Seqs: 0 root, 1 A, 2 B under A, 3 A again under B, 4 C under the second A. */
  const doubled = play(opened(), ...[A, B, A, C].map((snapshot) => appending({ snapshot })));

  test('listed once, as first created', () => {
    expect(
      versionNodes(doubled).map(({ id, parentId, version }) => [id, parentId, version.seq]),
    ).toEqual([
      [ROOT_ID, null, 0],
      [A_ID, ROOT_ID, 1],
      [B_ID, A_ID, 2],
      [C_ID, A_ID, 4],
    ]);
  });

  test('its id means the lowest seq', () => {
    expect(nodeOf(doubled, A_ID)?.version.seq).toBe(1);
    const review = play(doubled, within(PEERS, creating(A_ID, D)));
    expect(lastOf(review.versions)).toMatchObject({ seq: 5, parent_seq: 1 });
  });

  test('its parent is the first one too', () => {
    expect(attempt(doubled, creating(ROOT_ID, A)).result.ok).toBe(true);
    expect(refusalOf(doubled, creating(B_ID, A))).toMatchObject({ kind: 'version_elsewhere' });
  });
});

describe('RES-4: a version has the shape of its block type', () => {
  test.each([
    ['classifier' as const, { category: 1 }, 'body.snapshot.category'],
    ['split' as const, { splits: [] }, 'body.snapshot.documents'],
    ['for_each' as const, { chunks: [] }, 'body.snapshot.partitions'],
  ])('%s: %j is invalid', (blockType, snapshot, place) => {
    const review = opened({ blockType });
    const root = versionIdOf(OUTPUTS[blockType]);
    expect(faultPlaces(review, creating(root, snapshot))).toContain(place);
    expect(attempt(review, creating(root, snapshot)).review).toBe(review);
  });
});

describe('RES-7: a decided review takes no new version', () => {
  test.each([
    ['approved', deciding()],
    ['rejected', rejecting()],
  ])('when it is %s', (status, move) => {
    const review = play(opened(), move);
    const attempted = attempt(review, creating(ROOT_ID, A));
    expect(attempted.result).toEqual({ ok: false, refusal: { kind: 'already_decided', status } });
    expect(attempted.review).toBe(review);
  });
});

describe('RES-8: versions form a tree, whose other leaves have to be acknowledged', () => {
  test('the leaves are the versions without children', () => {
    const chain = play(opened(), creating(ROOT_ID, A), creating(A_ID, B));
    expect(supersededLeaves(opened(), '', [])).toEqual([ROOT_ID]);
    expect(supersededLeaves(chain, '', [])).toEqual([B_ID]);
    expect(supersededLeaves(FORKED, '', [])).toEqual([A_ID, B_ID]);
  });

  test.each([
    ['the root: both leaves are left behind', ROOT_ID, [A_ID, B_ID]],
    ['one leaf: the other is left behind', A_ID, [B_ID]],
    ['the other leaf', B_ID, [A_ID]],
  ])('parenting on %s', (_, parentId, versionIds) => {
    const refusal = { kind: 'superseded_versions', versionIds };
    const attempted = attempt(FORKED, creating(parentId, C));
    expect(attempted.result).toEqual({ ok: false, refusal });
    expect(attempted.review).toBe(FORKED);
  });

  test('parenting on the only leaf leaves none behind', () => {
    expect(attempt(opened(), creating(ROOT_ID, A)).result.ok).toBe(true);
    expect(attempt(play(opened(), creating(ROOT_ID, A)), creating(A_ID, B)).result.ok).toBe(true);
  });

  test('all of them acknowledged, it is allowed', () => {
    const acknowledgedIds = [B_ID, A_ID, D_ID];
    const review = play(FORKED, creating(ROOT_ID, C, { acknowledgedIds }));
    expect(lastOf(review.versions)).toMatchObject({ snapshot: C, parent_seq: 0 });
  });

  test('some of them acknowledged, it is not', () => {
    expect(refusalOf(FORKED, creating(ROOT_ID, C, { acknowledgedIds: [A_ID] }))).toMatchObject({
      kind: 'superseded_versions',
      versionIds: expect.arrayContaining([B_ID]),
    });
  });

  test('among peers nothing has to be acknowledged', () => {
    expect(attempt(FORKED, within(PEERS, creating(ROOT_ID, C))).result.ok).toBe(true);
  });

  test('the overlay surface knows no such rule', () => {
    expect(attempt(FORKED, appending({ snapshot: C, parent_seq: 0 })).result.ok).toBe(true);
    expect(attempt(FORKED, deciding({ on_seq: 1 })).result.ok).toBe(true);
  });
});
