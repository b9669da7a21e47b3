import { array, boolean, constantFrom, record, type Arbitrary } from 'fast-check';
import type { Check } from '../check.ts';
import type { Query } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { checkWalk, type KnownItem, type Walk, type WalkedPage } from '../oracle/walk-check.ts';
import { isSuccess, shown, statusOf } from '../reply.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import { pageIn, pageQuery, walkedPageIn } from './list-page.ts';
import { openScene } from './list-scene.ts';
import { decide } from './verdicts.ts';
import { add, rootOf } from './version-tree.ts';

/** What is done while a walk goes on. `cursor` is the review that the walk has just come to. */
type Act = 'decide-cursor' | 'decide-seen' | 'decide-ahead' | 'insert' | 'write' | 'nothing';

/** A walk and what disturbs it. */
interface WalkPlan {
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  readonly status: 'pending' | 'decided' | 'all';
  /** One after each page, again from the beginning when they run out. */
  readonly acts: readonly Act[];
  /** Whether each act is under way together with the request for the next page. */
  readonly isConcurrent: boolean;
}

/** Source: LST-4. */
const PLANS: Readonly<Record<string, WalkPlan>> = {
  'while-its-cursors-are-decided': plan({ limit: 2, acts: ['decide-cursor'] }),
  'while-what-it-saw-is-decided': plan({ limit: 2, acts: ['decide-seen'] }),
  'one-by-one-while-deciding': plan({ limit: 1, acts: ['decide-cursor', 'insert'] }),
  'while-what-comes-is-decided': plan({ limit: 2, acts: ['decide-ahead', 'decide-cursor'] }),
  'while-reviews-are-opened': plan({ limit: 4, acts: ['insert'] }),
  'newest-first-while-reviews-are-opened': plan({ limit: 2, order: 'desc', acts: ['insert'] }),
  'newest-first-while-deciding': plan({
    limit: 2,
    order: 'desc',
    acts: ['decide-cursor', 'decide-seen', 'insert'],
  }),
  'over-all-while-deciding': plan({
    limit: 2,
    status: 'all',
    acts: ['decide-ahead', 'decide-seen', 'insert'],
  }),
  'over-decided-while-deciding': plan({
    limit: 1,
    status: 'decided',
    acts: ['decide-ahead', 'decide-seen', 'insert'],
  }),
  'while-versions-are-written': plan({ limit: 2, acts: ['write'] }),
  'together-with-decisions': plan({
    limit: 2,
    acts: ['decide-cursor', 'insert'],
    isConcurrent: true,
  }),
  'in-one-page': plan({ limit: 50, acts: ['decide-seen'] }),
};

const SMOKE_PLANS = new Set(['one-by-one-while-deciding']);

function plan(given: Partial<WalkPlan>): WalkPlan {
  return { limit: 2, order: 'asc', status: 'pending', acts: [], isConcurrent: false, ...given };
}

const REVIEW_COUNT = 12;
const SMOKE_COUNT = 5;
const PLANS_DRAWN = 3;

/** Walks over pages while others write. Source: LST-4. */
export const LIST_WALK_CHECKS: readonly Check[] = [
  ...Object.entries(PLANS).map(([name, walkPlan]): Check => ({
    id: `LST-4/walk-${name}`,
    also: ['LST-1', 'LST-2', 'LST-3'],
    phase: 'paging',
    surfaces: ['resource'],
    needs: ['gates'],
    ...(SMOKE_PLANS.has(name) ? {} : { from: 'ci' }),
    run: (trial) => walks(trial, walkPlan),
  })),
  {
    id: 'LST-4/drawn-walks',
    also: ['LST-1', 'LST-2', 'LST-3'],
    phase: 'paging',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    isRandom: true,
    run: async (trial) => {
      for (const drawn of trial.sample(plans(), PLANS_DRAWN)) {
        // Each in a workflow of its own: the acts of one walk are strangers to the next.
        await walks({ ...trial, ...inOwnWorkflow(trial) }, drawn);
      }
    },
  },
];

