import { readFileSync } from 'node:fs';
import {
  array,
  boolean,
  constant,
  dictionary,
  double,
  letrec,
  maxSafeInteger,
  oneof,
  string,
  type Arbitrary,
} from 'fast-check';
import { versionIdOf } from '../../contract/canonical-json.ts';
import type { Check } from '../check.ts';
import { pathOf } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { overlayIn, shown } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { versionsIn } from './review-sight.ts';
import { added, rootOf, versionIn } from './version-tree.ts';

/** Read where it lies, so that no copy can differ from it. */
const VECTORS = new URL('../../../spec/vectors/version-ids.json', import.meta.url);

interface Vector {
  readonly description: string;
  /** Text, since a number's spelling is a part of some. */
  readonly snapshot: string;
  readonly id: string;
}

/** Snapshots as text, where a canonical form goes wrong. Source: RES-2, RFC 8785. */
const TEXTS: Readonly<Record<string, string>> = {
  'keys-out-of-order': '{"b":1,"a":2,"aa":3,"B":4,"_":5,"1":6}',
  'keys-that-look-like-numbers': '{"10":1,"9":2,"01":3,"-1":4,"":5}',
  'inner-keys-out-of-order': '{"z":{"b":{"d":1,"c":2},"a":[{"y":1,"x":2}]}}',
  'keys-by-utf-16-unit': '{"\u{1F600}":1,"\uFB33":2,"\u20AC":3,"\u00F6":4,"\\r":5,"1":6}',
  'integers-as-floats': '{"a":1.0,"b":-3.00,"c":1e3,"d":2.5e1,"e":0.0}',
  fractions: '{"a":0.1,"b":1e-7,"c":0.000001,"d":123.456,"e":-2.50}',
  'large-integers': '{"a":9007199254740991,"b":-9007199254740991,"c":1000000000000000}',
  'letters-beyond-ascii': '{"a":"é 漢字 \u{1F600}","ключ":"значение"}',
  'escaped-letters': '{"\\u0061":"\\u00e9\\ud83d\\ude00\\/"}',
  'composed-and-decomposed': '{"a":"\u00E9","b":"e\u0301"}',
  'control-characters': '{"a":"\\u0001\\b\\f\\n\\r\\t\\u001f\\u007f","b":"\u2028\u2029"}',
  'quotes-and-slashes': '{"a":"\\"\\\\/<>&\'"}',
  'odd-keys': '{"__proto__":1,"toJSON":2,"constructor":3,"hasOwnProperty":4,"$ref":5}',
  'nothing-in-it': '{"a":{},"b":[],"c":null,"d":"","e":false,"f":0}',
  'white-space': '{ "a" :\n [ 1 ,\t2 ] , "b" : " a  b " }',
  deep: `${'{"a":'.repeat(30)}[[]]${'}'.repeat(30)}`,
  'lists-in-their-order': '{"a":[3,1,2,"b","a",{"k":1}]}',
};

/** The names of versions. Source: RES-2 and spec/vectors/version-ids.json. */
export const VERSION_ID_CHECKS: readonly Check[] = [
  {
    id: 'RES-2/vectors',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    run: async (trial) => {
      const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as readonly Vector[];
      const { review, rootId } = await openApart(trial);
      const made: string[] = [];
      for (const vector of vectors) {
        const created = await createText(trial, { review, parentId: rootId, ...vector, made });
        judgeId(trial, created, vector);
        made.push(versionIn(created).id);
      }
    },
  },
  ...Object.entries(TEXTS).map(([name, snapshot]): Check => ({
    id: `RES-2/${name}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      const { review, rootId } = await openApart(trial);
      const created = await createText(trial, { review, parentId: rootId, snapshot, made: [] });
      judgeId(trial, created, { snapshot, id: versionIdOf(JSON.parse(snapshot)) });
    },
  })),
  ...Object.entries(ROOTS()).map(([name, gate]): Check => ({
    id: `RES-2/model-output-of-${name}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      const listed = await trial.a.versions(await trial.open(gate));
      for (const { id, snapshot } of versionsIn(listed)) {
        trial.must.equal('RES-2', listed, {
          what: `the id of version ${shown(snapshot)}`,
          got: id,
          expected: versionIdOf(snapshot),
        });
      }
    },
  })),
  {
    id: 'RES-2/of-an-overlay-version',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, open, must } = trial;
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      const snapshot = { z: [1, { b: 2, a: 3 }], total_amount: 12.5 };
      const appended = await a.append(review, { version_stamp: rev, snapshot });
      const listed = await a.versions(review);
      must.equal('RES-2', [appended, listed], {
        what: 'the id of a version that the overlay surface appended',
        got: versionsIn(listed).at(-1)?.id,
        expected: versionIdOf(snapshot),
      });
    },
  },
  {
    id: 'RES-2/covers-nothing-but-the-snapshot',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: coversNothingElse,
  },
  {
    id: 'RES-2/drawn-snapshots',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    isRandom: true,
    run: async (trial) => {
      const { review, rootId } = await openApart(trial);
      const made: string[] = [];
      for (const drawn of trial.sample(snapshots(), SNAPSHOTS_DRAWN)) {
        const snapshot = JSON.stringify(drawn);
        const created = await createText(trial, { review, parentId: rootId, snapshot, made });
        judgeId(trial, created, { snapshot, id: versionIdOf(drawn) });
        made.push(versionIn(created).id);
      }
    },
  },
];

