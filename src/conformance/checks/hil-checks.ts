import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess } from '../reply.ts';
import type { Subject } from '../subject.ts';
import type { Json } from './gate-case.ts';
import { decideFresh, expectUnmoved, hilDecisionIn, readWhere, type HilBody } from './hil-scene.ts';
import { stateIn } from './review-state.ts';
import { settledRun } from './settled-run.ts';

const OK = 200;
const NOT_FOUND = 404;
const UNPROCESSABLE = 422;

const COMMON = { phase: 'agents', surfaces: ['agent'] } as const;
const WITH_OVERLAY = { phase: 'agents', surfaces: ['agent', 'overlay'] } as const;

const REJECTION_REASON = 'Rejected through hil-decisions.';

/** What the default review begins with, and what a person makes of it. */
const EDITED: Json = { vendor_name: 'Acme é', total_amount: 325.5, lines: [{ qty: 1, sku: null }] };

const BODIES: Readonly<Record<string, HilBody>> = {
  approve: { approved: true },
  'approve-with-data': { approved: true, modified_data: EDITED },
  'approve-with-data-null': { approved: true, modified_data: null },
  reject: { approved: false },
  'reject-with-data-null': { approved: false, modified_data: null },
};

/** A decision by run and block, and what becomes of it. Source: HIL-1. */
export const HIL_CHECKS: readonly Check[] = [
  { ...COMMON, id: 'HIL-1/nothing-received-before', run: isNotReceived },
  ...Object.entries(BODIES).flatMap(([name, body]): readonly Check[] => [
    {
      ...COMMON,
      id: `HIL-1/${name}`,
      from: name.endsWith('null') ? 'ci' : 'smoke',
      run: (trial) => isReceived(trial, body),
    },
    {
      ...WITH_OVERLAY,
      id: `HIL-1/${name}-is-on-the-review`,
      from: 'ci',
      run: (trial) => isOnReview(trial, body),
    },
    {
      ...COMMON,
      id: `HIL-1/${name}-reaches-the-run`,
      needs: ['runs'],
      from: 'ci',
      run: (trial) => reachesRun(trial, body),
    },
  ]),
  { ...WITH_OVERLAY, id: 'HIL-1/decides-what-is-current', from: 'ci', run: decidesHead },
  { ...COMMON, id: 'HIL-1/rejection-with-data', run: refusesData },
  { ...COMMON, id: 'HIL-1/unknown-block', run: refusesUnknown },
];

async function isNotReceived(trial: Trial): Promise<void> {
  const { a, must, should, open } = trial;
  const review = await open();
  const read = await a.hilDecision(review);
  must.status('HIL-1', read, { is: OK, when: 'before any decision' });
  if (!isSuccess(read)) return;
  const { decision_received, decision_applied, approved, modified_data, run_id, block_id } =
    hilDecisionIn(read);
  must.equal('HIL-1', read, {
    what: 'decision_received before any decision',
    got: decision_received,
    expected: false,
  });
  must.equal('HIL-1', read, {
    what: 'the block of a decision',
    got: { run_id, block_id },
    expected: { run_id: review.runId, block_id: review.blockId },
  });
  should.equal('HIL-1', read, {
    what: 'decision_applied, approved and modified_data before any decision',
    got: [decision_applied, approved, modified_data],
    expected: [false, null, null],
  });
}

async function isReceived(trial: Trial, body: HilBody): Promise<void> {
  const review = await trial.open();
  const decided = await decideFresh(trial, review, body);
  if (!isSuccess(decided)) return;
  judgeReceived(trial, body, decided);
  judgeReceived(trial, body, await trial.b.hilDecision(review));
}

/** Judges a decision as the reply to it, or a read, shows it. */
function judgeReceived({ must, should }: Trial, body: HilBody, shownIn: Exchange): void {
  const { decision_received: isThere, approved, modified_data: data } = hilDecisionIn(shownIn);
  must.equal('HIL-1', shownIn, {
    what: 'decision_received and approved after a decision',
    got: [isThere, approved],
    expected: [true, body.approved],
  });
  should.equal('HIL-1', shownIn, {
    what: 'modified_data after a decision',
    got: data,
    expected: body.modified_data ?? null,
  });
}

