import { versionIdOf } from '../../contract/canonical-json.ts';
import type { Check } from '../check.ts';
import { resultOf } from '../execute/opener.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { NotTestable } from '../rig.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { pageIn } from './list-page.ts';
import { REASON } from './verdicts.ts';

const NOT_FOUND = 404;

/** The operations of the resource surface that name a review. Source: LST-5. */
const BY_ID: Readonly<Record<string, (trial: Trial, to: Conditional) => Promise<Exchange>>> = {
  show: ({ a }, { review }) => a.show(review),
  versions: ({ a }, { review }) => a.versions(review),
  approve: ({ a }, { review, versionId }) => a.approve(review, { version_id: versionId }),
  reject: ({ a }, { review, versionId }) =>
    a.reject(review, { version_id: versionId, reason: REASON }),
  create: ({ a }, { review, versionId }) =>
    a.create(review, { parent_id: versionId, snapshot: { branch: 'other' } }),
  version: ({ a }, { versionId }) => a.version(versionId),
};

/** Conditional reviews are not on the resource surface. Source: LST-5. */
export const CONDITIONAL_REVIEW_CHECKS: readonly Check[] = [
  {
    id: 'LST-5/not-listed',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    run: async (trial) => {
      const { a, should, open, workflowId } = trial;
      const plain = await open();
      const { review } = await openConditional(trial, { run_id: plain.runId });
      for (const query of [
        { workflow_id: workflowId },
        { workflow_id: workflowId, decision_status: 'all' },
        { run_id: plain.runId },
        { run_id: plain.runId, block_id: review.blockId },
      ]) {
        const listed = await a.list(query);
        should.equal('LST-5', listed, {
          what: `the list by ${Object.keys(query).join(', ')} beside a conditional review`,
          got: pageIn(listed).ids,
          expected: 'block_id' in query ? [] : [plain.reviewId],
        });
      }
    },
  },
  ...Object.entries(BY_ID).map(([name, call]): Check => ({
    id: `LST-5/${name}-by-id`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(name === 'show' ? {} : { from: 'ci' }),
    run: async (trial) => {
      const exchange = await call(trial, await openConditional(trial));
      trial.should.status('LST-5', exchange, { is: NOT_FOUND, when: 'for a conditional review' });
    },
  })),
];

interface Conditional {
  readonly review: Subject;
  /** Its first version, if it had one on this surface. */
  readonly versionId: string;
}

async function openConditional(trial: Trial, spec: GateSpec = {}): Promise<Conditional> {
  const branch = trial.newName('branch');
  const gate = {
    run_id: trial.newName('run'),
    block_id: trial.newName('block'),
    block_type: 'conditional',
    predicate: { kind: 'always' },
    evidence: { output: { branch } },
    ...spec,
  } as unknown as GateSpec;
  const reply = await trial.gate(gate);
  if (reply.status !== 201) throw new NotTestable('the rig opens no conditional review');
  const { review_id: reviewId, run_id: runId, block_id: blockId } = resultOf(reply, 'the rig');
  if (reviewId === null) throw new NotTestable('the rig opens no conditional review');
  const review = {
    name: 'conditional',
    runId,
    blockId,
    reviewId,
    stepId: `${runId}_${blockId}`,
    blockType: 'conditional',
    triggeredBy: null,
    gate: null,
  } as const;
  return { review, versionId: versionIdOf({ branch }) };
}