const SNAPSHOTS_DRAWN = 8;

/** What a block puts out, by its type. Source: contract section 9. */
function ROOTS(): Readonly<Record<string, GateSpec>> {
  const gates = {
    extract: { output: { b: [1.5, null], a: { d: 'é', c: 1 } } },
    classifier: { output: { category: 'invoice' } },
    split: { output: [{ name: 'invoice', pages: [1, 2] }] },
    for_each: { output: [{ key: 'k', pages: [1, 2] }], unassigned_pages: [3] },
  };
  return Object.fromEntries(
    Object.entries(gates).map(([block_type, evidence]) => [
      block_type,
      { block_type, evidence } as unknown as GateSpec,
    ]),
  );
}

/** A review whose own version equals none of those that are tried. */
async function openApart(trial: Trial) {
  const output = { apart: trial.newName('output') };
  const review = await trial.open({ evidence: { output } } as unknown as GateSpec);
  const { id: rootId } = await rootOf(trial, review);
  return { review, rootId };
}

interface TextVersion {
  readonly review: Subject;
  readonly parentId: string;
  readonly snapshot: string;
  /** What was made before; it stands beside this one. */
  readonly made: readonly string[];
}

function createText({ a }: Trial, version: TextVersion): Promise<Exchange> {
  const { review, parentId, snapshot, made } = version;
  return a.send({
    method: 'POST',
    path: pathOf('create_review_version', {}),
    operation: 'create_review_version',
    review,
    text:
      `{"review_id":${JSON.stringify(review.reviewId)},"parent_id":${JSON.stringify(parentId)},` +
      `"snapshot":${snapshot},"acknowledged_superseded_version_ids":${JSON.stringify(made)}}`,
  });
}

function judgeId(trial: Trial, created: Exchange, expected: Pick<Vector, 'snapshot' | 'id'>) {
  const { must } = trial;
  const when = `to a new version with the snapshot ${shown(expected.snapshot)}`;
  if (!must.status('RES-3', created, { is: 201, when })) return;
  const version = versionIn(created);
  must.equal('RES-2', created, {
    what: `the id of version ${expected.snapshot}`,
    got: version.id,
    expected: expected.id,
  });
  must.equal('RES-3', created, {
    what: 'the snapshot in the answer',
    got: version.snapshot,
    expected: JSON.parse(expected.snapshot),
  });
}

async function coversNothingElse(trial: Trial): Promise<void> {
  const { b, newName, must } = trial;
  const first = await openApart(trial);
  const second = await openApart(trial);
  const between = await added(trial, second.review, {
    parentId: second.rootId,
    snapshot: { between: newName('v') },
  });
  const snapshot = { same: newName('v') };
  const one = await added(trial, first.review, { parentId: first.rootId, snapshot });
  const other = await added(trial, second.review, {
    parentId: between.id,
    snapshot,
    note: 'Another note.',
    by: b,
  });
  must.equal('RES-2', trial.history().slice(-2), {
    what: 'the id of the same snapshot in another review, by another author, with a note',
    got: other.id,
    expected: one.id,
  });
  const found = await trial.a.version(one.id);
  must.status('RES-3', found, { is: 200, when: 'for a version id that two reviews have' });
  const { id, review_id: reviewId } = versionIn(found);
  must.holds(
    'RES-3',
    id === one.id && [first, second].some(({ review }) => review.reviewId === reviewId),
    () => ({
      sentence: `get_review_version answered version ${id} of review ${reviewId}`,
      expected: `${one.id} of ${first.review.reviewId} or ${second.review.reviewId}`,
      got: shown({ id, review_id: reviewId }),
      witness: [found],
    }),
  );
}

const JSON_DEPTH_MAX = 3;

/**
 * Objects as a block may put them out. No NUL, which some stores cannot keep, and no number from
 * 1e21 on, which writers of integers spell in another way.
 */
function snapshots(): Arbitrary<Readonly<Record<string, unknown>>> {
  const text = string({ unit: 'binary', maxLength: 8 }).map((each) =>
    each.replaceAll('\u0000', '0'),
  );
  const number = oneof(
    maxSafeInteger(),
    double({ min: -1e15, max: 1e15, noNaN: true }).filter((each) => each === 0 || isPlain(each)),
  );
  const { value } = letrec<{ value: unknown }>((tie) => ({
    value: oneof(
      { depthSize: 'small', maxDepth: JSON_DEPTH_MAX, withCrossShrink: true },
      oneof(text, number, boolean(), constant(null)),
      array(tie('value'), { maxLength: 3 }),
      dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  return dictionary(text, value, { minKeys: 1, maxKeys: 6, noNullPrototype: true });
}

const TINY = 1e-9;

/** Far from zero, where writers of numbers differ. */
function isPlain(value: number): boolean {
  return Math.abs(value) >= TINY;
}
