import { setTimeout as wait } from 'node:timers/promises';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Verdict } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import type { RunState } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { openWithVersions } from './append-checks.ts';
import { BLOCK_GATES } from './block-gates.ts';
import { stateIn } from './review-state.ts';

/** A run may take a moment to go on. */
const TRIES = 12;
const PAUSE_MS = 100;

interface Ruling {
  readonly name: string;
  /** Beside the model's version there are two, `{total_amount: 1}` and `{total_amount: 2}`. */
  readonly body: Readonly<Record<string, unknown>> & { readonly verdict: Verdict };
  /** What the run goes on with; null where it is cancelled. */
  readonly resumesWith: (first: unknown) => unknown;
  readonly isInSmoke?: boolean;
}

const EDIT = { total_amount: 3, vendor_name: 'Acmé' };

const RULINGS: readonly Ruling[] = [
  {
    name: 'the-head',
    body: { verdict: 'approved' },
    resumesWith: () => ({ total_amount: 2 }),
  },
  { name: 'the-first', body: { verdict: 'approved', on_seq: 0 }, resumesWith: (first) => first },
  {
    name: 'another-than-judged',
    body: { verdict: 'approved', on_seq: 2, effective_seq: 1 },
    resumesWith: () => ({ total_amount: 1 }),
  },
  {
    name: 'an-edit',
    body: { verdict: 'approved', edited_output: EDIT },
    resumesWith: () => EDIT,
    isInSmoke: true,
  },
  {
    name: 'an-edit-of-the-first',
    body: { verdict: 'approved', edited_output: EDIT, on_seq: 0 },
    resumesWith: () => EDIT,
  },
  {
    name: 'nothing',
    body: { verdict: 'rejected', reason: 'No.' },
    resumesWith: () => null,
    isInSmoke: true,
  },
];

/** What becomes of the run. Source: RUN-1. */
export const RESUME_CHECKS: readonly Check[] = [
  ...RULINGS.map(({ name, body, resumesWith, isInSmoke }): Check => ({
    id: `RUN-1/run-goes-on-with-${name}`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['runs'],
    ...(isInSmoke === true ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await openWithVersions(trial, 2);
      const read = await trial.a.read(review);
      const { rev, versions } = stateIn(read);
      await expectRun(trial, review, { level: 'should', status: 'awaiting_review' });
      await trial.b.decide(review, { version_stamp: rev, ...body });
      const status = body.verdict === 'approved' ? 'completed' : 'cancelled';
      const resumedWith = resumesWith(versions[0]?.snapshot);
      await expectRun(trial, review, { level: 'must', status, resumedWith });
    },
  })),
  ...(['approved', 'rejected'] as const).map((last): Check => ({
    id: `RUN-1/run-waits-for-all-its-blocks-${last}`,
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['runs', 'gates'],
    from: 'ci',
    run: (trial) => waitsForAll(trial, last),
  })),
];

/** One run of two gated blocks: the first is ruled on one way, the last another. */
async function waitsForAll(trial: Trial, last: Verdict): Promise<void> {
  const first = await trial.open();
  const second = await trial.open({ ...BLOCK_GATES.extract.gate, run_id: first.runId });
  const third = await trial.open({ ...BLOCK_GATES.extract.gate, run_id: first.runId });
  await decide(trial, first, 'approved');
  await expectRun(trial, first, { level: 'should', status: 'awaiting_review' });
  await decide(trial, second, last);
  await expectRun(trial, first, { level: 'should', status: 'awaiting_review' });
  await decide(trial, third, 'approved');
  const status = last === 'approved' ? 'completed' : 'cancelled';
  await expectRun(trial, first, { level: 'should', status });
}

async function decide(trial: Trial, review: Subject, verdict: Verdict): Promise<void> {
  const { rev } = stateIn(await trial.a.read(review));
  const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
  await trial.a.decide(review, { version_stamp: rev, verdict, ...reason });
}

interface ExpectedRun {
  readonly level: 'must' | 'should';
  readonly status: RunState['status'];
  /** Not looked at when left out. */
  readonly resumedWith?: unknown;
}

/** Judges a run, once it had a moment to get there. Source: RUN-1. */
export async function expectRun(
  trial: Trial,
  review: Subject,
  { level, status, resumedWith }: ExpectedRun,
): Promise<void> {
  const isThere = (run: RunState) =>
    run.status === status &&
    (resumedWith === undefined ||
      canonicalJson(resumedIn(run, review)) === canonicalJson(resumedWith));
  let run = await trial.runState(review);
  for (let tries = 1; tries < TRIES && !isThere(run); tries += 1) {
    await wait(PAUSE_MS);
    run = await trial.runState(review);
  }
  const wanted = resumedWith === undefined ? '' : ` with ${shown(resumedWith)}`;
  const found = resumedWith === undefined ? '' : ` with ${shown(resumedIn(run, review))}`;
  trial[level].holds('RUN-1', isThere(run), () => ({
    sentence: `the run is ${run.status}${found} instead of ${status}${wanted}`,
    expected: `${status}${wanted}`,
    got: shown(run),
    witness: trial.history(review).slice(-1),
  }));
}

function resumedIn(run: RunState, review: Subject): unknown {
  return run.blocks.find((block) => block.block_id === review.blockId)?.resumed_with ?? null;
}
