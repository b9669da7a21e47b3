import type { Check } from '../check.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { parseInstant } from '../../contract/instant.ts';
import { overlayIn } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { claimFor, expectQueue, openQueue, queueItemsIn, ruleOn } from './queue-scene.ts';
import { tick } from './version-tree.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;
const UNPROCESSABLE = 422;
const CLAIM_MIN_SECONDS = 30;
const MS_PER_SECOND = 1000;

const BASE = { phase: 'tables', surfaces: ['overlay'], needs: ['gates'] } as const;

/** The overlay queue. Source: QUE-1. */
export const QUEUE_CHECKS: readonly Check[] = [
  { ...BASE, id: 'QUE-1/order', run: (trial) => isOrdered(trial, 7) },
  {
    ...BASE,
    id: 'QUE-1/order-of-many',
    phase: 'paging',
    from: 'ci',
    run: (trial) => isOrdered(trial, 30),
  },
  {
    ...BASE,
    id: 'QUE-1/order-after-reopening',
    needs: ['gates', 'reopen'],
    from: 'ci',
    run: reopened,
  },
  { ...BASE, id: 'QUE-1/status', from: 'ci', run: byStatus },
  { ...BASE, id: 'QUE-1/mine', from: 'ci', run: mine },
  {
    ...BASE,
    id: 'QUE-1/mine-when-a-claim-has-run-out',
    phase: 'leases',
    needs: ['gates', 'clock'],
    isExclusive: true,
    from: 'ci',
    run: expiredClaim,
  },
  { ...BASE, id: 'QUE-1/head-of-the-queue', run: heads },
  { ...BASE, id: 'QUE-1/limit-by-default', phase: 'paging', from: 'ci', run: defaultLimit },
  {
    ...BASE,
    id: 'QUE-1/limits',
    from: 'ci',
    run: async ({ a, must, workflowId }) => {
      for (const limit of [0, 201, -1, 1.5, 'ten']) {
        const query = { workflow_id: workflowId, status: 'awaiting_review', limit };
        const listed = await a.queue(query);
        must.status('QUE-1', listed, { is: UNPROCESSABLE, when: `to limit=${limit}` });
      }
      for (const limit of [1, LIMIT_MAX]) {
        const listed = await a.queue({ workflow_id: workflowId, mine: true, limit });
        must.status('QUE-1', listed, { is: 200, when: `to limit=${limit}` });
      }
    },
  },
  {
    ...BASE,
    id: 'QUE-1/unknown-values',
    from: 'ci',
    run: async ({ a, must, workflowId }) => {
      for (const query of [
        { status: 'pending' },
        { status: 'all' },
        { status: '' },
        { mine: 'maybe' },
      ]) {
        const listed = await a.queue({ workflow_id: workflowId, ...query });
        const when = `to ${JSON.stringify(query)}`;
        must.status('QUE-1', listed, { is: UNPROCESSABLE, when });
      }
    },
  },
  {
    ...BASE,
    id: 'QUE-1/conditional-reviews-wait-too',
    from: 'ci',
    run: async (trial) => {
      const evidence = { output: { branch: 'left' } };
      const spec = { block_type: 'conditional', evidence } as unknown as GateSpec;
      const reviews = [await trial.open(spec), await trial.open()];
      const query = { workflow_id: trial.workflowId, status: 'awaiting_review' };
      const listed = await trial.a.queue(query);
      expectQueue(trial, listed, {
        reviews,
        limit: LIMIT_DEFAULT,
        when: 'with a conditional review',
      });
    },
  },
];

async function isOrdered(trial: Trial, count: number): Promise<void> {
  const reviews = await openQueue(trial, count);
  for (const query of [{ status: 'awaiting_review' }, { mine: false }]) {
    const listed = await trial.a.queue({
      workflow_id: trial.workflowId,
      limit: LIMIT_MAX,
      ...query,
    });
    const when = `to ${JSON.stringify(query)}`;
    expectQueue(trial, listed, { reviews, limit: LIMIT_MAX, when });
  }
}

/** A review that waits anew waits since then, and so comes behind those of its priority. */
async function reopened(trial: Trial): Promise<void> {
  const { a, open, should, workflowId } = trial;
  const first = await open({ priority: 3 });
  await tick();
  const reviews = [first, await open({ priority: 3 }), await open({ priority: 2 })];
  await ruleOn(trial, first, 'approved');
  const decided = await a.read(first);
  const decidedAt = overlayIn(decided).decided_at ?? '';
  await tick();
  await trial.reopen(first);
  const read = await a.read(first);
  const since = overlayIn(read).awaiting_since;
  should.holds('DEC-5', parseInstant(since) >= parseInstant(decidedAt), () => ({
    sentence: 'awaiting_since of a reopened review is from before its decision',
    expected: `${decidedAt} or later`,
    got: since,
    witness: [decided, read],
  }));
  const listed = await a.queue({ workflow_id: workflowId, status: 'awaiting_review' });
  expectQueue(trial, listed, { reviews, limit: LIMIT_DEFAULT, when: 'after reopening one' });
}