function plans(): Arbitrary<WalkPlan> {
  const acts = ['decide-cursor', 'decide-seen', 'decide-ahead', 'insert', 'write', 'nothing'];
  return record({
    limit: constantFrom(1, 2, 3, 5),
    order: constantFrom('asc', 'desc'),
    status: constantFrom('pending', 'decided', 'all'),
    acts: array(constantFrom(...(acts as Act[])), { minLength: 1, maxLength: 6 }),
    isConcurrent: boolean(),
  });
}

function inOwnWorkflow({ open, newName }: Trial): Pick<Trial, 'workflowId' | 'open'> {
  const workflowId = newName('wf');
  return { workflowId, open: (spec) => open({ workflow_id: workflowId, ...spec }) };
}

/** What a walk knows of its reviews while it goes on. */
interface Stage {
  readonly trial: Trial;
  readonly plan: WalkPlan;
  readonly known: Map<string, KnownReview>;
  readonly pages: WalkedPage[];
  readonly exchanges: Exchange[];
}

interface KnownReview {
  readonly review: Subject;
  readonly rootId: string;
  /** Opened while the walk went on. */
  readonly isNew: boolean;
  decided: Exchange | null;
}

async function walks(trial: Trial, walkPlan: WalkPlan): Promise<void> {
  const count = trial.mode === 'smoke' ? SMOKE_COUNT : REVIEW_COUNT;
  const { reviews } = await openScene(trial, count);
  const stage: Stage = { trial, plan: walkPlan, known: new Map(), pages: [], exchanges: [] };
  for (const review of reviews) await note(stage, review, { isNew: false });
  // Some are decided before the walk begins: they are what it must not show, or what it must.
  for (const review of reviews.filter((_, index) => index % 3 === 2)) {
    await end(stage, review.reviewId);
  }
  const wasCutShort = await goThrough(stage);
  judge(stage, wasCutShort);
}

async function note(
  { trial, known }: Stage,
  review: Subject,
  { isNew }: { readonly isNew: boolean },
): Promise<void> {
  const { id: rootId } = await rootOf(trial, review);
  known.set(review.reviewId, { review, rootId, isNew, decided: null });
}

async function end({ trial, known }: Stage, reviewId: string | undefined): Promise<void> {
  const entry = known.get(reviewId ?? '');
  if (entry === undefined || entry.decided !== null) return;
  // A rejection asks for no leaves, whatever was written meanwhile.
  const ruling = { verdict: 'rejected', versionId: entry.rootId } as const;
  const answered = await decide(trial, entry.review, ruling);
  if (isSuccess(answered) || answered.outcome.kind !== 'replied') entry.decided = answered;
}

/** Pages on which something happens; the rest of a walk is quiet. */
const ACTIVE_PAGES_MAX = 3 * REVIEW_COUNT;

/** Walks to the end. Hands back whether it had to be given up. */
async function goThrough(stage: Stage): Promise<boolean> {
  const { trial, plan: walkPlan, pages, exchanges, known } = stage;
  const { limit, order, status, acts, isConcurrent } = walkPlan;
  const more: Query = { order, decision_status: status };
  let after: string | undefined;
  for (;;) {
    const place = pages.length;
    // A walk to which each page adds one more would have no end.
    const isActive = place < ACTIVE_PAGES_MAX;
    const act = (isActive && acts[place % Math.max(1, acts.length)]) || 'nothing';
    if (!isConcurrent && place > 0) await perform(stage, act);
    const query = pageQuery(trial, after === undefined ? { limit } : { limit, after }, more);
    const [listed] = await Promise.all([
      trial.a.list(query),
      isConcurrent && place > 0 ? perform(stage, act) : undefined,
    ]);
    exchanges.push(listed);
    const when = `on page ${place + 1} of a walk`;
    if (!trial.must.status('LST-4', listed, { is: 200, when })) return true;
    if (statusOf(listed) !== 200) return true;
    pages.push(walkedPageIn(listed));
    const next = pageIn(listed).after;
    if (next === null) return false;
    if (pages.length > known.size + REVIEW_COUNT) return true;
    after = next;
  }
}

