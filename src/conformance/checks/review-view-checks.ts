import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { overlayIn, recordIn, reviewIn } from '../reply.ts';
import type { GateSpec } from '../subject.ts';
import { NO_REVIEW_ID, NO_VERSION_ID } from './create-refusal-checks.ts';
import { dataIn, versionsIn, withoutNulls } from './review-sight.ts';
import { decide, expectDecision, REASON } from './verdicts.ts';
import { added, rootOf, tick } from './version-tree.ts';

/** What each type of block puts out. Source: contract section 9. */
const GATES = {
  extract: { output: { total_amount: 505 } },
  classifier: { output: { category: 'invoice' } },
  split: { output: [{ name: 'invoice', pages: [1, 2] }] },
  for_each: { output: [{ key: 'k', pages: [1, 2] }] },
} as const;

/** Reviews as the resource surface shows them. Source: RES-1. */
export const REVIEW_VIEW_CHECKS: readonly Check[] = [
  ...Object.entries(GATES).map(([blockType, evidence], index): Check => ({
    id: `RES-1/fields-of-${blockType}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(index === 0 ? {} : { from: 'ci' }),
    run: (trial) => showsFields(trial, { block_type: blockType, evidence } as unknown as GateSpec),
  })),
  {
    id: 'RES-1/fields-inside-a-loop',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) =>
      showsFields(trial, { iteration_key: 'round 2/é', parent_step_id: trial.newName('step') }),
  },
  {
    id: 'RES-1/list-and-review-agree',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: listAgrees,
  },
  {
    id: 'RES-1/created-at-never-changes',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, open, must } = trial;
      const review = await open();
      const first = await a.show(review);
      const root = await rootOf(trial, review);
      await tick();
      const head = await added(trial, review, { parentId: root.id, snapshot: { total_amount: 1 } });
      await decide(trial, review, { verdict: 'approved', versionId: head.id });
      const last = await a.show(review);
      must.equal('RES-1', [first, last], {
        what: 'created_at of a review after writes',
        got: reviewIn(last).created_at,
        expected: reviewIn(first).created_at,
      });
    },
  },
  {
    id: 'RES-1/version-of-an-overlay-rejection',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: overlayRejection,
  },
  ...unknownReads(),
];

async function showsFields(trial: Trial, spec: GateSpec): Promise<void> {
  const { a, open, must, newName } = trial;
  const given = { workflow_version_id: newName('wfv'), ...spec };
  const review = await open(given);
  const exchange = await a.show(review);
  must.status('RES-1', exchange, { is: 200, when: 'for a review that was just opened' });
  const expected = {
    id: review.reviewId,
    workflow_id: trial.workflowId,
    workflow_version_id: given.workflow_version_id,
    run_id: review.runId,
    block_id: review.blockId,
    step_id: `${review.runId}_${review.blockId}`,
    parent_step_id: given.parent_step_id ?? null,
    iteration_key: given.iteration_key ?? null,
    block_type: review.blockType,
    triggered_by: review.triggeredBy,
    decision: null,
  };
  const got = recordIn(exchange);
  for (const [member, value] of Object.entries(expected)) {
    must.equal('RES-1', exchange, {
      what: `${member} of a new review`,
      got: got[member] ?? null,
      expected: value,
    });
  }
}

async function listAgrees(trial: Trial): Promise<void> {
  const { a, open, must, workflowId } = trial;
  for (const verdict of ['approved', 'rejected', null] as const) {
    const review = await open();
    const { id: versionId } = await rootOf(trial, review);
    if (verdict !== null) await decide(trial, review, { verdict, versionId });
    const shownAlone = await a.show(review);
    const listed = await a.list({
      workflow_id: workflowId,
      run_id: review.runId,
      decision_status: 'all',
    });
    must.equal('RES-1', [shownAlone, listed], {
      what: `a review that is ${verdict ?? 'pending'}, in the list`,
      got: withoutNulls(dataIn(listed)),
      expected: withoutNulls([reviewIn(shownAlone)]),
    });
  }
}

async function overlayRejection(trial: Trial): Promise<void> {
  const { a, b, open } = trial;
  const review = await open();
  const stampOf = async () => overlayIn(await a.read(review)).rev;
  for (const total of [1, 2]) {
    const snapshot = { total_amount: total };
    await a.append(review, { version_stamp: await stampOf(), snapshot });
  }
  const [, middle] = versionsIn(await a.versions(review));
  await b.decide(review, {
    version_stamp: await stampOf(),
    verdict: 'rejected',
    on_seq: 1,
    reason: REASON,
  });
  const exchange = await a.show(review);
  const { decision } = reviewIn(exchange);
  const ruling = { verdict: 'rejected', versionId: middle?.id ?? '', by: b } as const;
  expectDecision(trial, 'RES-1', { exchange, decision, ruling });
}

/** Reads of what is not there. Source: ERR-3. */
function unknownReads(): readonly Check[] {
  const reads: Readonly<Record<string, (trial: Trial) => Promise<Exchange>>> = {
    review: async ({ a, open }) => a.show({ ...(await open()), reviewId: NO_REVIEW_ID }),
    version: ({ a }) => a.version(NO_VERSION_ID),
  };
  return Object.entries(reads).map(([what, read]): Check => ({
    id: `ERR-3/no-such-${what}`,
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const exchange = await read(trial);
      const when = `for a ${what} that does not exist`;
      trial.should.status('ERR-3', exchange, { is: 404, when });
    },
  }));
}
