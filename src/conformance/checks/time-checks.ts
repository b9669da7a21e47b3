import { parseInstant } from '../../contract/instant.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, overlayIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { pass } from './pass-time.ts';
import { stateIn } from './review-state.ts';

/** How far apart acts lie here, and how much of it may be lost to two looks at a clock. */
const GAP_MS = 3000;
const TOLERANCE_MS = 1000;
const CONFLICT = 409;

/** Whether what is dated is dated when it happened. Source: REV-8, CLM-1, DEC-1, CAS-4, DEC-5. */
export const TIME_CHECKS: readonly Check[] = [
  {
    id: 'REV-8/audit-tells-when-each-act-was',
    also: ['DEC-1'],
    phase: 'leases',
    surfaces: ['overlay'],
    isExclusive: true,
    run: auditTellsWhen,
  },
  {
    id: 'CLM-1/claimed-at-is-now',
    phase: 'leases',
    surfaces: ['overlay'],
    isExclusive: true,
    run: claimedAtIsNow,
  },
  {
    id: 'CAS-4/stale-write-leaves-updated-at',
    phase: 'leases',
    surfaces: ['overlay'],
    isExclusive: true,
    run: staleWriteLeavesUpdatedAt,
  },
  {
    id: 'DEC-5/reopened-review-awaits-since-now',
    phase: 'leases',
    surfaces: ['overlay'],
    needs: ['reopen'],
    from: 'ci',
    isExclusive: true,
    run: awaitsSinceNow,
  },
];

/** Two instants that should lie at least a gap apart. */
interface Gap {
  readonly what: string;
  readonly earlier: string | null | undefined;
  readonly later: string | null | undefined;
  /** One by default. */
  readonly gaps?: number;
}

function isApart({ earlier, later, gaps = 1 }: Gap): boolean {
  const apartMs = parseInstant(later ?? '') - parseInstant(earlier ?? '');
  return apartMs >= gaps * GAP_MS - TOLERANCE_MS;
}

function wordsOf(gap: Gap, witness: readonly Exchange[]) {
  const { what, earlier, later, gaps = 1 } = gap;
  return {
    sentence: `${what} is ${later ?? 'nothing'}, and ${(gaps * GAP_MS) / 1000} seconds before it was ${earlier ?? 'nothing'}`,
    expected: `${(gaps * GAP_MS) / 1000} seconds after ${earlier ?? 'nothing'}`,
    got: later ?? 'nothing',
    witness,
  };
}

async function auditTellsWhen(trial: Trial): Promise<void> {
  const { a } = trial;
  const review = await trial.open();
  const stamp = async () => stateIn(await a.read(review)).rev;
  await pass(trial, GAP_MS);
  await a.claim(review, { version_stamp: await stamp() });
  await pass(trial, GAP_MS);
  await a.append(review, { version_stamp: await stamp(), snapshot: { n: 1 } });
  await pass(trial, GAP_MS);
  await a.release(review, { version_stamp: await stamp() });
  await pass(trial, GAP_MS);
  await a.decide(review, { version_stamp: await stamp(), verdict: 'approved' });
  const read = await a.read(review);
  const { audit, decisions, decided_at } = stateIn(read);
  const acts = ['gate_fired', 'claimed', 'version_added', 'released', 'decision_made'] as const;
  const times = acts.map((action) => audit.find((entry) => entry.action === action)?.at);
  for (const [index, action] of acts.entries()) {
    if (index === 0) continue;
    const gap = {
      what: `the time of the audit entry '${action}'`,
      earlier: times[index - 1],
      later: times[index],
    };
    trial.must.holds('REV-8', isApart(gap), () => wordsOf(gap, [read]));
  }
  const gaps = acts.length - 1;
  for (const [what, later] of [
    ['decided_at', decided_at],
    ['decided_at of the decision', decisions.at(-1)?.decided_at],
  ] as const) {
    const gap = { what, earlier: times[0], later, gaps };
    trial.must.holds('DEC-1', isApart(gap), () => wordsOf(gap, [read]));
  }
}

async function claimedAtIsNow(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  const opened = await a.read(review);
  await pass(trial, GAP_MS);
  await a.claim(review, { version_stamp: stateIn(opened).rev, ttl_seconds: 60 });
  const first = await a.read(review);
  await pass(trial, GAP_MS);
  await b.claim(review, { version_stamp: stateIn(first).rev, ttl_seconds: 60 });
  const second = await a.read(review);
  const [openedAt] = stateIn(opened).audit.map((entry) => entry.at);
  const [firstClaim, secondClaim] = [stateIn(first).claim, stateIn(second).claim];
  const pairs: readonly Gap[] = [
    { what: 'claimed_at of a claim', earlier: openedAt, later: firstClaim?.claimed_at },
    {
      what: 'claimed_at of a second claim',
      earlier: firstClaim?.claimed_at,
      later: secondClaim?.claimed_at,
    },
    {
      what: 'expires_at of a second claim for as long',
      earlier: firstClaim?.expires_at,
      later: secondClaim?.expires_at,
    },
  ];
  for (const gap of pairs) {
    trial.must.holds('CLM-1', isApart(gap), () => wordsOf(gap, [opened, first, second]));
  }
}

async function staleWriteLeavesUpdatedAt(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const review = await openClaimed(trial);
  await pass(trial, GAP_MS);
  const read = await a.read(review);
  const { rev } = stateIn(read);
  const refused = await b.append(review, { version_stamp: rev - 1, snapshot: { n: 1 } });
  trial.must.status('CAS-1', refused, { is: CONFLICT, when: `to stamp ${rev - 1} at rev ${rev}` });
  const reread = await a.read(review);
  trial.should.equal('CAS-4', [read, refused, reread], {
    what: 'updated_at after a stale write',
    got: findOverlay(reread)?.updated_at,
    expected: findOverlay(read)?.updated_at,
  });
}

async function awaitsSinceNow(trial: Trial): Promise<void> {
  const { a } = trial;
  const review = await trial.open();
  const opened = await a.read(review);
  await pass(trial, GAP_MS);
  await a.decide(review, { version_stamp: stateIn(opened).rev, verdict: 'approved' });
  await pass(trial, GAP_MS);
  await trial.reopen(review);
  const reopened = await a.read(review);
  const gap: Gap = {
    what: 'awaiting_since of a reopened review',
    earlier: overlayIn(opened).awaiting_since,
    later: overlayIn(reopened).awaiting_since,
    gaps: 2,
  };
  trial.should.holds('DEC-5', isApart(gap), () => wordsOf(gap, [opened, reopened]));
}

async function openClaimed(trial: Trial): Promise<Subject> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  await trial.a.claim(review, { version_stamp: rev, ttl_seconds: 3600 });
  return review;
}