async function perform(stage: Stage, act: Act): Promise<void> {
  const { trial, known, pages, plan: walkPlan } = stage;
  const seen = pages.flatMap(({ items }) => items.map(({ id }) => id));
  const undecided = [...known].filter(([, { decided }]) => decided === null).map(([id]) => id);
  const unseen = undecided.filter((id) => !seen.includes(id));
  switch (act) {
    case 'decide-cursor':
      return end(stage, seen.at(-1));
    case 'decide-seen':
      return end(
        stage,
        seen.find((id) => undecided.includes(id)),
      );
    case 'decide-ahead':
      return end(stage, unseen.at(walkPlan.order === 'asc' ? -1 : 0));
    case 'insert':
      return note(stage, await trial.open(), { isNew: true });
    case 'write':
      return writeTo(trial, known.get(unseen[0] ?? ''));
    case 'nothing':
      return undefined;
  }
}

async function writeTo(trial: Trial, entry: KnownReview | undefined): Promise<void> {
  if (entry === undefined) return;
  const snapshot = { written: trial.newName('v') };
  await add(trial, entry.review, { parentId: entry.rootId, snapshot });
}

function judge({ trial, plan: walkPlan, known, pages, exchanges }: Stage, wasCutShort: boolean) {
  const { limit, order } = walkPlan;
  const walk: Walk = {
    list: 'reviews',
    pages,
    limit,
    order,
    startedAt: exchanges[0]?.invokedAt ?? 0,
    endedAt: exchanges.at(-1)?.returnedAt ?? Number.POSITIVE_INFINITY,
    wasCutShort,
  };
  const items = [...known.values()].map((entry) => knownItem(entry, walkPlan.status));
  const violations = checkWalk(walk, items);
  const sentences = [
    ['LST-1', 'MUST'],
    ['LST-2', 'MUST'],
    ['LST-2', 'SHOULD'],
    ['LST-3', 'MUST'],
    ['LST-4', 'MUST'],
  ] as const;
  for (const [requirement, level] of sentences) {
    const broken = violations.find(
      (each) => each.requirement === requirement && each.level === level,
    );
    const { holds } = level === 'MUST' ? trial.must : trial.should;
    holds(requirement, broken === undefined, () => ({
      sentence: broken?.sentence ?? '',
      expected: 'every review that matched throughout once, in order, and nothing else',
      got: shown(pages.map((page) => page.items.map(({ id }) => id))),
      witness: exchanges.filter(({ id }) => broken?.witness.includes(id) === true),
      plan: walkPlan,
    }));
  }
}

const ALWAYS = { from: 0, until: null } as const;

/** When a review matched, as far as calls and answers tell. */
function knownItem({ review, isNew, decided }: KnownReview, status: WalkPlan['status']): KnownItem {
  const opened = isNew ? { surely: null, possibly: ALWAYS } : { surely: ALWAYS, possibly: ALWAYS };
  const item = { id: review.reviewId, ...opened };
  if (status === 'all') return item;
  if (decided === null) return status === 'pending' ? item : { ...item, ...NEVER };
  const { invokedAt, returnedAt, outcome } = decided;
  // A verdict without an answer may have been given at any time, or never.
  if (outcome.kind !== 'replied') return { ...item, surely: null, possibly: ALWAYS };
  const at = returnedAt ?? invokedAt;
  return status === 'pending'
    ? {
        ...item,
        surely: item.surely && { from: 0, until: invokedAt },
        possibly: { from: 0, until: at },
      }
    : { ...item, surely: { from: at, until: null }, possibly: { from: invokedAt, until: null } };
}

const NEVER = { surely: null, possibly: null } as const;
