import type { Verdict } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess, overlayIn, statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectSame, see, withoutNulls, type Sight } from './review-sight.ts';
import { VERDICTS } from './verdict-checks.ts';
import { answerIn, decide, REASON, type Ruling } from './verdicts.ts';
import { add, added, rootOf } from './version-tree.ts';

const OK = 200;
const CONFLICT = 409;

/** A review with two versions, one on top of the other. */
interface Pair {
  readonly review: Subject;
  readonly rootId: string;
  readonly headId: string;
}

/** How the first verdict came about; each leaves the head decided. */
const FIRSTS = {
  'on-the-resource-surface': (trial, { review, headId }, verdict) =>
    decide(trial, review, { verdict, versionId: headId }),
  'on-the-overlay-surface': async (trial, { review }, verdict) => {
    const { rev } = overlayIn(await trial.a.read(review));
    return trial.a.decide(review, {
      version_stamp: rev,
      verdict,
      ...(verdict === 'rejected' ? { reason: REASON } : {}),
    });
  },
} as const satisfies Record<
  string,
  (trial: Trial, pair: Pair, verdict: Verdict) => Promise<Exchange>
>;

type First = keyof typeof FIRSTS;
const FIRST_NAMES = Object.keys(FIRSTS) as readonly First[];

/** The same verdict on the same version again. Source: RES-6. */
export const REPEATED_VERDICT_CHECKS: readonly Check[] = FIRST_NAMES.flatMap((first) =>
  VERDICTS.map((verdict): Check => ({
    id: `RES-6/${verdict}-again-after-one-${first}`,
    phase: 'tables',
    surfaces: first === 'on-the-overlay-surface' ? ['overlay', 'resource'] : ['resource'],
    ...(isFirst(first, verdict) ? {} : { from: 'ci' }),
    run: (trial) => repeats(trial, first, verdict),
  })),
);

/** A repeat that would be refused if it were fresh. Source: RES-6, RES-8. */
export const REPEAT_BESIDE_LEAVES_CHECKS: readonly Check[] = [
  {
    id: 'RES-6/approved-again-beside-other-leaves',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const { review, rootId, headId: versionId } = await openPair(trial);
      const acknowledging = [versionId];
      const snapshot = { beside: 1 };
      const leaf = await added(trial, review, { parentId: rootId, snapshot, acknowledging });
      const ruling = { verdict: 'approved', versionId } as const;
      await decide(trial, review, { ...ruling, acknowledging: [leaf.id] });
      const before = await see(trial, review);
      const repeated = await decide(trial, review, ruling);
      expectAnswer(trial, 'RES-6', { repeated, before, status: 'already_applied' });
    },
  },
];

/** Another verdict on a decided review, and a new version of it. Source: RES-7. */
export const CONFLICT_CHECKS: readonly Check[] = [
  ...FIRST_NAMES.flatMap((first) =>
    VERDICTS.flatMap((verdict) =>
      OTHERS(verdict).map(({ name, ...other }): Check => ({
        id: `RES-7/${name}-after-${verdict}-${first}`,
        phase: 'tables',
        surfaces: first === 'on-the-overlay-surface' ? ['overlay', 'resource'] : ['resource'],
        ...(isFirst(first, verdict) && name === 'other-verdict' ? {} : { from: 'ci' }),
        run: (trial) => conflicts(trial, { first, verdict, other }),
      })),
    ),
  ),
  ...FIRST_NAMES.flatMap((first) =>
    VERDICTS.map((verdict): Check => ({
      id: `RES-7/new-version-after-${verdict}-${first}`,
      phase: 'tables',
      surfaces: first === 'on-the-overlay-surface' ? ['overlay', 'resource'] : ['resource'],
      from: 'ci',
      run: (trial) => refusesVersions(trial, first, verdict),
    })),
  ),
];

/** What a smoke run has of these. */
function isFirst(first: First, verdict: Verdict): boolean {
  return first === 'on-the-resource-surface' && verdict === 'approved';
}

interface Other {
  readonly verdict: Verdict;
  readonly isHead: boolean;
}

/** Verdicts that are not the one that stands, on the head. */
function OTHERS(standing: Verdict): readonly (Other & { readonly name: string })[] {
  const opposite = standing === 'approved' ? 'rejected' : 'approved';
  return [
    { name: 'other-verdict', verdict: opposite, isHead: true },
    { name: 'same-verdict-on-another-version', verdict: standing, isHead: false },
    { name: 'other-verdict-on-another-version', verdict: opposite, isHead: false },
  ];
}

async function openPair(trial: Trial): Promise<Pair> {
  const review = await trial.open();
  const { id: rootId } = await rootOf(trial, review);
  const head = await added(trial, review, { parentId: rootId, snapshot: { total_amount: 325 } });
  return { review, rootId, headId: head.id };
}

async function repeats(trial: Trial, first: First, verdict: Verdict): Promise<void> {
  const { a, b } = trial;
  const pair = await openPair(trial);
  const { review, headId: versionId } = pair;
  await FIRSTS[first](trial, pair, verdict);
  const before = await see(trial, review);
  const changes: readonly Partial<Ruling>[] = [
    {},
    { by: b, reason: 'For quite another reason.', acknowledging: [pair.rootId] },
    { by: a, reason: 'x' },
  ];
  const by: Exchange[] = [];
  for (const change of changes) {
    const repeated = await decide(trial, review, { verdict, versionId, ...change });
    expectAnswer(trial, 'RES-6', { repeated, before, status: 'already_applied' });
    by.push(repeated);
  }
  const after = await see(trial, review);
  expectSame(trial, 'RES-6', { before, by, after, when: 'after a repeated verdict' });
}

