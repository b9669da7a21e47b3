import type { Check } from '../check.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { parseInstant } from '../../contract/instant.ts';
import { findOverlay, shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { pass } from './pass-time.ts';
import { stateIn } from './review-state.ts';
import { expectUnchanged } from './unchanged.ts';
import { expectAppended, expectClaimed, expectDecided, expectReleased } from './write-effects.ts';
import { carryOut, isActor, type WriteStep } from './write-step.ts';

const OK = 200;
const CONFLICT = 409;
const MS_PER_SECOND = 1000;
const SHORTEST_SECONDS = 30;
const DEFAULT_SECONDS = 900;
const LONG_SECONDS = 3600;
/** A second before, and a second after: real time goes on beside the target's clock. */
const MARGIN_MS = 1000;

interface Lease {
  readonly ttlSeconds: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const SHORTEST: Lease = { ttlSeconds: SHORTEST_SECONDS, body: { ttl_seconds: SHORTEST_SECONDS } };

/** How long claims hold, each looked at around its end. */
const LEASES: readonly (Lease & { readonly name: string; readonly needsClock: boolean })[] = [
  { name: 'of-30-seconds', ...SHORTEST, needsClock: false },
  { name: 'of-31-seconds', ttlSeconds: 31, body: { ttl_seconds: 31 }, needsClock: false },
  { name: 'by-default', ttlSeconds: DEFAULT_SECONDS, body: {}, needsClock: true },
  { name: 'of-a-day', ttlSeconds: 86_400, body: { ttl_seconds: 86_400 }, needsClock: true },
];

interface WriteAfterExpiry {
  readonly name: string;
  readonly send: (trial: Trial, review: Subject, stamp: number) => Promise<Exchange>;
  readonly judge: (trial: Trial, step: WriteStep) => void;
}

/** Writes that meet a claim which has run out. */
const WRITES: readonly WriteAfterExpiry[] = [
  {
    name: 'claim',
    send: ({ b }, review, version_stamp) =>
      b.claim(review, { version_stamp, ttl_seconds: LONG_SECONDS }),
    judge: (trial, step) => expectClaimed(trial, step, { by: trial.b, ttlSeconds: LONG_SECONDS }),
  },
  {
    name: 'release',
    send: ({ a }, review, version_stamp) => a.release(review, { version_stamp }),
    judge: (trial, step) => {
      if (stateIn(step.witness[2]).rev > step.before.rev) expectReleased(trial, step, trial.a);
    },
  },
  {
    name: 'append',
    send: ({ b }, review, version_stamp) => b.append(review, { version_stamp, snapshot: { n: 1 } }),
    judge: (trial, step) => expectAppended(trial, step, { by: trial.b, snapshot: { n: 1 } }),
  },
  {
    name: 'approve',
    send: ({ a }, review, version_stamp) =>
      a.decide(review, { version_stamp, verdict: 'approved' }),
    judge: (trial, step) => expectDecided(trial, step, { by: trial.a, verdict: 'approved' }),
  },
];

/** What only time shows of claims. Source: CLM-1, CLM-3, REV-6. */
export const LEASE_CHECKS: readonly Check[] = [
  ...LEASES.map(({ name, needsClock, ...lease }): Check => ({
    id: `CLM-3/claim-${name}`,
    also: ['REV-6'],
    phase: 'leases',
    surfaces: ['overlay'],
    ...(needsClock ? { needs: ['clock'] } : {}),
    ...(name === 'of-30-seconds' ? {} : { from: 'ci' }),
    isExclusive: true,
    run: (trial) => expires(trial, lease),
  })),
  ...WRITES.map(({ name, send, judge }): Check => ({
    id: `CLM-3/${name}-after-the-claim-ran-out`,
    also: ['REV-6'],
    phase: 'leases',
    surfaces: ['overlay'],
    from: 'ci',
    isExclusive: true,
    run: async (trial) => {
      const { review, read } = await openClaimed(trial, SHORTEST, trial.a);
      await pass(trial, SHORTEST_SECONDS * MS_PER_SECOND + MARGIN_MS);
      // The stamp is that of the claim: had its end been a write, it would be stale.
      const stamp = stateIn(read).rev;
      const step = await carryOut(trial, review, () => send(trial, review, stamp));
      const when = `to a ${name} with the stamp of a claim that ran out meanwhile`;
      if (trial.must.status('REV-6', step.sent, { is: OK, when })) judge(trial, step);
    },
  })),
  {
    id: 'CLM-3/claimed-over-by-a-shorter-one',
    phase: 'leases',
    surfaces: ['overlay'],
    from: 'ci',
    isExclusive: true,
    run: async (trial) => {
      const long = { ttlSeconds: LONG_SECONDS, body: { ttl_seconds: LONG_SECONDS } };
      const { review } = await openClaimed(trial, long, trial.a);
      const claimed = await claimAs(trial, review, { by: trial.b, lease: SHORTEST });
      await pass(trial, SHORTEST_SECONDS * MS_PER_SECOND + MARGIN_MS);
      expectOver(trial, [claimed, await trial.a.read(review)]);
    },
  },
  {
    id: 'CLM-3/claimed-over-by-a-longer-one',
    phase: 'leases',
    surfaces: ['overlay'],
    from: 'ci',
    isExclusive: true,
    run: async (trial) => {
      const { review } = await openClaimed(trial, SHORTEST, trial.a);
      const lease = { ttlSeconds: LONG_SECONDS, body: { ttl_seconds: LONG_SECONDS } };
      const claimed = await claimAs(trial, review, { by: trial.b, lease });
      await pass(trial, SHORTEST_SECONDS * MS_PER_SECOND + MARGIN_MS);
      expectHeld(trial, [claimed, await trial.a.read(review)], trial.b);
    },
  },
  {
    id: 'CLM-3/refused-write-after-the-claim-ran-out',
    also: ['CAS-1', 'CAS-4'],
    phase: 'leases',
    surfaces: ['overlay'],
    from: 'ci',
    isExclusive: true,
    run: async (trial) => {
      const { review } = await openClaimed(trial, SHORTEST, trial.a);
      await pass(trial, SHORTEST_SECONDS * MS_PER_SECOND + MARGIN_MS);
      const read = await trial.a.read(review);
      const refused = await trial.b.claim(review, { version_stamp: stateIn(read).rev - 1 });
      trial.must.status('CAS-1', refused, {
        is: CONFLICT,
        when: 'to a stale stamp after a claim ran out',
      });
      await expectUnchanged(trial, review, { read, refused });
    },
  },
];

/** Looks at a claim half way, shortly before its end, at it, and later. */
async function expires(trial: Trial, lease: Lease): Promise<void> {
  const startedAtMs = performance.now();
  const { review, read: claimed } = await openClaimed(trial, lease, trial.a);
  const ttlMs = lease.ttlSeconds * MS_PER_SECOND;
  const firstHalfMs = await pass(trial, ttlMs / 2);
  expectHeld(trial, [claimed, await trial.a.read(review)], trial.a);
  const waitedMs = firstHalfMs + (await pass(trial, ttlMs / 2 - MARGIN_MS));
  const nearEnd = await trial.a.read(review);
  // Where the suite itself was slow its end may have come by now.
  const spentMs = performance.now() - startedAtMs - waitedMs;
  if (spentMs < MARGIN_MS) expectHeld(trial, [claimed, nearEnd], trial.a);
  await pass(trial, MARGIN_MS);
  // Two clocks do not agree to the millisecond; one that was moved does with itself.
  if (waitedMs === 0) expectOver(trial, [claimed, await trial.a.read(review)]);
  await pass(trial, MARGIN_MS);
  expectOver(trial, [claimed, await trial.b.read(review)]);
  if (waitedMs > 0) return;
  await pass(trial, ttlMs);
  expectOver(trial, [claimed, await trial.a.read(review)]);
}

/** Judges that a claim still stands. Source: CLM-3. */
function expectHeld(trial: Trial, witness: readonly [Exchange, Exchange], by: Caller): void {
  const [before, after] = witness.map((each) => stateIn(each).claim);
  const actor = trial.actorOf(by);
  const holds = isActor(after?.holder, actor) && isSameInstant(before, after);
  trial.should.holds('CLM-3', holds, () => ({
    sentence: `the claim until ${before?.expires_at} is ${shown(after ?? null)} before its time is up`,
    expected: shown(before),
    got: shown(after ?? null),
    witness,
  }));
}

/** Judges that a claim has run out, and that this was no write. Source: CLM-3, REV-6. */
function expectOver(trial: Trial, witness: readonly [Exchange, Exchange]): void {
  const [before, after] = [stateIn(witness[0]), stateIn(witness[1])];
  const { claim } = after;
  trial.must.holds('CLM-3', claim === null || isSameInstant(before.claim, claim), () => ({
    sentence: `a claim until ${before.claim?.expires_at} is shown until ${claim?.expires_at} once its time is up`,
    expected: 'no claim, or the one that ran out',
    got: shown(claim),
    witness,
  }));
  trial.must.equal('REV-6', witness, {
    what: 'rev after a claim ran out',
    got: after.rev,
    expected: before.rev,
  });
  trial.should.equal('CLM-3', witness, {
    what: 'the length of the audit after a claim ran out',
    got: after.audit.length,
    expected: before.audit.length,
  });
  const [updatedBefore, updatedAfter] = witness.map((each) => findOverlay(each)?.updated_at);
  trial.should.equal('CLM-3', witness, {
    what: 'updated_at after a claim ran out',
    got: updatedAfter,
    expected: updatedBefore,
  });
}

type Claim = ReturnType<typeof stateIn>['claim'] | undefined;

function isSameInstant(left: Claim, right: Claim): boolean {
  return parseInstant(left?.expires_at ?? '') === parseInstant(right?.expires_at ?? '');
}

async function openClaimed(trial: Trial, lease: Lease, by: Caller) {
  const review = await trial.open();
  return { review, read: await claimAs(trial, review, { by, lease }) };
}

/** Claims, and reads what came of it. */
async function claimAs(
  trial: Trial,
  review: Subject,
  { by, lease }: { readonly by: Caller; readonly lease: Lease },
): Promise<Exchange> {
  const version_stamp = stateIn(await trial.a.read(review)).rev;
  const claimed = await by.claim(review, { version_stamp, ...lease.body });
  const when = `to a claim for ${lease.ttlSeconds} seconds`;
  trial.must.status('CLM-1', claimed, { is: OK, when });
  return trial.a.read(review);
}
