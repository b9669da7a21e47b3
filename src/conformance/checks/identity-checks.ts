import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { declaredBodyOf, isRecord, overlayIn, recordIn, reviewIn, shown } from '../reply.ts';
import type { RigReply } from '../rig.ts';
import { BLOCK_GATES } from './block-gates.ts';
import { stateIn } from './review-state.ts';

const NOT_FOUND = 404;
const CREATED = 201;
const CONFLICT = 409;
const REVIEW_ID = /^rev_[A-Z2-7]{26}$/;

/** What a review is called, and that there is one of it. Source: REV-1, REV-2, REV-9. */
export const IDENTITY_CHECKS: readonly Check[] = [
  {
    id: 'REV-1/overlay-is-of-its-block-run',
    phase: 'tables',
    surfaces: ['overlay'],
    run: overlayIsOfItsBlockRun,
  },
  {
    id: 'REV-9/organization-and-times',
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const read = await trial.a.read(await trial.open());
      const overlay: Partial<ReturnType<typeof overlayIn>> = overlayIn(read);
      for (const member of ['organization_id', 'created_at', 'updated_at'] as const) {
        trial.should.holds('REV-9', typeof overlay[member] === 'string', () => ({
          sentence: `the overlay has no ${member}`,
          expected: 'a text',
          got: shown(overlay[member]),
          witness: [read],
        }));
      }
    },
  },
  {
    id: 'REV-1/ids-of-the-resource-surface',
    phase: 'tables',
    surfaces: ['resource'],
    run: idsOfTheResourceSurface,
  },
  {
    id: 'REV-1/gated-again-while-awaiting',
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    run: (trial) => gatedAgain(trial, false),
  },
  {
    id: 'REV-1/gated-again-once-decided',
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => gatedAgain(trial, true),
  },
  {
    id: 'REV-1/iterations-are-reviews-of-their-own',
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    run: iterationsAreReviews,
  },
  {
    id: 'REV-1/overlay-sees-no-iterations',
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['gates'],
    run: overlaySeesNoIterations,
  },
  ...(['extract', 'classifier', 'split', 'for_each', 'conditional'] as const).map(
    (blockType): Check => ({
      id: `REV-2/version-0-of-${blockType}`,
      also: ['REV-7'],
      phase: 'tables',
      surfaces: ['overlay'],
      needs: ['gates'],
      ...(blockType === 'split' ? {} : { from: 'ci' }),
      run: async (trial) => {
        const { gate, snapshot } = BLOCK_GATES[blockType];
        const read = await trial.a.read(await trial.open(gate));
        const { versions } = stateIn(read);
        trial.must.equal('REV-2', read, {
          what: 'versions[0].snapshot, the output of the model,',
          got: versions[0]?.snapshot,
          expected: snapshot,
        });
      },
    }),
  ),
];

async function overlayIsOfItsBlockRun(trial: Trial): Promise<void> {
  const { a, must } = trial;
  const reviews = [await trial.open(), await trial.open()];
  const ids: unknown[] = [];
  for (const review of reviews) {
    const read = await a.read(review);
    const overlay = overlayIn(read) as Partial<ReturnType<typeof overlayIn>>;
    ids.push(overlay['_id']);
    must.equal('REV-1', read, {
      what: '_id',
      got: overlay['_id'],
      expected: overlay.block_run_id,
    });
    must.equal('REV-1', read, {
      what: 'the run and block of the overlay read',
      got: [overlay.workflow_run_id, overlay.block_id],
      expected: [review.runId, review.blockId],
    });
  }
  must.holds('REV-1', ids[0] !== ids[1], () => ({
    sentence: `two reviews have the same _id, ${shown(ids[0])}`,
    expected: 'an _id for each',
    got: shown(ids),
    witness: trial.history().slice(-2),
  }));
}