/** Judges an answer that says that nothing new was decided. */
function expectAnswer(
  { must }: Trial,
  requirement: string,
  answered: {
    readonly repeated: Exchange;
    readonly before: Sight;
    readonly status: 'already_applied' | 'conflict';
  },
): void {
  const { repeated, before, status } = answered;
  const words = { already_applied: 'the verdict that stands', conflict: 'another verdict' };
  const when = `to ${words[status]} on a decided review`;
  if (!must.status(requirement, repeated, { is: OK, when })) return;
  const answer = answerIn(repeated);
  must.equal(requirement, repeated, {
    what: `submission_status of ${words[status]}`,
    got: answer.submission_status,
    expected: status,
  });
  must.equal('RES-6', repeated, {
    what: `resume_status beside ${answer.submission_status}`,
    got: answer.resume_status,
    expected: 'skipped',
  });
  must.equal(requirement, witnessOf(before, repeated), {
    what: `the review in the answer to ${words[status]}`,
    got: withoutNulls(answer.review),
    expected: withoutNulls(before.review),
  });
}

function witnessOf({ proof }: Sight, repeated: Exchange): readonly Exchange[] {
  return [proof.review, repeated].filter((each) => each !== undefined);
}

interface Conflicting {
  readonly first: First;
  readonly verdict: Verdict;
  readonly other: Other;
}

async function conflicts(trial: Trial, { first, verdict, other }: Conflicting): Promise<void> {
  const { b, must, dialect } = trial;
  const pair = await openPair(trial);
  const { review, rootId, headId } = pair;
  await FIRSTS[first](trial, pair, verdict);
  const before = await see(trial, review);
  const [versionId, otherId] = other.isHead ? [headId, rootId] : [rootId, headId];
  const ruling = { verdict: other.verdict, versionId, acknowledging: [otherId], by: b };
  const answered = await decide(trial, review, ruling);
  const allowed = dialect.conflict === undefined ? [OK, CONFLICT] : [Number(dialect.conflict)];
  must.status('RES-7', answered, { is: allowed, when: 'to another verdict on a decided review' });
  if (statusOf(answered) === OK) {
    expectAnswer(trial, 'RES-7', { repeated: answered, before, status: 'conflict' });
  }
  const after = await see(trial, review);
  const when = 'after another verdict on a decided review';
  expectSame(trial, 'RES-7', { before, by: answered, after, when });
}

async function refusesVersions(trial: Trial, first: First, verdict: Verdict): Promise<void> {
  const pair = await openPair(trial);
  const { review, rootId, headId } = pair;
  await FIRSTS[first](trial, pair, verdict);
  const before = await see(trial, review);
  for (const [parentId, otherId] of [
    [headId, rootId],
    [rootId, headId],
  ] as const) {
    const snapshot = { new: trial.newName('v') };
    const refused = await add(trial, review, { parentId, snapshot, acknowledging: [otherId] });
    const when = 'to a new version of a decided review';
    trial.must.status('RES-7', refused, { is: CONFLICT, when });
    if (isSuccess(refused)) return;
    const after = await see(trial, review);
    expectSame(trial, 'RES-7', { before, by: refused, after, when: `after a 409 ${when}` });
  }
}

/** Verdicts while runs wait to take decisions up. Source: RES-6, RES-7. */
export const HELD_RUN_CHECKS: readonly Check[] = VERDICTS.map((verdict): Check => ({
  id: `RES-7/${verdict}-while-runs-are-held`,
  also: ['RES-6'],
  phase: 'tables',
  surfaces: ['resource'],
  needs: ['hold'],
  isExclusive: true,
  from: 'ci',
  run: async (trial) => {
    const pair = await openPair(trial);
    await trial.holdRuns(true);
    try {
      await decideWhileHeld(trial, pair, verdict);
    } finally {
      await trial.holdRuns(false);
    }
    const before = await see(trial, pair.review);
    const repeated = await decide(trial, pair.review, { verdict, versionId: pair.headId });
    expectAnswer(trial, 'RES-6', { repeated, before, status: 'already_applied' });
  },
}));

async function decideWhileHeld(trial: Trial, pair: Pair, verdict: Verdict): Promise<void> {
  const { must } = trial;
  const { review, headId: versionId, rootId } = pair;
  const decided = await decide(trial, review, { verdict, versionId });
  if (!must.status('RES-5', decided, { is: OK, when: 'to a verdict while runs are held' })) return;
  for (const [member, expected] of [
    ['submission_status', 'accepted'],
    ['resume_status', 'pending'],
  ] as const) {
    must.equal('RES-7', decided, {
      what: `${member} of a fresh verdict while runs are held`,
      got: answerIn(decided)[member],
      expected,
    });
  }
  const before = await see(trial, review);
  const repeated = await decide(trial, review, { verdict, versionId });
  expectAnswer(trial, 'RES-6', { repeated, before, status: 'already_applied' });
  const ruling = { verdict, versionId: rootId, acknowledging: [versionId] } as const;
  const other = await decide(trial, review, ruling);
  if (statusOf(other) === OK) {
    expectAnswer(trial, 'RES-7', { repeated: other, before, status: 'conflict' });
  }
  const after = await see(trial, review);
  const when = 'after repeats while runs are held';
  expectSame(trial, 'RES-6', { before, by: [repeated, other], after, when });
}