async function byStatus(trial: Trial): Promise<void> {
  const { a, workflowId } = trial;
  const all = await openQueue(trial, 6);
  const approved = [all[4], all[1]].filter((each) => each !== undefined);
  const rejected = [all[2], all[3]].filter((each) => each !== undefined);
  for (const review of approved) await ruleOn(trial, review, 'approved');
  for (const review of rejected) await ruleOn(trial, review, 'rejected');
  const waiting = all.filter((each) => ![...approved, ...rejected].includes(each));
  for (const [query, reviews] of [
    [{ status: 'awaiting_review' }, waiting],
    [{ mine: false }, waiting],
    [{ status: 'approved' }, approved],
    [{ status: 'rejected', mine: false }, rejected],
  ] as const) {
    const listed = await a.queue({ workflow_id: workflowId, ...query });
    const when = `to ${JSON.stringify(query)}`;
    expectQueue(trial, listed, { reviews, limit: LIMIT_DEFAULT, when });
  }
}

async function mine(trial: Trial): Promise<void> {
  const { a, b, open } = trial;
  const [free, ofA, ofB, taken, released, foreign] = [
    await open(),
    await open({ priority: -1 }),
    await open(),
    await open(),
    await open(),
    await open({ workflow_id: `${trial.workflowId}0` }),
  ];
  await claimFor(trial, ofA);
  await claimFor(trial, ofB, { by: b });
  await claimFor(trial, taken);
  await claimFor(trial, taken, { by: b });
  const claimed = overlayIn(await claimFor(trial, released));
  await a.release(released, { version_stamp: claimed.rev });
  await claimFor(trial, foreign);
  for (const [caller, reviews] of [
    [a, [ofA]],
    [b, [ofB, taken]],
  ] as const) {
    await expectMine(trial, caller, reviews);
  }
  const all = [free, ofA, ofB, taken, released];
  const listed = await a.queue({ workflow_id: trial.workflowId, mine: false });
  expectQueue(trial, listed, { reviews: all, limit: LIMIT_DEFAULT, when: 'to mine=false' });
}

async function expectMine(
  trial: Trial,
  caller: Caller,
  reviews: readonly Subject[],
): Promise<Exchange> {
  const listed = await caller.queue({ workflow_id: trial.workflowId, mine: true });
  const when = `to mine=true from ${caller.name}, who holds ${reviews.length} live claims`;
  expectQueue(trial, listed, { reviews, limit: LIMIT_DEFAULT, when });
  return listed;
}

async function expiredClaim(trial: Trial): Promise<void> {
  const { a, open } = trial;
  const [short, long] = [await open(), await open()];
  await claimFor(trial, short, { seconds: CLAIM_MIN_SECONDS });
  await claimFor(trial, long);
  await expectMine(trial, a, [short, long]);
  await trial.advanceClock((CLAIM_MIN_SECONDS + 1) * MS_PER_SECOND);
  await expectMine(trial, a, [long]);
}

async function heads(trial: Trial): Promise<void> {
  const { a, must, workflowId, mode } = trial;
  const reviews = await openQueue(trial, 6);
  const query = { workflow_id: workflowId, status: 'awaiting_review' };
  const whole = queueItemsIn(await a.queue({ ...query, limit: LIMIT_MAX }));
  for (const limit of mode === 'smoke' ? [2, 6] : [1, 2, 3, 5, 6, 7]) {
    const listed = await a.queue({ ...query, limit });
    expectQueue(trial, listed, { reviews, limit, when: `to limit=${limit}` });
    must.equal('QUE-1', listed, {
      what: `the queue of limit ${limit}`,
      got: queueItemsIn(listed).map(({ _id: id }) => id),
      expected: whole.slice(0, limit).map(({ _id: id }) => id),
    });
  }
}

async function defaultLimit(trial: Trial): Promise<void> {
  const reviews = await openQueue(trial, LIMIT_DEFAULT + 1);
  const listed = await trial.a.queue({ workflow_id: trial.workflowId, mine: false });
  expectQueue(trial, listed, { reviews, limit: LIMIT_DEFAULT, when: 'without a limit' });
}
