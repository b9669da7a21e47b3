import type { Check } from '../check.ts';
import type { Query } from '../execute/caller.ts';
import { resultOf } from '../execute/opener.ts';
import type { Trial } from '../execute/trial.ts';
import { isRecord, shown } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { settle } from './list-scene.ts';
import { dataIn } from './review-sight.ts';

/** What the list filters by, as a subject says it. */
const FILTERS = {
  workflow_id: ({ gate }) => gate?.workflow_id ?? null,
  run_id: ({ runId }) => runId,
  block_id: ({ blockId }) => blockId,
  step_id: ({ stepId }) => stepId,
  iteration_key: ({ gate }) => gate?.iteration_key ?? null,
} as const satisfies Record<string, (review: Subject) => string | null>;

const CREATED = 201;

type Filter = keyof typeof FILTERS;
const FILTER_NAMES = Object.keys(FILTERS) as readonly Filter[];

/** All of them at once are left out: the pairs and the singles say what each does. */
const PAIRS = FILTER_NAMES.flatMap((first, index) =>
  FILTER_NAMES.slice(index + 1).map((second) => [first, second] as const),
);

/** Filters on what a review is. Source: LST-1. */
export const LIST_FILTER_CHECKS: readonly Check[] = [
  ...[...FILTER_NAMES.map((name) => [name]), ...PAIRS, FILTER_NAMES].map((names): Check => ({
    id: `LST-1/by-${names.length > 2 ? 'all' : names.join('-and-').replaceAll('_', '-')}`,
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(names.includes('workflow_id') && names.length === 1 ? {} : { from: 'ci' }),
    run: (trial) => filters(trial, names),
  })),
  {
    id: 'LST-1/odd-names',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: oddNames,
  },
  {
    id: 'LST-1/by-decision-status',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    run: byDecisionStatus,
  },
  {
    id: 'LST-1/by-decision-status-after-reopening',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates', 'reopen'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      await settle(trial, review, 'rejected');
      await trial.reopen(review);
      await expectListed(trial, { workflow_id: trial.workflowId }, [review]);
      for (const status of ['rejected', 'decided']) {
        await expectListed(trial, { workflow_id: trial.workflowId, decision_status: status }, []);
      }
    },
  },
  {
    id: 'LST-1/unknown-decision-status',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async ({ a, must, workflowId }) => {
      for (const status of ['awaiting_review', 'Pending', 'any', '']) {
        const listed = await a.list({ workflow_id: workflowId, decision_status: status });
        must.status('LST-1', listed, { is: 422, when: `to decision_status=${shown(status)}` });
      }
    },
  },
  {
    id: 'LST-1/nothing-matches',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: async (trial) => {
      await trial.open();
      for (const name of FILTER_NAMES) {
        await expectListed(trial, { [name]: trial.newName('none') }, []);
      }
    },
  },
];

/** Two workflows, runs, blocks and rounds, in so many combinations that each filter has decoys. */
async function openCombinations(trial: Trial): Promise<readonly Subject[]> {
  const { newName, open, workflowId } = trial;
  const [runA, runB, runC] = [newName('run'), newName('run'), newName('run')];
  const [blockA, blockB] = [newName('block'), newName('block')];
  const [roundA, roundB] = [newName('round'), newName('round')];
  const tail = newName('tail');
  const other = `${workflowId}0`;
  const specs = [
    { workflow_id: other, run_id: runC, block_id: blockA },
    { run_id: runB, block_id: blockA, iteration_key: roundA },
    { run_id: runA, block_id: blockA, iteration_key: roundB },
    { run_id: runA, block_id: blockA },
    { run_id: runA, block_id: blockA, iteration_key: roundA },
    { run_id: runA, block_id: blockB, iteration_key: roundA },
    { run_id: runB, block_id: blockB },
    { workflow_id: other, run_id: runC, block_id: blockA, iteration_key: roundA },
    { workflow_id: other, run_id: runC, block_id: blockB, iteration_key: roundB },
    // Names that go on where the others end, and a step that two blocks share.
    { run_id: `${runA}0`, block_id: blockA, iteration_key: `${roundA}0` },
    { run_id: runA, block_id: `${blockA}0` },
    { run_id: `${runA}_${blockA}`, block_id: tail },
    { run_id: runA, block_id: `${blockA}_${tail}` },
  ];
  const reviews: Subject[] = [];
  for (const spec of specs) reviews.push(await open(spec));
  return reviews;
}