async function isOnReview(trial: Trial, body: HilBody): Promise<void> {
  const { a, should, open, actorOf } = trial;
  const review = await open();
  const before = await a.read(review);
  const decided = await decideFresh(trial, review, body);
  if (!isSuccess(decided)) return;
  const after = await a.read(review);
  const witness = [before, decided, after];
  const { status, versions, decisions, effective_seq: effectiveSeq, rev } = stateIn(after);
  const seq = body.modified_data ? 1 : 0;
  should.equal('HIL-1', witness, {
    what: 'status and effective_seq after a decision through hil-decisions',
    got: [status, effectiveSeq],
    expected: body.approved ? ['approved', seq] : ['rejected', null],
  });
  should.equal('HIL-1', witness, {
    what: 'the decisions after one through hil-decisions',
    got: decisions.map(({ on_seq, decided_by, reason }) => [on_seq, decided_by, reason ?? null]),
    expected: [[seq, actorOf(a), body.approved ? null : REJECTION_REASON]],
  });
  should.equal('HIL-1', witness, {
    what: 'what modified_data appended',
    got: versions.slice(1).map(({ snapshot, origin, author }) => [snapshot, origin, author]),
    expected: body.modified_data ? [[EDITED, 'human_edit', actorOf(a)]] : [],
  });
  should.holds('X-2', rev > stateIn(before).rev, () => ({
    sentence: 'a decision through hil-decisions did not move rev',
    expected: `more than ${stateIn(before).rev}`,
    got: String(rev),
    witness,
  }));
}

async function reachesRun(trial: Trial, body: HilBody): Promise<void> {
  const { a, must } = trial;
  const review = await trial.open();
  const decided = await a.hilDecide(review, body);
  if (!isSuccess(decided)) return;
  const { status, blocks } = await settledRun(trial, review);
  must.equal('RUN-1', decided, {
    what: 'the run after a decision through hil-decisions',
    got: status,
    expected: body.approved ? 'completed' : 'cancelled',
  });
  if (!body.approved) return;
  must.equal('RUN-1', decided, {
    what: 'what the run goes on with after a decision through hil-decisions',
    got: blocks.find((block) => block.block_id === review.blockId)?.resumed_with,
    expected: body.modified_data ?? { total_amount: 505, vendor_name: 'Acme Corp' },
  });
}

/** Needs no stamp: what is current is decided on, whoever made it. */
async function decidesHead(trial: Trial): Promise<void> {
  const { a, b, should, open } = trial;
  for (const body of [{ approved: true }, { approved: true, modified_data: EDITED }]) {
    const review = await open();
    const { rev } = stateIn(await a.read(review));
    await b.append(review, { version_stamp: rev, snapshot: { total_amount: 1 } });
    const decided = await a.hilDecide(review, body);
    const after = await a.read(review);
    const { effective_seq: effectiveSeq, versions } = stateIn(after);
    should.equal('HIL-1', [decided, after], {
      what: 'effective_seq and the parent of the last version when version 1 was current',
      got: [effectiveSeq, versions.at(-1)?.parent_seq ?? null],
      expected: 'modified_data' in body ? [2, 1] : [1, 0],
    });
  }
}

async function refusesData(trial: Trial): Promise<void> {
  const { a, must, open } = trial;
  const review = await open();
  const before = await readWhere(trial, review);
  const refused = await a.hilDecide(review, { approved: false, modified_data: EDITED });
  const when = 'to a rejection with modified_data';
  must.status('HIL-1', refused, { is: UNPROCESSABLE, when });
  await expectUnmoved(trial, review, { before, by: refused, when });
}

async function refusesUnknown(trial: Trial): Promise<void> {
  const { a, must, open, newName } = trial;
  const review = await open();
  const before = await readWhere(trial, review);
  const unknown: readonly (readonly [string, Subject])[] = [
    ['a block that the run does not have', { ...review, blockId: newName('block') }],
    ['a run that nobody knows', { ...review, runId: newName('run') }],
  ];
  for (const [what, asked] of unknown) {
    const decided = await a.hilDecide(asked, { approved: true });
    must.status('HIL-1', decided, { is: NOT_FOUND, when: `to a decision on ${what}` });
    const read = await a.hilDecision(asked);
    must.status('HIL-1', read, { is: NOT_FOUND, when: `for the decision on ${what}` });
    await expectUnmoved(trial, review, { before, by: decided, when: `for ${what}` });
  }
}
