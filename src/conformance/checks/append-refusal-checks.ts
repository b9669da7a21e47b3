import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Subject } from '../subject.ts';
import { BLOCK_GATES } from './block-gates.ts';
import { stateIn } from './review-state.ts';
import { BAD_REVIEWABLE_VALUES, REVIEWABLE_VALUES } from './reviewable-value-cases.ts';
import { expectUnchanged } from './unchanged.ts';
import { expectAppended } from './write-effects.ts';
import { carryOut } from './write-step.ts';

const UNPROCESSABLE = 422;
const IN_SMOKE: ReadonlySet<string> = new Set(['split', 'pages-that-descend', 'neither', 'both']);

/** Bodies that give no version, or two. Source: VER-1. */
const BAD_BODIES = [
  { name: 'neither', body: {} },
  { name: 'two-nulls', body: { snapshot: null, reviewable_value: null } },
  { name: 'both', body: { snapshot: { a: 1 }, reviewable_value: { a: 1 } } },
  { name: 'both-empty', body: { snapshot: {}, reviewable_value: {} } },
  { name: 'a-list', body: { snapshot: [{ a: 1 }] } },
  { name: 'a-text', body: { snapshot: '{"a":1}' } },
  { name: 'an-origin-of-its-own', body: { snapshot: { a: 1 }, origin: 'model_output' } },
  { name: 'a-revert', body: { snapshot: { a: 1 }, origin: 'revert' } },
] as const;

const BAD_PARENTS = [
  { name: 'next', parentSeq: 1 },
  { name: 'far', parentSeq: 1000 },
  { name: 'below-zero', parentSeq: -1 },
] as const;

/** Appends in the shape that a reviewer edits, and appends that are refused. Source: VER-1, VER-2. */
export const APPEND_REFUSAL_CHECKS: readonly Check[] = [
  ...REVIEWABLE_VALUES.map(({ name, block, value, snapshot }): Check => ({
    id: `VER-1/reviewable-value-${name}`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open(BLOCK_GATES[block].gate);
      const step = await carryOut(trial, review, (stamp) =>
        trial.a.append(review, { version_stamp: stamp, reviewable_value: value, snapshot: null }),
      );
      expectAppended(trial, step, { by: trial.a, snapshot });
    },
  })),
  ...BAD_REVIEWABLE_VALUES.map(({ name, block, value }): Check => ({
    id: `VER-1/no-reviewable-value-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open(BLOCK_GATES[block].gate);
      const when = `to a reviewable_value that a ${block} block cannot have`;
      await expectRefused(trial, review, { body: { reviewable_value: value }, when });
    },
  })),
  ...BAD_BODIES.map(({ name, body }): Check => ({
    id: `VER-1/no-append-of-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(IN_SMOKE.has(name) ? {} : { from: 'ci' }),
    run: async (trial) => {
      const when = 'to an append that does not give exactly one version as an object';
      await expectRefused(trial, await trial.open(), { body, when });
    },
  })),
  ...BAD_PARENTS.map(({ name, parentSeq }): Check => ({
    id: `VER-2/no-parent-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(name === 'next' ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open();
      const read = await trial.a.read(review);
      const refused = await trial.a.append(review, {
        version_stamp: stateIn(read).rev,
        snapshot: { a: 1 },
        parent_seq: parentSeq,
      });
      const when = `to parent_seq ${parentSeq}, where only version 0 exists`;
      trial.should.status('VER-2', refused, { is: UNPROCESSABLE, when });
      await expectUnchanged(trial, review, { read, refused });
    },
  })),
];

interface RefusedAppend {
  readonly body: Readonly<Record<string, unknown>>;
  readonly when: string;
}

async function expectRefused(
  trial: Trial,
  review: Subject,
  { body, when }: RefusedAppend,
): Promise<void> {
  const read = await trial.a.read(review);
  const sent = { version_stamp: stateIn(read).rev, ...body };
  const refused = await trial.a.append(review, sent);
  trial.must.status('VER-1', refused, { is: UNPROCESSABLE, when });
  await expectUnchanged(trial, review, { read, refused });
}
