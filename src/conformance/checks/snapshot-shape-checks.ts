import type { BlockType } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { isSuccess, overlayIn, shown } from '../reply.ts';
import type { GateSpec } from '../subject.ts';
import { expectSame, see, versionsIn } from './review-sight.ts';
import { GOOD_SNAPSHOTS, BAD_SNAPSHOTS, type ShapedBlock } from './snapshot-shapes.ts';
import { rootOf, versionIn } from './version-tree.ts';

/** What each type of block puts out; no snapshot that is tried equals one. Source: contract section 9. */
const EVIDENCE: Readonly<Record<ShapedBlock, object>> = {
  extract: { output: { apart: true } },
  classifier: { output: { category: 'apart' } },
  split: { output: [{ name: 'apart', pages: [1, 2] }] },
  for_each: { output: [{ key: 'apart', pages: [1, 2] }] },
};

const BLOCKS = Object.keys(EVIDENCE) as readonly ShapedBlock[];

/** The shapes of snapshots, by type of block. Source: RES-4. */
export const SNAPSHOT_SHAPE_CHECKS: readonly Check[] = [
  ...BLOCKS.flatMap((block) =>
    Object.entries(BAD_SNAPSHOTS[block]).map(([name, snapshot], index): Check => ({
      id: `RES-4/${block}-refuses-${name}`,
      also: ['ERR-2'],
      phase: 'tables',
      surfaces: ['resource'],
      needs: ['gates'],
      ...(index === 0 && block === 'split' ? {} : { from: 'ci' }),
      run: (trial) => refuses(trial, block, snapshot),
    })),
  ),
  ...BLOCKS.flatMap((block) =>
    Object.entries(GOOD_SNAPSHOTS[block]).map(([name, snapshot], index): Check => ({
      id: `RES-4/${block}-takes-${name}`,
      phase: 'tables',
      surfaces: ['resource'],
      needs: ['gates'],
      ...(index === 0 && block === 'for_each' ? {} : { from: 'ci' }),
      run: (trial) => takes(trial, block, snapshot),
    })),
  ),
  ...(['classifier', 'split', 'for_each', 'conditional'] as const).map((block): Check => ({
    id: `RES-4/overlay-takes-any-object-of-${block}`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => overlayTakes(trial, block),
  })),
];

function gateOf(block: ShapedBlock): GateSpec {
  return { block_type: block, evidence: EVIDENCE[block] } as unknown as GateSpec;
}

async function refuses(trial: Trial, block: ShapedBlock, snapshot: unknown): Promise<void> {
  const { a, open, must } = trial;
  const review = await open(gateOf(block));
  const { id: parentId } = await rootOf(trial, review);
  const before = await see(trial, review);
  const refused = await a.create(review, { parent_id: parentId, snapshot });
  must.status('RES-4', refused, { is: 422, when: `to ${shown(snapshot)} as that of a ${block}` });
  if (isSuccess(refused)) return;
  const after = await see(trial, review);
  expectSame(trial, 'ERR-2', { before, by: refused, after, when: 'after a refused snapshot' });
}

async function takes(trial: Trial, block: ShapedBlock, snapshot: object): Promise<void> {
  const { a, open, must } = trial;
  const review = await open(gateOf(block));
  const { id: parentId } = await rootOf(trial, review);
  const created = await a.create(review, { parent_id: parentId, snapshot });
  const when = `to ${shown(snapshot)} as that of a ${block}`;
  if (!must.status('RES-4', created, { is: 201, when })) return;
  const listed = await a.versions(review);
  const found = versionsIn(listed).find(({ id }) => id === versionIn(created).id);
  must.equal('RES-3', [created, listed], {
    what: 'the listed snapshot of a new version',
    got: found?.snapshot,
    expected: snapshot,
  });
}

async function overlayTakes(trial: Trial, block: BlockType): Promise<void> {
  const { a, open, must } = trial;
  const evidence = block === 'conditional' ? { output: { branch: 'apart' } } : EVIDENCE[block];
  const review = await open({ block_type: block, evidence } as unknown as GateSpec);
  const { rev } = overlayIn(await a.read(review));
  const snapshot = { documents: 'none', category: 5, pages: [2, 1, 1, 0], other: { any: null } };
  const appended = await a.append(review, { version_stamp: rev, snapshot });
  const when = `to an object of any shape for a ${block}`;
  if (!must.status('RES-4', appended, { is: 200, when })) return;
  must.equal('RES-4', appended, {
    what: `the snapshot that the overlay surface took for a ${block}`,
    got: overlayIn(appended).versions.at(-1)?.snapshot,
    expected: snapshot,
  });
}
