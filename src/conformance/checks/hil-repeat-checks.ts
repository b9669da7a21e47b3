import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { overlayIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import type { Json } from './gate-case.ts';
import { decideFresh, expectConflict, expectRepeat, type HilBody } from './hil-scene.ts';

const DATA: Json = { total_amount: 325.5, lines: [{ qty: 1, sku: null }], vendor_name: 'é' };
/** The same data, its members in another order. */
const SAME_DATA: Json = { vendor_name: 'é', lines: [{ sku: null, qty: 1 }], total_amount: 325.5 };
const OTHER_DATA: Json = { ...DATA, total_amount: 325 };
const DEEPLY_OTHER_DATA: Json = { ...DATA, lines: [{ qty: 2, sku: null }] };
const LESS_DATA: Json = { total_amount: 325.5 };

/** A decision, and what is sent after it. */
interface Pair {
  readonly name: string;
  readonly first: HilBody;
  readonly next: HilBody;
  readonly isSmoke?: true;
}

const SAME: readonly Pair[] = [
  { name: 'approval', first: { approved: true }, next: { approved: true }, isSmoke: true },
  { name: 'rejection', first: { approved: false }, next: { approved: false }, isSmoke: true },
  { name: 'approval-with-data', first: withData(DATA), next: withData(DATA), isSmoke: true },
  { name: 'approval-with-data-reordered', first: withData(DATA), next: withData(SAME_DATA) },
  { name: 'approval-of-data-without-sending-it', first: withData(DATA), next: { approved: true } },
  { name: 'approval-of-data-sending-null', first: withData(DATA), next: withData(null) },
  { name: 'approval-sending-null', first: { approved: true }, next: withData(null) },
];

const OTHER: readonly Pair[] = [
  {
    name: 'rejects-an-approval',
    first: { approved: true },
    next: { approved: false },
    isSmoke: true,
  },
  { name: 'approves-a-rejection', first: { approved: false }, next: { approved: true } },
  { name: 'rejects-an-approval-with-data', first: withData(DATA), next: { approved: false } },
  { name: 'other-data', first: withData(DATA), next: withData(OTHER_DATA), isSmoke: true },
  { name: 'other-data-further-down', first: withData(DATA), next: withData(DEEPLY_OTHER_DATA) },
  { name: 'less-data', first: withData(DATA), next: withData(LESS_DATA) },
  { name: 'data-for-an-approval-without', first: { approved: true }, next: withData(DATA) },
  { name: 'data-for-a-rejection', first: { approved: false }, next: withData(DATA) },
];

/** A decision under a name, and what is sent after it. */
interface Renamed {
  readonly name: string;
  readonly next: (id: string, otherId: string) => HilBody;
  readonly what: string;
  readonly isRepeat: boolean;
}

/** A name for the try changes nothing about which decision it is. */
const RENAMED: readonly Renamed[] = [
  {
    name: 'same-with-its-command-id',
    next: (command_id) => ({ approved: true, command_id }),
    what: 'the same command again',
    isRepeat: true,
  },
  {
    name: 'same-with-another-command-id',
    next: (_, command_id) => ({ approved: true, command_id }),
    what: 'the same decision with another command_id',
    isRepeat: true,
  },
  {
    name: 'same-without-a-command-id',
    next: () => ({ approved: true }),
    what: 'the same decision without a command_id',
    isRepeat: true,
  },
  {
    name: 'other-with-its-command-id',
    next: (command_id) => ({ approved: false, command_id }),
    what: 'another decision with the same command_id',
    isRepeat: false,
  },
];

/** The same logical decision again, and another one. Source: HIL-1. */
export const HIL_REPEAT_CHECKS: readonly Check[] = [
  ...SAME.map((pair): Check => {
    const what = `the same decision again (${pair.name})`;
    return checkOf(`same-${pair.name}`, pair, (trial, review) =>
      expectRepeat(trial, review, { body: pair.next, what }),
    );
  }),
  ...OTHER.map((pair): Check => {
    const what = `another decision (${pair.name})`;
    return checkOf(`other-${pair.name}`, pair, (trial, review) =>
      expectConflict(trial, review, { body: pair.next, what }),
    );
  }),
  ...RENAMED.map((renamed): Check => ({
    id: `HIL-1/${renamed.name}`,
    phase: 'agents',
    surfaces: ['agent'],
    from: 'ci',
    run: (trial) => judgeRenamed(trial, renamed),
  })),
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `HIL-1/after-${verdict}-on-the-overlay`,
    phase: 'agents',
    surfaces: ['agent', 'overlay'],
    from: 'ci',
    run: (trial) => followsOverlay(trial, verdict),
  })),
  {
    id: 'HIL-1/same-three-times',
    phase: 'agents',
    surfaces: ['agent'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      await decideFresh(trial, review, withData(DATA));
      for (const time of ['second', 'third', 'fourth']) {
        const what = `the same decision for the ${time} time`;
        await expectRepeat(trial, review, { body: withData(SAME_DATA), what });
      }
    },
  },
];

function withData(modified_data: Json | null): HilBody {
  return { approved: true, modified_data };
}

function checkOf(
  name: string,
  { first, isSmoke }: Pair,
  next: (trial: Trial, review: Subject) => Promise<void>,
): Check {
  return {
    id: `HIL-1/${name}`,
    phase: 'agents',
    surfaces: ['agent'],
    from: isSmoke ? 'smoke' : 'ci',
    run: async (trial) => {
      const review = await trial.open();
      await decideFresh(trial, review, first);
      await next(trial, review);
    },
  };
}

async function judgeRenamed(trial: Trial, { next, what, isRepeat }: Renamed): Promise<void> {
  const review = await trial.open();
  const [id, otherId] = [trial.newName('cmd'), trial.newName('cmd')];
  await decideFresh(trial, review, { approved: true, command_id: id });
  const body = next(id, otherId);
  if (isRepeat) await expectRepeat(trial, review, { body, what });
  // Both sentences refuse it, and the one on reused command_ids accepts either. Source: IDM-3.
  else await expectConflict(trial, review, { body, what, refusedBy: [409, 422] });
}

/** It is the same state: what was decided there counts here. Judged as a SHOULD. */
async function followsOverlay(trial: Trial, verdict: 'approved' | 'rejected'): Promise<void> {
  const { a, b, should, open } = trial;
  const review = await open();
  const { rev } = overlayIn(await a.read(review));
  const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
  const first = await a.decide(review, { version_stamp: rev, verdict, ...reason });
  const isApproved = verdict === 'approved';
  const same = await b.hilDecide(review, { approved: isApproved });
  should.status('HIL-1', same, { is: 202, when: `after ${verdict} on the overlay surface` });
  const other = await b.hilDecide(review, { approved: !isApproved });
  should.status('HIL-1', other, {
    is: 409,
    when: `to the other verdict after ${verdict} on the overlay surface`,
  });
  const last = await a.read(review);
  should.equal('HIL-1', [first, same, other, last], {
    what: `the decisions after ${verdict} on the overlay surface and two tries through hil-decisions`,
    got: overlayIn(last).decisions.map((each) => each.verdict),
    expected: [verdict],
  });
}
