import type { Check } from '../check.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import { stateIn } from './review-state.ts';
import { expectUnchanged } from './unchanged.ts';
import { expectAppended, expectClaimed, expectDecided, expectReleased } from './write-effects.ts';
import { carryOut, type WriteStep } from './write-step.ts';

const OK = 200;
const UNPROCESSABLE = 422;
const LONG_TTL_SECONDS = 3600;
const DEFAULT_TTL_SECONDS = 900;

/** What a claim may be asked to last, and what it then does. Source: CLM-1. */
const TTLS = [
  { name: 'default', body: {}, ttlSeconds: DEFAULT_TTL_SECONDS },
  { name: 'shortest', body: { ttl_seconds: 30 }, ttlSeconds: 30 },
  { name: 'short', body: { ttl_seconds: 31 }, ttlSeconds: 31 },
  { name: 'long', body: { ttl_seconds: 86_399 }, ttlSeconds: 86_399 },
  { name: 'longest', body: { ttl_seconds: 86_400 }, ttlSeconds: 86_400 },
] as const;

const TTL_CHECKS = TTLS.map(({ name, body, ttlSeconds }): Check => ({
  id: `CLM-1/${name}-claim`,
  also: ['REV-6', 'REV-8'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(name === 'default' || name === 'shortest' ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await trial.open();
    const step = await carryOut(trial, review, (stamp) =>
      trial.b.claim(review, { version_stamp: stamp, ...body }),
    );
    expectClaimed(trial, step, { by: trial.b, ttlSeconds });
  },
}));

const BAD_TTL_CHECKS = [29, 86_401, 0, -30].map((ttlSeconds): Check => ({
  id: `CLM-1/no-claim-for-${ttlSeconds < 0 ? 'less-than-no' : ttlSeconds}-seconds`,
  also: ['ERR-2'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(ttlSeconds > 0 ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await trial.open();
    const read = await trial.a.read(review);
    const body = { version_stamp: stateIn(read).rev, ttl_seconds: ttlSeconds };
    const refused = await trial.a.claim(review, body);
    const when = `to a claim for ${ttlSeconds} seconds; 30 to 86400 are allowed`;
    trial.must.status('CLM-1', refused, { is: UNPROCESSABLE, when });
    await expectUnchanged(trial, review, { read, refused });
  },
}));

/** Claims again, by the same actor or another, for a longer or a shorter time. */
const RENEWALS = [
  { name: 'longer', first: 60, second: 7200, byOther: false },
  { name: 'shorter', first: 7200, second: 60, byOther: false },
  { name: 'by-another-shorter', first: 7200, second: 60, byOther: true },
] as const;

const RENEWAL_CHECKS = RENEWALS.map(({ name, first, second, byOther }): Check => ({
  id: `CLM-1/claimed-again-${name}`,
  also: ['CLM-2', 'REV-6', 'REV-8'],
  phase: 'tables',
  surfaces: ['overlay'],
  from: 'ci',
  run: async (trial) => {
    const review = await claimedBy(trial, trial.a, first);
    const by = byOther ? trial.b : trial.a;
    const step = await carryOut(trial, review, (stamp) =>
      by.claim(review, { version_stamp: stamp, ttl_seconds: second }),
    );
    expectClaimed(trial, step, { by, ttlSeconds: second });
  },
}));

interface WriteOverClaim {
  readonly name: string;
  readonly send: (caller: Caller, review: Subject, stamp: number) => Promise<Exchange>;
  readonly judge: (trial: Trial, step: WriteStep) => void;
}

/** What anybody may do while another holds the claim. Source: CLM-2. */
const WRITES_OVER_CLAIM: readonly WriteOverClaim[] = [
  {
    name: 'claim',
    send: (caller, review, stamp) =>
      caller.claim(review, { version_stamp: stamp, ttl_seconds: LONG_TTL_SECONDS }),
    judge: (trial, step) => {
      const { holder } = step.after.claim ?? {};
      const id = trial.actorOf(trial.b).id;
      trial.must.equal('CLM-2', step.witness, {
        what: 'the holder after another actor claimed',
        got: holder?.id,
        expected: id,
      });
      expectClaimed(trial, step, { by: trial.b, ttlSeconds: LONG_TTL_SECONDS });
    },
  },
  {
    name: 'release',
    send: (caller, review, stamp) => caller.release(review, { version_stamp: stamp }),
    judge: (trial, step) => expectReleased(trial, step, trial.b),
  },
  {
    name: 'append',
    send: (caller, review, stamp) =>
      caller.append(review, { version_stamp: stamp, snapshot: { total_amount: 500 } }),
    judge: (trial, step) =>
      expectAppended(trial, step, { by: trial.b, snapshot: { total_amount: 500 } }),
  },
  {
    name: 'approve',
    send: (caller, review, stamp) =>
      caller.decide(review, { version_stamp: stamp, verdict: 'approved' }),
    judge: (trial, step) => expectDecided(trial, step, { by: trial.b, verdict: 'approved' }),
  },
  {
    name: 'reject',
    send: (caller, review, stamp) =>
      caller.decide(review, { version_stamp: stamp, verdict: 'rejected', reason: 'Not ours.' }),
    judge: (trial, step) =>
      expectDecided(trial, step, { by: trial.b, verdict: 'rejected', reason: 'Not ours.' }),
  },
  {
    name: 'approve-an-edit',
    send: (caller, review, stamp) =>
      caller.decide(review, {
        version_stamp: stamp,
        verdict: 'approved',
        edited_output: { total_amount: 1 },
      }),
    judge: (trial, step) => {
      const edit = { by: trial.b, snapshot: { total_amount: 1 } };
      expectDecided(trial, step, { by: trial.b, verdict: 'approved', edit });
    },
  },
];

const SMOKE_WRITES: ReadonlySet<string> = new Set(['claim', 'append', 'approve']);

const OVER_CLAIM_CHECKS = WRITES_OVER_CLAIM.map(({ name, send, judge }): Check => ({
  id: `CLM-2/${name}-over-a-claim`,
  ...(SMOKE_WRITES.has(name) ? {} : { from: 'ci' }),
  also: ['REV-8'],
  phase: 'tables',
  surfaces: ['overlay'],
  run: async (trial) => {
    const review = await claimedBy(trial, trial.a, LONG_TTL_SECONDS);
    const step = await carryOut(trial, review, (stamp) => send(trial.b, review, stamp));
    const when = `to another actor than the one who holds the claim (${name})`;
    if (trial.must.status('CLM-2', step.sent, { is: OK, when })) judge(trial, step);
  },
}));

/** Claims, their length, and what they do not forbid. Source: CLM-1, CLM-2, CLM-4. */
export const CLAIM_CHECKS: readonly Check[] = [
  ...TTL_CHECKS,
  ...BAD_TTL_CHECKS,
  ...RENEWAL_CHECKS,
  ...OVER_CLAIM_CHECKS,
  {
    id: 'CLM-4/release-by-the-holder',
    also: ['REV-6', 'REV-8'],
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await claimedBy(trial, trial.a, LONG_TTL_SECONDS);
      const step = await carryOut(trial, review, (stamp) =>
        trial.a.release(review, { version_stamp: stamp }),
      );
      expectReleased(trial, step, trial.a);
    },
  },
  {
    id: 'CLM-4/release-of-nothing',
    also: ['REV-6'],
    phase: 'tables',
    surfaces: ['overlay'],
    run: releasesNothing,
  },
  {
    id: 'CLM-4/claim-after-a-release',
    also: ['CLM-1'],
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: async (trial) => {
      const review = await claimedBy(trial, trial.a, LONG_TTL_SECONDS);
      await carryOut(trial, review, (stamp) => trial.a.release(review, { version_stamp: stamp }));
      const step = await carryOut(trial, review, (stamp) =>
        trial.b.claim(review, { version_stamp: stamp }),
      );
      expectClaimed(trial, step, { by: trial.b, ttlSeconds: DEFAULT_TTL_SECONDS });
    },
  },
];

async function releasesNothing(trial: Trial): Promise<void> {
  const review = await trial.open();
  const step = await carryOut(trial, review, (stamp) =>
    trial.a.release(review, { version_stamp: stamp }),
  );
  const { before, after, sent, witness } = step;
  if (!trial.should.status('CLM-4', sent, { is: OK, when: 'where no claim is held' })) return;
  const moved = after.rev - before.rev;
  trial.must.holds('REV-6', moved === 0 || moved === 1, () => ({
    sentence: `rev went from ${before.rev} to ${after.rev} by a release where no claim is held`,
    expected: `${before.rev + 1}, or ${before.rev} where that does nothing`,
    got: String(after.rev),
    witness,
  }));
  trial.must.equal('CLM-4', witness, {
    what: 'the claim after a release',
    got: after.claim,
    expected: null,
  });
}

/** Opens a review that a caller has claimed. */
async function claimedBy(trial: Trial, by: Caller, ttlSeconds: number): Promise<Subject> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  await by.claim(review, { version_stamp: rev, ttl_seconds: ttlSeconds });
  return review;
}
