import { dictionary, jsonValue, string } from 'fast-check';
import type { JsonObject } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Subject } from '../subject.ts';
import { BLOCK_GATES } from './block-gates.ts';
import { stateIn } from './review-state.ts';
import { SNAPSHOT_SAMPLES } from './snapshot-samples.ts';
import { expectAppended, type VersionEffect } from './write-effects.ts';
import { carryOut } from './write-step.ts';

const SNAPSHOT = { total_amount: 500, vendor_name: 'Acme' };

/** One append and the version that comes of it; `by` is added. */
interface AppendCase {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly effect?: Omit<VersionEffect, 'by' | 'snapshot'>;
  readonly isInSmoke?: boolean;
}

/** What may stand beside a snapshot. Source: VER-1. */
const APPENDS: readonly AppendCase[] = [
  { name: 'snapshot-alone', body: {} },
  { name: 'human-edit', body: { origin: 'human_edit' } },
  {
    name: 'agent-edit',
    body: { origin: 'agent_edit' },
    effect: { origin: 'agent_edit' },
  },
  { name: 'note', body: { note: 'Fixed.' }, effect: { note: 'Fixed.' }, isInSmoke: true },
  {
    name: 'note-with-line-breaks-and-blanks',
    body: { note: '  Zeile 1\n“zwei” 👍 \t' },
    effect: { note: '  Zeile 1\n“zwei” 👍 \t' },
  },
  { name: 'no-note', body: { note: null } },
  { name: 'null-for-what-is-left-out', body: { reviewable_value: null, parent_seq: null } },
  { name: 'command-id', body: { command_id: 'once' } },
];

const BODY_CHECKS = APPENDS.map(({ name, body, effect, isInSmoke }): Check => ({
  id: `VER-1/append-with-${name}`,
  also: ['REV-6', 'REV-8', 'REV-7'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(isInSmoke === true ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await trial.open();
    const step = await carryOut(trial, review, (stamp) =>
      trial.b.append(review, { version_stamp: stamp, snapshot: SNAPSHOT, ...body }),
    );
    expectAppended(trial, step, { by: trial.b, snapshot: SNAPSHOT, ...effect });
  },
}));

const SAMPLE_CHECKS = SNAPSHOT_SAMPLES.map(({ name, snapshot }): Check => ({
  id: `VER-1/snapshot-comes-back-${name}`,
  also: ['REV-7'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(name === 'nulls' ? {} : { from: 'ci' }),
  run: async (trial) => appendOne(trial, await trial.open(), snapshot),
}));

/** Any object will do on this surface, whatever the block type. Source: VER-1, RES-4. */
const ANY_OBJECT_CHECKS = (['classifier', 'split', 'for_each'] as const).map(
  (blockType): Check => ({
    id: `VER-1/${blockType}-takes-any-snapshot`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open(BLOCK_GATES[blockType].gate);
      await appendOne(trial, review, { documents: 'none', category: 7, extra: [1] });
    },
  }),
);

/** Numbers that JSON can write in several ways; the value is what counts. */
const NUMBER_TEXTS = [
  { name: 'integer-as-float', text: '{"n":505.0}', snapshot: { n: 505 } },
  { name: 'exponent', text: '{"n":1e3,"m":25E-1}', snapshot: { n: 1000, m: 2.5 } },
  { name: 'escapes', text: String.raw`{"\u0061":"\u00e9\/\ud83d\ude00"}`, snapshot: { a: 'é/😀' } },
] as const;

const NUMBER_TEXT_CHECKS = NUMBER_TEXTS.map(({ name, text, snapshot }): Check => ({
  id: `VER-1/snapshot-written-with-${name}`,
  also: ['REV-7'],
  phase: 'tables',
  surfaces: ['overlay'],
  from: 'ci',
  run: async (trial) => {
    const review = await trial.open();
    const { path } = (await trial.a.read(review)).request;
    const step = await carryOut(trial, review, (stamp) =>
      trial.a.send({
        method: 'POST',
        path: `${path}/versions`,
        operation: 'append_version',
        review,
        headers: { 'content-type': 'application/json' },
        text: `{"snapshot":${text},"version_stamp":${stamp}}`,
      }),
    );
    expectAppended(trial, step, { by: trial.a, snapshot });
  },
}));

const PARENT_HEAD = 2;

/** Which version an append is based on, where there are 0, 1 and 2. Source: VER-2. */
const PARENT_CHECKS = [0, 1, PARENT_HEAD].map((parentSeq): Check => ({
  id: `VER-2/parent-is-version-${parentSeq}-of-3`,
  phase: 'tables',
  surfaces: ['overlay'],
  ...(parentSeq === 0 ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await openWithVersions(trial, PARENT_HEAD);
    const step = await carryOut(trial, review, (stamp) =>
      trial.a.append(review, { version_stamp: stamp, snapshot: SNAPSHOT, parent_seq: parentSeq }),
    );
    expectAppended(trial, step, { by: trial.a, snapshot: SNAPSHOT, parentSeq });
  },
}));

const RANDOM_COUNT = { smoke: 1, ci: 6, soak: 12 } as const;

/** Appends that succeed, and the version that comes of each. Source: VER-1, VER-2, REV-2, REV-7. */
export const APPEND_CHECKS: readonly Check[] = [
  ...BODY_CHECKS,
  ...SAMPLE_CHECKS,
  ...ANY_OBJECT_CHECKS,
  ...NUMBER_TEXT_CHECKS,
  ...PARENT_CHECKS,
  {
    id: 'VER-2/parent-is-the-head-of-3',
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) =>
      appendOne(trial, await openWithVersions(trial, PARENT_HEAD), { total_amount: 7 }),
  },
  {
    id: 'VER-1/random-snapshots-come-back',
    also: ['REV-2', 'REV-7'],
    phase: 'tables',
    surfaces: ['overlay'],
    isRandom: true,
    run: async (trial) => {
      const review = await trial.open();
      for (const snapshot of trial.sample(anySnapshot(), RANDOM_COUNT[trial.mode])) {
        await appendOne(trial, review, snapshot);
      }
    },
  },
];

/** Objects without the texts that gateways and databases trip over; those are tried elsewhere. */
function anySnapshot() {
  const key = string({ unit: 'grapheme', maxLength: 8 }).filter((each) => each !== '__proto__');
  return dictionary(key, jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }), {
    maxKeys: 8,
    noNullPrototype: true,
  }).filter((each) => !JSON.stringify(each).includes('"__proto__"'));
}

async function appendOne(trial: Trial, review: Subject, snapshot: JsonObject): Promise<void> {
  const step = await carryOut(trial, review, (stamp) =>
    trial.a.append(review, { version_stamp: stamp, snapshot }),
  );
  expectAppended(trial, step, { by: trial.a, snapshot });
}

/** Opens a review and appends so many versions to the model's. */
export async function openWithVersions(trial: Trial, count: number): Promise<Subject> {
  const review = await trial.open();
  let { rev } = stateIn(await trial.a.read(review));
  for (let number = 1; number <= count; number += 1) {
    const body = { version_stamp: rev, snapshot: { total_amount: number } };
    ({ rev } = stateIn(await trial.a.append(review, body)));
  }
  return review;
}
