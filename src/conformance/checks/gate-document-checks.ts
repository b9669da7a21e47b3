import { versionIdOf } from '../../contract/canonical-json.ts';
import type { BlockType, WorkflowReviewVersion } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { overlayIn } from '../reply.ts';
import type { GateSpec } from '../subject.ts';
import type { Json } from './gate-case.ts';
import { versionsIn } from './review-sight.ts';

/** A block's result and the snapshot that its review must begin with. */
interface Opening {
  readonly name: string;
  readonly blockType: BlockType;
  readonly evidence: Json;
  readonly snapshot: Json;
}

/** The author of version 0; nobody else in a run has this id. */
const MODEL = { kind: 'model', id: 'extractor-7', display_name: 'Extractor 7 é' } as const;

const ODD = {
  name: 'é 😀 \u0000 "x"',
  'a.b': { '': [null, [], {}] },
  big: 9_007_199_254_740_991,
  small: 1e-7,
  none: null,
  no: false,
  output: { output: 1 },
};
const ITEMS = [
  { name: 'b', pages: [3, 4] },
  { name: 'a', pages: [1, 2] },
];
const PARTS = [
  { key: 'b', pages: [3] },
  { key: 'a', pages: [] },
];

const OPENINGS: readonly Opening[] = [
  { name: 'extract', blockType: 'extract', evidence: { output: ODD }, snapshot: ODD },
  { name: 'extract-empty', blockType: 'extract', evidence: { output: {} }, snapshot: {} },
  {
    name: 'classifier',
    blockType: 'classifier',
    evidence: {
      output: { category: 'invoice', reasoning: 'It has a total.' },
      consensus: { likelihoods: { invoice: 0.9 }, choices: ['invoice'] },
    },
    snapshot: { category: 'invoice' },
  },
  {
    name: 'split',
    blockType: 'split',
    evidence: { output: ITEMS, consensus: { likelihoods: [{ name: 'b', pages: [0.9, 0.9] }] } },
    snapshot: { documents: ITEMS },
  },
  {
    name: 'for-each',
    blockType: 'for_each',
    evidence: { output: PARTS },
    snapshot: { partitions: PARTS },
  },
  {
    name: 'for-each-with-unassigned-pages',
    blockType: 'for_each',
    evidence: { output: PARTS, unassigned_pages: [5, 7] },
    snapshot: { partitions: PARTS, unassigned_pages: [5, 7] },
  },
  {
    name: 'conditional',
    blockType: 'conditional',
    evidence: { output: { branch: 'high' } },
    snapshot: { branch: 'high' },
  },
];

/** What a review begins with, by block type. Source: PRD-3, version 0; REV-2. */
export const GATE_DOCUMENT_CHECKS: readonly Check[] = OPENINGS.flatMap((opening) => [
  {
    id: `PRD-3/version-0-of-${opening.name}`,
    also: ['REV-2'],
    phase: 'predicates',
    surfaces: ['overlay'],
    needs: ['gates'],
    run: (trial) => beginsWith(trial, opening),
  },
  ...(opening.blockType === 'conditional' ? [] : [onResource(opening)]),
]);

function onResource(opening: Opening): Check {
  return {
    id: `PRD-3/first-version-of-${opening.name}`,
    phase: 'predicates',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => listsFirst(trial, opening),
  };
}

function gateOf({ blockType, evidence }: Opening): GateSpec {
  const predicate = { kind: 'always' };
  return { block_type: blockType, predicate, evidence, model: MODEL } as unknown as GateSpec;
}

async function beginsWith(trial: Trial, opening: Opening): Promise<void> {
  const { a, must, open } = trial;
  const { snapshot, blockType } = opening;
  const review = await open(gateOf(opening));
  const read = await a.read(review);
  const { versions, block_type: shownType } = overlayIn(read);
  const [first] = versions;
  const what = `the snapshot of version 0 on ${blockType}`;
  must.equal('PRD-3', read, { what, got: first?.snapshot, expected: snapshot });
  must.equal('PRD-3', read, {
    what: 'the author of version 0',
    got: first?.author,
    expected: MODEL,
  });
  must.equal('PRD-3', read, { what: 'block_type', got: shownType, expected: blockType });
  must.holds('REV-2', versions.length === 1, () => ({
    sentence: `a review was opened with ${versions.length} versions`,
    expected: "the model's output alone",
    got: `${versions.length} versions`,
    witness: [read],
  }));
}

async function listsFirst(trial: Trial, opening: Opening): Promise<void> {
  const { a, must, open } = trial;
  const { snapshot, blockType } = opening;
  const listed = await a.versions(await open(gateOf(opening)));
  const [first] = versionsIn(listed) as readonly Partial<WorkflowReviewVersion>[];
  const what = `the snapshot of the first version on ${blockType}`;
  must.equal('PRD-3', listed, { what, got: first?.snapshot, expected: snapshot });
  must.equal('PRD-3', listed, {
    what: 'the author of the first version',
    got: first?.author,
    expected: MODEL,
  });
  must.equal('RES-2', listed, {
    what: 'the id of the first version',
    got: first?.id,
    expected: versionIdOf(snapshot),
  });
}
