import type { JsonObject } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Subject } from '../subject.ts';
import { openWithVersions } from './append-checks.ts';
import { BLOCK_GATES } from './block-gates.ts';
import { stateIn } from './review-state.ts';
import { BAD_REVIEWABLE_VALUES, REVIEWABLE_VALUES } from './reviewable-value-cases.ts';
import { SNAPSHOT_SAMPLES } from './snapshot-samples.ts';
import { expectFresh } from './submission.ts';
import { expectUnchanged } from './unchanged.ts';
import { expectDecided } from './write-effects.ts';
import { carryOut } from './write-step.ts';

const OK = 200;
const UNPROCESSABLE = 422;
const CONFLICT = 409;
const HEAD = 2;
const EDIT = { total_amount: 499.5, vendor_name: null };

const IN_SMOKE: ReadonlySet<string> = new Set([
  'empty',
  'split',
  'effective-seq-beside-an-edit',
  'an-unknown-on-seq',
]);

/** Edits that no decision may carry; whether a MUST or a SHOULD says so. Source: DEC-2. */
const BAD_EDITS = [
  {
    name: 'effective-seq-beside-an-edit',
    level: 'should',
    body: { edited_output: EDIT, effective_seq: 0 },
  },
  {
    name: 'effective-seq-beside-a-reviewable-value',
    level: 'should',
    body: { reviewable_value: EDIT, effective_seq: 0 },
  },
  {
    name: 'two-edits',
    level: 'should',
    body: { edited_output: EDIT, reviewable_value: EDIT },
  },
  {
    name: 'two-empty-edits',
    level: 'should',
    body: { edited_output: {}, reviewable_value: {} },
  },
  { name: 'an-unknown-on-seq', level: 'must', body: { edited_output: EDIT, on_seq: 1 } },
  {
    name: 'an-unknown-on-seq-beside-a-reviewable-value',
    level: 'must',
    body: { reviewable_value: EDIT, on_seq: 1 },
  },
] as const;

/** Approvals that carry the corrected output. Source: DEC-2, REV-2, REV-6. */
export const EDITED_DECISION_CHECKS: readonly Check[] = [
  ...SNAPSHOT_SAMPLES.map(({ name, snapshot }): Check => ({
    id: `DEC-2/edit-comes-back-${name}`,
    also: ['REV-2', 'REV-6', 'REV-7', 'REV-8'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) =>
      approveEdit(trial, await trial.open(), { body: { edited_output: snapshot }, snapshot }),
  })),
  ...[undefined, null, 0, 1, HEAD].map((onSeq): Check => ({
    id: `DEC-2/edit-on-${onSeq === undefined ? 'none' : String(onSeq)}-of-3`,
    also: ['REV-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(onSeq === 0 ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await openWithVersions(trial, HEAD);
      const body = { edited_output: EDIT, on_seq: onSeq, effective_seq: null };
      await approveEdit(trial, review, { body, snapshot: EDIT, parentSeq: onSeq ?? HEAD });
    },
  })),
  ...REVIEWABLE_VALUES.map(({ name, block, value, snapshot }): Check => ({
    id: `DEC-2/reviewable-value-${name}`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open(BLOCK_GATES[block].gate);
      await approveReviewable(trial, review, { body: { reviewable_value: value }, snapshot });
    },
  })),
  ...BAD_REVIEWABLE_VALUES.map(({ name, block, value }): Check => ({
    id: `DEC-2/no-reviewable-value-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open(BLOCK_GATES[block].gate);
      const when = `to a reviewable_value that a ${block} block cannot have`;
      const body = { reviewable_value: value };
      await expectRefused(trial, review, { level: 'should', body, when });
    },
  })),
  ...BAD_EDITS.map(({ name, level, body }): Check => ({
    id: `DEC-2/no-approval-with-${name}`,
    also: ['ERR-2', 'DEC-1'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const when = `to an approval with ${name.replaceAll('-', ' ')}`;
      await expectRefused(trial, await trial.open(), { level, body, when });
    },
  })),
  {
    id: 'DEC-2/edit-that-changes-nothing',
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const snapshot = stateIn(await trial.a.read(review)).versions[0]?.snapshot ?? {};
      await approveEdit(trial, review, { body: { edited_output: snapshot }, snapshot });
    },
  },
  {
    id: 'DEC-2/stale-edit-leaves-no-version',
    also: ['CAS-4'],
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await openWithVersions(trial, 1);
      const read = await trial.a.read(review);
      const version_stamp = stateIn(read).rev - 1;
      const body = { version_stamp, verdict: 'approved', edited_output: EDIT };
      const refused = await trial.b.decide(review, body);
      trial.must.status('CAS-1', refused, { is: CONFLICT, when: 'to an edit with a stale stamp' });
      await expectUnchanged(trial, review, { read, refused });
    },
  },
];

interface EditCase {
  readonly body: Readonly<Record<string, unknown>>;
  readonly snapshot: JsonObject;
  readonly parentSeq?: number;
}

async function approveEdit(
  trial: Trial,
  review: Subject,
  { body, snapshot, parentSeq }: EditCase,
): Promise<void> {
  const { b } = trial;
  const step = await carryOut(trial, review, (stamp) =>
    b.decide(review, { version_stamp: stamp, verdict: 'approved', ...body }),
  );
  const edit = { by: b, snapshot, ...(parentSeq === undefined ? {} : { parentSeq }) };
  expectDecided(trial, step, { by: b, verdict: 'approved', edit });
  expectFresh(trial, step.sent);
}

/** The reviewer's shape is a SHOULD from end to end. */
async function approveReviewable(
  trial: Trial,
  review: Subject,
  { body, snapshot }: EditCase,
): Promise<void> {
  const step = await carryOut(trial, review, (stamp) =>
    trial.b.decide(review, { version_stamp: stamp, verdict: 'approved', ...body }),
  );
  const when = 'to an approval with a reviewable_value';
  if (!trial.should.status('DEC-2', step.sent, { is: OK, when })) return;
  const version = step.after.versions.at(-1);
  trial.should.equal('DEC-2', step.witness, {
    what: 'the version that came of a reviewable_value',
    got: { seq: version?.seq, snapshot: version?.snapshot, origin: version?.origin },
    expected: { seq: step.before.head_seq + 1, snapshot, origin: 'human_edit' },
  });
  trial.should.equal('DEC-2', step.witness, {
    what: 'effective_seq after an approval with a reviewable_value',
    got: step.after.effective_seq,
    expected: step.before.head_seq + 1,
  });
}

interface RefusedEdit {
  readonly level: 'must' | 'should';
  readonly body: Readonly<Record<string, unknown>>;
  readonly when: string;
}

async function expectRefused(
  trial: Trial,
  review: Subject,
  { level, body, when }: RefusedEdit,
): Promise<void> {
  const read = await trial.a.read(review);
  const version_stamp = stateIn(read).rev;
  const refused = await trial.a.decide(review, { version_stamp, verdict: 'approved', ...body });
  // What names no version is DEC-1's; what does not go together is DEC-2's.
  const requirement = level === 'must' ? 'DEC-1' : 'DEC-2';
  trial[level].status(requirement, refused, { is: UNPROCESSABLE, when });
  // An edit that is kept without its decision breaks "both or neither".
  await expectUnchanged(trial, review, { read, refused, requirement: 'DEC-2' });
}