async function idsOfTheResourceSurface(trial: Trial): Promise<void> {
  const { a, must } = trial;
  const review = await trial.open();
  const shownReview = await a.show(review);
  const listed = await a.list({ workflow_id: trial.workflowId });
  const { data } = recordIn(listed);
  const items: readonly unknown[] = Array.isArray(data) ? data : [];
  // A review from a pool is of a workflow of its own.
  const item = items.find((each) => isRecord(each) && each['id'] === review.reviewId);
  const seen = [[shownReview, reviewIn(shownReview)] as const];
  if (isRecord(item)) seen.push([listed, item as unknown as ReturnType<typeof reviewIn>]);
  for (const [exchange, { id, run_id: runId, block_id: blockId, step_id: stepId }] of seen) {
    must.holds('REV-1', REVIEW_ID.test(id), () => ({
      sentence: `the review has the id ${shown(id)}`,
      expected: 'rev_ and 26 characters of A–Z and 2–7',
      got: shown(id),
      witness: [exchange],
    }));
    must.equal('REV-1', exchange, {
      what: 'step_id',
      got: stepId,
      expected: `${runId}_${blockId}`,
    });
    must.equal('REV-1', exchange, {
      what: 'the run and block of the review',
      got: [runId, blockId],
      expected: [review.runId, review.blockId],
    });
  }
}

function sameBlock(review: { readonly runId: string; readonly blockId: string }, key?: string) {
  const address = { run_id: review.runId, block_id: review.blockId };
  return {
    ...BLOCK_GATES.extract.gate,
    ...address,
    ...(key === undefined ? {} : { iteration_key: key }),
  };
}

async function gatedAgain(trial: Trial, isDecided: boolean): Promise<void> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  if (isDecided) await trial.a.decide(review, { version_stamp: rev, verdict: 'approved' });
  const before = await trial.a.read(review);
  const reply = await trial.gate(sameBlock(review));
  judgeGate(trial, reply, { is: CONFLICT, when: 'a block that has a review is gated again' });
  const after = await trial.a.read(review);
  trial.must.equal('REV-1', [before, after], {
    what: 'the review of a block after it was gated again',
    got: declaredBodyOf(after),
    expected: declaredBodyOf(before),
  });
}

async function iterationsAreReviews(trial: Trial): Promise<void> {
  const review = await trial.open();
  const first = await trial.gate(sameBlock(review, 'i-1'));
  judgeGate(trial, first, { is: CREATED, when: 'another iteration of a block is gated' });
  const second = await trial.gate(sameBlock(review, 'i-2'));
  judgeGate(trial, second, { is: CREATED, when: 'a third iteration of a block is gated' });
  const again = await trial.gate(sameBlock(review, 'i-1'));
  judgeGate(trial, again, { is: CONFLICT, when: 'an iteration that has a review is gated again' });
  const ids = [review.reviewId, ...[first, second].map(({ body }) => idIn(body))];
  trial.must.holds('REV-1', new Set(ids).size === ids.length, () => ({
    sentence: 'two iterations of a block have the same review',
    expected: 'a review for each run, block and iteration key',
    got: shown(ids),
    witness: [],
  }));
}

async function overlaySeesNoIterations(trial: Trial): Promise<void> {
  const { a, must } = trial;
  const plain = await trial.open();
  const iteration = await trial.open({ iteration_key: 'i-1' });
  const read = await a.read(iteration);
  must.status('REV-1', read, {
    is: NOT_FOUND,
    when: 'for a block whose only review has an iteration key',
  });
  const queue = await a.queue({ status: 'awaiting_review', workflow_id: trial.workflowId });
  const { data } = recordIn(queue);
  const runs = (Array.isArray(data) ? data : []).map((item: unknown) =>
    isRecord(item) ? item['workflow_run_id'] : undefined,
  );
  must.equal('REV-1', queue, {
    what: 'the runs in the overlay queue, beside a review with an iteration key,',
    got: runs,
    expected: [plain.runId],
  });
}

function idIn(body: unknown): unknown {
  return isRecord(body) ? body['review_id'] : undefined;
}

function judgeGate(
  trial: Trial,
  { status, body }: RigReply,
  { is, when }: { readonly is: number; readonly when: string },
): void {
  trial.must.holds('REV-1', status === is, () => ({
    sentence: `the gate answered ${status} when ${when}`,
    expected: String(is),
    got: `${status} ${shown(body)}`,
    witness: [],
  }));
}