async function filters(trial: Trial, names: readonly Filter[]): Promise<void> {
  const reviews = await openCombinations(trial);
  const seen = new Set<string>();
  // Values that belong together, and for pairs those that do not, whose list is empty.
  for (const review of reviews) {
    for (const other of names.length === 2 ? [review, ...reviews.slice(0, 2)] : [review]) {
      const values = names.map((name, index) => FILTERS[name](index === 0 ? review : other));
      if (values.includes(null) || seen.has(JSON.stringify(values))) continue;
      seen.add(JSON.stringify(values));
      const query = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
      const matching = reviews.filter((each) =>
        names.every((name) => FILTERS[name](each) === query[name]),
      );
      await expectListed(trial, query, matching);
    }
  }
}

/** Judges which reviews a query lists, whatever their order. */
async function expectListed(
  { a, must }: Trial,
  query: Query,
  reviews: readonly Pick<Subject, 'reviewId'>[],
): Promise<void> {
  const listed = await a.list({ limit: 200, ...query });
  const names = Object.keys(query).join(', ');
  if (!must.status('LST-1', listed, { is: 200, when: `to a list by ${names}` })) return;
  const ids = dataIn(listed).map((item) => (isRecord(item) ? item['id'] : item));
  must.equal('LST-1', listed, {
    what: `the list by ${names} (sorted here)`,
    got: ids.map(String).toSorted(),
    expected: reviews.map(({ reviewId }) => reviewId).toSorted(),
  });
}

/** Names that a query must escape, or that a careless search reads as a pattern. */
async function oddNames(trial: Trial): Promise<void> {
  const run = trial.newName('run');
  const odd = ['a%', 'a_', 'a.', 'a*', 'a+b', 'a b', 'a&run_id=x', 'a#', 'a"', "a'", 'a,b', ' a'];
  const rounds = [...odd, '\u00E9', 'e\u0301', 'ab', 'A%', 'a', 'null', 'undefined', '0'];
  const reviewIds = new Map<string, string>();
  for (const iterationKey of rounds) {
    const reply = await trial.gate({
      run_id: run,
      block_id: 'block',
      iteration_key: iterationKey,
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: { total_amount: 1 } },
    } as unknown as GateSpec);
    // A rig may have a narrower idea of a name than the list.
    if (reply.status !== CREATED) continue;
    reviewIds.set(iterationKey, resultOf(reply, 'the rig').review_id ?? '');
  }
  for (const [iterationKey, reviewId] of reviewIds) {
    await expectListed(trial, { run_id: run, iteration_key: iterationKey }, [{ reviewId }]);
  }
}

async function byDecisionStatus(trial: Trial): Promise<void> {
  const { open, workflowId } = trial;
  const approvedLast = await open();
  const pending = [await open(), await open()];
  const rejected = [await open()];
  const approved = [await open(), approvedLast];
  const decoy = await open({ workflow_id: `${workflowId}0` });
  for (const review of rejected) await settle(trial, review, 'rejected');
  for (const review of [...approved, decoy]) await settle(trial, review, 'approved');
  const decided = [...approved, ...rejected];
  const expected = {
    pending,
    approved,
    rejected,
    decided,
    all: [...pending, ...decided],
  };
  await expectListed(trial, { workflow_id: workflowId }, pending);
  for (const [status, reviews] of Object.entries(expected)) {
    await expectListed(trial, { workflow_id: workflowId, decision_status: status }, reviews);
  }
  const [review] = rejected;
  const runId = review?.runId ?? '';
  await expectListed(trial, { run_id: runId }, []);
  await expectListed(trial, { run_id: runId, decision_status: 'approved' }, []);
  await expectListed(trial, { run_id: runId, decision_status: 'decided' }, rejected);
}
